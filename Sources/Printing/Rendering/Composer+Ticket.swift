import Clinic
import Slip

extension Composer {
    /// As large as the paper's style allows, and never wider than the paper.
    func number(_ text: Text, width: Double) throws(RenderProblem) -> Piece {
        var layout = try typesetter.shape(text, points: sheet.number, lineHeight: 1.05, strong: true, field: "number")
        if layout.width > width {
            let points = sheet.number * width / layout.width * 0.99
            layout = try typesetter.shape(text, points: points, lineHeight: 1.05, strong: true, field: "number")
        }
        let shaped = layout
        return Piece(height: shaped.height) { canvas, x, y in
            shaped.draw(on: canvas, x: x + (width - shaped.width) / 2, y: y)
        }
    }

    func piece(_ chip: LaneChip, width: Double) throws(RenderProblem) -> Piece {
        let points = sheet.title
        let thickness = max(sheet.thin * 1.4, 1)
        let word = try typesetter.shape(chip.word, points: points, lineHeight: 1.3, strong: true, field: "lane")
        let shapeSide = points * 0.72
        let (padX, inner) = (points * 0.65, points * 0.42)
        let chipWidth = 2 * padX + shapeSide + inner + word.width
        let chipHeight = max(points * 1.75, word.height)
        let besideGap = chip.beside == nil ? 0 : 2.5 * millimetre
        let beside = try chip.beside.map { text throws(RenderProblem) in
            let points = sheet.display
            let natural = try typesetter.shape(text, points: points, field: "lane")
            let room = width - chipWidth - besideGap
            return natural.width <= room
                ? natural : try typesetter.shape(text, points: points, width: room, field: "lane")
        }
        let total = chipWidth + besideGap + (beside?.width ?? 0)
        let height = max(chipHeight, beside?.height ?? 0)
        return Piece(height: height) { canvas, x, y in
            let left = x + max(0, (width - total) / 2)
            let top = y + (height - chipHeight) / 2
            canvas.frame(
                x: left, y: top, width: chipWidth, height: chipHeight, thickness: thickness, radius: chipHeight)
            canvas.draw(chip.shape, x: left + padX, y: top + (chipHeight - shapeSide) / 2, side: shapeSide)
            word.draw(on: canvas, x: left + padX + shapeSide + inner, y: top + (chipHeight - word.height) / 2)
            beside?.draw(on: canvas, x: left + chipWidth + besideGap, y: y + (height - (beside?.height ?? 0)) / 2)
        }
    }

    /// Name and large value; the values share a column. What the second language says stands below them, all of it.
    func pieces(_ facts: [Fact], width: Double) throws(RenderProblem) -> [Piece] {
        let frame = Frame(width: width, thickness: sheet.heavy, radius: 2 * millimetre)
        let pad = 2.5 * millimetre
        var (nameWidth, valueWidth) = (0.0, 0.0)
        for fact in facts {
            let value = try typesetter.shape(fact.value, points: sheet.factValue, strong: true, field: "fact")
            valueWidth = max(valueWidth, value.width)
            nameWidth = max(nameWidth, try typesetter.shape(fact.name, points: sheet.factName, field: "fact").width)
        }
        // Values stand in the middle of the paper while they can, else at the right, on two lines at worst.
        let all = width - 2 * pad
        let left = nameWidth + 1 + 2 * millimetre
        let isCentred = valueWidth + 1 <= all - 2 * left
        let columns = FactColumns(
            left: pad, name: nameWidth + 1, valueX: left, value: isCentred ? all - 2 * left : all - left,
            isCentred: isCentred, all: all)
        var pieces: [Piece] = []
        for (index, fact) in facts.enumerated() {
            let edge = 0.9 * millimetre
            var piece = try piece(
                fact, columns: columns, above: index == 0 ? edge : 0, below: index == facts.count - 1 ? edge : 0)
            piece.frame = frame
            piece.keepsWithNext = index < facts.count - 1
            pieces.append(piece)
        }
        return pieces
    }

    /// Widths and places of a fact's parts, in points; `left` and `valueX` from the frame and from the name.
    private struct FactColumns {
        let left: Double
        let name: Double
        let valueX: Double
        let value: Double
        let isCentred: Bool
        let all: Double
    }

    private func piece(
        _ fact: Fact, columns: FactColumns, above: Double, below: Double
    ) throws(RenderProblem) -> Piece {
        let name = try typesetter.shape(fact.name, points: sheet.factName, width: columns.name, field: "fact")
        let value = try typesetter.shape(
            fact.value, points: sheet.factValue, width: columns.value, alignment: columns.isCentred ? .centre : .end,
            lineHeight: 1.2, strong: true, field: "fact")
        let translation = try fact.translation.map { text throws(RenderProblem) in
            try typesetter.shape(text, points: sheet.factName, width: columns.all, field: "fact")
        }
        let middle = max(name.height, value.height)
        return Piece(height: middle + (translation?.height ?? 0) + above + below) { canvas, x, y in
            let top = y + above
            let left = x + columns.left
            name.draw(on: canvas, x: left, y: top + (middle - name.height) / 2)
            value.draw(on: canvas, x: left + columns.valueX, y: top + (middle - value.height) / 2)
            translation?.draw(on: canvas, x: left, y: top + middle)
        }
    }

    func piece(_ code: Code, width: Double) throws(RenderProblem) -> Piece {
        let modules = try QRModules(code.content)
        let dot = sheet.dot
        var module = sheet.codeSide / Double(modules.side)
        if let dot { module = max((module / dot).rounded(.down), 2) * dot }
        let size = module * Double(modules.side)
        let gap = 3 * millimetre
        var beside: [TextLayout] = []
        for text in code.beside {
            beside.append(
                try typesetter.shape(
                    text, points: sheet.large, width: width - size - gap, lineHeight: 1.4, field: "code"))
        }
        let texts = beside
        let textHeight = texts.reduce(0) { $0 + $1.height }
        let height = max(size, textHeight)
        return Piece(height: height) { canvas, x, y in
            let left = texts.isEmpty ? x + (width - size) / 2 : x
            // Modules that begin between two dots of the printer come out uneven.
            func snapped(_ value: Double) -> Double { dot.map { (value / $0).rounded() * $0 } ?? value }
            canvas.draw(modules, x: snapped(left), y: snapped(y + (height - size) / 2), module: module)
            Self.draw(texts, on: canvas, x: x + size + gap, y: y + (height - textHeight) / 2) { _ in 0 }
        }
    }

    /// In the middle of the width.
    func piece(_ barcode: Barcode, width: Double) throws(RenderProblem) -> Piece {
        let bars = try bars(barcode, height: 9 * millimetre)
        guard bars.width + Self.quietModules * barModule <= width + 0.01 else {
            throw .codeUnfit(content: barcode.content)
        }
        return Piece(height: bars.piece.height) { canvas, x, y in
            bars.piece.draw(canvas, x + (width - bars.width) / 2, y)
        }
    }

    /// Two dots of a receipt printer, which is what a hand-held scanner reads easily; the same on every paper.
    private var barModule: Double { sheet.dot.map { $0 * 2 } ?? 0.25 * millimetre }

    /// Empty paper at both sides of the bars, together, in modules.
    private static let quietModules = 20.0

    /// Bars `height` points high, and the characters below them; and how wide they are.
    func bars(_ barcode: Barcode, height: Double) throws(RenderProblem) -> (piece: Piece, width: Double) {
        guard let bars = Code128.widths(barcode.content) else { throw .codeUnfit(content: barcode.content) }
        let module = barModule
        let width = Double(bars.reduce(0, +)) * module
        let caption =
            barcode.showsText
            ? try typesetter.shape(Text(barcode.content, language: .english), points: sheet.small, field: "barcode")
            : nil
        let piece = Piece(height: height + (caption?.height ?? 0)) { canvas, x, y in
            canvas.draw(bars: bars, x: x, y: y, module: module, height: height)
            caption?.draw(on: canvas, x: x + (width - (caption?.width ?? 0)) / 2, y: y + height)
        }
        return (piece, width)
    }
}
