/// A form made from a FHIR R4 Questionnaire, and what of it could not be carried over.
package struct ImportedForm: Sendable {
    package var form: FormDefinition
    /// In the order of the Questionnaire.
    package var notes: [ImportNote]
}

/// Something that a form cannot hold, or holds otherwise. For people who write forms, thus in plain English.
package struct ImportNote: Hashable, Sendable, CustomStringConvertible {
    /// Of the item; absent when the Questionnaire itself is meant.
    package var linkId: String?
    package var message: String

    package init(linkId: String? = nil, message: String) {
        self.linkId = linkId
        self.message = message
    }

    package var description: String { linkId.map { "\($0): \(message)" } ?? message }
}

/// Why a resource cannot be read as an R4 Questionnaire at all; all reasons that were found.
package struct ImportRefused: Error, Hashable, Sendable, CustomStringConvertible {
    package var reasons: [ImportNote]

    package init(reasons: [ImportNote]) { self.reasons = reasons }

    package var description: String { reasons.map(\.description).joined(separator: "\n") }
}

/// How large a Questionnaire may be. Each has a test at the limit and one past it.
package enum ImportLimits {
    /// Bytes of the file.
    package static let bytes = 2_000_000
    /// How deep items may stand in one another.
    package static let depth = 16
    /// Items of all kinds.
    package static let items = 2_000
}

extension FormDefinition {
    /// Reads a Questionnaire of FHIR R4, as LHC-Forms and SDC tools write it. `id` is the new form's; else the
    /// Questionnaire's own. Throws when it is none, or not R4; else every part that is not in the form is in the notes.
    package static func imported(
        from questionnaire: FHIRValue, id: String? = nil, language: String? = nil
    ) throws(ImportRefused) -> ImportedForm {
        var reading = FHIRImport(questionnaire, id: id, language: language)
        return try reading.run()
    }
}

/// Turns one Questionnaire into a form, part by part.
struct FHIRImport {
    let resource: FHIRValue
    let language: String
    let id: String
    var notes: [ImportNote] = []
    /// Every item that asks for something, by its linkId.
    var asked: [String: ImportedItem] = [:]
    /// Every group's items that ask for something, by the group's linkId.
    var groups: [String: [String]] = [:]
    /// Items whose value is computed, in order.
    var computed: [ImportedItem] = []
    var sections: [FormSection] = []
    /// Ids that are taken, so that two linkIds never become one id.
    var taken: Set<String> = []
    /// Expressions by the name of their variable.
    var variables: [String: String] = [:]
    /// The score whose expression is being read.
    var reading: String?
    /// Codes that had to be written otherwise, by what they were.
    var renamed: [String: String] = [:]

    init(_ resource: FHIRValue, id: String?, language: String?) {
        self.resource = resource
        self.id = id ?? Self.plainID(resource["id"]?.text ?? resource["name"]?.text ?? "imported")
        let told = resource["language"]?.text.map { String($0.prefix { $0 != "-" }) } ?? ""
        let isCode = (2...3).contains(told.utf8.count) && told.utf8.allSatisfy { (97...122).contains($0) }
        self.language = language ?? (isCode ? told : "en")
    }

    private static let carried: Set<String> = [
        "id", "url", "name", "title", "language", "item", "contained", "copyright", "extension",
    ]
    private static let administrative: Set<String> = [
        "version", "publisher", "date", "description", "experimental", "identifier", "contact", "useContext",
        "jurisdiction", "purpose", "approvalDate", "lastReviewDate", "effectivePeriod", "derivedFrom", "implicitRules",
    ]

    mutating func run() throws(ImportRefused) -> ImportedForm {
        let refused = FHIRSoundness.reasons(against: resource)
        guard refused.isEmpty else { throw ImportRefused(reasons: refused) }
        noteUnknown(
            resource, linkId: nil,
            known: Self.carried.union(Self.administrative).union([
                "resourceType", "status", "subjectType", "meta", "text",
            ]))
        let left = resource.names.filter(Self.administrative.contains)
        if !left.isEmpty { note(nil, "What it says of itself was left out: \(left.joined(separator: ", ")).") }
        collectVariables(of: resource, linkId: nil)
        noteExtensions(of: resource, linkId: nil, known: ["variable", "questionnaire-signatureRequired"])
        let title = resource["title"]?.text ?? resource["name"]?.text ?? id
        // Two passes: conditions and scores may name items that stand further down.
        register(resource["item"]?.elements ?? [], of: [])
        read(resource["item"]?.elements ?? [], title: title)
        note(nil, "Its texts stand in one language and were put under zh and en alike: translate them.")
        let scores = scores()
        return ImportedForm(
            form: FormDefinition(
                id: id, version: 1, title: texts(title), sections: sections.filter { !$0.items.isEmpty },
                scores: scores, licence: resource["copyright"]?.text.map { texts($0) }),
            notes: notes)
    }

    mutating func note(_ linkId: String?, _ message: String) {
        let note = ImportNote(linkId: linkId, message: message)
        if !notes.contains(note) { notes.append(note) }
    }

    /// A wording, for staff who read either language; a text of the Questionnaire has only one.
    func texts(_ text: String) -> Texts {
        let cut = String(
            String.UnicodeScalarView(text.unicodeScalars.filter { !$0.canDeceive }.prefix(FormLimits.wordingLength)))
        let shown = cut.allSatisfy(\.isWhitespace) ? "–" : cut
        // Braces would be read as the place of an answer.
        let plain = String(shown.map { $0 == "{" ? "(" : $0 == "}" ? ")" : $0 })
        return Dictionary(["zh", "en", language].map { ($0, plain) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: Names

    /// Letters, digits and inner hyphens, as ids of forms are.
    static func plainID(_ text: String) -> String {
        var id = ""
        for scalar in text.unicodeScalars.prefix(FormLimits.idLength) {
            let plain = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
            if plain { id.unicodeScalars.append(scalar) } else if !id.isEmpty, id.last != "-" { id.append("-") }
        }
        while id.last == "-" { id.removeLast() }
        return id.isEmpty ? "x" : id
    }

    /// A new id that nothing else has.
    mutating func newID(_ text: String) -> String {
        let plain = Self.plainID(text)
        var id = plain
        var number = 2
        while !taken.insert(id).inserted {
            id = "\(plain.prefix(FormLimits.idLength - 5))-\(number)"
            number += 1
        }
        return id
    }

    // MARK: What is in no form

    /// Notes the members of an element that nothing here reads.
    mutating func noteUnknown(_ element: FHIRValue, linkId: String?, known: Set<String>) {
        for name in element.names where !known.contains(name) && !name.hasPrefix("_") {
            note(linkId, "\(name) has no counterpart in a form and was left out.")
        }
    }

    mutating func noteExtensions(of element: FHIRValue, linkId: String?, known: Set<String>) {
        var told = known
        for name in (element["extension"]?.elements ?? []).compactMap(\.extensionName)
        where told.insert(name).inserted {
            let message =
                Self.appearance.contains(name)
                ? "\(name) was left out: how an item looks is the page's own."
                : "The extension \(name) has no counterpart in a form and was left out."
            note(linkId, message)
        }
    }

    private static let appearance: Set<String> = [
        "questionnaire-itemControl", "questionnaire-choiceOrientation", "rendering-style", "rendering-xhtml",
        "questionnaire-displayCategory", "questionnaire-optionPrefix", "entryFormat",
    ]

    mutating func collectVariables(of element: FHIRValue, linkId: String?) {
        for each in element.extensions("variable") {
            guard let value = each["valueExpression"], let name = value["name"]?.text,
                let expression = value["expression"]?.text
            else {
                note(linkId, "A variable without a name or an expression was left out.")
                continue
            }
            if variables[name] != nil, variables[name] != expression {
                note(linkId, "The variable \(name) stands twice; the first counts.")
            } else {
                variables[name] = expression
            }
        }
    }
}
