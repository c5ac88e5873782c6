/// A language that stands on paper. It chooses the face, the shapes of shared characters and the direction.
package enum Language: String, Codable, Hashable, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"
    case uyghur = "ug"

    package var isRightToLeft: Bool { self == .uyghur }
}

/// A piece of text in one language and one weight.
package struct Run: Codable, Hashable, Sendable {
    package var text: String
    package var language: Language
    /// Bold.
    package var isStrong: Bool
    /// Where the text came from (`patient.name`): named when a character of it has no glyph.
    package var field: String?
    /// No line ends inside it, as long as it fits a line: a value stays with its label.
    package var isUnbroken: Bool

    package init(
        _ text: String, language: Language = .chinese, strong: Bool = false, field: String? = nil,
        unbroken: Bool = false
    ) {
        self.text = text
        self.language = language
        self.isStrong = strong
        self.field = field
        self.isUnbroken = unbroken
    }
}

/// A line or a paragraph: runs, one after another. Its direction is that of its language; a run of the other
/// direction keeps its own order inside it, so that "400 ml" is never turned round.
package struct Text: Codable, Hashable, Sendable, ExpressibleByArrayLiteral, ExpressibleByStringLiteral {
    package var runs: [Run]
    /// The base language: that of the first run, unless told.
    package var language: Language

    package init(_ runs: [Run], language: Language? = nil) {
        self.runs = runs
        self.language = language ?? runs.first?.language ?? .chinese
    }

    package init(_ text: String, language: Language = .chinese, strong: Bool = false, field: String? = nil) {
        self.init([Run(text, language: language, strong: strong, field: field)])
    }

    package init(arrayLiteral runs: Run...) { self.init(runs) }

    /// A literal is Chinese, the language of the paper's house.
    package init(stringLiteral text: String) { self.init([Run(text)]) }

    /// The characters alone.
    package var plain: String { runs.map(\.text).joined() }

    package var isEmpty: Bool { runs.allSatisfy { $0.text.isEmpty } }
}

/// How large a text is set. The renderer gives each a size in points for each paper.
package enum Size: String, Codable, Hashable, Sendable {
    /// Sources, footers, small print.
    case small
    case body
    /// What the patient must read.
    case large
    /// A patient's name.
    case display
}

/// Where a text stands in its line. `start` follows the text's own direction: right for Uyghur.
package enum Alignment: String, Codable, Hashable, Sendable {
    case start
    case centre
    case end
}
