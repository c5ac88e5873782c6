import Catalog
import Clinic
import Foundation
import QueueEngine
import Testing

/// A sheet read back in sentences. `HOUZHEN_WRITE_GOLDENS=1` writes the texts anew, for eyes to read.
@Suite("A rule sheet read back") struct RuleSentenceTests {
    static let sheets = [
        "anesthesia", "booked-three-to-one", "end-of-slot", "five-five-end-void", "late-apart",
        "one-to-one-when-more-return", "priority-after-two", "two-first-one-returning", "two-frozen",
        "two-one-one-missed",
    ]
    private static let goldens = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Sentences")
    private static let wording = Result {
        try Locales.load(folder: RuleSheetTests.folder.deletingLastPathComponent().appending(path: "locales").path)
    }

    private static func sheet(_ name: String) throws -> RuleSheet {
        try RuleSheets.load(file: RuleSheetTests.folder.appending(path: "rules-\(name).yaml").path)
    }

    private static func lines(_ sheet: RuleSheet, _ language: String) throws -> [String] {
        RuleSentences(sheet, wording: try wording.get(), language: language).lines
    }

    @Test("every shipped sheet reads as it was read by eyes", arguments: sheets, ["zh", "en"])
    func golden(_ name: String, _ language: String) throws {
        let text = try Self.lines(Self.sheet(name), language).joined(separator: "\n") + "\n"
        let file = Self.goldens.appending(path: "\(name).\(language).txt")
        if ProcessInfo.processInfo.environment["HOUZHEN_WRITE_GOLDENS"] == "1" {
            try FileManager.default.createDirectory(at: Self.goldens, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(text == (try String(contentsOf: file, encoding: .utf8)))
    }

    @Test("all shipped sheets are read")
    func allShipped() throws {
        let shipped = try RuleSheets.all(in: RuleSheetTests.folder.path).map(\.id)
        #expect(Set(shipped) == Set(Self.sheets))
    }

    @Test("no argument is left unfilled, and no key is missing", arguments: sheets, ["zh", "en"])
    func filled(_ name: String, _ language: String) throws {
        for line in try Self.lines(Self.sheet(name), language) {
            #expect(!line.contains("{") && !line.contains("rules."), "\(line)")
        }
    }

    @Test("whatever is changed in a sheet changes its sentences", arguments: ["zh", "en"])
    func nothingUnsaid(_ language: String) throws {
        let sheet = Self.rich
        let before = try Self.lines(sheet, language)
        for (field, change) in Self.changes {
            var changed = sheet
            change(&changed)
            #expect(changed != sheet, "\(field)")
            #expect(try Self.lines(changed, language) != before, "\(field) is not said")
        }
    }

    @Test("every field of a sheet is among the changes")
    func everyField() {
        let fields = Mirror(reflecting: Self.rich).children.compactMap(\.label)
        let changed = Set(Self.changes.map { $0.field.split(separator: ".")[0] }.map(String.init))
        #expect(changed == Set(fields))
    }

    /// A sheet that has something of everything.
    private static var rich: RuleSheet {
        var sheet = RuleSheet(
            id: "rich", version: 3, title: ["zh": "样本", "en": "Sample"], number: NumberFormat(prefix: "B", digits: 2),
            lanes: [
                LaneRule(lane: .first, order: .number, minutes: 12.5),
                LaneRule(lane: .returning, order: .arrival, minutes: 6),
                LaneRule(lane: .booked, order: .slot, minutes: 10),
            ],
            absolute: [.urgent], pattern: [.lane(.first), .lane(.first), .pattern([.lane(.booked), .lane(.first)])],
            getReady: 2,
            missed: MissedRules(
                leastCalls: 3, leastSeconds: 20, takesEffect: .rejoin, ladder: [.after(3), .lane(.missed), .void]),
            waitingLimit: 90, ticketsPerPerson: 2)
        sheet.conditions = [
            PatternCondition(lane: .returning, comparison: .more, measure: .waiting(.first), pattern: [.lane(.first)])
        ]
        sheet.insertions = [Insertion(lane: .priority, every: 2)]
        sheet.priorities = [PriorityClass(id: "elderly", title: ["zh": "老人", "en": "Elderly"], lane: .priority)]
        sheet.grades = [Grade(id: "expert", title: ["zh": "专家", "en": "Expert"])]
        sheet.late = LateRule(afterMinutes: 30, step: .after(2))
        sheet.booking = BookingRule(lane: .booked, checkInMinutes: 60, slotMinutes: 30)
        sheet.overtaking = OvertakingGuard(times: 10, minutes: 40)
        sheet.quotas = Quotas(
            day: 40, morning: 25, afternoon: 15, extra: Quotas.Extra(most: 5, lane: .first, mark: "加"))
        return sheet
    }

    private typealias Change = (field: String, change: (inout RuleSheet) -> Void)

    private static var changes: [Change] { names + turns + missedAndLate + rest }

    private static var names: [Change] {
        [
            ("id", { $0.id = "other" }), ("version", { $0.version = 4 }),
            ("title", { $0.title = ["zh": "另一", "en": "Another"] }), ("number.prefix", { $0.number.prefix = "C" }),
            ("number.digits", { $0.number.digits = 3 }), ("number.returnMark", { $0.number.returnMark = "R" }),
            ("lanes", { $0.lanes.removeLast() }), ("lanes.minutes", { $0.lanes[0].minutes = 13 }),
            ("lanes.order", { $0.lanes[0].order = .arrival }), ("lanes.order", { $0.lanes[0].order = .slot }),
            ("getReady", { $0.getReady = 0 }), ("getReady", { $0.getReady = 3 }),
            ("waitingLimit", { $0.waitingLimit = 91 }), ("ticketsPerPerson", { $0.ticketsPerPerson = 1 }),
            ("undoMinutes", { $0.undoMinutes = 0 }), ("undoMinutes", { $0.undoMinutes = 11 }),
        ]
    }

    private static var turns: [Change] {
        [
            ("absolute", { $0.absolute = [] }), ("absolute", { $0.absolute = [.urgent, .priority] }),
            ("pattern", { $0.pattern.swapAt(0, 2) }), ("pattern", { $0.pattern[2] = .inOrder([.lane(.booked)]) }),
            ("pattern", { $0.pattern.removeFirst() }), ("conditions", { $0.conditions = [] }),
            ("conditions.comparison", { $0.conditions[0].comparison = .atLeast }),
            ("conditions.comparison", { $0.conditions[0].comparison = .fewer }),
            ("conditions.comparison", { $0.conditions[0].comparison = .atMost }),
            ("conditions.measure", { $0.conditions[0].measure = .count(4) }),
            ("conditions.lane", { $0.conditions[0].lane = .missed }),
            ("conditions.pattern", { $0.conditions[0].pattern = [.lane(.returning)] }),
            ("insertions", { $0.insertions[0].every = 3 }), ("insertions", { $0.insertions[0].lane = .late }),
            ("overtaking", { $0.overtaking = nil }), ("overtaking.times", { $0.overtaking?.times = nil }),
            ("overtaking.minutes", { $0.overtaking?.minutes = 41 }),
        ]
    }

    private static var missedAndLate: [Change] {
        [
            ("missed.leastCalls", { $0.missed.leastCalls = 2 }),
            ("missed.leastSeconds", { $0.missed.leastSeconds = 5 }),
            ("missed.takesEffect", { $0.missed.takesEffect = .miss }),
            ("missed.ladder", { $0.missed.ladder = [.after(3)] }), ("missed.ladder", { $0.missed.ladder[0] = .end }),
            ("missed.ladder", { $0.missed.ladder[0] = .endOfSlot }),
            ("missed.ladder", { $0.missed.ladder[0] = .endOfHalfDay }), ("late", { $0.late = nil }),
            ("late.afterMinutes", { $0.late?.afterMinutes = 31 }), ("late.step", { $0.late?.step = .void }),
            ("booking.lane", { $0.booking.lane = nil }), ("booking.checkIn", { $0.booking.checkInMinutes = nil }),
            ("booking.slot", { $0.booking.slotMinutes = 20 }), ("tests.step", { $0.tests.step = .end }),
            ("tests.validDays", { $0.tests.validDays = 0 }), ("tests.validDays", { $0.tests.validDays = 7 }),
            ("transferred", { $0.transferred = .after(1) }),
        ]
    }

    private static var rest: [Change] {
        [
            ("priorities", { $0.priorities = [] }), ("priorities.lane", { $0.priorities[0].lane = .urgent }),
            ("priorities.title", { $0.priorities[0].title = ["zh": "孕妇", "en": "Pregnant"] }),
            ("priorities.id", { $0.priorities[0].id = "old" }), ("grades", { $0.grades = [] }),
            ("grades.title", { $0.grades[0].title = ["zh": "普通", "en": "General"] }),
            ("grades.id", { $0.grades[0].id = "chief" }), ("quotas.day", { $0.quotas.day = nil }),
            ("quotas.morning", { $0.quotas.morning = 1 }), ("quotas.afternoon", { $0.quotas.afternoon = 1 }),
            ("quotas.extra", { $0.quotas.extra = nil }), ("quotas.extra.most", { $0.quotas.extra?.most = 6 }),
            ("quotas.extra.lane", { $0.quotas.extra?.lane = nil }),
            ("quotas.extra.mark", { $0.quotas.extra?.mark = nil }),
        ]
    }
}
