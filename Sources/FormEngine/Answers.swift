/// One answer, as it travels and is kept: a plain JSON string, number, or array of strings.
///
/// What a string means is said by the item that it answers: `yes`, `no` or `unknown` for a tick, a choice's
/// code, a date `2026-11-24`, a time `08:00`, or free text. An item that was never asked has **no** answer;
/// nothing in this module reads its absence as `no`.
package enum Answer: Hashable, Sendable {
    case string(String)
    case number(Double)
    case list([String])

    /// The tick 有.
    package static let yes = Answer.string("yes")
    /// The tick 无: asked, and the answer was no.
    package static let no = Answer.string("no")
    /// The tick 不详: asked, and nobody knows.
    package static let unknown = Answer.string("unknown")
}

/// The answers of one assessment, by item id. An item that was not asked is not in it.
package typealias Answers = [String: Answer]

/// Wording by language code (`zh`, `en`, `ug`).
package typealias Texts = [String: String]

extension Answer: Codable {
    /// Reads a JSON string, number or array of strings; anything else, also `null` and `true`, is an error.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let list = try? container.decode([String].self) {
            self = .list(list)
        } else {
            self = .number(try container.decode(Double.self))
        }
    }

    /// Writes the plain JSON value.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .string(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .list(let list): try container.encode(list)
        }
    }
}
