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
        valueWidth = min(valueWidth + 1, width * 0.3)
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
            row.name, points: sheet.body, width: nameWidth, lineHeight: 1.3, strong: true, field: "score")
        let value = try typesetter.shape(
            row.value, points: sheet.score, width: valueWidth, alignment: .end, lineHeight: 1.2, strong: true,
            field: "score")
        let meaning = try typesetter.shape(
            row.meaning, points: sheet.body, width: width - meaningX, lineHeight: 1.3, field: "score")
        let source = try typesetter.shape(
            row.source ?? Text(""), points: sheet.small, width: width, lineHeight: 1.25, field: "score")
        let baseline = max(name.baseline, value.baseline, meaning.baseline)
        let meaningY = baseline - meaning.baseline
        // A citation is long and has the whole width, below the tallest of what stands above it.
        let sourceY = max(meaningY + meaning.height, baseline - name.baseline + name.height)
        let bottom = row.source == nil ? sourceY : sourceY + source.height
        let height = max(bottom, baseline - name.baseline + name.height) + 0.5 * millimetre
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

    func pieces(_ table: InstructionTable, width: Double) throws(RenderProblem) -> [Piece] {
        let frame = nextFrame(width: width, thickness: max(sheet.thin, 1), radius: 1.6 * millimetre)
        let pad = 2.6 * millimetre
        let columns = try columns(of: table, width: width - 2 * pad)
        var pieces = [try piece(table.head, columns: columns, pad: pad, isHead: true)]
        for row in table.rows { pieces.append(try piece(row, columns: columns, pad: pad, isHead: false)) }
        pieces[0].keepsWithNext = pieces.count > 1
        pieces[pieces.count - 1].height += 0.8 * millimetre
        return pieces.map { piece in
            var framed = piece
            framed.frame = frame
            return framed
        }
    }

    /// The widths of text, time and translation: each language gets the room that it needs, as far as there is any.
    private func columns(of table: InstructionTable, width: Double) throws(RenderProblem) -> [Double] {
        let rows = [table.head] + table.rows
        guard rows.contains(where: { $0.translation != nil }) else { return [width * 0.76, width * 0.24, 0] }
        let time = width * 0.165
        let room = width - time
        var (text, translation) = (0.0, 0.0)
        for row in rows {
            text = max(text, try typesetter.shape(row.text, points: sheet.instruction, field: "instruction").width)
            guard let other = row.translation else { continue }
            translation = max(
                translation, try typesetter.shape(other, points: sheet.instruction, field: "instruction").width)
        }
        text += Self.instructionGap + 1
        translation += Self.instructionGap + 1
        let spare = room - text - translation
        let left = spare >= 0 ? text + spare / 2 : room * min(max(text / (text + translation), 0.4), 0.6)
        return [left, time, room - left]
    }

    /// Between a text and the time beside it.
    private static let instructionGap = 1.5 * millimetre

    /// One row: text, time over its note, translation, each in the middle of the row's height.
    private func piece(
        _ row: InstructionRow, columns: [Double], pad: Double, isHead: Bool
    ) throws(RenderProblem) -> Piece {
        let gap = Self.instructionGap
        let points = isHead ? sheet.instructionHead : sheet.instruction
        let timePoints = isHead ? sheet.instruction * 0.88 : row.isClockTime ? sheet.clock : sheet.instruction
        let text = try typesetter.shape(
            row.text, points: points, width: columns[0] - gap, lineHeight: 1.32, strong: isHead, field: "instruction")
        let time = try typesetter.shape(
            row.time, points: timePoints, width: columns[1], alignment: .centre, lineHeight: 1.15, strong: true,
            field: "instruction")
        let note = try row.note.map { note throws(RenderProblem) in
            try typesetter.shape(
                note, points: sheet.clockNote, width: columns[1], alignment: .centre, lineHeight: 1.2,
                field: "instruction")
        }
        let translation = try row.translation.map { translation throws(RenderProblem) in
            try typesetter.shape(
                translation, points: points, width: max(columns[2] - gap, 1), lineHeight: 1.35, strong: isHead,
                field: "instruction")
        }
        let timeHeight = time.height + (note?.height ?? 0)
        let padY = 0.7 * millimetre
        let height = max(text.height, timeHeight, translation?.height ?? 0) + 2 * padY
        let lineWidth = isHead ? 0 : sheet.thin
        return Piece(height: height) { canvas, x, y in
            let (left, right) = (x + pad, x + pad + columns.reduce(0, +))
            if lineWidth > 0 { canvas.line(x: left, y: y, toX: right, toY: y, thickness: lineWidth) }
            text.draw(on: canvas, x: left, y: y + (height - text.height) / 2)
            let timeY = y + (height - timeHeight) / 2
            time.draw(on: canvas, x: left + columns[0], y: timeY)
            note?.draw(on: canvas, x: left + columns[0], y: timeY + time.height)
            if let translation {
                translation.draw(
                    on: canvas, x: left + columns[0] + columns[1] + gap, y: y + (height - translation.height) / 2)
            }
        }
    }

    /// Lines to sign on, side by side.
    func piece(_ signatures: [Signature], width: Double) throws(RenderProblem) -> Piece {
        let gap = 6 * millimetre
        let cell = (width + gap) / Double(max(signatures.count, 1)) - gap
        var cells: [(main: TextLayout, note: TextLayout?)] = []
        for signature in signatures {
            let space = Run("  ", language: signature.label.language)
            let runs = signature.label.runs + (signature.name.map { [space] + $0.runs } ?? [])
            let note = try signature.note.map { note throws(RenderProblem) in
                try typesetter.shape(note, points: sheet.small, field: "signature")
            }
            let main = try typesetter.shape(
                Text(runs), points: sheet.body * 1.1, width: cell - (note?.width ?? 0) - 1 * millimetre,
                field: "signature")
            cells.append((main, note))
        }
        let placed = cells
        let height = max(8.5 * millimetre, (placed.map(\.main.height).max() ?? 0) + 1 * millimetre)
        let thickness = sheet.thin * 1.4
        return Piece(height: height) { canvas, x, y in
            let bottom = y + height
            for (index, (main, note)) in placed.enumerated() {
                let left = x + Double(index) * (cell + gap)
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
