import API
import Foundation

extension DeskState {
    /// Sends an act, unless the server is away: what is done blindly is done twice.
    mutating func perform(_ act: DeskAct, about: [String], masked: String) -> [DeskEffect] {
        guard !isLost else { return complain(DeskTexts.notWhileLost) }
        return send(act, about: about, masked: masked, by: staff?.username ?? "")
    }

    private mutating func send(_ act: DeskAct, about: [String], masked: String, by user: String) -> [DeskEffect] {
        let sending = SentAct(
            id: nextAct, act: act, by: user, at: now, about: about.map(Columns.printable),
            masked: Columns.printable(masked))
        nextAct += 1
        sent.append(sending)
        message = Line(DeskTexts.sending(act, about: sending.about))
        return [.act(sending)]
    }

    mutating func change(_ act: Int, _ change: (inout SentAct) -> Void) {
        guard let index = sent.firstIndex(where: { $0.id == act }) else { return }
        change(&sent[index])
    }

    /// The newest number without an answer is no longer wanted: once it is known to exist, it is taken back.
    mutating func withdrawLast() {
        let issues = sent.indices.filter { if case .issue = sent[$0].act { true } else { false } }
        guard let index = issues.last(where: { !sent[$0].isUnwanted }) else {
            message = Line(DeskTexts.nothingToWithdraw, .alarm)
            return
        }
        sent[index].isUnwanted = true
        message = Line(DeskTexts.willWithdraw(sent[index].about.first ?? ""))
    }

    /// What an answer changes.
    mutating func take(_ answer: ActAnswer, of act: Int) -> [DeskEffect] {
        guard let index = sent.firstIndex(where: { $0.id == act }) else { return [] }
        let answered = sent.remove(at: index)
        if isLost { recovered.append(DeskTexts.recovered(answered, answer)) }
        switch answer {
        case .issued(let issue): return take(issue, answered)
        case .registered(let patient):
            message = Line(patient.updated ? DeskTexts.patientUpdated : DeskTexts.patientRegistered)
            return [.read(patient: patient.id)]
        case .done(let done):
            return take(done, answered)
        case .printing, .resolved: message = Line(DeskTexts.paperDone(answered, answer))
        }
        return [.refresh]
    }

    private mutating func take(_ issue: IssueResponse, _ answered: SentAct) -> [DeskEffect] {
        if answered.isUnwanted {
            return send(
                .cancel(ticket: issue.id, reason: DeskTexts.withdrawReason), about: [issue.label],
                masked: answered.masked, by: answered.by)
        }
        remember(answered, event: issue.event, label: issue.label, queue: nil)
        chosen = issue.id
        recent.insert(
            RecentIssue(
                at: now, label: issue.label, masked: answered.masked, lane: issue.lane, job: issue.printJob), at: 0)
        recent = Array(recent.prefix(3))
        message =
            Line((clock?.hourMinute(now) ?? "") + " ")
            + Line(issue.label, .strong)
            + Line(DeskTexts.issued(issue, masked: answered.masked))
        return [.refresh] + (issue.printJob.map { [.follow(job: $0)] } ?? [])
    }

    private mutating func take(_ done: ActResponse, _ answered: SentAct) -> [DeskEffect] {
        if case .undo(let event) = answered.act {
            undoable.removeAll { $0.event == event }
            message = Line(DeskTexts.told(DeskTexts.undoneAct(answered.about.first ?? ""), done))
            if let back = done.closed.flatMap({ DeskTexts.moved($0.moved, isUndone: true) }) { message = Line(back) }
        } else {
            let label = done.ticket?.label ?? answered.about.first ?? ""
            remember(answered, event: done.event, label: label, queue: done.ticket?.queue)
            // Without an event there was nothing to do.
            message = Line(
                DeskTexts.told(
                    done.event.isEmpty
                        ? DeskTexts.unchanged(label)
                        : DeskTexts.done(answered.act, label: label, masked: answered.masked), done))
            if let moved = done.closed.flatMap({ DeskTexts.moved($0.moved, isUndone: false) }) { message = Line(moved) }
            if let left = done.closed?.left, !left.isEmpty { message = Line(DeskTexts.left(left), .alarm) }
        }
        return [.refresh] + askWhy()
    }

    /// The server said no: nothing was changed, and its sentence says why.
    mutating func takeRefusal(_ why: String, code: String?, of act: Int) -> [DeskEffect] {
        guard let index = sent.firstIndex(where: { $0.id == act }) else { return [] }
        let refused = sent.remove(at: index)
        message = Line(Columns.printable(why), .alarm)
        // What cannot be taken back now never can be: something else has happened since, or it is too long ago.
        if case .undo(let event) = refused.act { undoable.removeAll { $0.event == event } }
        if case .closeSitting(let room, nil) = refused.act, code == Self.patientsWaiting, case .queue = screen {
            return chooseSpread(of: room, affected: Columns.printable(why))
        }
        guard case .register = refused.act, case .register(var form) = screen else { return [] }
        form.isWaiting = false
        form.complaint = Columns.printable(why)
        screen = .register(form)
        return []
    }
}
