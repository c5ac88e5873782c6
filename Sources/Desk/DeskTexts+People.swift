import API

extension DeskTexts {
    // MARK: Finding, issuing, registering
    static func found(_ count: Int, more: Bool) -> String { say("desk.found", ["n": "\(count)" + (more ? "+" : "")]) }
    static var choose: String { say("desk.choose") }
    static var searching: String { say("desk.searching") }
    static var nobodyFound: String { say("desk.nobody-found") }
    static var typeToFind: String { say("desk.type-to-find") }
    static func sameName(_ numbers: [Int]) -> String {
        say("desk.same-name", ["numbers": numbers.map { String($0 + 1) }.joined(separator: say("desk.and"))])
    }
    static var notAmongThem: String { say("desk.not-among-them") }
    static var alsoType: String { say("desk.also-type") }
    static func sex(_ sex: String) -> String {
        say(sex == "male" ? "desk.male" : sex == "female" ? "desk.female" : "desk.sex-unknown")
    }
    static func age(_ age: Int?) -> String { age.map { say("desk.age", ["n": String($0)]) } ?? say("desk.age-unknown") }
    static func born(_ date: String?) -> String { say("desk.born", ["date": date ?? say("desk.unknown")]) }
    static func language(_ tag: String) -> String {
        RegisterForm.languages.contains(tag) ? say("desk-language.\(tag)") : tag
    }
    static func languageRow(_ tag: String) -> String { say("desk.language-row", ["name": language(tag)]) }
    static func identifier(_ identifier: Identifier) -> String {
        switch identifier.system {
        case "outpatient-number": say("desk.outpatient-number") + " " + identifier.value
        case "identity-card": say("desk.identity-card") + " " + String(identifier.value.suffix(4))
        default: identifier.system + " " + identifier.value
        }
    }
    static func phone(_ phone: String) -> String { say("desk.phone", ["end": String(phone.suffix(4))]) }
    static var noTicketToday: String { say("desk.no-ticket-today") }
    static func ticketsToday(_ labels: String) -> String { say("desk.tickets-today", ["labels": labels]) }
    static func state(_ state: String) -> String { say("state.\(state)") }
    static var issueTitle: String { say("desk.issue-title") }
    static var issueNote: String { say("desk.issue-note") }
    static func issueRow(_ row: IssueForm.Row) -> String { say("desk-row.\(row)") }
    static var newNumber: String { say("desk.new-number") }
    static var anyone: String { say("desk.anyone") }
    static var printChoices: [String] { [say("desk.prints"), say("desk.prints-not")] }
    static func willBe(_ label: String) -> String { say("desk.will-be", ["label": label]) }
    static func roughly(_ estimate: Estimate, from: String, to: String) -> String {
        say("desk.roughly", ["wait": wait(estimate), "from": from, "to": to])
    }
    /// As ticket and phone say it.
    static func wait(_ estimate: Estimate) -> String { words.wait(estimate) }
    static var noRoomOpen: String { say("desk.no-room-open") }
    static var turnHint: String { say("desk.turn-hint") }
    static var turnHintShort: String { say("desk.turn-hint-short") }
    static var recent: String { say("desk.recent") }
    static var numberIsMade: String { say("desk.number-is-made") }
    /// States of a paper to which nothing more happens by itself.
    static let paperEnds: Set<String> = [
        "printed", "sent", "kept", "failed", "unknown", "doubled", "blocked", "cancelled",
    ]
    static func job(_ state: String?) -> String {
        guard let state else { return "" }
        return paperEnds.contains(state) ? say("desk-paper.\(state)") : say("desk.printing")
    }
    static var kept: String { say("desk.kept") }

    static var registerTitle: String { say("desk.register-title") }
    static func field(_ field: RegisterForm.Field) -> String { say("desk-field.\(field)") }
    static func hint(_ field: RegisterForm.Field) -> String {
        field == .name || field == .phone ? "" : say("desk-hint.\(field)")
    }
    static var registering: String { say("desk.registering") }
    static func complaint(about field: RegisterForm.Field) -> String {
        say(field == .name ? "desk.name-missing" : "desk.birth-date-wrong")
    }
}
