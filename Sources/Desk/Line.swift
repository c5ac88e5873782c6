/// How a piece of text looks. Everything is understood without it.
package enum Style: Hashable, Sendable {
    case plain
    /// Labels and headings.
    case strong
    /// The title line and the chosen row.
    case reversed
    /// Cut off, out of paper, in doubt.
    case alarm
}

/// One line of the screen: pieces of styled text.
package struct Line: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// A piece in one style.
    package struct Piece: Hashable, Sendable {
        package var text: String
        package var style: Style
    }

    /// From left to right.
    package private(set) var pieces: [Piece]

    /// One piece of text.
    package init(_ text: String, _ style: Style = .plain) {
        pieces = text.isEmpty ? [] : [Piece(text: text, style: style)]
    }

    /// A plain line.
    package init(stringLiteral text: String) { self.init(text) }

    /// The empty line.
    package static var empty: Line { Line("") }

    /// Without its looks.
    package var text: String { pieces.map(\.text).joined() }

    /// In terminal columns.
    package var width: Int { pieces.reduce(0) { $0 + Columns.width($1.text) } }

    /// The two after one another.
    package static func + (left: Line, right: Line) -> Line {
        var sum = left
        sum.pieces += right.pieces
        return sum
    }

    /// Cut or padded to exactly `columns`.
    package func fitted(_ columns: Int) -> Line {
        var fitted = Line("")
        var left = columns
        for piece in pieces {
            let width = Columns.width(piece.text)
            guard width > left else {
                fitted.pieces.append(piece)
                left -= width
                continue
            }
            let cut = Columns.cut(piece.text, left)
            fitted.pieces.append(Piece(text: cut, style: piece.style))
            left -= Columns.width(cut)
            break
        }
        guard left > 0 else { return fitted }
        return fitted + Line(String(repeating: " ", count: left), fitted.pieces.last?.style.onward ?? .plain)
    }

    /// All of it in one style.
    package func all(_ style: Style) -> Line {
        var copy = self
        copy.pieces = pieces.map { Piece(text: $0.text, style: style) }
        return copy
    }

    /// With every character that some terminals draw two columns wide replaced by an ASCII one.
    package var narrowed: Line {
        var copy = self
        copy.pieces = pieces.map {
            Piece(text: String($0.text.map { Self.narrow[$0] ?? $0 }), style: $0.style)
        }
        return copy
    }

    private static let narrow: [Character: Character] = [
        "●": "*", "○": "o", "▲": "^", "◐": "c", "×": "x", "·": ".", "—": "-", "–": "-", "…": "~", "─": "-", "│": "|",
        "┌": "+", "┐": "+", "└": "+", "┘": "+", "↑": "^", "↓": "v", "←": "<", "→": ">",
    ]
}

extension Style {
    /// What the padding after a piece looks like: only a reversed row goes on to the edge.
    fileprivate var onward: Style { self == .reversed ? .reversed : .plain }
}
