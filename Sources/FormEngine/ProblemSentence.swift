/// A sentence about a file, written in plain English where the fault is found, that knows its parts: so it can be said in
/// another language, too. `"\(key) is missing."` is looked up as `{1} is missing.`
package struct ProblemSentence: Hashable, Sendable {
    fileprivate enum Part: Hashable, Sendable {
        case words(String)
        /// A name, a number, a word of the file: the same in every language.
        case value(String)
        case message(ProblemSentence)
    }

    private var parts: [Part]

    /// A sentence that is English alone.
    package init(verbatim text: String) { parts = [.value(text)] }

    /// What it is looked up by: what varies is a number in braces.
    package var template: String {
        var number = 0
        return parts.map { part in
            if case .words(let words) = part { return words }
            number += 1
            return "{\(number)}"
        }
        .joined()
    }

    /// The sentence in another language.
    ///
    /// - Parameter texts: by template; a text may have the parts in another order.
    /// - Returns: nil when there is no text for it. A part that is a message without one stays English.
    package func said(in texts: [String: String]) -> String? {
        guard let text = texts[template] ?? (saysNothing ? template : nil) else { return nil }
        var number = 0
        return parts.reduce(text) { text, part in
            let said: String
            switch part {
            case .words: return text
            case .value(let value): said = value
            case .message(let message): said = message.said(in: texts) ?? message.description
            }
            number += 1
            return text.replacing("{\(number)}", with: said)
        }
    }

    /// Quotation marks and spaces around a part are the same in every language.
    private var saysNothing: Bool {
        guard parts.count != 1 || template != "{1}" else { return false }
        return parts.allSatisfy { if case .words(let words) = $0 { !words.contains(where: \.isLetter) } else { true } }
    }
}

extension ProblemSentence: CustomStringConvertible {
    package var description: String {
        parts.map { part in
            switch part {
            case .words(let text), .value(let text): text
            case .message(let message): message.description
            }
        }
        .joined()
    }
}

extension ProblemSentence: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.words(literal)) }
        }

        package mutating func appendInterpolation(_ message: ProblemSentence) { parts.append(.message(message)) }

        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            parts.append(.value(value.description))
        }
    }

    package init(stringLiteral text: String) { parts = text.isEmpty ? [] : [.words(text)] }

    package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }
}
