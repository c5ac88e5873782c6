import Clinic
import Slip

extension Composer {
    func pieces(_ rows: [ScoreRow], width: Double) throws(RenderProblem) -> [Piece] {
        var (nameWidth, valueWidth) = (0.0, 0.0)
        for row in rows {
            let name = try typesetter.shape(row.name, points: sheet.body, strong: true, field: "score")
            let value = try typesetter.shape(row.value, points: sheet.score, strong: true, field: "score")
            nameWidth = max(nameWidth, name.width)
            valueWidth = max(valueWidth, value.width)
        }
        let gap = 1.6 * millimetre
        nameWidth = min(nameWidth + 1, width * 0.4)
        valueWidth = min(valueWidth + 1, width * 0.28)
        var pieces: [Piece] = []
        for row in rows {
            pieces.append(
                try piece(row, name: nameWidth, value: valueWidth, gap: gap, width: width))
        }
        return pieces
    }

    private func piece(
        _ row: ScoreRow, name nameWidth: Double, value valueWidth: Double, gap: Double, width: Double
    ) throws(RenderProblem) -> Piece {
        let meaningX = nameWidth + valueWidth + 2 * gap
        let name = try typesetter.shape(
            row.name, points: sheet.body, width: nameWidth, lineHeight: 1.2, strong: true, field: "score")
        let value = try typesetter.shape(
            row.value, points: sheet.score, width: valueWidth, alignment: .end, lineHeight: 1.2, strong: true,
            field: "score")
        let meaning = try typesetter.shape(
            row.meaning, points: sheet.body, width: width - meaningX, lineHeight: 1.2, field: "score")
        let source = try typesetter.shape(
            row.source ?? Text(""), points: sheet.small, width: width, lineHeight: 1.18, field: "score")
        let baseline = max(name.baseline, value.baseline, meaning.baseline)
        let meaningY = baseline - meaning.baseline
        // A citation is long and has the whole width, below the tallest of what stands above it.
        let valueBottom = value.lineCount > 1 ? baseline - value.baseline + value.height : 0
        let sourceY = max(meaningY + meaning.height, baseline - name.baseline + name.height, valueBottom)
        let bottom = row.source == nil ? sourceY : sourceY + source.height
        let height = max(bottom, baseline - name.baseline + name.height) + 0.35 * millimetre
        let thickness = sheet.thin
        return Piece(height: height) { canvas, x, y in
            name.draw(on: canvas, x: x, y: y + baseline - name.baseline)
            value.draw(on: canvas, x: x + nameWidth + gap, y: y + baseline - value.baseline)
            meaning.draw(on: canvas, x: x + meaningX, y: y + meaningY)
            if row.source != nil { source.draw(on: canvas, x: x, y: y + sourceY) }
            canvas.line(
                x: x, y: y + height - thickness, toX: x + width, toY: y + height - thickness, thickness: thickness,
                dash: thickness * 2)
        }
    }

    /// The most of the width that one signature may take from the others.
    private static let signatureShare = 0.62

    /// Lines to sign on, side by side.
    func piece(_ signatures: [Signature], width: Double) throws(RenderProblem) -> Piece {
        let gap = 6 * millimetre
        let count = Double(max(signatures.count, 1))
        let room = width - gap * (count - 1)
        // One that needs more than its share takes it from the others, which keep enough to sign on.
        var lefts: [Double] = []
        var cells: [(main: TextLayout, note: TextLayout?, width: Double)] = []
        var (left, rest) = (0.0, count)
        for signature in signatures {
            let space = Run("  ", language: signature.label.language)
            let runs = signature.label.runs + (signature.name.map { [space] + $0.runs } ?? [])
            let note = try signature.note.map { note throws(RenderProblem) in
                try typesetter.shape(note, points: sheet.small, field: "signature")
            }
            let noteWidth = note.map { $0.width + 2 * millimetre } ?? 0
            let natural = try typesetter.shape(Text(runs), points: sheet.body * 1.1, field: "signature").width
            let share = (room - left + gap * (count - rest)) / rest
            let cell = rest == 1 ? width - left : min(max(natural + noteWidth + 1, share), room * Self.signatureShare)
            let main = try typesetter.shape(
                Text(runs), points: sheet.body * 1.1, width: cell - noteWidth, field: "signature")
            cells.append((main, note, cell))
            lefts.append(left)
            left += cell + gap
            rest -= 1
        }
        let lines = lefts
        let placed = cells
        let height = max(8.5 * millimetre, (placed.map(\.main.height).max() ?? 0) + 1 * millimetre)
        let thickness = sheet.thin * 1.4
        return Piece(height: height) { canvas, x, y in
            let bottom = y + height
            for (index, (main, note, cell)) in placed.enumerated() {
                let left = x + lines[index]
                let mainY = bottom - main.height - 0.8 * millimetre
                main.draw(on: canvas, x: left, y: mainY)
                if let note {
                    let noteY = mainY + main.baseline - note.baseline
                    note.draw(on: canvas, x: left + cell - note.width, y: noteY)
                }
                canvas.line(x: left, y: bottom, toX: left + cell, toY: bottom, thickness: thickness)
            }
        }
    }
}
