import FormEngine
import QueueEngine

/// Figures of the last weeks, which speak on while no new one is filled in.
extension ClinicService {
    /// What a form says of figures that were measured a while ago, where no new one is filled in, each with its day; and what
    /// signing waits for because of them.
    ///
    /// - Parameter visited: when the assessment of these answers was signed first: now, of a new one.
    func heldFigures(
        of earlier: [EarlierFilling], to form: FormDefinition, answers: Answers, saying alone: Evaluation,
        visited: Instant
    ) -> (findings: [Finding], missing: [String]) {
        let day = LocalDate(visited, in: layout.timeZone)
        var held: Answers = [:]
        var dates: [String: LocalDate] = [:]
        let visible = Set(alone.visible)
        for item in form.items where visible.contains(item.id) {
            // The newest test speaks, whichever visit brought it, and however lately one was amended.
            guard let holds = item.holds, let (figure, date, at) = newest(of: item, holds, in: earlier),
                date.days(until: day).map({ $0 <= holds.days }) ?? true,
                answers[item.id] == nil || (holds.testDay(in: answers) ?? day, visited) < (date, at)
            else { continue }
            held[item.id] = figure
            dates[item.id] = date
        }
        guard !held.isEmpty else { return ([], []) }
        let with = form.evaluate(answers.merging(held) { $1 })
        // The same finding of another figure is another one.
        let own = Set(alone.findings.map { [$0.id, $0.text["zh"]] })
        let findings = with.findings.filter { $0.level != .note && !own.contains([$0.id, $0.text["zh"]]) }.map {
            finding in
            let items = form.findings.first { $0.id == finding.id }?.when.references ?? []
            return carried(finding, of: items.compactMap { dates[$0] }.min() ?? day)
        }
        return (findings, with.missing.filter { visible.contains($0) && !alone.missing.contains($0) })
    }

    private func newest(
        of item: FormItem, _ holds: HeldFigure, in earlier: [EarlierFilling]
    ) -> (figure: Answer, date: LocalDate, visited: Instant)? {
        earlier.compactMap { visit in
            guard let figure = visit.filling.answers[item.id], item.problem(with: figure) == nil else { return nil }
            return (figure, measured(holds, at: visit), visit.visitedAt)
        }
        // Of two of one day the later visit's.
        .max { ($0.date, $0.visited) < ($1.date, $1.visited) }
    }

    /// The day on which an earlier figure was measured: that of the test, else of the visit. A test that was still to come
    /// when it was signed has a wrong date.
    func measured(_ holds: HeldFigure, at visit: EarlierFilling) -> LocalDate {
        let signed = LocalDate(visit.signedAt, in: layout.timeZone)
        let tested = holds.testDay(in: visit.filling.answers).flatMap { $0 > signed ? nil : $0 }
        return tested ?? LocalDate(visit.visitedAt, in: layout.timeZone)
    }
}

extension HeldFigure {
    /// The day of the test, where it is answered.
    fileprivate func testDay(in answers: Answers) -> LocalDate? {
        date.flatMap { answers[$0]?.text }.flatMap { LocalDate($0) }
    }
}
