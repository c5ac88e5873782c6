import Clinic
import Foundation
import QueueEngine
import Testing

@testable import Catalog

@Suite("A rule sheet read back") struct RuleSentencesTests {
    private static let root = RuleSheetTests.folder.deletingLastPathComponent().deletingLastPathComponent()
    private static let wording = Result {
        try Locales.load(folder: root.appending(path: "Resources/locales").path)
    }

    private static func text(_ sheet: RuleSheet, _ language: String) throws -> String {
        try RuleSentences(sheet, wording: wording.get(), language: language).lines.joined(separator: "\n") + "\n"
    }

    /// The texts are what `houzhen check --lang zh FILE` prints, but for its last line.
    @Test("says what it said before", arguments: RuleSheetTests.files, ["zh", "en"])
    func golden(_ file: String, _ language: String) throws {
        let sheet = try RuleSheets.load(file: RuleSheetTests.folder.appending(path: file).path)
        let golden = Self.root.appending(path: "Tests/sentences/\(file).\(language).txt")
        #expect(try Self.text(sheet, language) == String(contentsOf: golden, encoding: .utf8))
    }

    /// A sheet in which nothing is left out.
    private static func full() throws -> RuleSheet {
        var sheet = try RuleSheets.load(file: RuleSheetTests.folder.appending(path: "rules-anesthesia.yaml").path)
        sheet.pattern = [.lane(.first), .lane(.first), .pattern([.lane(.first), .inOrder([.lane(.missed)])])]
        sheet.conditions = [
            .init(lane: .returning, comparison: .more, measure: .waiting(.first), pattern: [.lane(.first)])
        ]
        sheet.insertions = [.init(lane: .priority, every: 2)]
        sheet.grades = [.init(id: "expert", title: ["zh": "专家", "en": "Expert"])]
        sheet.booking = .init(lane: .first, checkInMinutes: 60, slotMinutes: 30)
        sheet.overtaking = .init(times: 10, minutes: 60)
        sheet.quotas = .init(day: 60, morning: 40, afternoon: 20, extra: .init(most: 5, lane: .first, mark: "加"))
        return sheet
    }

    /// By the field that each changes.
    private static let changes: [String: @Sendable (inout RuleSheet) -> Void] = [
        "id": { $0.id = "other" }, "version": { $0.version += 1 },
        "title": { $0.title = ["zh": "另一个", "en": "Another"] },
        "number.prefix": { $0.number.prefix = "B" }, "number.digits": { $0.number.digits += 1 },
        "number.returnMark": { $0.number.returnMark = "回" },
        "lanes.lane": { $0.lanes[0].lane = .booked }, "lanes.order": { $0.lanes[0].order = .slot },
        "lanes.minutes": { $0.lanes[0].minutes += 0.5 }, "absolute": { $0.absolute = [.priority] },
        "pattern": { $0.pattern.append(.lane(.returning)) }, "conditions.lane": { $0.conditions[0].lane = .missed },
        "conditions.comparison": { $0.conditions[0].comparison = .atLeast },
        "conditions.measure": { $0.conditions[0].measure = .count(3) },
        "conditions.pattern": { $0.conditions[0].pattern.append(.lane(.returning)) },
        "insertions.lane": { $0.insertions[0].lane = .missed }, "insertions.every": { $0.insertions[0].every += 1 },
        "priorities.id": { $0.priorities[0].id = "old" },
        "priorities.title": { $0.priorities[0].title = ["zh": "老人", "en": "Old"] },
        "priorities.lane": { $0.priorities[0].lane = .urgent }, "grades.id": { $0.grades[0].id = "chief" },
        "grades.title": { $0.grades[0].title = ["zh": "主任", "en": "Chief"] }, "getReady": { $0.getReady += 1 },
        "missed.leastCalls": { $0.missed.leastCalls += 1 }, "missed.leastSeconds": { $0.missed.leastSeconds += 1 },
        "missed.takesEffect": { $0.missed.takesEffect = .miss }, "missed.ladder": { $0.missed.ladder[0] = .end },
        "late.afterMinutes": { $0.late?.afterMinutes += 1 }, "late.step": { $0.late?.step = .end },
        "booking.lane": { $0.booking.lane = .priority }, "booking.checkInMinutes": { $0.booking.checkInMinutes = 59 },
        "booking.slotMinutes": { $0.booking.slotMinutes = 20 }, "tests.step": { $0.tests.step = .end },
        "tests.validDays": { $0.tests.validDays += 1 }, "transferred": { $0.transferred = .end },
        "overtaking.times": { $0.overtaking?.times = 9 }, "overtaking.minutes": { $0.overtaking?.minutes = 59 },
        "quotas.day": { $0.quotas.day = 59 }, "quotas.morning": { $0.quotas.morning = 39 },
        "quotas.afternoon": { $0.quotas.afternoon = 19 }, "quotas.extra.most": { $0.quotas.extra?.most = 4 },
        "quotas.extra.lane": { $0.quotas.extra?.lane = .priority },
        "quotas.extra.mark": { $0.quotas.extra?.mark = "增" }, "undoMinutes": { $0.undoMinutes += 1 },
        "waitingLimit": { $0.waitingLimit += 1 }, "ticketsPerPerson": { $0.ticketsPerPerson += 1 },
    ]

    /// The names of all that a value holds, down to what is no structure of ours.
    private static func fields(_ value: Any, _ path: String) -> Set<String> {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.map { fields($0.value, path) } ?? [path]
        case .collection:
            guard let first = mirror.children.first, Mirror(reflecting: first.value).displayStyle == .struct,
                !(first.value is Lane)
            else { return [path] }
            return fields(first.value, path)
        case .struct where !(value is any RawRepresentable) && mirror.children.contains { $0.label != nil }:
            return mirror.children.reduce(into: []) { names, child in
                let name = child.label ?? ""
                names.formUnion(fields(child.value, path.isEmpty ? name : "\(path).\(name)"))
            }
        default: return [path]
        }
    }

    @Test("leaves nothing unsaid: whatever is changed, it says something else")
    func everyField() throws {
        let sheet = try Self.full()
        #expect(Self.fields(sheet, "") == Set(Self.changes.keys))
        for language in ["zh", "en"] {
            let text = try Self.text(sheet, language)
            #expect(!text.contains("rules.") && !text.contains("{"), "\(text)")
            for (name, change) in Self.changes {
                var other = sheet
                change(&other)
                #expect(try Self.text(other, language) != text, "\(name) \(language)")
            }
        }
    }

    private static let without: [String: @Sendable (inout RuleSheet) -> Void] = [
        "absolute": { $0.absolute = [] }, "conditions": { $0.conditions = [] }, "insertions": { $0.insertions = [] },
        "priorities": { $0.priorities = [] }, "grades": { $0.grades = [] }, "getReady": { $0.getReady = 0 },
        "leastSeconds": { $0.missed.leastSeconds = 0 }, "late": { $0.late = nil },
        "afterMinutes": { $0.late?.afterMinutes = 0 }, "booking.lane": { $0.booking.lane = nil },
        "checkIn": { $0.booking.checkInMinutes = nil }, "validDays": { $0.tests.validDays = 0 },
        "overtaking": { $0.overtaking = nil }, "times": { $0.overtaking?.times = nil },
        "minutes": { $0.overtaking?.minutes = nil }, "day": { $0.quotas.day = nil },
        "morning": { $0.quotas.morning = nil }, "afternoon": { $0.quotas.afternoon = nil },
        "extra": { $0.quotas.extra = nil }, "extra.lane": { $0.quotas.extra?.lane = nil },
        "extra.mark": { $0.quotas.extra?.mark = nil }, "quotas": { $0.quotas = Quotas() },
        "undoMinutes": { $0.undoMinutes = 0 },
    ]

    @Test("what is not there is told from what is, and each step, comparison and order from the others")
    func differences() throws {
        let sheet = try Self.full()
        for language in ["zh", "en"] {
            var texts = [try Self.text(sheet, language)]
            func note(_ change: (inout RuleSheet) -> Void) throws {
                var other = sheet
                change(&other)
                texts.append(try Self.text(other, language))
            }
            for change in Self.without.values { try note(change) }
            let steps: [Step] = [.after(5), .lane(.first), .endOfSlot, .endOfHalfDay, .end, .void]
            for step in steps { try note { $0.missed.ladder = [step] } }
            for comparison in PatternCondition.Comparison.allCases.dropFirst() {
                try note { $0.conditions[0].comparison = comparison }
            }
            for order in LaneRule.Order.allCases.dropFirst() { try note { $0.lanes[0].order = order } }
            for pattern: [Slot] in [
                [.lane(.first)], [.pattern([.lane(.first), .lane(.missed)])],
                [.inOrder([.lane(.first), .lane(.missed)])],
            ] { try note { $0.pattern = pattern } }
            #expect(Set(texts).count == texts.count)
            #expect(texts.allSatisfy { !$0.contains("rules.") && !$0.contains("{") })
        }
    }
}
