import API

/// Who has a number and does not stand in the queue: missed, at tests, put aside. F4 brings each of them back.
enum AwayRows {
    /// Wide: the missed, then the others; narrow: all in one. No empty box but that of the missed.
    static func boxes(_ state: DeskState, width: Int, isWide: Bool) -> [Box] {
        let missed = state.picture?.missed ?? []
        let tests = state.picture?.atTests ?? []
        let held = state.picture?.onHold ?? []
        guard isWide else {
            guard !tests.isEmpty || !held.isEmpty else {
                let title = Line(DeskTexts.missed(missed.count, isWide: false))
                return [Box(title: title, body: rows(missed.map(missedItem), width: width))]
            }
            let title = DeskTexts.awayShort(missed: missed.count, tests: tests.count, held: held.count)
            let lists = [
                (DeskTexts.missedMark, missed), (DeskTexts.testsMark, tests), (DeskTexts.heldMark, held),
            ]
            let body = lists.filter { !$0.1.isEmpty }.map { mark, tickets in
                Line(" " + Columns.cut(mark + " " + tickets.map(\.label).joined(separator: " "), width - 2))
            }
            return [Box(title: Line(title), body: body)]
        }
        let title = Line(DeskTexts.missed(missed.count, isWide: true))
        let first = Box(title: title, body: rows(missed.map(missedItem), width: width))
        guard !tests.isEmpty || !held.isEmpty else { return [first] }
        let others = tests.map { item($0) } + held.map { DeskTexts.heldWord + " " + item($0) }
        let away = DeskTexts.away(tests: tests.count, held: held.count)
        return [first, Box(title: Line(away), body: rows(others, width: width))]
    }

    private static func missedItem(_ ticket: TicketResponse) -> String {
        item(ticket) + " " + DeskTexts.missedTimes(ticket.misses)
    }

    private static func item(_ ticket: TicketResponse) -> String {
        ticket.label + " " + Columns.cut(Columns.printable(ticket.masked), 10)
    }

    /// As many in a row as fit; three rows.
    private static func rows(_ items: [String], width: Int) -> [Line] {
        var rows: [String] = []
        for item in items {
            if let last = rows.last, Columns.width(last + "  " + item) <= width - 2 {
                rows[rows.count - 1] = last + "  " + item
            } else {
                rows.append(item)
            }
        }
        return rows.prefix(3).map { Line(" " + $0) }
    }
}
