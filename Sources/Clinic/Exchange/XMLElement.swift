/// An element of an XML document. What a person typed enters it as text alone: it can neither end an element nor turn
/// the direction of what stands beside it.
struct XMLElement: Sendable {
    enum Child: Sendable {
        case element(XMLElement)
        case text(String)
        case comment(String)
    }

    var name: String
    var attributes: [(name: String, value: String)]
    var children: [Child]

    init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [XMLElement] = []) {
        self.name = name
        self.attributes = attributes.map { (name: $0.key, value: $0.value) }
        self.children = children.map(Child.element)
    }

    init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
        self.init(name, attributes)
        children = [.text(text)]
    }

    /// The whole document, with its declaration, indented.
    var document: String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + written(indent: "") }

    private func written(indent: String) -> String {
        let tag = ([name] + attributes.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }).joined(separator: " ")
        guard !children.isEmpty else { return "\(indent)<\(tag)/>\n" }
        if case .text(let text) = children[0], children.count == 1 {
            return "\(indent)<\(tag)>\(Self.escaped(text))</\(name)>\n"
        }
        let inside = children.map { child in
            switch child {
            case .element(let element): element.written(indent: indent + "  ")
            case .text(let text): Self.escaped(text)
            case .comment(let text): "\(indent)  <!-- \(Self.parted(Self.clean(text))) -->\n"
            }
        }
        return "\(indent)<\(tag)>\n\(inside.joined())\(indent)</\(name)>\n"
    }

    /// Without two hyphens side by side, which no comment may have; the second time for what the first left of three.
    private static func parted(_ text: String) -> String {
        text.replacing("--", with: "- -").replacing("--", with: "- -")
    }

    private static func escaped(_ text: String) -> String {
        clean(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("\n", with: "&#10;").replacing("\t", with: "&#9;")
    }

    /// Without what XML 1.0 forbids, and without what turns the direction of text.
    private static func clean(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter(isAllowed)))
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA: true
        case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: false
        default: true
        }
    }
}
