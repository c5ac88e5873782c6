import API
import Foundation

/// The number that would be issued, and what can be chosen about it.
enum IssuePanel {
    static func lines(_ form: FindForm, _ state: DeskState, isWide: Bool) -> [Line] {
        guard form.isIssuing else { return [] }
        let issue = form.issue
        let queues = (state.clinic?.queues ?? []).map(DeskTexts.queueName)
        let lanes = state.lanes(of: issue).map(DeskTexts.shapedLane)
        let doctors = [DeskTexts.anyone] + (state.clinic?.doctors ?? []).map { Columns.printable($0.name) }
        let returns = state.returns(of: form).map { "\($0.label) (\($0.date.suffix(5)))" }
        let rows: [(IssueForm.Row, [String], Int)] =
            [(.queue, queues, issue.queue)]
            + (returns.isEmpty ? [] : [(.number, returns + [DeskTexts.newNumber], issue.number)])
            + [
                (.lane, lanes, issue.lane), (.doctor, doctors, issue.doctor),
                (.print, DeskTexts.printChoices, issue.prints ? 0 : 1),
            ]
        let choices = rows.map { row, options, chosen in
            line(row, options, chosen: chosen, isCurrent: row == issue.row, isWide: isWide)
        }
        return choices + [.empty, promise(form, state), .empty]
            + [Line(" " + (isWide ? DeskTexts.turnHint : DeskTexts.turnHintShort))]
    }

    private static func line(
        _ row: IssueForm.Row, _ options: [String], chosen: Int, isCurrent: Bool, isWide: Bool
    ) -> Line {
        let name = Columns.fit(DeskTexts.issueRow(row), isWide ? 9 : 5)
        var line = Line((isCurrent ? ">" : " ") + name, isCurrent ? .strong : .plain)
        for (index, option) in options.enumerated() {
            line =
                line
                + (index == chosen
                    ? Line("[" + option + "]", isCurrent ? .reversed : .strong) + Line("  ")
                    : Line(" " + option + "   "))
        }
        return line
    }

    private static func promise(_ form: FindForm, _ state: DeskState) -> Line {
        guard let queue = state.queue(of: form.issue),
            let counts = state.picture?.queues.first(where: { $0.id == queue.id })
        else { return .empty }
        let ahead = (counts.counts["waiting"] ?? 0) + (counts.counts["ready"] ?? 0)
        let start = Line(" ") + Line(DeskTexts.willBe(state.returning(form)?.label ?? counts.nextLabel), .strong)
        return start + Line("   " + DeskTexts.ahead(ahead, others: counts.others) + "   " + wait(counts, state))
    }

    private static func wait(_ queue: QueueResponse, _ state: DeskState) -> String {
        guard let estimate = queue.estimate, let clock = state.clock else { return DeskTexts.noRoomOpen }
        let from = state.now.addingTimeInterval(Double(estimate.fromMinutes) * 60)
        let to = state.now.addingTimeInterval(Double(estimate.toMinutes) * 60)
        return DeskTexts.roughly(estimate, from: clock.hourMinute(from), to: clock.hourMinute(to))
    }
}
