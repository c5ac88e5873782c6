import API
import Foundation

/// Who was found, who they are, and the number they would get.
enum FindScreen {
    static func lines(_ form: FindForm, _ state: DeskState, height: Int) -> [Line] {
        let isWide = DeskLayout.isWide(state)
        let results = Box(
            title: Line(title(form)), note: DeskTexts.choose,
            body: resultRows(form, isWide: isWide, most: isWide ? 8 : 5))
        let person = Box(title: Line(personTitle(form)), body: PersonRows.lines(form, isWide: isWide))
        let issue = Box(
            title: Line(DeskTexts.issueTitle, form.isIssuing ? .strong : .plain),
            note: form.isIssuing ? DeskTexts.issueNote : "", body: IssuePanel.lines(form, state, isWide: isWide))
        guard isWide else {
            let top = results.drawn(width: state.width) + person.drawn(width: state.width, height: 5)
            return top + issue.drawn(width: state.width, height: max(0, height - top.count))
        }
        let left = (state.width - 1) * 58 / 119
        let top = Box.beside(
            results.drawn(width: left, height: 12), person.drawn(width: state.width - left - 1, height: 12))
        let middle = issue.drawn(width: state.width, height: 12)
        return top + [.empty] + middle
            + recentBox(state).drawn(width: state.width, height: max(0, height - top.count - middle.count - 1))
    }

    private static func title(_ form: FindForm) -> String {
        form.answered == form.query ? DeskTexts.found(form.patients.count, more: form.more) : DeskTexts.searching
    }

    private static func personTitle(_ form: FindForm) -> String {
        form.patient.map { "\(form.index + 1) \(Columns.printable($0.name))" } ?? ""
    }

    private static func resultRows(_ form: FindForm, isWide: Bool, most: Int) -> [Line] {
        if form.query.isEmpty { return [Line(" " + DeskTexts.typeToFind)] }
        if !form.complaint.isEmpty { return [Line(" " + form.complaint, .alarm)] }
        guard !form.patients.isEmpty else {
            return form.answered == form.query ? [Line(" " + DeskTexts.nobodyFound)] : []
        }
        let first = max(0, form.index - most + 1)
        var rows = form.patients.indices.dropFirst(first).prefix(most).map { row($0, form) }
        let same = form.sameNames
        if !same.isEmpty { rows += (isWide ? [.empty] : []) + [Line(" " + DeskTexts.sameName(same), .alarm)] }
        guard isWide, rows.count < 7 else { return rows }
        return rows + [.empty, Line(" " + DeskTexts.notAmongThem), .empty, Line(" " + DeskTexts.alsoType)]
    }

    private static func row(_ index: Int, _ form: FindForm) -> Line {
        let patient = form.patients[index]
        let isChosen = index == form.index
        let line = Line(
            (isChosen ? " > " : "   ") + "\(index + 1) " + Columns.fit(Columns.printable(patient.name), 23) + " "
                + DeskTexts.sex(patient.sex) + " " + Columns.right(patient.age.map(String.init) ?? "", 3) + "  "
                + Columns.fit(patient.birthDate ?? "", 10) + "  " + tail(patient))
        return isChosen && !form.isIssuing ? line.all(.reversed) : line
    }

    private static func tail(_ patient: PatientResponse) -> String {
        patient.identifiers.first.map { "…" + Columns.printable(String($0.value.suffix(4))) } ?? ""
    }

    private static func recentBox(_ state: DeskState) -> Box {
        let rows = state.recent.map { recent in
            Line(" " + (state.clock?.hourMinute(recent.at) ?? "") + " ") + Line(Columns.fit(recent.label, 5), .strong)
                + Line(
                    Columns.fit(recent.masked, 10) + " " + Columns.fit(DeskTexts.lane(recent.lane), 12)
                        + DeskTexts.job(recent.job == nil ? nil : recent.jobState ?? ""))
        }
        return Box(title: Line(DeskTexts.recent), body: rows)
    }
}

/// What is known about the patient under the cursor.
enum PersonRows {
    static func lines(_ form: FindForm, isWide: Bool) -> [Line] {
        guard let patient = form.patient else { return [] }
        let numbers = patient.identifiers.map { Columns.printable(DeskTexts.identifier($0)) }
        let phone = patient.phone.map { [Columns.printable(DeskTexts.phone($0))] } ?? []
        let tickets = patient.tickets.map { "\($0.label) \(DeskTexts.state($0.state))" }
        let today =
            tickets.isEmpty ? DeskTexts.noTicketToday : DeskTexts.ticketsToday(tickets.joined(separator: " · "))
        let who = [DeskTexts.sex(patient.sex), DeskTexts.age(patient.age), DeskTexts.born(patient.birthDate)]
        let reach = numbers + phone + [DeskTexts.languageRow(patient.language)]
        guard isWide else { return [line(reach), Line(" " + today)] }
        return [line(who), line(reach), .empty, Line(" " + today)]
    }

    private static func line(_ parts: [String]) -> Line { Line(" " + parts.joined(separator: " · ")) }
}
