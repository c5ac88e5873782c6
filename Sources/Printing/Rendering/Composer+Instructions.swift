import Clinic
import Slip

extension Composer {
    func pieces(_ table: InstructionTable, width: Double) throws(RenderProblem) -> [Piece] {
        let pad = 2.6 * millimetre
        let widths = try widths(of: table, width: width - 2 * pad)
        let head = try piece(table.head, widths, pad: pad, isHead: true)
        var pieces = [head]
        for row in table.rows { pieces.append(try piece(row, widths, pad: pad, isHead: false)) }
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

    /// The widths of a table's columns, from the left.
    private struct Widths {
        var text: Double
        var time: Double
        /// Beside the time; zero where the note stands under it.
        var note = 0.0
        var translation = 0.0

        var all: Double { text + time + note + translation }
    }

    /// The widths of text, time and translation: each language gets the room that it needs, as far as there is any, and
    /// else the share by which the table comes out lowest.
    private func widths(of table: InstructionTable, width: Double) throws(RenderProblem) -> Widths {
        let rows = [table.head] + table.rows
        let time = width * 0.195
        let room = width - time
        var needs: [Need] = []
        for row in rows {
            var others: [Double] = []
            for other in row.translations { others.append(try instructionWidth(other)) }
            needs.append(
                Need(text: try instructionWidth(row.text), translations: others, leastLines: row.note == nil ? 1 : 2))
        }
        guard rows.contains(where: { !$0.translations.isEmpty }) else {
            let beside = try widthsBeside(rows, width: width)
            let oneLine = needs.map { Need(text: $0.text, translations: [], leastLines: 1) }
            let isLower = Self.lines(oneLine, beside.text, beside.text) < Self.lines(needs, room, room)
            return isLower ? beside : Widths(text: room, time: time)
        }
        let text = needs.map(\.text).max() ?? 0
        let spare = room - text - (needs.flatMap(\.translations).max() ?? 0)
        guard spare < 0 else {
            return Widths(text: text + spare / 2, time: time, translation: room - text - spare / 2)
        }
        let left = Self.shares.map { room * $0 }.min { Self.lines(needs, $0, room) < Self.lines(needs, $1, room) }
        return Widths(text: left ?? room / 2, time: time, translation: room - (left ?? room / 2))
    }

    /// The widths with each time's note beside it, which one language leaves the room for; both on one line.
    private func widthsBeside(_ rows: [InstructionRow], width: Double) throws(RenderProblem) -> Widths {
        var (time, note) = (0.0, 0.0)
        for (index, row) in rows.enumerated() {
            let points = timePoints(of: row, isHead: index == 0)
            time = max(time, try typesetter.shape(row.time, points: points, strong: true, field: "instruction").width)
            guard let words = row.note else { continue }
            note = max(note, try typesetter.shape(words, points: sheet.clockNote, field: "instruction").width)
        }
        time += 1
        note += Self.instructionGap + 1
        return Widths(text: max(width - time - note, 1), time: time, note: note)
    }

    private func timePoints(of row: InstructionRow, isHead: Bool) -> Double {
        isHead ? sheet.instruction * 0.88 : row.isClockTime ? sheet.clock : sheet.instruction
    }

    /// On one line, with what keeps it from the time.
    private func instructionWidth(_ text: Text) throws(RenderProblem) -> Double {
        try typesetter.shape(text, points: sheet.instruction, field: "instruction").width + Self.instructionGap + 1
    }

    /// What the left column may take of the room for words; of two that are as good, the one nearer the middle.
    private static let shares = [0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56, 0.42, 0.58, 0.4, 0.6]

    /// The widths of a row's texts, each on one line, and the lines that its time takes.
    private struct Need {
        let text: Double
        let translations: [Double]
        let leastLines: Double
    }

    /// About how many lines all rows take, with `left` points of `room` for the first language.
    private static func lines(_ needs: [Need], _ left: Double, _ room: Double) -> Double {
        // Lines are seldom full: words are not cut, and in Chinese no line begins with a sign.
        func lines(_ need: Double, in width: Double) -> Double {
            ((need - instructionGap) * 1.08 / (width - instructionGap)).rounded(.up)
        }
        return needs.reduce(0) { sum, need in
            let others = need.translations.reduce(0) { $0 + lines($1, in: room - left) }
            return sum + max(lines(need.text, in: left), others, need.leastLines)
        }
    }

    /// Between a text and the time beside it.
    private static let instructionGap = 1.5 * millimetre

    /// One row: text, time over its note or beside it, translations below each other, each in the middle of the row's height.
    private func piece(
        _ row: InstructionRow, _ widths: Widths, pad: Double, isHead: Bool
    ) throws(RenderProblem) -> Piece {
        let gap = Self.instructionGap
        let points = isHead ? sheet.instructionHead : sheet.instruction
        let text = try typesetter.shape(
            row.text, points: points, width: max(widths.text - gap, 1), lineHeight: 1.32, strong: isHead,
            field: "instruction")
        let time = try typesetter.shape(
            row.time, points: timePoints(of: row, isHead: isHead), width: widths.time, alignment: .centre,
            lineHeight: 1.15, strong: true,
            field: "instruction")
        let isBeside = widths.note > 0
        let note = try row.note.map { note throws(RenderProblem) in
            try typesetter.shape(
                note, points: sheet.clockNote, width: isBeside ? widths.note - gap : widths.time,
                alignment: isBeside ? .start : .centre, lineHeight: 1.2, field: "instruction")
        }
        var translations: [TextLayout] = []
        for translation in row.translations {
            translations.append(
                try typesetter.shape(
                    translation, points: points, width: max(widths.translation - gap, 1), lineHeight: 1.35,
                    strong: isHead,
                    field: "instruction"))
        }
        let others = translations
        let othersHeight = others.reduce(0) { $0 + $1.height }
        let timeHeight = time.height + (isBeside ? 0 : note?.height ?? 0)
        let padY = 0.55 * millimetre
        let height = max(text.height, timeHeight, othersHeight) + 2 * padY
        let lineWidth = isHead ? 0 : sheet.thin
        return Piece(height: height) { canvas, x, y in
            let (left, right) = (x + pad, x + pad + widths.all)
            if lineWidth > 0 { canvas.line(x: left, y: y, toX: right, toY: y, thickness: lineWidth) }
            text.draw(on: canvas, x: left, y: y + (height - text.height) / 2)
            let timeY = y + (height - timeHeight) / 2
            let timeX = left + widths.text
            time.draw(on: canvas, x: timeX, y: timeY)
            if isBeside, let note {
                note.draw(on: canvas, x: timeX + widths.time + gap, y: timeY + time.baseline - note.baseline)
            } else {
                note?.draw(on: canvas, x: timeX, y: timeY + time.height)
            }
            Self.draw(others, on: canvas, x: timeX + widths.time + gap, y: y + (height - othersHeight) / 2) { _ in 0 }
        }
    }
}
