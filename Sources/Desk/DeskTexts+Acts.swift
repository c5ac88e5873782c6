import API

extension DeskTexts {
    // MARK: What just happened
    static func welcome(_ name: String) -> String { say("desk.welcome", ["name": name]) }
    static func leftByOther(_ count: Int, _ what: String) -> String {
        say("desk.left-by-other", ["n": String(count), "what": what])
    }
    static var sessionEnded: String { say("desk.session-ended") }
    static var nothingHappened: String { say("desk.nothing-happened") }
    static func unknownWord(_ word: String) -> String { say("desk.unknown-word", ["word": word]) }
    static func hasNoNumber(_ name: String) -> String { say("desk.has-no-number", ["name": name]) }
    static func noSuchTicket(_ label: String) -> String { say("desk.no-such-ticket", ["label": label]) }
    static func confirmCancel(_ label: String, _ masked: String) -> String {
        say("desk.confirm-cancel", ["label": label, "masked": masked])
    }
    static func confirmUndo(_ what: String, _ time: String) -> String {
        say("desk.confirm-undo", ["what": what, "time": time])
    }
    static func unchanged(_ label: String) -> String { say("desk.unchanged", ["label": label]) }
    static var nothingToUndo: String { say("desk.nothing-to-undo") }
    static func undoneAct(_ what: String) -> String { say("desk.undone-act", ["what": what]) }
    /// Its ticket is here, and there is nothing of the kind to be done with it.
    static func notFor(_ purpose: Picker.Purpose, _ label: String) -> String {
        say("desk-not-for.\(purpose)", ["label": label])
    }
    static var cancelReason: String { say("desk.cancel-reason") }
    static var withdrawReason: String { say("desk.withdraw-reason") }
    static func quitWithUnanswered(_ count: Int) -> String { say("desk.quit-with-unanswered", ["n": String(count)]) }
    static func sending(_ act: DeskAct, about: [String]) -> String { "\(verb(act)) \(about.first ?? "")…" }
    static func verb(_ act: DeskAct) -> String { say("desk-verb.\(act.name)") }
    static func done(_ act: DeskAct, label: String, masked: String) -> String {
        let arguments = ["label": label, "masked": masked]
        return act.hasOwnSentence ? say("desk-done.\(act.name)", arguments) : say("desk.done", arguments)
    }
    /// What was done, and what its patient is to be told: nothing but the former when nobody is told a place.
    static func told(_ done: String, _ answer: ActResponse) -> String {
        guard let position = answer.position else { return done }
        return say("desk.tell", ["done": done, "place": place(position - 1, answer.others, answer.estimate)])
    }
    /// How many are ahead, how many of other queues, how long.
    private static func place(_ count: Int, _ others: Int?, _ estimate: Estimate?) -> String {
        ahead(count, others: others) + (estimate.map { say("desk.wait", ["wait": wait($0)]) } ?? "")
    }
    /// Who waits, and no room calls their queue any more.
    static func left(_ labels: [String]) -> String {
        say("desk.left-waiting", ["n": String(labels.count), "labels": labels.prefix(8).joined(separator: " ")])
    }
    /// Whom the closing of a sitting moved, and the place that each is to be told; nil when nobody of them waits.
    /// - Parameter isUndone: the closing was taken back.
    static func moved(_ moved: [ClosedSittingItem.Moved], isUndone: Bool) -> String? {
        let places = moved.compactMap { ticket in
            ticket.position.map { position in
                say(
                    "desk.moved-one",
                    ["label": ticket.label, "place": place(position - 1, ticket.others, ticket.estimate)])
            }
        }
        guard !places.isEmpty else { return nil }
        return say(
            isUndone ? "desk.moved-back" : "desk.moved",
            ["n": String(places.count), "places": places.prefix(4).joined(separator: say("desk.moved-and"))])
    }
    static func issued(_ issue: IssueResponse, masked: String) -> String {
        let told = issue.ahead.map { place($0, issue.others, issue.estimate) } ?? ""
        return say("desk.issued", ["masked": masked, "lane": lane(issue.lane), "place": told])
    }
    static var patientRegistered: String { say("desk.patient-registered") }
    static var patientUpdated: String { say("desk.patient-updated") }
    /// What became of something that was done with a paper.
    static func paperDone(_ sent: SentAct, _ answer: ActAnswer) -> String {
        let label = ["label": sent.about.first ?? ""]
        switch sent.act {
        case .testPage, .movePrint, .stopPrint: return say("desk-done.\(sent.act.name)", label)
        case .printTicket: return say("desk.printing-copy", label)
        default:
            guard case .resolved(let resolution) = answer, resolution.state == "printed" else {
                return say("desk.printing-again", label)
            }
            return say("desk.counted-printed", label)
        }
    }

    // MARK: Sign-in and help
    static var signInTitle: String { say("desk.sign-in-title") }
    static var username: String { say("desk.username") }
    static var password: String { say("desk.password") }
    static var passwordHint: String { say("desk.password-hint") }
    static var signingIn: String { say("desk.signing-in") }
    static var helpTitle: String { say("desk.help-title") }
    static var help: [String] { (1...16).map { say("desk-help.\($0)") } }
}
