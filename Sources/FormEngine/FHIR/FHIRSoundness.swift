/// Looks whether a resource is a Questionnaire of R4 that can be read at all, before any of it is.
struct FHIRSoundness {
    /// R4's item types.
    static let types: Set<String> = [
        "group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time", "string", "text", "url",
        "choice",
        "open-choice", "attachment", "reference", "quantity",
    ]
    /// Types of items and members of R5 that R4 does not know.
    private static let ofR5: Set<String> = ["coding", "question"]
    private static let membersOfR5: Set<String> = [
        "answerConstraint", "disabledDisplay", "answerOptionToggleExpression",
    ]

    private(set) var reasons: [ImportNote] = []
    private var links: Set<String> = []
    private var count = 0

    static func reasons(against resource: FHIRValue) -> [ImportNote] {
        guard case .object = resource else {
            return [ImportNote(message: "The file is no FHIR resource: it must be one JSON object.")]
        }
        let type = resource["resourceType"]?.text ?? "nothing"
        guard type == "Questionnaire" else {
            return [ImportNote(message: "Its resourceType is \(shown(type)); only a Questionnaire can be read.")]
        }
        var soundness = FHIRSoundness()
        soundness.look(at: resource["item"], depth: 1, below: nil)
        if soundness.count == 0, soundness.reasons.isEmpty { soundness.refuse(nil, "The Questionnaire has no items.") }
        return Array(soundness.reasons.prefix(50))
    }

    private mutating func refuse(_ linkId: String?, _ message: String) {
        reasons.append(ImportNote(linkId: linkId.map(Self.shown), message: message))
    }

    /// A stranger's text, short and without what could deceive.
    private static func shown(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.canDeceive }.prefix(FormLimits.idLength)))
    }

    private mutating func look(at items: FHIRValue?, depth: Int, below parent: String?) {
        guard let items else { return }
        guard case .list(let list) = items else {
            return refuse(parent, "item must be a list of items.")
        }
        guard depth <= ImportLimits.depth else {
            return refuse(parent, "Items stand more than \(ImportLimits.depth) deep in one another.")
        }
        for item in list {
            count += 1
            guard count <= ImportLimits.items else {
                if count == ImportLimits.items + 1 {
                    refuse(nil, "There are more than \(ImportLimits.items) items.")
                }
                return
            }
            look(at: item, depth: depth, below: parent)
        }
    }

    private mutating func look(at item: FHIRValue, depth: Int, below parent: String?) {
        guard case .object = item else { return refuse(parent, "An item must be a JSON object.") }
        guard let link = item["linkId"]?.text, !link.isEmpty else {
            return refuse(parent, "An item here has no linkId, which R4 requires.")
        }
        if !links.insert(link).inserted { refuse(link, "This linkId stands twice; every item needs its own.") }
        let type = item["type"]?.text
        switch type {
        case nil: refuse(link, "The item has no type, which R4 requires.")
        case let type? where Self.ofR5.contains(type):
            refuse(link, "The type \(type) is of FHIR R5. Export the Questionnaire as R4, where it is called choice.")
        case let type? where !Self.types.contains(type):
            refuse(link, "\(Self.shown(type)) is no item type of R4.")
        default: break
        }
        for name in item.names where Self.membersOfR5.contains(name) {
            refuse(link, "\(name) is of FHIR R5. Export the Questionnaire as R4.")
        }
        let lists = ["answerOption", "enableWhen", "initial", "extension", "code"]
        for name in lists { if let value = item[name], !value.isList { refuse(link, "\(name) must be a list.") } }
        for name in ["required", "repeats", "readOnly"] where item[name] != nil && item[name]?.boolean == nil {
            refuse(link, "\(name) must be true or false.")
        }
        if let text = item["text"], text.text == nil { refuse(link, "text must be a text.") }
        look(at: item["item"], depth: depth + 1, below: link)
    }
}

extension FHIRValue {
    fileprivate var isList: Bool { if case .list = self { true } else { false } }
}
