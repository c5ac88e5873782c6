extension DeskTexts {
    // MARK: Why it is not their turn
    static func whyTitle(_ label: String, _ masked: String) -> String {
        say("desk.why-title", ["label": label, "masked": masked])
    }
    static var whyNote: String { say("desk.why-note") }
    static var whyCourseNote: String { say("desk.why-course-note") }
    static var whyBackNote: String { say("desk.why-back-note") }
    static var whyMore: String { say("desk.why-more") }
    static var whyAsking: String { say("desk.why-asking") }
    static var whyFirst: String { say("desk.why-first") }
    static func whyAhead(_ count: Int) -> String {
        count == 0 ? say("desk.why-first-of-queue") : say("desk.why-ahead", ["n": String(count)])
    }
    static func whyWait(_ wait: String, from: String, to: String) -> String {
        say("desk.why-wait", ["wait": wait, "from": from, "to": to])
    }
    static var whyNoWait: String { say("desk.why-no-wait") }
    /// - Parameter since: from when on earlier and later are counted; nil: from the patient's coming on.
    static func whyAllEarlier(_ count: Int, since: String?) -> String {
        let number = ["n": String(count)]
        guard let since else { return say("desk.why-all-earlier", number) }
        return say("desk.why-all-since", number.merging(["time": since]) { $1 })
    }
    static func whySum(_ count: Int, earlier: Int, later: Int, since: String?) -> String {
        let numbers = ["n": String(count), "earlier": String(earlier), "later": String(later)]
        guard let since else { return say("desk.why-sum", numbers) }
        return say("desk.why-sum-since", numbers.merging(["time": since]) { $1 })
    }
    static func whyPassed(_ count: Int, all: Int) -> String {
        say("desk.why-passed", ["n": String(count), "all": String(all)])
    }
    static func whyThese(_ all: Int) -> String { say("desk.why-these", ["all": String(all)]) }
    static func whyCalledAt(_ label: String, _ time: String) -> String {
        say("desk.why-called-at", ["label": label, "time": time])
    }
    static func whyTurn(_ rule: String) -> String { say("desk.why-turn", ["rule": rule]) }
    static var whyUntouched: String { say("desk.why-untouched") }
    static var whyCourse: String { say("desk.why-course") }
    static func whyWentFirst(_ time: String, _ label: String, _ lane: String) -> String {
        say("desk.why-went-first", ["time": time, "label": label, "lane": lane])
    }
    static func whyTold(_ from: String, _ to: String) -> String { say("desk.why-told", ["from": from, "to": to]) }
    static func whyToldNothing(_ count: Int) -> String { say("desk.why-told-nothing", ["n": String(count)]) }
    static func whyOvertaken(_ count: Int) -> String { say("desk.why-overtaken", ["n": String(count)]) }
    static func whyOvertakenOf(_ count: Int, most: Int) -> String {
        say("desk.why-overtaken-of", ["n": String(count), "most": String(most)])
    }
    static func whyApart(_ count: Int) -> String { say("desk.why-apart", ["n": String(count)]) }
    static func whyMinutes(_ minutes: Int) -> String { say("desk.why-minutes", ["n": String(minutes)]) }
    static func whyRules(_ title: String, _ version: Int) -> String {
        say("desk.why-rules", ["title": title, "version": String(version)])
    }
    static var whyActs: String { say("desk.why-acts") }
    static var whyActRows: [String] {
        [
            say("desk.why-acts-priority"), say("desk.why-acts-aside"), say("desk.why-acts-back"),
            say("desk.why-acts-never"),
        ]
    }
    static func whyFoot(isWide: Bool) -> String {
        say(isWide ? "desk.why-foot" : "desk.why-foot-narrow")
    }
}
