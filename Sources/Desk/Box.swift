/// A frame with a title, a remark at the right of it, and a remark in its lower edge.
struct Box {
    var title: Line
    var note = ""
    var foot = ""
    var body: [Line]

    /// Exactly `height` lines of exactly `width` columns; what does not fit is left out.
    func drawn(width: Int, height: Int) -> [Line] {
        guard height >= 2 else { return Array(repeating: Line("").fitted(width), count: max(0, height)) }
        let inner = width - 2
        let rows = (0..<(height - 2)).map { index in
            Line("│") + (index < body.count ? body[index] : .empty).fitted(inner) + Line("│")
        }
        return [upperEdge(width)] + rows + [lowerEdge(width)]
    }

    /// As high as its body.
    func drawn(width: Int) -> [Line] { drawn(width: width, height: body.count + 2) }

    private func upperEdge(_ width: Int) -> Line {
        let right = note.isEmpty ? "─┐" : " " + note + " ─┐"
        let room = width - 4 - Columns.width(right)
        let heading = title.width > room ? title.fitted(room) : title
        let rule = String(repeating: "─", count: max(0, room - heading.width))
        return Line("┌─ ") + heading + Line(" " + rule + right)
    }

    private func lowerEdge(_ width: Int) -> Line {
        let left = foot.isEmpty ? "└" : "└─ " + Columns.cut(foot, width - 6) + " "
        let rule = String(repeating: "─", count: max(0, width - 1 - Columns.width(left)))
        return Line(left + rule + "┘")
    }

    /// Two columns of lines side by side, with one column of space between them.
    static func beside(_ left: [Line], _ right: [Line]) -> [Line] {
        zip(left, right).map { $0 + Line(" ") + $1 }
    }
}
