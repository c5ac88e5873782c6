import Clinic
import Slip

extension Composer {
    func piece(_ masthead: Masthead, width: Double) throws(RenderProblem) -> Piece {
        let between = 3 * millimetre
        let code = try masthead.code.map { content throws(RenderProblem) in try QRModules(content) }
        let codeWidth = code == nil ? 0 : sheet.codeSide + between
        let meta = try column(
            [(masthead.label, sheet.label, 1.15, true)] + masthead.lines.map { ($0, sheet.body, 1.4, false) },
            field: "masthead")
        let barcode = try masthead.barcode.map { code throws(RenderProblem) in try bars(code, height: 4.5 * millimetre)
        }
        let metaWidth = max(meta.map(\.width).max() ?? 0, barcode?.width ?? 0)
        let left = try column(
            [(masthead.institution, sheet.institution, 1.38, false), (masthead.title, sheet.title, 1.25, true)],
            width: width - codeWidth - metaWidth - between, field: "masthead")
        let metaHeight = meta.reduce(0) { $0 + $1.height }
        let barcodeY = metaHeight + 0.8 * millimetre
        let height = max(
            left.reduce(0) { $0 + $1.height }, barcode.map { barcodeY + $0.piece.height } ?? metaHeight,
            code == nil ? 0 : sheet.codeSide)
        let side = sheet.codeSide
        return Piece(height: height) { canvas, x, y in
            Self.draw(left, on: canvas, x: x, y: y) { _ in 0 }
            let metaX = x + width - codeWidth - metaWidth
            Self.draw(meta, on: canvas, x: metaX, y: y) { metaWidth - $0 }
            if let barcode { barcode.piece.draw(canvas, metaX + metaWidth - barcode.width, y + barcodeY) }
            if let code {
                canvas.draw(code, x: x + width - side, y: y, module: side / Double(code.side))
            }
        }
    }

    private typealias Line = (text: Text, points: Double, lineHeight: Double, strong: Bool)

    /// Texts one below the other.
    private func column(_ lines: [Line], width: Double? = nil, field: String) throws(RenderProblem) -> [TextLayout] {
        var layouts: [TextLayout] = []
        for line in lines where !line.text.isEmpty {
            layouts.append(
                try typesetter.shape(
                    line.text, points: line.points, width: width, lineHeight: line.lineHeight, strong: line.strong,
                    field: field))
        }
        return layouts
    }

    /// `indent` gives a layout's distance from `x` by its width.
    static func draw(
        _ layouts: [TextLayout], on canvas: Canvas, x: Double, y: Double, indent: (Double) -> Double
    ) {
        var top = y
        for layout in layouts {
            layout.draw(on: canvas, x: x + indent(layout.width), y: top)
            top += layout.height
        }
    }

    func piece(_ box: Box, width: Double) throws(RenderProblem) -> Piece {
        let isDanger = box.weight == .danger
        let points = isDanger ? sheet.danger : sheet.body
        let (padX, padY) = (
            isDanger ? 2.5 * millimetre : 1.8 * millimetre, isDanger ? 1.0 * millimetre : 0.6 * millimetre
        )
        let thickness = isDanger ? sheet.heavy * 1.35 : sheet.thin
        let label = try typesetter.shape(box.label, points: points * 0.97, strong: true, field: "box")
        let labelWidth = label.width + 2 * padX
        let items = try wrapped(
            box.items.map { Tick(.unchecked, $0) }, width: width - labelWidth - 2 * padX, points: points,
            gap: isDanger ? 6 * millimetre : 4 * millimetre, boxed: false, strong: isDanger)
        let height = max(items.height, label.height) + 2 * padY
        return Piece(height: height) { canvas, x, y in
            if isDanger {
                canvas.fill(x: x, y: y, width: labelWidth, height: height)
                canvas.inWhite { label.draw(on: canvas, x: x + padX, y: y + (height - label.height) / 2) }
            } else {
                label.draw(on: canvas, x: x + padX, y: y + (height - label.height) / 2)
                canvas.line(x: x + labelWidth, y: y, toX: x + labelWidth, toY: y + height, thickness: thickness)
            }
            canvas.frame(x: x, y: y, width: width, height: height, thickness: thickness)
            items.draw(canvas, x + labelWidth + padX, y + (height - items.height) / 2)
        }
    }

    func piece(_ choices: Choices, width: Double) throws(RenderProblem) -> Piece {
        let label = try typesetter.shape(choices.label, points: sheet.choice, strong: true, field: "choices")
        let indent = label.width + 4 * millimetre
        let options = try wrapped(
            choices.options, width: width - indent, points: sheet.choice, gap: 4 * millimetre, boxed: true,
            strong: false)
        // What was chosen heads what is said about it: never alone at the foot of a page.
        return Piece(height: max(label.height, options.height), keepsWithNext: true) { canvas, x, y in
            label.draw(on: canvas, x: x, y: y)
            options.draw(canvas, x + indent, y)
        }
    }

    /// Items one after another, on as many lines as they need.
    private func wrapped(
        _ items: [Tick], width: Double, points: Double, gap: Double, boxed: Bool, strong: Bool
    ) throws(RenderProblem) -> Piece {
        var placed: [(piece: Piece, x: Double, y: Double)] = []
        var (x, y, lineHeight) = (0.0, 0.0, 0.0)
        for item in items {
            let (piece, itemWidth) = try tick(item, width: width, points: points, boxed: boxed, strong: strong)
            if x > 0 && x + itemWidth > width { (x, y, lineHeight) = (0, y + lineHeight, 0) }
            // What is read from the right begins there, on a line of its own.
            placed.append((piece, x == 0 && item.text.language.isRightToLeft ? max(width - itemWidth, 0) : x, y))
            x = item.text.language.isRightToLeft ? width : x + itemWidth + gap
            lineHeight = max(lineHeight, piece.height)
        }
        return Piece(height: y + lineHeight) { canvas, left, top in
            for item in placed { item.piece.draw(canvas, left + item.x, top + item.y) }
        }
    }

    /// A box and its text, broken at `width`; and how wide it is.
    func tick(
        _ tick: Tick, width: Double, points: Double, boxed: Bool = true, strong: Bool = false
    ) throws(RenderProblem) -> (piece: Piece, width: Double) {
        let side = points * 0.88
        let indent = boxed ? side + points * 0.45 : 0
        var text = try typesetter.shape(tick.text, points: points, strong: strong, field: "tick")
        if text.width > width - indent {
            text = try typesetter.shape(tick.text, points: points, width: width - indent, strong: strong, field: "tick")
        }
        // The middle of a Chinese character stands 0.38 of its size above the baseline.
        let boxY = text.baseline - points * 0.38 - side / 2
        let piece = Piece(height: text.height) { canvas, x, y in
            if boxed { canvas.draw(tick.mark, x: x, y: y + boxY, side: side) }
            text.draw(on: canvas, x: x + indent, y: y)
        }
        return (piece, indent + text.width)
    }

    func pieces(_ list: TickList, width: Double) throws(RenderProblem) -> [Piece] {
        let gap = 2 * millimetre
        let columnWidth = (width + gap) / Double(list.columns) - gap
        var pieces: [Piece] = []
        for start in stride(from: 0, to: list.items.count, by: list.columns) {
            var cells: [Piece] = []
            for item in list.items[start..<min(start + list.columns, list.items.count)] {
                cells.append(try tick(item, width: columnWidth, points: sheet.body).piece)
            }
            let row = cells
            pieces.append(
                Piece(height: row.map(\.height).max() ?? 0) { canvas, x, y in
                    for (index, cell) in row.enumerated() {
                        cell.draw(canvas, x + Double(index) * (columnWidth + gap), y)
                    }
                })
        }
        return pieces
    }
}
