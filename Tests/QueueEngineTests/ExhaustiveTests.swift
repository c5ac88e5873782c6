import Foundation
import Testing

@testable import QueueEngine

@Suite struct `Every way a small morning can go` {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let sheet: RuleSheet
        var testDescription: String { name }
    }

    private static func make(_ name: String, _ pattern: String, _ change: (inout RuleSheet) -> Void = { _ in }) -> Case
    {
        let lanes = Set(pattern.split(separator: " ").map { Lane(String($0)) })
        var sheet = Rules.sheet(
            lanes: [.first, .returning, .missed, .priority, .urgent, .late].filter {
                lanes.contains($0) || $0 == .first
            },
            absolute: [], pattern: Rules.slots(pattern), missed: Rules.missed([.end]))
        change(&sheet)
        return Case(name: name, sheet: sheet)
    }

    /// The nine published examples' rules and the clinic's own, as far as a few tickets can tell them apart.
    static let cases: [Case] = [
        make("1: two first, one returning", "first first returning") { $0.missed = Rules.missed([.lane(.returning)]) },
        make("2: one and one once more return", "first first returning") {
            $0.conditions = [
                PatternCondition(
                    lane: .returning, comparison: .more, measure: .waiting(.first),
                    pattern: Rules.slots("first returning"))
            ]
        },
        make("3: two, one, one missed", "first first returning missed") {
            $0.missed = Rules.missed([.lane(.missed), .void])
        },
        make("4: priority after every two", "first") {
            $0.lanes.append(LaneRule(lane: .priority, order: .arrival, minutes: 15))
            $0.insertions = [Insertion(lane: .priority, every: 2)]
            $0.priorities = [PriorityClass(id: "elderly", title: [:], lane: .priority)]
        },
        make("5: five, five, end, void", "first") {
            $0.missed = Rules.missed([.after(5), .after(5), .end, .void], takesEffect: .miss)
        },
        make("6: end of the slot", "first") {
            $0.lanes[0].order = .slot
            $0.missed = Rules.missed([.endOfSlot, .void])
            $0.late = LateRule(afterMinutes: 0, step: .endOfSlot)
            $0.booking = BookingRule(slotMinutes: 10)
        },
        make("7: booked three to one", "first returning") {
            $0.lanes.append(LaneRule(lane: .booked, order: .slot, minutes: 10))
            $0.pattern = [.pattern(Rules.slots("booked booked booked first")), .lane(.returning)]
            $0.booking = BookingRule(lane: .booked, checkInMinutes: 15, slotMinutes: 10)
        },
        make("8: two frozen", "first") {
            $0.getReady = 2
            $0.lanes += [.missed, .urgent].map { LaneRule(lane: $0, order: .arrival, minutes: 15) }
            $0.absolute = [.urgent]
            $0.insertions = [Insertion(lane: .missed, every: 2)]
            $0.missed = Rules.missed([.lane(.missed)])
        },
        make("9: late ones parted", "first") {
            $0.lanes.append(LaneRule(lane: .late, order: .arrival, minutes: 15))
            $0.insertions = [Insertion(lane: .late, every: 2)]
            $0.missed = Rules.missed([.lane(.late)])
            $0.late = LateRule(afterMinutes: 5, step: .lane(.late))
        },
        make("the clinic's", "first first returning missed priority urgent") {
            $0.pattern = Rules.slots("first first returning missed priority")
            $0.absolute = [.urgent]
            $0.getReady = 1
            $0.missed = Rules.missed([.lane(.missed), .lane(.missed), .void])
            $0.overtaking = OvertakingGuard(times: 1, minutes: nil)
        },
        make("quotas, extra numbers, grades, the longest wait", "first returning") {
            $0.quotas = Quotas(day: 2, extra: Quotas.Extra(most: 1, lane: .returning, mark: "+"))
            $0.grades = [Grade(id: "expert", title: [:])]
            $0.overtaking = OvertakingGuard(times: 2, minutes: 5)
            $0.waitingLimit = 2
        },
    ]

    /// `make proof` goes further, by this many acts.
    static let further = Int(ProcessInfo.processInfo.environment["HOUZHEN_PROOF_DEPTH"] ?? "") ?? 0

    /// Nothing is looked at twice, and nothing a few acts deep is left out.
    @Test(arguments: cases) func `three tickets and two rooms stay whole`(_ sheet: Case) {
        var explorer = Explorer(sheet.sheet, depth: 3 + Self.further)
        explorer.explore()
        print(
            "sheet \(sheet.name): \(explorer.states) states, \(explorer.acts) acts tried, 3 tickets, 2 rooms, \(explorer.depth) acts"
        )
        #expect(explorer.violations == [:])
        #expect(explorer.states > 100)
    }

    @Test(arguments: cases) func `two tickets and one room stay whole, further on`(_ sheet: Case) {
        var explorer = Explorer(sheet.sheet, tickets: 2, rooms: 1, depth: 4 + Self.further)
        explorer.explore()
        print(
            "sheet \(sheet.name): \(explorer.states) states, \(explorer.acts) acts tried, 2 tickets, 1 room, \(explorer.depth) acts"
        )
        #expect(explorer.violations == [:])
        #expect(explorer.states > 100)
    }
}
