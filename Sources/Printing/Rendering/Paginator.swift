import Clinic
import Slip

/// Breaks what runs down into pages. `capacity` is the height of the text area in points; nil for a roll.
struct Paginator {
    private let capacity: Double?
    /// Taken from the top of every page but the first.
    private let runningHeight: Double
    private var pages: [ComposedPage] = [ComposedPage()]

    private init(capacity: Double?, runningHeight: Double) {
        self.capacity = capacity
        self.runningHeight = runningHeight
    }

    /// The pages, the closing pieces at the foot of the last.
    static func pages(
        _ flows: [Flow], closing: [Piece], capacity: Double?, runningHeight: Double
    ) throws(RenderProblem) -> [ComposedPage] {
        var paginator = Paginator(capacity: capacity, runningHeight: runningHeight)
        for (index, flow) in flows.enumerated() {
            switch flow {
            case .piece(let piece):
                let company = Paginator.companyHeight(of: flows[index...])
                if !paginator.isAtTop && !paginator.fits(piece.gapBefore + company) { try paginator.turn() }
                try paginator.place(piece)
            case .columns(let left, let right, let rightX):
                try paginator.place(left: left, right: right, rightX: rightX)
            }
        }
        try paginator.close(with: closing)
        return paginator.pages
    }

    /// How much must fit for the first piece to stand here: itself, and what it keeps with.
    private static func companyHeight(of flows: ArraySlice<Flow>) -> Double {
        var height = 0.0
        for flow in flows {
            switch flow {
            case .piece(let piece):
                height += piece.height + (height > 0 ? piece.gapBefore : 0)
                if !piece.keepsWithNext { return height }
            case .columns(let left, let right, _):
                return height + max(left.first?.height ?? 0, right.first?.height ?? 0)
            }
        }
        return height
    }

    private var page: ComposedPage { pages[pages.count - 1] }
    private var top: Double { pages.count == 1 ? 0 : runningHeight }
    /// Of the last piece on the page before.
    private var lastFrame: Frame? { pages.dropLast().last?.pieces.last?.piece.frame }
    private var isAtTop: Bool { page.pieces.isEmpty }
    private var end: Double { isAtTop ? top : page.bottom }

    private func fits(_ height: Double) -> Bool {
        guard let capacity else { return true }
        return end + height <= capacity + 0.01
    }

    private mutating func turn() throws(RenderProblem) {
        guard pages.count < Limit.pages else { throw .tooLarge(limit: "pages") }
        pages.append(ComposedPage())
    }

    private mutating func put(_ piece: Piece, x: Double, y: Double) throws(RenderProblem) {
        if let capacity, y + piece.height > capacity + 0.01 { throw .tooLarge(limit: "blockHeight") }
        pages[pages.count - 1].pieces.append(PlacedPiece(piece: piece, x: x, y: y))
        pages[pages.count - 1].bottom = max(page.bottom, y + piece.height)
    }

    private mutating func place(_ piece: Piece) throws(RenderProblem) {
        if !isAtTop && !fits(piece.gapBefore + piece.height) { try turn() }
        if isAtTop, let frame = piece.frame, var head = frame.head, lastFrame === frame {
            head.frame = frame
            try put(head, x: 0, y: top)
        }
        try put(piece, x: 0, y: isAtTop ? top : page.bottom + piece.gapBefore)
    }

    /// What is left of a column, and what stands over it.
    private struct Column {
        var pieces: ArraySlice<Piece>
        let x: Double
        /// Stands again over what goes on overleaf.
        let heading: Piece?
        var isBegun = false

        init(_ pieces: [Piece], x: Double) {
            self.pieces = pieces[...]
            self.x = x
            heading = pieces.first.flatMap { $0.keepsWithNext ? $0 : nil }
        }
    }

    /// Each column takes what fits; the rest of both goes on overleaf.
    private mutating func place(left: [Piece], right: [Piece], rightX: Double) throws(RenderProblem) {
        var columns = [Column(left, x: 0), Column(right, x: rightX)]
        while true {
            let wasAtTop = isAtTop
            let start = end
            var placed = false
            for index in columns.indices {
                placed = try fill(&columns[index], from: start, wasAtTop: wasAtTop) || placed
            }
            if columns.allSatisfy(\.pieces.isEmpty) { return }
            guard placed || !wasAtTop else { throw .tooLarge(limit: "blockHeight") }
            try turn()
        }
    }

    /// Puts what fits of a column; whether that was anything.
    private mutating func fill(
        _ column: inout Column, from start: Double, wasAtTop: Bool
    ) throws(RenderProblem) -> Bool {
        var y = start
        if column.isBegun, !column.pieces.isEmpty, let heading = column.heading {
            try put(heading, x: column.x, y: y)
            y += heading.height
        }
        let first = y
        while let piece = column.pieces.first {
            let gap = y == start && wasAtTop ? 0 : piece.gapBefore
            if let capacity, y + gap + company(in: column) > capacity, !(wasAtTop && y == first) { break }
            try put(piece, x: column.x, y: y + gap)
            y += gap + piece.height
            column.pieces.removeFirst()
            column.isBegun = true
        }
        return y > first
    }

    /// How much must fit for a column's next piece to stand here: what it keeps with, and never all but the last one,
    /// which would stand alone overleaf.
    private func company(in column: Column) -> Double {
        let own = Self.companyHeight(of: column.pieces.map(Flow.piece)[...])
        guard column.isBegun, column.pieces.count == 2, let piece = column.pieces.first, let last = column.pieces.last
        else { return own }
        return max(own, piece.height + last.gapBefore + last.height)
    }

    /// Takes what was placed last, and what keeps with it, so that nobody signs on a page on which nothing else stands. What
    /// stands in a column, or alone on its page, stays, and a frame keeps its head and something under it.
    private mutating func takeLast() -> [Piece] {
        var count = 0
        for placed in page.pieces.reversed() {
            guard count == 0 || placed.piece.keepsWithNext else { break }
            count += 1
            guard placed.x == 0, placed.piece.frame.map({ keepsEnough(of: $0, without: count) }) ?? true else {
                return []
            }
        }
        guard count < page.pieces.count else { return [] }
        let taken = page.pieces.suffix(count).map(\.piece)
        pages[pages.count - 1].pieces.removeLast(count)
        return taken
    }

    private func keepsEnough(of frame: Frame, without count: Int) -> Bool {
        page.pieces.dropLast(count).count { $0.piece.frame === frame } > 1
    }

    private mutating func close(with closing: [Piece]) throws(RenderProblem) {
        let height = closing.reduce(0) { $0 + $1.gapBefore + $1.height }
        if !isAtTop && !fits(height) {
            let company = takeLast()
            try turn()
            for piece in company { try place(piece) }
        }
        var y = capacity.map { $0 - height } ?? end
        for piece in closing {
            try put(piece, x: 0, y: y + piece.gapBefore)
            y += piece.gapBefore + piece.height
        }
    }
}
