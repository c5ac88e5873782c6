extension FHIRImport {
    /// A variable longer than this becomes a score of its own instead of being written into each that uses it.
    private static let inlined = 300

    /// The scores of the computed items; a sum keeps its parts, so that it can say what it may still become.
    mutating func scores() -> [ScoreDefinition] {
        addHelpers()
        var scores: [ScoreDefinition] = []
        for item in computed {
            reading = item.id
            defer { reading = nil }
            noteExtensions(
                of: item.element, linkId: item.linkId,
                known: [
                    "variable", "sdc-questionnaire-calculatedExpression", "questionnaire-unit", "maxDecimalPlaces",
                    "minValue", "maxValue",
                ])
            if item.element["enableWhen"] != nil {
                note(item.linkId, "A score is always computed; its condition was left out.")
            }
            let expression = item.element.extensionValue("sdc-questionnaire-calculatedExpression")?["expression"]?.text
            guard let source = translated(expression ?? "", of: item.linkId, called: "calculatedExpression") else {
                continue
            }
            do throws(ExpressionError) {
                if let score = score(item, try FormExpression(source, longest: 20_000).root) { scores.append(score) }
            } catch {
                note(
                    item.linkId,
                    "Its calculatedExpression is outside of what forms compute (\(error.message)); it was left out.")
            }
        }
        return sound(scores)
    }

    /// Without the scores and conditions that name a score which was left out.
    private mutating func sound(_ scores: [ScoreDefinition]) -> [ScoreDefinition] {
        var kept = scores
        var known: Set<String> = []
        repeat {
            known = Set(kept.map(\.id) + sections.flatMap(\.items).map(\.id))
            for score in kept where !score.references.isSubset(of: known) {
                note(score.id, "It needs what was left out, and was left out with it.")
            }
            kept.removeAll { !$0.references.isSubset(of: known) }
        } while kept.count + sections.reduce(0) { $0 + $1.items.count } < known.count
        for section in sections.indices {
            for item in sections[section].items.indices {
                guard let condition = sections[section].items[item].showWhen, !condition.references.isSubset(of: known)
                else { continue }
                sections[section].items[item].showWhen = nil
                note(sections[section].items[item].id, "Its condition needs what was left out; it is always asked.")
            }
        }
        return kept
    }

    /// The score that a variable is the value of.
    func scoreID(ofVariable name: String) -> String? {
        computed.first { item in
            let expression = item.element.extensionValue("sdc-questionnaire-calculatedExpression")?["expression"]?.text
            return expression == "%\(name)" || expression == "%`\(name)`"
        }?.id
    }

    /// The item whose answer a path ends at, where the path does nothing else.
    func askedItem(inPath expression: String) -> ImportedItem? {
        guard expression.hasPrefix("%resource") || expression.hasPrefix("item"), !expression.contains("weight()"),
            !expression.contains("ordinal"), let mark = expression.firstRange(of: "linkId")
        else { return nil }
        let quoted = expression[mark.upperBound...].drop { $0 != "'" }.dropFirst().prefix { $0 != "'" }
        return asked[String(quoted)]
    }

    /// Long variables that other expressions use.
    private mutating func addHelpers() {
        for (name, expression) in variables.sorted(by: { $0.key < $1.key })
        where expression.utf8.count > Self.inlined && scoreID(ofVariable: name) == nil {
            guard variables.values.contains(where: { $0.contains("%\(name)") || $0.contains("%`\(name)`") }) else {
                continue
            }
            let calculated = FHIRValue.object([
                "url": .string(FHIRNames.sdc + "sdc-questionnaire-calculatedExpression"),
                "valueExpression": FHIRNames.fhirPath("%`\(name)`"),
            ])
            let element = FHIRValue.object(["text": .string(name), "extension": .list([calculated])])
            computed.append(ImportedItem(linkId: name, id: newID(name), type: "decimal", element: element))
            note(nil, "The variable \(name) became a score of its own.")
        }
    }

    private mutating func score(_ item: ImportedItem, _ root: ExpressionNode) -> ScoreDefinition? {
        var terms = ScoreTerms(labels: asked.values.reduce(into: [:]) { $0[$1.id] = texts(String($1.text.prefix(60))) })
        let (applies, root) = root.whomItApplies
        let parts = terms.parts(of: root)
        if terms.countedBlanksAsZero {
            note(
                item.linkId,
                "A question that was not asked counted as 0; here it leaves the score open, and what it may become is told."
            )
        }
        let value = parts == nil ? try? FormExpression(terms.root(of: root).formSource, longest: 20_000) : nil
        if let value, value.source.unicodeScalars.count > FormLimits.expressionLength {
            note(item.linkId, "Its formula is longer than \(FormLimits.expressionLength) characters; it was left out.")
            return nil
        }
        let unit = item.element.extensionValue("questionnaire-unit")
        let whole =
            parts?.allSatisfy { $0.steps.allSatisfy { $0.points == $0.points.rounded() } } ?? (item.type == "integer")
        let places = item.element.extensionValue("maxDecimalPlaces")?.number ?? (whole ? 0 : 2)
        let origin = resource["url"]?.text ?? resource["publisher"]?.text ?? resource["title"]?.text ?? id
        let codes = codes(of: item.element, linkId: item.linkId)
        return ScoreDefinition(
            id: item.id, title: texts(item.text), source: texts("imported from \(origin)")["en"] ?? origin,
            unit: unit?["display"]?.text ?? unit?["code"]?.text,
            decimals: Int(min(max(0, places), Double(FormLimits.decimals))), appliesWhen: applies, parts: parts ?? [],
            value: value, codes: codes.isEmpty ? nil : codes)
    }
}

extension ScoreDefinition {
    /// The ids that an imported score needs.
    fileprivate var references: Set<String> {
        let expressions = [value, appliesWhen].compactMap(\.self) + parts.flatMap(\.steps).map(\.when)
        return expressions.reduce(into: []) { $0.formUnion($1.references) }
    }
}

/// Finds the parts of a sum in an expression that was written as one.
struct ScoreTerms {
    /// What a part is called, by the item that it looks at.
    let labels: [String: Texts]
    /// Whether `iif(x.exists(), x, 0)` was read as x.
    private(set) var countedBlanksAsZero = false

    init(labels: [String: Texts]) { self.labels = labels }

    /// The parts, when the whole is a sum of conditional points; else nothing.
    mutating func parts(of root: ExpressionNode) -> [ScorePart]? {
        let terms = terms(of: self.root(of: root))
        guard terms.count <= FormLimits.parts else { return nil }
        var parts: [ScorePart] = []
        var ids: [String: Int] = [:]
        for term in terms {
            guard let levels = levels(of: term), let first = levels.first else { return nil }
            let named = first.when.references.sorted().first ?? "part"
            let count = ids[named, default: 0] + 1
            ids[named] = count
            parts.append(
                ScorePart(
                    id: count == 1 ? named : "\(named.prefix(58))-\(count)",
                    label: labels[named] ?? ["zh": named, "en": named], levels: levels))
        }
        return parts
    }

    /// Without the guard "if anything was answered", which an open score does not need.
    mutating func root(of node: ExpressionNode) -> ExpressionNode {
        if case .choice(let condition, let then, .nothing, _) = node, condition.onlyAsksWhatExists {
            countedBlanksAsZero = true
            return root(of: then)
        }
        return withoutZeros(node)
    }

    /// Terms of a sum, from the left.
    private func terms(of node: ExpressionNode) -> [ExpressionNode] {
        if case .operation(.add, let left, let right, _) = node { return terms(of: left) + [right] }
        return [node]
    }

    private mutating func withoutZeros(_ node: ExpressionNode) -> ExpressionNode {
        switch node {
        case .operation(let operation, let left, let right, let position):
            return .operation(operation, withoutZeros(left), withoutZeros(right), position)
        case .choice(.call(.exists, let asked, _, _), let then, .literal(.number(0)), _)
        where asked.fhirPath == then.fhirPath:
            countedBlanksAsZero = true
            return then
        default: return node
        }
    }

    /// The degrees of one part: the first whose condition holds counts.
    private func levels(of node: ExpressionNode) -> [PartLevel]? {
        switch node {
        case .literal(.number(0)), .nothing: return []
        // An iif() that is undecided while its condition is.
        case .choice(.call(.not, _, _, _), let rest, .nothing, _): return levels(of: rest)
        case .choice(let condition, let then, let rest, _):
            guard let points = then.points else { return nil }
            if case .choice(.call(.not, let denied, _, _), _, .nothing, _) = rest, denied.fhirPath != condition.fhirPath
            {
                return nil
            }
            guard let below = levels(of: rest), let when = try? FormExpression(condition.formSource) else { return nil }
            return [PartLevel(points: points, when: when)] + below
        default: return nil
        }
    }
}

extension ExpressionNode {
    /// A number as it is written, with its sign.
    fileprivate var points: Double? {
        switch self {
        case .literal(.number(let number)): number
        case .negation(.literal(.number(let number)), _): -number
        default: nil
        }
    }

    /// Of `iif(c.exists().not() or c, x, {})`, as this project exports whom a score is made for, c and x; else x alone.
    fileprivate var whomItApplies: (condition: FormExpression?, value: ExpressionNode) {
        guard
            case .choice(
                .operation(.or, .call(.not, .call(.exists, let asked, _, _), _, _), let condition, _), let value,
                .nothing, _) = self,
            asked.fhirPath == condition.fhirPath, let applies = try? FormExpression(condition.formSource)
        else { return (nil, self) }
        return (applies, value)
    }

    /// `%a.exists() or %b.exists() …`
    fileprivate var onlyAsksWhatExists: Bool {
        switch self {
        case .call(.exists, _, _, _): true
        case .operation(.or, let left, let right, _): left.onlyAsksWhatExists && right.onlyAsksWhatExists
        default: false
        }
    }
}
