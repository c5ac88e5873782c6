import FormEngine
import QueueEngine

/// Figures of the last weeks, which speak on while no new one is filled in.
extension ClinicService {
    /// What a form says of figures that were measured a while ago, where no new one is filled in, each with its day; and what
    /// signing waits for because of them.
    func heldFigures(
        of earlier: [EarlierFilling], to form: FormDefinition, answers: Answers, saying alone: Evaluation,
        on day: LocalDate
    ) -> (findings: [Finding], missing: [String]) {
        var held: Answers = [:]
        var dates: [String: LocalDate] = [:]
        let visible = Set(alone.visible)
        for item in form.items where visible.contains(item.id) {
            // The newest test speaks, whichever visit brought it, and however lately one was amended.
            guard let holds = item.holds, let (figure, date) = newest(of: item, holds, in: earlier),
                date.days(until: day).map({ $0 <= holds.days }) ?? true,
                answers[item.id] == nil || isOlder(answers, than: date, holds)
            else { continue }
            held[item.id] = figure
            dates[item.id] = date
        }
        guard !held.isEmpty else { return ([], []) }
        let with = form.evaluate(answers.merging(held) { $1 })
        let own = Set(alone.findings.map(\.id))
        let findings = with.findings.filter { $0.level != .note && !own.contains($0.id) }.map { finding in
            let items = form.findings.first { $0.id == finding.id }?.when.references ?? []
            return carried(finding, of: items.compactMap { dates[$0] }.min() ?? day)
        }
        return (findings, with.missing.filter { visible.contains($0) && !alone.missing.contains($0) })
    }

    private func newest(
        of item: FormItem, _ holds: HeldFigure, in earlier: [EarlierFilling]
    ) -> (figure: Answer, date: LocalDate)? {
        earlier.compactMap { visit -> (figure: Answer, date: LocalDate)? in
            guard let figure = visit.filling.answers[item.id], item.problem(with: figure) == nil else { return nil }
            return (figure, measured(holds, at: visit))
        }
        // Of two of one day the later visit's.
        .enumerated().max { ($0.element.date, -$0.offset) < ($1.element.date, -$1.offset) }?.element
    }

    /// The day on which an earlier figure was measured: that of the test, else of the visit. A test that was still to come
    /// when it was signed has a wrong date.
    func measured(_ holds: HeldFigure, at visit: EarlierFilling) -> LocalDate {
        let signed = LocalDate(visit.signedAt, in: layout.timeZone)
        let tested = holds.testDay(in: visit.filling.answers).flatMap { $0 > signed ? nil : $0 }
        return tested ?? LocalDate(visit.visitedAt, in: layout.timeZone)
    }

    /// Whether the figures of now are from a paper that is older than an earlier figure.
    private func isOlder(_ answers: Answers, than date: LocalDate, _ holds: HeldFigure) -> Bool {
        holds.testDay(in: answers).map { $0 < date } ?? false
    }
}

extension HeldFigure {
    /// The day of the test, where it is answered.
    fileprivate func testDay(in answers: Answers) -> LocalDate? {
        date.flatMap { answers[$0]?.text }.flatMap { LocalDate($0) }
    }
}
