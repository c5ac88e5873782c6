import Testing

@testable import QueueEngine

@Suite struct `Bugs planted in the engine are found` {
    private func found(
        _ violation: String, _ sheet: RuleSheet, tickets: Int = 3, depth: Int = 5, _ engine: @escaping Explorer.Engine
    ) -> Bool {
        var explorer = Explorer(Scene(sheet, tickets: tickets, rooms: 1), depth: depth, engine: engine)
        explorer.explore(until: violation)
        return explorer.violations[violation] != nil
    }

    @Test func `whoever is called stays in the line`() {
        #expect(found("a ticket in one place only", Rules.sheet(), PlantedBug.staysInLine))
    }

    @Test func `a cancelled number is given again`() {
        #expect(found("numbers are 1 to n", Rules.sheet(), PlantedBug.numberAgain))
    }

    @Test func `those told are turned round`() {
        let isFound = found("those told keep their order", Rules.sheet(getReady: 3), tickets: 4) {
            day, command, now throws(Refusal) in
            var (day, events) = try Explorer.engine(day, command, now)
            if case .called? = events.first?.act { day.hall.told.reverse() }
            return (day, events)
        }
        #expect(isFound)
    }

    @Test func `an undo forgets whom the call had completed`() {
        let isFound = found("an undo restores", Rules.sheet()) { day, command, now throws(Refusal) in
            var (day, events) = try Explorer.engine(day, command, now)
            if case .undone? = events.first?.act { day.hall.update(Morning.room) { $0.current = nil } }
            return (day, events)
        }
        #expect(isFound)
    }

    @Test func `the round does not move`() {
        let isFound = found(
            "the plan is repeated calling", Rules.sheet(pattern: Rules.slots("first returning missed priority")),
            depth: 6
        ) {
            day, command, now throws(Refusal) in
            var events = try day.decide(command, now: now)
            var day = copy day
            for index in events.indices {
                if case .called(let ticket, let room, var choice, let completes) = events[index].act {
                    choice.round = nil
                    events[index].act = .called(ticket: ticket, room: room, choice: choice, completes: completes)
                }
                day.apply(events[index], at: now)
            }
            return (day, events)
        }
        #expect(isFound)
    }

    @Test func `the guard looks away`() {
        var sheet = Rules.sheet(
            lanes: [.first, .priority], absolute: [], pattern: Rules.slots("priority priority first"))
        sheet.overtaking = OvertakingGuard(times: 0, minutes: nil)
        #expect(found("the guard holds", sheet, depth: 4, PlantedBug.guardOnly(after: 1)))
    }

    @Test func `and the engine itself has none of them`() {
        var explorer = Explorer(Scene(Rules.sheet(getReady: 1), rooms: 1), depth: 4)
        explorer.explore()
        #expect(explorer.violations == [:])
    }
}
