import API
import Foundation

extension DeskState {
    /// Keys in the issue panel; nothing for a key that is not the panel's.
    mutating func press(_ key: Key, issuing form: FindForm) -> [DeskEffect]? {
        var form = form
        switch key {
        case .up, .down:
            let rows = IssueForm.Row.allCases.filter { $0 != .number || !returns(of: form).isEmpty }
            let index = (rows.firstIndex(of: form.issue.row) ?? 0) + (key == .up ? -1 : 1)
            form.issue.row = rows[max(0, min(index, rows.count - 1))]
        case .left, .right:
            let numbers = returns(of: form).count + 1
            turn(&form.issue, by: key == .left ? -1 : 1, numbers: numbers)
        case .tab, .backTab: form.isIssuing = false
        case .enter: return issue(form)
        default: return nil
        }
        screen = .find(form)
        return []
    }

    /// - Parameter numbers: how many the patient may choose from.
    private func turn(_ issue: inout IssueForm, by step: Int, numbers: Int) {
        func turned(_ index: Int, of count: Int) -> Int { max(0, min(index + step, count - 1)) }
        let queues = clinic?.queues ?? []
        switch issue.row {
        case .queue:
            issue.queue = turned(issue.queue, of: queues.count)
            issue.lane = 0
            issue.number = 0
        case .number: issue.number = turned(issue.number, of: numbers)
        case .lane: issue.lane = turned(issue.lane, of: lanes(of: issue).count)
        case .doctor: issue.doctor = turned(issue.doctor, of: (clinic?.doctors.count ?? 0) + 1)
        case .print: issue.prints = step < 0
        }
    }

    /// The queue that the panel has chosen.
    func queue(of issue: IssueForm) -> QueueItem? {
        guard let queues = clinic?.queues, queues.indices.contains(issue.queue) else { return nil }
        return queues[issue.queue]
    }

    /// The numbers of earlier days on which the patient may return in the queue that is chosen.
    func returns(of form: FindForm) -> [ReturnItem] {
        (form.patient?.returns ?? []).filter { $0.queue == queue(of: form.issue)?.id }
    }

    /// The one that is chosen; nil for a new number.
    func returning(_ form: FindForm) -> ReturnItem? {
        let returns = returns(of: form)
        return returns.indices.contains(form.issue.number) ? returns[form.issue.number] : nil
    }

    /// The lanes in which that queue issues.
    ///
    /// Nobody is given a number as missed or late: tickets come into those lanes by themselves.
    func lanes(of issue: IssueForm) -> [String] {
        (queue(of: issue)?.lanes ?? []).filter { $0 != "missed" && $0 != "late" }
    }

    private mutating func issue(_ form: FindForm) -> [DeskEffect] {
        if let chosenAt = form.chosenAt, wall.timeIntervalSince(chosenAt) < Self.scannerEcho { return [] }
        guard let patient = form.patient, let queue = queue(of: form.issue) else { return [] }
        let lanes = lanes(of: form.issue)
        let lane = lanes.indices.contains(form.issue.lane) ? lanes[form.issue.lane] : nil
        let doctor = form.issue.doctor > 0 ? clinic?.doctors[form.issue.doctor - 1].username : nil
        let request = IssueRequest(
            patient: PatientReference(id: patient.id), lane: lane, doctor: doctor,
            continues: returning(form)?.ticket, print: form.issue.prints)
        screen = .queue
        return perform(
            .issue(queue: queue.id, request),
            about: [
                patient.name + "  " + (patient.birthDate ?? ""),
                DeskTexts.queueName(queue) + " · " + DeskTexts.lane(lane ?? ""),
            ], masked: patient.masked)
    }
}
