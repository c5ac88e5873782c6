/// Rewrites FHIRPath over a QuestionnaireResponse as an expression over a form: paths to answers and variables become
/// `%id`, looked-up weights become the points of each choice. What is left must be of the form's own subset, which its
/// parser then says.
struct FHIRPathReading {
    struct Unsupported: Error { var message: String }

    let questionnaire: FHIRImport
    /// What was read otherwise than it was meant.
    private(set) var notes: [String] = []
    /// Variables that are being read: one that needs itself ends here.
    private var underway: [String] = []

    init(questionnaire: FHIRImport) { self.questionnaire = questionnaire }

    /// A longer one is not looked at; a translation may grow this far.
    private static let longest = 20_000

    mutating func translate(_ source: String) throws(Unsupported) -> String {
        guard source.unicodeScalars.count <= Self.longest else { throw Unsupported(message: "It is too long.") }
        var text = FHIRPathText(source)
        var result = ""
        while let character = text.peek {
            if character == "'" {
                let literal = try text.quoted("'")
                result += "'\(questionnaire.renamed[literal] ?? literal)'"
            } else if character == "%" {
                text.advance()
                let name = text.peek == "`" ? try text.quoted("`") : text.word()
                if name == "resource" || name == "questionnaire" || name == "context" {
                    result += try answer(try text.steps(), next: text)
                } else {
                    result += try variable(name, followedBy: text)
                }
            } else if character.isLetter || character == "_" {
                let word = text.word()
                if ["item", "QuestionnaireResponse", "descendants", "repeat"].contains(word) {
                    let called = text.peek == "(" ? try text.balanced() : nil
                    let first = FHIRPathText.Step(name: word, argument: called)
                    result += try answer([first] + (try text.steps()), next: text)
                } else {
                    result += word
                }
            } else {
                result.append(character)
                text.advance()
            }
            guard result.utf8.count <= Self.longest else { throw Unsupported(message: "It grows too long.") }
        }
        return result
    }

    private mutating func variable(_ name: String, followedBy text: FHIRPathText) throws(Unsupported) -> String {
        if let id = questionnaire.scoreID(ofVariable: name), !underway.isEmpty || questionnaire.reading != id {
            return "%`\(id)`"
        }
        guard let expression = questionnaire.variables[name] else {
            throw Unsupported(message: "The variable %\(name) is not defined.")
        }
        guard !underway.contains(name) else { throw Unsupported(message: "The variable %\(name) needs itself.") }
        guard underway.count < FormLimits.chain else {
            throw Unsupported(message: "Its variables need one another too deep.")
        }
        underway.append(name)
        defer { underway.removeLast() }
        // Whether an answer exists is asked of the item itself, also where its value is a condition.
        if text.asksWhetherItExists, let item = questionnaire.askedItem(inPath: expression) { return "%`\(item.id)`" }
        let inner = try translate(expression)
        return inner.isReference ? inner : "(\(inner))"
    }

    /// What a path to answers stands for.
    private mutating func answer(_ steps: [FHIRPathText.Step], next text: FHIRPathText) throws(Unsupported) -> String {
        var link: String?
        var weighs = false
        var sums = false
        for step in steps {
            switch step.name {
            case "where":
                if let named = step.linkId {
                    link = named
                } else if step.argument?.contains("ordinalValue") == true
                    || step.argument?.contains("itemWeight") == true
                {
                    weighs = true
                }
            case "extension":
                if step.argument?.contains("ordinalValue") == true || step.argument?.contains("itemWeight") == true {
                    weighs = true
                }
            case "weight", "ordinal": weighs = true
            case "sum": sums = true
            case "display": throw Unsupported(message: "It reads the wording of an answer, not its code.")
            default: break
            }
        }
        if weighs || sums { return try weights(of: link) }
        guard let link else { throw Unsupported(message: "It reads answers without naming an item.") }
        if let score = questionnaire.computed.first(where: { $0.linkId == link }) { return "%`\(score.id)`" }
        guard let item = questionnaire.asked[link] else {
            throw Unsupported(message: "It reads the item \(link.prefix(64)), which is not in the form.")
        }
        return item.isBoolean && !text.asksWhetherItExists ? "(%`\(item.id)` = 'yes')" : "%`\(item.id)`"
    }

    /// The points of one item's answer, or the sum of those of a group, or of all.
    private func weights(of link: String?) throws(Unsupported) -> String {
        let links = link.map { questionnaire.groups[$0] ?? [$0] } ?? questionnaire.asked.keys.sorted()
        let weighed = links.compactMap { questionnaire.asked[$0] }.filter { $0.options.contains { $0.points != nil } }
        guard !weighed.isEmpty else { throw Unsupported(message: "It weighs answers that have no points.") }
        return weighed.map(\.weighed).joined(separator: " + ")
    }
}

extension ImportedItem {
    /// The points of its answer; nothing for an option that has none.
    fileprivate var weighed: String {
        if isSeveral {
            return options.map { "iif(%`\(id)` contains '\($0.choice.code)', \(Decimals.plain($0.points ?? 0)), 0)" }
                .joined(separator: " + ")
        }
        return options.reversed().reduce("{}") { rest, option in
            option.points.map { "iif(%`\(id)` = '\(option.choice.code)', \(Decimals.plain($0)), \(rest))" } ?? rest
        }
    }
}

extension String {
    /// Only `%id`.
    fileprivate var isReference: Bool { hasPrefix("%`") && hasSuffix("`") && filter { $0 == "`" }.count == 2 }
}
