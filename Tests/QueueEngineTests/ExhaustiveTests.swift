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
        make("6: end of the slot", "first") { $0.missed = Rules.missed([.endOfSlot]) },
        make("7: booked three to one", "first returning") {
            $0.pattern = [.pattern(Rules.slots("returning returning returning first")), .lane(.first)]
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
        },
        make("the clinic's", "first first returning missed priority urgent") {
            $0.pattern = Rules.slots("first first returning missed priority")
            $0.absolute = [.urgent]
            $0.getReady = 1
            $0.missed = Rules.missed([.lane(.missed), .lane(.missed), .void])
            $0.overtaking = OvertakingGuard(times: 1, minutes: nil)
        },
    ]

    /// `make proof` goes further, by this many acts.
    static let further = Int(ProcessInfo.processInfo.environment["HOUZHEN_PROOF_DEPTH"] ?? "") ?? 0

    /// Nothing is looked at twice, and nothing a few acts deep is left out.
    @Test(arguments: cases) func `three tickets and two rooms stay whole`(_ sheet: Case) {
        var explorer = Explorer(sheet.sheet, depth: 3 + Self.further)
        explorer.explore()
        print("sheet \(sheet.name): \(explorer.states) states, 3 tickets, 2 rooms, \(explorer.depth) acts")
        #expect(explorer.violations == [:])
        #expect(explorer.states > 100)
    }

    @Test(arguments: cases) func `two tickets and one room stay whole, further on`(_ sheet: Case) {
        var explorer = Explorer(sheet.sheet, tickets: 2, rooms: 1, depth: 5 + Self.further)
        explorer.explore()
        print("sheet \(sheet.name): \(explorer.states) states, 2 tickets, 1 room, \(explorer.depth) acts")
        #expect(explorer.violations == [:])
        #expect(explorer.states > 100)
    }
}

@Suite struct `Bugs planted in the engine are found` {
    private func found(
        _ sheet: RuleSheet, tickets: Int = 3, rooms: Int = 1, depth: Int = 5, _ engine: @escaping Explorer.Engine
    ) -> Set<String> {
        var explorer = Explorer(sheet, tickets: tickets, rooms: rooms, depth: depth, engine: engine)
        explorer.explore(stopAtFirst: true)
        return Set(explorer.violations.keys)
    }

    @Test func `whoever is called stays in the line`() {
        let names = found(Rules.sheet()) { day, command, now throws(Refusal) in
            let events = try Explorer.engine(&day, command, now)
            if case .called(let ticket, _, _, _)? = events.first?.act,
                case .lane(let entry)? = day.tickets[ticket]?.standing
            {
                day.hall.lines[0].lanes[0].insert(entry)
            }
            return events
        }
        #expect(names.contains("a ticket in one place only"))
    }

    @Test func `a cancelled number is given again`() {
        let names = found(Rules.sheet()) { day, command, now throws(Refusal) in
            let events = try Explorer.engine(&day, command, now)
            if case .cancelled? = events.first?.act { day.lastNumbers[Morning.queue, default: 1] -= 1 }
            return events
        }
        #expect(!names.isDisjoint(with: ["numbers are 1 to n", "the events give the state"]))
    }

    @Test func `those told are turned round`() {
        let names = found(Rules.sheet(getReady: 2)) { day, command, now throws(Refusal) in
            let events = try Explorer.engine(&day, command, now)
            if case .called? = events.first?.act { day.hall.told.reverse() }
            return events
        }
        #expect(
            !names.isDisjoint(with: [
                "those told stay in their order", "the plan is repeated calling", "the events give the state",
            ]))
    }

    @Test func `an undo forgets whom the call had completed`() {
        let names = found(Rules.sheet()) { day, command, now throws(Refusal) in
            let events = try Explorer.engine(&day, command, now)
            if case .undone? = events.first?.act { day.hall.update(Morning.room) { $0.current = nil } }
            return events
        }
        #expect(names.contains("an undo restores"))
    }

    @Test func `the round does not move`() {
        let names = found(Rules.sheet(pattern: Rules.slots("first returning missed priority")), depth: 6) {
            day, command, now throws(Refusal) in
            var events = try day.decide(command, now: now)
            for index in events.indices {
                if case .called(let ticket, let room, var choice, let completes) = events[index].act {
                    choice.round = nil
                    events[index].act = .called(ticket: ticket, room: room, choice: choice, completes: completes)
                }
                day.apply(events[index], at: now)
            }
            return events
        }
        #expect(names.contains("the plan is repeated calling"))
    }

    @Test func `and the engine itself has none of them`() {
        #expect(found(Rules.sheet(getReady: 1), depth: 4, Explorer.engine).isEmpty)
    }
}
