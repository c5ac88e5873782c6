import Clinic
import Slip

/// One document on its paper: composed, broken into pages, drawn.
struct PageMaker {
    private let document: Document
    private let composer: Composer
    private let sheet: StyleSheet
    /// Of the text area, in points.
    private let width: Double
    private let runningHead: [Piece]

    private let pages: [ComposedPage]
    /// Margins and footer.
    private let fixedHeight: Double

    /// With the patient's part as large as the style has it, or a size smaller where that saves a page.
    static func best(_ document: Document, typesetter: Typesetter) throws(RenderProblem) -> PageMaker {
        let sheet = StyleSheet.sheet(for: document.paper)
        let large = try PageMaker(document, typesetter: typesetter, sheet: sheet)
        guard large.pages.count > 1 else { return large }
        let compact = try PageMaker(document, typesetter: typesetter, sheet: sheet.compact)
        return compact.pages.count < large.pages.count ? compact : large
    }

    private init(_ document: Document, typesetter: Typesetter, sheet: StyleSheet) throws(RenderProblem) {
        self.document = document
        self.sheet = sheet
        let width = Double(document.paper.width) * millimetre - 2 * sheet.margin.side
        let height = document.paper.height.map { Double($0) * millimetre - sheet.margin.top - sheet.margin.bottom }
        let composer = Composer(typesetter: typesetter, sheet: sheet, pageHeight: height)
        let runningHead =
            if let text = document.runningHead {
                try composer.pieces([.paragraph(Paragraph(text)), .rule(.thin)], width: width)
            } else { [Piece]() }
        let footerHeight = try Self.footer(of: document, composer, page: 1, pages: 1, width: width)?.height ?? 0
        let runningHeight = runningHead.isEmpty ? 0 : Self.height(of: runningHead) + sheet.gap
        pages = try Paginator.pages(
            try composer.flows(document.body, width: width, hasColumns: height != nil),
            closing: try composer.pieces(document.closing, width: width), capacity: height.map { $0 - footerHeight },
            runningHeight: runningHeight)
        fixedHeight = sheet.margin.top + sheet.margin.bottom + footerHeight
        self.width = width
        self.composer = composer
        self.runningHead = runningHead
    }

    /// - Parameter makesRaster: also the picture for receipt printers, of a receipt.
    func render(created: String, makesRaster: Bool) throws(RenderProblem) -> RenderedSlip {
        let media = try media(contentHeight: (pages.last?.bottom ?? 0) + fixedHeight)
        let canvas = try Canvas(
            width: Double(media.width) * millimetre, height: Double(media.height) * millimetre, title: document.title,
            created: created)
        for (index, page) in pages.enumerated() {
            try draw(page, number: index + 1, of: pages.count, height: media.height, on: canvas)
            canvas.endPage()
        }
        var rendered = RenderedSlip(bytes: try canvas.finish(), media: media, pages: pages.count)
        if makesRaster, document.paper == .receipt80 {
            rendered.raster = try Raster.bitmap(height: media.height) { canvas throws(RenderProblem) in
                try draw(pages[0], number: 1, of: 1, height: media.height, on: canvas)
            }
        }
        return rendered
    }

    /// One page with its running head and footer, on paper of `height` millimetres.
    private func draw(
        _ page: ComposedPage, number: Int, of pages: Int, height: Int, on canvas: Canvas
    ) throws(RenderProblem) {
        if number > 1 { draw(runningHead, on: canvas, y: sheet.margin.top) }
        draw(page, on: canvas)
        if let footer = try Self.footer(of: document, composer, page: number, pages: pages, width: width) {
            let y = Double(height) * millimetre - sheet.margin.bottom - footer.height
            footer.draw(canvas, sheet.margin.side, y)
        }
    }

    /// A roll is cut where the content ends, rounded up to a length that the printer offers, else to a whole millimetre.
    private func media(contentHeight: Double) throws(RenderProblem) -> Media {
        switch document.paper {
        case .a5: return .a5
        case .a4: return .a4
        case .receipt80:
            let height = Int((contentHeight / millimetre).rounded(.up))
            guard height <= Limit.receiptMillimetres else { throw .tooLarge(limit: "receiptMillimetres") }
            return .receipt80(height: document.lengths.filter { $0 >= height }.min() ?? height)
        }
    }

    /// A line, the texts at both sides of it, and some paper above.
    private static func footer(
        of document: Document, _ composer: Composer, page: Int, pages: Int, width: Double
    ) throws(RenderProblem) -> Piece? {
        guard let footer = document.footer else { return nil }
        var right = footer.right
        if let pattern = footer.pagePattern {
            var run = pattern
            run.text = (right.isEmpty ? "" : "\u{3000}") + filled(pattern.text, page: page, pages: pages)
            right = Text(right.runs + [run], language: right.isEmpty ? pattern.language : right.language)
        }
        let rule = composer.piece(Rule.thin, width: width)
        let line = try composer.piece(Spread(footer.left, right, size: .small), width: width)
        let (above, between) = (composer.sheet.gap, 0.8 * millimetre)
        return Piece(height: above + rule.height + between + line.height) { canvas, x, y in
            rule.draw(canvas, x, y + above)
            line.draw(canvas, x, y + above + rule.height + between)
        }
    }

    private static func filled(_ pattern: String, page: Int, pages: Int) -> String {
        pattern.replacing("{page}", with: String(page)).replacing("{pages}", with: String(pages))
    }

    private static func height(of pieces: [Piece]) -> Double { pieces.reduce(0) { $0 + $1.gapBefore + $1.height } }

    private func draw(_ pieces: [Piece], on canvas: Canvas, y: Double) {
        var top = y
        for piece in pieces {
            piece.draw(canvas, sheet.margin.side, top + piece.gapBefore)
            top += piece.gapBefore + piece.height
        }
    }

    private func draw(_ page: ComposedPage, on canvas: Canvas) {
        var open: (frame: Frame, x: Double, top: Double, bottom: Double)?
        func closeFrame() {
            guard let frame = open else { return }
            canvas.frame(
                x: frame.x, y: frame.top, width: frame.frame.width, height: frame.bottom - frame.top,
                thickness: frame.frame.thickness, radius: frame.frame.radius)
            open = nil
        }
        for placed in page.pieces {
            let (x, y) = (sheet.margin.side + placed.x, sheet.margin.top + placed.y)
            placed.piece.draw(canvas, x, y)
            if open?.frame !== placed.piece.frame { closeFrame() }
            guard let frame = placed.piece.frame else { continue }
            open = (frame, x, open?.top ?? y, y + placed.piece.height)
        }
        closeFrame()
    }
}
