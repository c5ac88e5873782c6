import Clinic
import Slip

extension Composer {
    func heading(_ text: Text, width: Double) throws(RenderProblem) -> Piece {
        let layout = try typesetter.shape(
            text, points: sheet.heading, width: width, lineHeight: 1.45, strong: true, field: "heading")
        let thickness = sheet.thin
        return Piece(height: layout.height + thickness, keepsWithNext: true) { canvas, x, y in
            layout.draw(on: canvas, x: x, y: y)
            let lineY = y + layout.height + thickness / 2
            canvas.line(x: x, y: lineY, toX: x + width, toY: lineY, thickness: thickness)
        }
    }

    func pieces(_ paragraph: Paragraph, width: Double) throws(RenderProblem) -> [Piece] {
        let layout = try typesetter.shape(
            paragraph.text, points: sheet.points(paragraph.size), width: width, alignment: paragraph.alignment,
            field: "paragraph")
        return pieces(of: layout)
    }

    /// A short text stays whole. A long one may go on overleaf, two lines at least on either side.
    func pieces(of layout: TextLayout, x indent: Double = 0) -> [Piece] {
        guard layout.lineCount > 3 else {
            return [Piece(height: layout.height) { canvas, x, y in layout.draw(on: canvas, x: x + indent, y: y) }]
        }
        let lines = layout.lines()
        return lines.enumerated().map { index, line in
            Piece(height: line.height, keepsWithNext: index == 0 || index == lines.count - 2) { canvas, x, y in
                line.draw(canvas, x + indent, y)
            }
        }
    }

    func piece(_ spread: Spread, width: Double) throws(RenderProblem) -> Piece {
        let points = sheet.points(spread.size)
        let rightPoints = spread.size == .display ? points * 0.85 : points
        let natural = try typesetter.shape(spread.right, points: rightPoints, lineHeight: 1.3, field: "spread").width
        let between = spread.right.isEmpty ? 0 : 4 * millimetre
        let rightWidth = spread.right.isEmpty ? 0 : min(natural + 1, width / 2)
        let leftWidth = width - rightWidth - between
        let left = try typesetter.shape(spread.left, points: points, width: leftWidth, lineHeight: 1.3, field: "spread")
        let right = try typesetter.shape(
            spread.right, points: rightPoints, width: max(rightWidth, 1),
            alignment: spread.right.language.isRightToLeft ? .start : .end, lineHeight: 1.3, field: "spread")
        let baseline = max(left.baseline, right.baseline)
        let (leftY, rightY) = (baseline - left.baseline, baseline - right.baseline)
        return Piece(height: max(leftY + left.height, rightY + right.height)) { canvas, x, y in
            left.draw(on: canvas, x: x, y: y + leftY)
            right.draw(on: canvas, x: x + leftWidth + between, y: y + rightY)
        }
    }

    /// Names in one column, values in the next.
    func pieces(_ rows: [Row], width: Double) throws(RenderProblem) -> [Piece] {
        var nameWidth = 0.0
        for row in rows {
            nameWidth = max(nameWidth, try typesetter.shape(row.name, points: sheet.body, field: "row").width)
        }
        nameWidth = min(nameWidth + 1, width * 0.4)
        let valueX = nameWidth + 2 * millimetre
        var pieces: [Piece] = []
        for row in rows {
            let name = try typesetter.shape(row.name, points: sheet.body, width: nameWidth, field: "row")
            let value = try typesetter.shape(row.value, points: sheet.body, width: width - valueX, field: "row")
            var parts = self.pieces(of: value, x: valueX)
            let first = parts[0]
            parts[0].height = max(first.height, name.height)
            parts[0].draw = { canvas, x, y in
                name.draw(on: canvas, x: x, y: y)
                first.draw(canvas, x, y)
            }
            pieces += parts
        }
        return pieces
    }

    func piece(_ rule: Rule, width: Double) -> Piece {
        let thickness = rule == .heavy ? sheet.heavy : sheet.thin
        let dash = rule == .dashed ? thickness * 4 : nil
        return Piece(height: thickness) { canvas, x, y in
            let lineY = y + thickness / 2
            canvas.line(x: x, y: lineY, toX: x + width, toY: lineY, thickness: thickness, dash: dash)
        }
    }
}
