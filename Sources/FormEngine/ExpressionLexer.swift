/// A word, sign or literal of an expression.
struct ExpressionToken: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case number(Double)
        case string(String)
        case variable(String)
        case name(String)
        case symbol(String)
        case end
    }

    var kind: Kind
    var position: ExpressionPosition
}

/// Cuts an expression's source into tokens.
struct ExpressionLexer {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var position = ExpressionPosition()

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    /// All tokens, ``ExpressionToken/Kind/end`` last.
    mutating func tokens() throws(ExpressionError) -> [ExpressionToken] {
        var tokens: [ExpressionToken] = []
        while true {
            skipSpace()
            let start = position
            guard let scalar = peek else {
                tokens.append(ExpressionToken(kind: .end, position: start))
                return tokens
            }
            tokens.append(ExpressionToken(kind: try token(from: scalar), position: start))
        }
    }

    private mutating func token(from scalar: Unicode.Scalar) throws(ExpressionError) -> ExpressionToken.Kind {
        if scalar.isDigit { return .number(try number()) }
        if scalar.isNameStart { return .name(name()) }
        switch scalar {
        case "'": return .string(try quoted(until: "'", unclosed: "This text has no closing '."))
        case "%": return .variable(try variable())
        default: return .symbol(try symbol(scalar))
        }
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func advance() {
        if scalars[index] == "\n" {
            position.line += 1
            position.column = 1
        } else {
            position.column += 1
        }
        index += 1
    }

    private mutating func skipSpace() {
        while let scalar = peek, scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" { advance() }
    }

    private mutating func name() -> String {
        var text = String.UnicodeScalarView()
        while let scalar = peek, scalar.isNameStart || scalar.isDigit {
            text.append(scalar)
            advance()
        }
        return String(text)
    }

    private mutating func number() throws(ExpressionError) -> Double {
        let start = position
        var text = digits()
        // A point belongs to the number only before a digit: `1.round()` is a call.
        if peek == ".", index + 1 < scalars.count, scalars[index + 1].isDigit {
            advance()
            text += "." + digits()
        }
        guard let value = Double(text), value <= FormLimits.largestNumber else {
            throw ExpressionError("The number \(text) is too large.", at: start)
        }
        if let scalar = peek, scalar.isNameStart {
            throw ExpressionError("A number cannot run into a word; put a space after \(text).", at: position)
        }
        return value
    }

    private mutating func digits() -> String {
        var text = String.UnicodeScalarView()
        while let scalar = peek, scalar.isDigit {
            text.append(scalar)
            advance()
        }
        return String(text)
    }

    private mutating func variable() throws(ExpressionError) -> String {
        let start = position
        advance()
        guard let scalar = peek else { throw ExpressionError("After % stands the id of an item or score.", at: start) }
        if scalar == "`" { return try quoted(until: "`", unclosed: "This id has no closing `.") }
        guard scalar.isNameStart else {
            throw ExpressionError("After % stands the id of an item or score.", at: start)
        }
        return name()
    }

    private mutating func quoted(
        until end: Unicode.Scalar, unclosed: ProblemSentence
    ) throws(ExpressionError) -> String {
        let start = position
        var text = String.UnicodeScalarView()
        advance()
        while let scalar = peek, scalar != end {
            advance()
            guard scalar == "\\" else {
                text.append(scalar)
                continue
            }
            guard let escaped = peek, escaped == "'" || escaped == "`" || escaped == "\\" else {
                throw ExpressionError("After \\ stands ', ` or another \\.", at: position)
            }
            text.append(escaped)
            advance()
        }
        guard peek == end else { throw ExpressionError(unclosed, at: start) }
        advance()
        return String(text)
    }

    private mutating func symbol(_ first: Unicode.Scalar) throws(ExpressionError) -> String {
        let start = position
        advance()
        switch first {
        case "<", ">":
            guard peek == "=" else { return String(first) }
            advance()
            return "\(first)="
        case "!":
            guard peek == "=" else { throw ExpressionError("! stands only before =; write .not() instead.", at: start) }
            advance()
            return "!="
        case "(", ")", "{", "}", ",", ".", "+", "-", "*", "/", "=":
            return String(first)
        case "\"":
            throw ExpressionError("Text stands in single quotes: 'yes'.", at: start)
        default:
            throw ExpressionError("\(first.shown) means nothing here.", at: start)
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { self >= "0" && self <= "9" }

    fileprivate var isNameStart: Bool {
        (self >= "a" && self <= "z") || (self >= "A" && self <= "Z") || self == "_"
    }

    /// Itself, or its code point when it cannot be seen.
    fileprivate var shown: String {
        value < 0x20 || value == 0x7F || properties.isDefaultIgnorableCodePoint
            ? "U+" + String(value, radix: 16, uppercase: true) : String(self)
    }
}
