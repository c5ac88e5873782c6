import API

extension DeskTexts {
    // MARK: The queue
    static func waiting(_ count: Int) -> String { say("desk.waiting", ["n": String(count)]) }
    static var planOrder: String { say("desk.plan-order") }
    static var nobodyWaits: String { say("desk.nobody-waits") }
    static var readyRule: String { say("desk.ready-rule") }
    static var waitingRule: String { say("desk.waiting-rule") }
    static func more(_ count: Int) -> String { say("desk.more", ["n": String(count)]) }
    static var rooms: String { say("desk.rooms") }
    static var noSitting: String { say("desk.no-sitting") }
    static var paused: String { say("desk.paused") }
    static var free: String { say("desk.free") }
    static var sits: String { say("desk.sits") }
    static func roomsKey(isWide: Bool) -> String { say(isWide ? "desk.rooms-key" : "desk.rooms-key-narrow") }
    static func inside(minutes: Int) -> String { say("desk.inside", ["n": String(minutes)]) }
    static func called(times: Int, _ since: String, isWide: Bool) -> String {
        say(isWide ? "desk.called" : "desk.called-narrow", ["n": String(times), "since": since])
    }
    static func missed(_ count: Int, isWide: Bool) -> String {
        say(isWide ? "desk.missed" : "desk.missed-narrow", ["n": String(count)])
    }
    static func missedTimes(_ count: Int) -> String { say("desk.missed-times", ["n": String(count)]) }
    static func away(tests: Int, held: Int) -> String {
        say("desk.away", ["tests": String(tests), "held": String(held)])
    }
    static func awayShort(missed: Int, tests: Int, held: Int) -> String {
        say("desk.away-short", ["missed": String(missed), "tests": String(tests), "held": String(held)])
    }
    static var missedMark: String { say("desk.missed-mark") }
    static var testsMark: String { say("desk.tests-mark") }
    static var heldMark: String { say("desk.held-mark") }
    static var heldWord: String { say("desk.held-word") }
    static var printers: String { say("desk.printers") }
    static func printerWaits(_ count: Int) -> String { say("desk.printer-waits", ["n": String(count)]) }
    static var comma: String { say("desk.comma") }
    static func papersToSettle(_ count: Int) -> String { say("desk.papers-to-settle", ["n": String(count)]) }
    static func unsettled(_ job: PrintJobResponse) -> String {
        say("desk-unsettled.\(PaperQuestion(job).rawValue)", ["label": job.label, "paper": paper(job.purpose)])
    }
    /// What to do about it, and with which keys.
    static func look(_ question: PaperQuestion) -> String { say("desk-look.\(question.rawValue)") }
    static func ask(_ question: PaperQuestion) -> String { say("desk-pick.\(question.rawValue)") }
    static var lookShort: String { say("desk.look-short") }
    static func paper(_ purpose: String) -> String {
        switch purpose {
        case "ticket": say("desk.ticket")
        case "test": say("desk.test-page")
        default: say("desk.slip")
        }
    }
    /// A sentence without the stop at its end, for one that goes on.
    static func unended(_ sentence: String) -> String {
        guard let last = sentence.last, "。.".contains(last) else { return sentence }
        return String(sentence.dropLast())
    }
    static func printerState(_ state: String) -> String { say("desk-printer.\(state)") }
    static func since(_ time: String) -> String { say("desk.since", ["time": time]) }
    static var noPrinters: String { say("desk.no-printers") }
    static var noOtherPrinter: String { say("desk.no-other-printer") }
    static var printerFirst: String { say("desk.printer-first") }
    static var noPrinterToTry: String { say("desk.no-printer-to-try") }
    static var paperFirst: String { say("desk.paper-first") }
    static func moveTitle(_ label: String) -> String { say("desk.move-title", ["label": label]) }
    static var nothingChosen: String { say("desk.nothing-chosen") }
    static func chosen(_ label: String, _ masked: String) -> String {
        say("desk.chosen", ["label": label, "masked": masked])
    }
    static func waitingSince(_ time: String) -> String { say("desk.waiting-since", ["time": time]) }
    /// - Parameter others: of other queues, in the same rooms; they are not in `count`.
    static func ahead(_ count: Int, others: Int? = nil) -> String {
        let others = others.flatMap { $0 > 0 ? say("desk.others", ["n": String($0)]) : nil } ?? ""
        return say("desk.ahead", ["n": String(count)]) + others
    }
    static var chosenKeys: String { say("desk.chosen-keys") }
    static func columns(isWide: Bool) -> [String] {
        (["place", "number", "name", "lane", "waited", "at"] + (isWide ? ["why"] : [])).map { say("desk-column.\($0)") }
    }
    /// At most six columns wide: `59分`, `1时05`.
    static func waited(minutes: Int) -> String {
        guard minutes >= 60 else { return say("desk.waited", ["n": String(minutes)]) }
        let rest = minutes % 60
        return say("desk.waited-hours", ["hours": String(minutes / 60), "n": (rest < 10 ? "0" : "") + String(rest)])
    }
    static var now: String { say("desk.now") }
    static func secondsLeft(_ seconds: Int) -> String { say("desk.seconds-left", ["n": String(seconds)]) }
    static func minutesLeft(_ minutes: Int) -> String { say("desk.minutes-left", ["n": String(minutes)]) }
    private static let shapes = [
        "first": "●", "returning": "○", "missed": "×", "priority": "▲", "urgent": "+", "late": "◐",
        "booked": "■", "extra": "◆",
    ]
    static func shape(_ lane: String) -> String { shapes[lane] ?? "?" }
    static func lane(_ lane: String) -> String { shapes[lane] == nil ? lane : say("desk-lane.\(lane)") }
    static func shapedLane(_ lane: String) -> String { shape(lane) + " " + self.lane(lane) }
    static func queueName(_ queue: QueueItem) -> String {
        queue.prefix + " " + Columns.printable(name(queue.name) ?? queue.id)
    }
    /// A name in the language that is spoken, or in another one.
    static func name(_ texts: Texts) -> String? {
        texts[words.language] ?? texts[DeskWords.fallback] ?? texts.sorted { $0.key < $1.key }.first?.value
    }
}
