import API
import Foundation

/// The plan as a table.
enum QueueTable {
    /// How many tickets fit on a screen of that size, as the queue screen draws it (without the rules between them).
    static func rows(height: Int, width: Int) -> Int {
        let isWide = width >= 110 && height >= 30
        return max(1, isWide ? height - 6 - 3 - 2 : height - 4 - 3)
    }

    /// The frame around the table. `note` stands at the right of its title.
    static func box(_ state: DeskState, note: String, width: Int, height: Int) -> [Line] {
        let isWide = DeskLayout.isWide(state)
        let plan = state.picture?.plan ?? []
        let header = header(plan, isWide: isWide)
        guard !plan.isEmpty else {
            return Box(title: title(state), note: note, body: [header, Line(" " + DeskTexts.nobodyWaits)])
                .drawn(width: width, height: height)
        }
        let (body, last) = body(state, plan, room: height - 3, width: width - 2)
        let below = plan.count - last
        return Box(title: title(state), note: note, foot: below > 0 ? DeskTexts.more(below) : "", body: [header] + body)
            .drawn(width: width, height: height)
    }

    private static func title(_ state: DeskState) -> Line {
        let plans = state.picture?.plans ?? []
        let queues = state.clinic?.queues ?? []
        let parts = plans.filter { !$0.entries.isEmpty }.map { plan in
            (queues.first { $0.id == plan.queue }?.prefix ?? plan.queue) + " \(plan.entries.count)"
        }
        let total = plans.reduce(0) { $0 + $1.entries.count }
        let detail = parts.count > 1 ? "  " + parts.joined(separator: " · ") : ""
        return Line(DeskTexts.waiting(total) + detail, .strong)
    }

    /// The lines that fit, and how many tickets of the plan are above the end of them.
    private static func body(
        _ state: DeskState, _ plan: [PlanItem], room: Int, width: Int
    ) -> (lines: [Line], last: Int) {
        let isWide = DeskLayout.isWide(state)
        var lines: [Line] = []
        var index = min(state.scroll, max(0, plan.count - 1))
        while index < plan.count, lines.count < room {
            if isWide, let rule = rule(before: index, of: plan, width: width) {
                guard lines.count + 1 < room else { break }
                lines.append(rule)
            }
            lines.append(row(plan[index], number: index + 1, state, labels: labelWidth(plan), isWide: isWide))
            index += 1
        }
        return (lines, index)
    }

    /// Between those who were told to get ready, whom nobody passes any more, and the others.
    private static func rule(before index: Int, of plan: [PlanItem], width: Int) -> Line? {
        guard plan[index].ticket.lane != "urgent" else { return nil }
        let isReady = plan[index].ticket.state == "ready"
        let wasReady = index > 0 && plan[index - 1].ticket.state == "ready"
        guard isReady != wasReady else { return nil }
        let text = " " + (isReady ? DeskTexts.readyRule : DeskTexts.waitingRule)
        let rest = width - Columns.width(text) - 1
        return Line(text + String(repeating: "─", count: max(0, rest)) + " ")
    }

    private static func labelWidth(_ plan: [PlanItem]) -> Int {
        min(8, max(4, plan.map { Columns.width($0.ticket.label) }.max() ?? 4))
    }

    private static func header(_ plan: [PlanItem], isWide: Bool) -> Line {
        let names = DeskTexts.columns(isWide: isWide)
        let extra = labelWidth(plan) - 4
        return Line(
            " " + Columns.fit(names[0], 3) + Columns.fit(names[1], 5 + extra) + Columns.fit(names[2], 11 - extra)
                + Columns.fit(names[3], 11) + Columns.fit(names[4], 6) + names[5]
                + (names.count > 6 ? "  " + names[6] : ""))
    }

    private static func row(_ item: PlanItem, number: Int, _ state: DeskState, labels: Int, isWide: Bool) -> Line {
        let isChosen = item.ticket.id == state.chosen
        let minutes = max(0, Int(pictureTime(state).timeIntervalSince(item.waitingSince) / 60))
        let waited = DeskTexts.waited(minutes: minutes)
        let line =
            Line((isChosen ? ">" : " ") + Columns.right(String(number), 2) + " ")
            + Line(Columns.fit(item.ticket.label, labels), .strong)
            + Line(
                " " + Columns.fit(Columns.printable(item.masked), 10 - (labels - 4)) + " "
                    + Columns.fit(DeskTexts.shapedLane(item.ticket.lane), 10)
                    + Columns.fit(Columns.right(waited, max(5, Columns.width(waited))), 7)
                    + Columns.fit(expected(item, state), 5)
                    + (isWide ? "  " + Columns.cut(Columns.printable(item.reason.text), 28) : ""))
        return isChosen ? line.all(.reversed) : line
    }

    /// A lost desk goes on showing the picture as it was.
    private static func pictureTime(_ state: DeskState) -> Date {
        guard state.isLost, let at = state.pictureAt, let clock = state.clock else { return state.now }
        return clock.time(at: at)
    }

    private static func expected(_ item: PlanItem, _ state: DeskState) -> String {
        guard let time = item.expectedAt, let clock = state.clock else { return "" }
        return time <= pictureTime(state) ? DeskTexts.now : clock.hourMinute(time)
    }
}
