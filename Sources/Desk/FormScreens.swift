import API
import Foundation

/// Name and password. The password is never drawn, not even its length.
enum SignInScreen {
    static func lines(_ form: SignInForm, _ state: DeskState) -> [Line] {
        let user = Columns.printable(form.username) + (form.isInPassword ? "" : "_")
        let secret = form.isInPassword ? "_" : ""
        let rows = [
            Line.empty,
            Line("  " + Columns.fit(DeskTexts.username, 10)) + Line(user, .strong),
            Line("  " + Columns.fit(DeskTexts.password, 10)) + Line(Columns.fit(secret, 12), .strong)
                + Line(DeskTexts.passwordHint),
            .empty,
            form.isWaiting ? Line("  " + DeskTexts.signingIn) : Line("  " + form.complaint, .alarm),
        ]
        return Box(title: Line(DeskTexts.signInTitle), body: rows).drawn(width: state.width)
    }
}

/// The fields of a new patient.
enum RegisterScreen {
    static func lines(_ form: RegisterForm, _ state: DeskState) -> [Line] {
        let rows = RegisterForm.Field.allCases.map { row($0, form) }
        let complaint = Line("  " + form.complaint, .alarm)
        return Box(title: Line(DeskTexts.registerTitle), body: [.empty] + rows + [.empty, complaint])
            .drawn(width: state.width)
    }

    private static func row(_ field: RegisterForm.Field, _ form: RegisterForm) -> Line {
        let isCurrent = field == form.field
        let typed = isCurrent && field != .sex && field != .language ? "_" : ""
        let value = Columns.printable(value(field, form)) + typed
        let name = Columns.fit(DeskTexts.field(field), 10)
        let width = max(26, Columns.width(value) + 2)
        return Line((isCurrent ? " >" : "  ") + name, isCurrent ? .strong : .plain)
            + Line(Columns.fit(value, width), .strong) + Line(DeskTexts.hint(field))
    }

    private static func value(_ field: RegisterForm.Field, _ form: RegisterForm) -> String {
        switch field {
        case .name: form.name
        case .sex: "[" + DeskTexts.sex(form.sex) + "]"
        case .birthDate: form.birthDate
        case .number: form.number
        case .phone: form.phone
        case .language: "[" + DeskTexts.language(form.language) + "]"
        }
    }
}

/// Every key there is.
enum HelpScreen {
    static func lines(_ state: DeskState) -> [Line] {
        Box(title: Line(DeskTexts.helpTitle), body: [.empty] + DeskTexts.help.map { Line(" " + $0) } + [.empty])
            .drawn(width: state.width)
    }
}

/// A list to choose one of.
enum PickScreen {
    static func lines(_ picker: Picker, _ state: DeskState, height: Int) -> [Line] {
        let rows = picker.purpose == .settle ? jobRows(picker, state) : ticketRows(picker, state)
        let whole = whole(picker, state)
        let room = height - 4 - whole.count
        let first = max(0, picker.index - room + 1)
        return Box(
            title: Line(title(picker, state), .strong), note: DeskTexts.choose,
            body: [.empty] + rows.dropFirst(first).prefix(room) + whole
        ).drawn(width: state.width)
    }

    /// All that is said of the chosen paper: its row is too narrow for it.
    private static func whole(_ picker: Picker, _ state: DeskState) -> [Line] {
        guard picker.purpose == .settle, let job = state.paper(under: picker) else { return [] }
        return [.empty] + Columns.wrapped(Columns.printable(job.sentence), state.width - 6).map { Line(" " + $0) }
    }

    private static func title(_ picker: Picker, _ state: DeskState) -> String {
        picker.purpose == .settle ? DeskTexts.ask(state.question(of: picker)) : DeskTexts.picker(picker.purpose)
    }

    private static func ticketRows(_ picker: Picker, _ state: DeskState) -> [Line] {
        let tickets = state.choices(for: picker.purpose)
        guard !tickets.isEmpty else { return [Line(" " + DeskTexts.nobody(for: picker.purpose))] }
        return tickets.enumerated().map { index, ticket in
            let times = ticket.misses > 0 ? DeskTexts.missedTimes(ticket.misses) : ""
            let state = picker.purpose == .rejoin ? DeskTexts.state(ticket.state) + "  " : ""
            return row(
                Columns.fit(ticket.label, 6) + Columns.fit(Columns.printable(ticket.name ?? ticket.masked), 24) + " "
                    + Columns.fit(DeskTexts.shapedLane(ticket.lane), 12) + state + times,
                isChosen: index == picker.index)
        }
    }

    private static func jobRows(_ picker: Picker, _ state: DeskState) -> [Line] {
        let jobs = state.papersToSettle
        guard !jobs.isEmpty else { return [Line(" " + DeskTexts.nobody(for: .settle))] }
        return jobs.enumerated().map { index, job in
            row(DeskTexts.unsettled(job), isChosen: index == picker.index)
        }
    }

    private static func row(_ text: String, isChosen: Bool) -> Line {
        let line = Line((isChosen ? " > " : "   ") + text)
        return isChosen ? line.all(.reversed) : line
    }
}
