/// The paper that a document is made for. A receipt is as long as what stands on it.
package enum Paper: String, Codable, Hashable, Sendable, CaseIterable {
    case a5
    case a4
    case receipt80

    /// Millimetres across.
    package var width: Int {
        switch self {
        case .a5: 148
        case .a4: 210
        case .receipt80: 80
        }
    }

    /// Millimetres down; nil where the content decides.
    package var height: Int? {
        switch self {
        case .a5: 210
        case .a4: 297
        case .receipt80: nil
        }
    }
}

/// A sheet as a printer is asked for it: the paper, and its size in whole millimetres. Written as one word
/// (`a5`, `receipt80x124`), so that it fits a column.
package struct Media: Codable, Hashable, Sendable {
    package let paper: Paper
    /// Millimetres.
    package let height: Int

    package static let a5 = Media(paper: .a5, height: 210)
    package static let a4 = Media(paper: .a4, height: 297)

    /// A piece of an 80 mm roll, `height` millimetres long.
    package static func receipt80(height: Int) -> Media { Media(paper: .receipt80, height: height) }

    /// Millimetres.
    package var width: Int { paper.width }

    /// `a5`, `a4`, `receipt80x124`.
    package var word: String { paper.height == nil ? "\(paper.rawValue)x\(height)" : paper.rawValue }

    private init(paper: Paper, height: Int) {
        self.paper = paper
        self.height = height
    }

    /// Reads `word` back; nil when it is no such word.
    package init?(word: String) {
        if let paper = Paper(rawValue: word), let height = paper.height {
            self.init(paper: paper, height: height)
            return
        }
        let parts = word.split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let paper = Paper(rawValue: String(parts[0])), paper.height == nil,
            let height = Int(parts[1]), 0 < height, height <= Limit.receiptMillimetres
        else { return nil }
        self.init(paper: paper, height: height)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let word = try container.decode(String.self)
        guard let media = Media(word: word) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no such media: \(word)")
        }
        self = media
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(word)
    }
}
