/// A part of a page that is never broken: so high, drawn with its top left corner where it is told.
struct Piece {
    var height: Double
    /// Empty paper above it, unless it comes first on a page.
    var gapBefore: Double = 0
    /// The next piece must stand on the same page.
    var keepsWithNext = false
    /// Neighbours of the same frame on a page share one line around them.
    var frame: Frame?
    var draw: (_ canvas: Canvas, _ x: Double, _ y: Double) -> Void
}

/// A line around pieces. One object for all of them.
final class Frame {
    let width: Double
    let thickness: Double
    let radius: Double
    /// Stands again on top of a page that goes on with the frame.
    let head: Piece?

    init(width: Double, thickness: Double, radius: Double, head: Piece? = nil) {
        self.width = width
        self.thickness = thickness
        self.radius = radius
        self.head = head
    }
}

/// What runs down the pages: pieces across the whole width, or two columns of them.
enum Flow {
    case piece(Piece)
    case columns(left: [Piece], right: [Piece], rightX: Double)
}

/// A piece in its place, in points from the top left corner of the text area.
struct PlacedPiece {
    var piece: Piece
    var x: Double
    var y: Double
}

/// One page's pieces, and how far down they reach.
struct ComposedPage {
    var pieces: [PlacedPiece] = []
    var bottom: Double = 0
}
