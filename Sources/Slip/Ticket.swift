/// A lane's shape, the same on paper as on every screen.
package enum LaneShape: String, Codable, Hashable, Sendable, CaseIterable {
    case disc
    case ring
    case cross
    case triangle
    case plus
    case halfDisc
}

/// A lane: shape and word in a rounded frame, and what stands beside it.
package struct LaneChip: Codable, Hashable, Sendable {
    package var shape: LaneShape
    package var word: Text
    /// A masked name, where the clinic prints one.
    package var beside: Text?

    package init(shape: LaneShape, word: Text, beside: Text? = nil) {
        self.shape = shape
        self.word = word
        self.beside = beside
    }
}

/// One row of a frame: what, how much, and the same in a second language.
package struct Fact: Codable, Hashable, Sendable {
    package var name: Text
    package var value: Text
    package var translation: Text?

    package init(_ name: Text, _ value: Text, translation: Text? = nil) {
        self.name = name
        self.value = value
        self.translation = translation
    }
}

/// A QR code, with texts beside it.
package struct Code: Codable, Hashable, Sendable {
    /// What it says; `Limit.codeBytes` at most.
    package var content: String
    package var beside: [Text]

    package init(_ content: String, beside: [Text] = []) {
        self.content = content
        self.beside = beside
    }
}

/// A Code 128, with its characters below it.
package struct Barcode: Codable, Hashable, Sendable {
    /// Printable ASCII; `Limit.barcodeLength` characters at most.
    package var content: String
    package var showsText: Bool

    package init(_ content: String, showsText: Bool = true) {
        self.content = content
        self.showsText = showsText
    }
}

/// A line across the page.
package enum Rule: String, Codable, Hashable, Sendable {
    case thin
    case heavy
    case dashed
}
