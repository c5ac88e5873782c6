import Clinic
import Slip

extension Composer {
    func pieces(_ table: InstructionTable, width: Double) throws(RenderProblem) -> [Piece] {
        let pad = 2.6 * millimetre
        let columns = try columns(of: table, width: width - 2 * pad)
        let head = try piece(table.head, columns: columns, pad: pad, isHead: true)
        var pieces = [head]
        for row in table.rows { pieces.append(try piece(row, columns: columns, pad: pad, isHead: false)) }
        pieces[pieces.count - 1].height += 0.8 * millimetre
        let frame = Frame(width: width, thickness: max(sheet.thin, 1), radius: 1.6 * millimetre, head: head)
        // The patient's part stays on one page where it can; else its head stands again on the next.
        let isShort = pieces.reduce(0) { $0 + $1.height } <= (pageHeight ?? .infinity) * 0.8
        return pieces.enumerated().map { index, piece in
            var framed = piece
            framed.frame = frame
            framed.keepsWithNext = index < pieces.count - 1 && (isShort || index == 0 || index == pieces.count - 2)
            return framed
        }
    }

    /// The widths of text, time and translation: each language gets the room that it needs, as far as there is any.
    private func columns(of table: InstructionTable, width: Double) throws(RenderProblem) -> [Double] {
        let rows = [table.head] + table.rows
        let time = width * 0.195
        let room = width - time
        guard rows.contains(where: { !$0.translations.isEmpty }) else { return [room, time, 0] }
        var (text, translation) = (0.0, 0.0)
        for row in rows {
            text = max(text, try typesetter.shape(row.text, points: sheet.instruction, field: "instruction").width)
            for other in row.translations {
                translation = max(
                    translation, try typesetter.shape(other, points: sheet.instruction, field: "instruction").width)
            }
        }
        text += Self.instructionGap + 1
        translation += Self.instructionGap + 1
        let spare = room - text - translation
        let left = spare >= 0 ? text + spare / 2 : room * min(max(text / (text + translation), 0.4), 0.6)
        return [left, time, room - left]
    }

    /// Between a text and the time beside it.
    private static let instructionGap = 1.5 * millimetre

    /// One row: text, time over its note, translations below each other, each in the middle of the row's height.
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
        var translations: [TextLayout] = []
        for translation in row.translations {
            translations.append(
                try typesetter.shape(
                    translation, points: points, width: max(columns[2] - gap, 1), lineHeight: 1.35, strong: isHead,
                    field: "instruction"))
        }
        let others = translations
        let othersHeight = others.reduce(0) { $0 + $1.height }
        let timeHeight = time.height + (note?.height ?? 0)
        let padY = 0.55 * millimetre
        let height = max(text.height, timeHeight, othersHeight) + 2 * padY
        let lineWidth = isHead ? 0 : sheet.thin
        return Piece(height: height) { canvas, x, y in
            let (left, right) = (x + pad, x + pad + columns.reduce(0, +))
            if lineWidth > 0 { canvas.line(x: left, y: y, toX: right, toY: y, thickness: lineWidth) }
            text.draw(on: canvas, x: left, y: y + (height - text.height) / 2)
            let timeY = y + (height - timeHeight) / 2
            time.draw(on: canvas, x: left + columns[0], y: timeY)
            note?.draw(on: canvas, x: left + columns[0], y: timeY + time.height)
            Self.draw(
                others, on: canvas, x: left + columns[0] + columns[1] + gap, y: y + (height - othersHeight) / 2
            ) { _ in 0 }
        }
    }
}
