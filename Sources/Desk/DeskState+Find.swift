import API
package import Foundation

extension DeskState {
    /// A second Enter within this time is the scanner's, not the nurse's.
    package static let scannerEcho: TimeInterval = 0.4

    /// Keys on the find screen.
    mutating func press(_ key: Key, find form: FindForm) -> [DeskEffect] {
        if form.isIssuing, let effects = press(key, issuing: form) { return effects }
        var form = form
        var effects: [DeskEffect] = []
        switch key {
        case .escape: return leaveFind()
        case .function(1):
            screen = .help
            return []
        case .function(2):
            screen = .register(RegisterForm(typed: form.patients.isEmpty ? form.query : ""))
            return []
        case .up: form.index = max(0, form.index - 1)
        case .down: form.index = min(max(0, form.patients.count - 1), form.index + 1)
        case .function(6):
            return why(of: form)
        case .enter where picture?.subject(label: form.query) != nil:
            return why(of: form)
        case .tab, .enter: enter(&form)
        case .character(let character):
            form.query.append(character)
            effects = retype(&form)
        case .backspace:
            _ = form.query.popLast()
            effects = retype(&form)
        case .control("u"):
            form.query = ""
            effects = retype(&form)
        default: break
        }
        screen = .find(form)
        return effects
    }

    private mutating func leaveFind() -> [DeskEffect] {
        screen = .queue
        message = Line(DeskTexts.nothingHappened)
        return []
    }

    private func retype(_ form: inout FindForm) -> [DeskEffect] {
        form.isIssuing = false
        form.isEnterWaiting = false
        form.complaint = ""
        form.index = 0
        guard !form.query.isEmpty else {
            form.patients = []
            form.answered = nil
            return []
        }
        return [.search(form.query)]
    }

    /// Enter chooses the patient under the cursor, once the results are those of what is typed.
    private func enter(_ form: inout FindForm) {
        guard !form.query.isEmpty else { return }
        guard form.answered == form.query else {
            form.isEnterWaiting = true
            return
        }
        choosePatient(&form)
    }

    private func choosePatient(_ form: inout FindForm) {
        guard form.patient != nil else { return }
        form.isIssuing = true
        form.chosenAt = wall
        form.issue = IssueForm()
        form.issue.queue = clinic?.queues.firstIndex { $0.form != nil } ?? 0
    }

    /// What was found, unless something else has been typed since.
    mutating func take(_ answer: PatientSearchResponse, for query: String) {
        guard case .find(var form) = screen, form.query == query else { return }
        form.answered = query
        form.complaint = ""
        form.patients = answer.patients
        form.more = answer.more
        form.index = min(form.index, max(0, answer.patients.count - 1))
        if form.isEnterWaiting {
            form.isEnterWaiting = false
            // Scanned: with one person found, everything is ready for the nurse's Enter.
            if answer.patients.count == 1 { choosePatient(&form) }
        }
        screen = .find(form)
    }

    mutating func takeFailure(_ why: String, for query: String) {
        guard case .find(var form) = screen, form.query == query else { return }
        form.isEnterWaiting = false
        form.complaint = Columns.printable(why)
        screen = .find(form)
    }

    /// Goes on with somebody who has just been registered.
    mutating func choose(_ patient: PatientResponse) {
        var form = FindForm(query: patient.name)
        form.answered = patient.name
        form.patients = [patient]
        choosePatient(&form)
        screen = .find(form)
    }
}
