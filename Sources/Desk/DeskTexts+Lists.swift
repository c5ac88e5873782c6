import API
import Client

extension DeskTexts {
    // MARK: Lists to choose from
    static func picker(_ purpose: Picker.Purpose) -> String { say("desk-pick.\(purpose)") }
    static func nobody(for purpose: Picker.Purpose) -> String { say("desk-nobody.\(purpose)") }
    static func priorityTitle(_ label: String, _ masked: String) -> String {
        say("desk.priority-title", ["label": label, "masked": masked])
    }
    static func transferTitle(_ label: String, _ masked: String) -> String {
        say("desk.transfer-title", ["label": label, "masked": masked])
    }
    static var noPriorities: String { say("desk.no-priorities") }
    static func intoLane(_ lane: String) -> String { say("desk.into-lane", ["lane": shapedLane(lane)]) }
    static func toQueue(_ name: String) -> String { say("desk.to-queue", ["name": name]) }
    static func toRoom(_ name: String, _ doctor: String) -> String {
        say("desk.to-room", ["name": name, "doctor": doctor])
    }
    static var toAnyone: String { say("desk.to-anyone") }

    // MARK: Sittings
    static var roomsTitle: String { say("desk.rooms-title") }
    static var noRooms: String { say("desk.no-rooms") }
    static func noSuchRoom(_ name: String) -> String { say("desk.no-such-room", ["name": name]) }
    static func sittingTitle(_ room: String) -> String { say("desk.sitting-title", ["room": room]) }
    static var allQueues: String { say("desk.all-queues") }
    static var closeNote: String { say("desk.close-note") }
    static func spreadTitle(_ room: String) -> String { say("desk.spread-title", ["room": room]) }
    static func spread(_ spread: String) -> String { say("desk-spread.\(spread)") }

    // MARK: The emergency list
    static func listTitle(_ room: String) -> String { say("desk.list-title", ["room": room]) }
    static var listNoRoom: String { say("desk.list-no-room") }
    static func listAsOf(_ date: String, _ time: String) -> String {
        say("desk.list-as-of", ["date": date, "time": time])
    }
    static func listInside(_ label: String, _ masked: String) -> String {
        say("desk.list-inside", ["label": label, "masked": masked])
    }
    static var listColumns: String { say("desk.list-columns") }
    static var listHow: String { say("desk.list-how") }
    static var listEmpty: String { say("desk.list-empty") }
    static var listPrinting: String { say("desk.list-printing") }
    static var nothingSeenYet: String { say("desk.nothing-seen-yet") }
    static func listPrinted(_ outcome: ListPaper.Outcome) -> Line {
        switch outcome {
        case .printed(let file): Line(say("desk.list-printed", ["file": file]))
        case .onlyKept(let file, let why):
            Line(say("desk.list-kept", ["file": file, "why": Columns.printable(why)]), .alarm)
        case .failed(let why): Line(say("desk.list-failed", ["why": Columns.printable(why)]), .alarm)
        }
    }

    // MARK: The server is away
    static func lostTitle(since: String, seconds: Int) -> String {
        say("desk.lost-title", ["since": since, "n": String(seconds)])
    }
    static func lostNote(tries: Int, seconds: Int) -> String {
        say("desk.lost-note", ["tries": String(tries), "n": String(seconds)])
    }
    static func lostTyped(since: String, isWide: Bool) -> String {
        say(isWide ? "desk.lost-typed" : "desk.lost-typed-narrow", ["since": since])
    }
    static func lostCall(isWide: Bool) -> String {
        say(isWide ? "desk.lost-call" : "desk.lost-call-narrow")
    }
    static func lostList(isWide: Bool) -> String {
        say(isWide ? "desk.lost-list" : "desk.lost-list-narrow")
    }
    static func lostLines(since: String, isWide: Bool) -> [String] {
        [lostTyped(since: since, isWide: isWide), lostCall(isWide: isWide), lostList(isWide: isWide)]
    }
    static func shownAt(_ time: String) -> String { say("desk.shown-at", ["time": time]) }
    static func unanswered(_ count: Int) -> String { say("desk.unanswered", ["n": String(count)]) }
    static var noneUnanswered: String { say("desk.none-unanswered") }
    static func askAgain(isWide: Bool) -> [String] {
        [
            say(isWide ? "desk.ask-again-first" : "desk.ask-again-first-narrow"),
            say(isWide ? "desk.ask-again-then" : "desk.ask-again-then-narrow"),
        ]
    }
    static func giveUp(isWide: Bool) -> String {
        say(isWide ? "desk.give-up" : "desk.give-up-narrow")
    }
    static var givenUp: String { say("desk.given-up") }
    static func waitsFor(_ name: String) -> String { say("desk.waits-for", ["name": name]) }
    static var possibleTitle: String { say("desk.possible-title") }
    static var possibleFirst: String { say("desk.possible-first") }
    static func impossible(isWide: Bool) -> String {
        say(isWide ? "desk.impossible" : "desk.impossible-narrow")
    }
    static var onlyOnce: String { say("desk.only-once") }
    static var possibleList: String { say("desk.possible-list") }
    static func possible(isWide: Bool) -> [String] {
        isWide
            ? [possibleFirst, possibleList, "", impossible(isWide: true), onlyOnce]
            : [possibleFirst, possibleList, impossible(isWide: false)]
    }
    static var afterwards: String { say("desk.afterwards") }
    static func isBack(recovered: [String], unanswered: Int) -> String {
        let what = recovered.joined(separator: say("desk.list-comma"))
        let made = recovered.isEmpty ? "" : say("desk.made-good", ["what": what])
        let open = unanswered == 0 ? "" : say("desk.still-open", ["n": String(unanswered)])
        return say("desk.is-back") + (made + open == "" ? say("desk.nothing-missed") : made + open)
    }
    static func recovered(_ sent: SentAct, _ answer: ActAnswer) -> String {
        if case .issued(let issue) = answer { return "\(verb(sent.act)) \(issue.label) \(sent.masked)" }
        return verb(sent.act) + " " + (sent.about.first ?? "")
    }
    static var notWhileLost: String { say("desk.not-while-lost") }
    static var nothingToWithdraw: String { say("desk.nothing-to-withdraw") }
    static func willWithdraw(_ name: String) -> String { say("desk.will-withdraw", ["name": name]) }
    /// The server's own sentence, or what became of the connection.
    static func failure(_ error: ClientError) -> String {
        switch error {
        case .refused(let problem): problem.errors?.first?.detail ?? problem.detail
        case .unreachable: say("desk.unreachable")
        case .lost: say("desk.no-answer")
        case .unreadable(let status, _): say("desk.unreadable", ["n": String(status)])
        }
    }
}
