/// FHIRPath's source as it is read from the left.
struct FHIRPathText {
    /// One `.name` or `.name(argument)` of a path.
    struct Step {
        var name: String
        var argument: String?

        /// The X of `linkId = 'X'`.
        var linkId: String? {
            guard let argument, let mark = argument.firstRange(of: "linkId") else { return nil }
            let rest = argument[mark.upperBound...].drop { $0 == " " || $0 == "=" }
            guard rest.first == "'" else { return nil }
            return String(rest.dropFirst().prefix { $0 != "'" })
        }
    }

    private let characters: [Character]
    private var index = 0

    init(_ source: String) { characters = Array(source) }

    var peek: Character? { index < characters.count ? characters[index] : nil }

    mutating func advance() { index += 1 }

    mutating func word() -> String {
        var word = ""
        while let character = peek, character.isLetter || character.isNumber || character == "_" {
            word.append(character)
            advance()
        }
        return word
    }

    mutating func quoted(_ end: Character) throws(FHIRPathReading.Unsupported) -> String {
        advance()
        var text = ""
        while let character = peek, character != end {
            text.append(character)
            advance()
        }
        guard peek == end else { throw FHIRPathReading.Unsupported(message: "A quotation has no end.") }
        advance()
        return text
    }

    /// From a parenthesis to its partner, without both.
    mutating func balanced() throws(FHIRPathReading.Unsupported) -> String {
        var depth = 0
        var text = ""
        while let character = peek {
            if character == "'" {
                text += "'\(try quoted("'"))'"
                continue
            }
            advance()
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if depth == 0 { return String(text.dropFirst()) }
            text.append(character)
        }
        throw FHIRPathReading.Unsupported(message: "A parenthesis has no partner.")
    }

    /// The steps of a path up to the first that is a function of the form's own expressions.
    mutating func steps() throws(FHIRPathReading.Unsupported) -> [Step] {
        var steps: [Step] = []
        while true {
            skipSpace()
            if peek == "[" {
                while peek != nil, peek != "]" { advance() }
                advance()
                continue
            }
            guard peek == "." else { return steps }
            let before = index
            advance()
            skipSpace()
            let name = word()
            guard Self.ofPaths.contains(name) || name.hasPrefix("value") else {
                index = before
                return steps
            }
            steps.append(Step(name: name, argument: peek == "(" ? try balanced() : nil))
        }
    }

    /// Whether `.exists()` or `.empty()` comes next.
    var asksWhetherItExists: Bool {
        var rest = self
        rest.skipSpace()
        guard rest.peek == "." else { return false }
        rest.advance()
        return ["exists", "empty"].contains(rest.word())
    }

    private mutating func skipSpace() { while let character = peek, character.isWhitespace { advance() } }

    private static let ofPaths: Set<String> = [
        "item", "descendants", "repeat", "where", "answer", "answers", "answerOption", "value", "code", "extension",
        "weight", "ordinal",
        "sum", "first", "last", "single", "display", "select", "ofType",
    ]
}
