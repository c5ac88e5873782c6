import QueueEngine
import Testing

@Suite struct `A day decided again` {
    private func random(_ seed: UInt64) throws -> [TimedEvent] {
        var random = try RandomMorning(seed: seed)
        random.act(times: 300)
        return random.morning.events.map { TimedEvent($0.event, at: $0.at) }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64]) func `a random day decided again is the same day`(
        seed: UInt64
    ) throws {
        let replay = Replay(try random(seed))
        #expect(replay.isSame, "seed \(seed): \(replay.differences.first.map { "\($0)" } ?? "")")
        #expect(replay.calls > 10, "seed \(seed)")
    }

    @Test func `a call whose ticket was changed in the journal is found where it stands`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 6)
        _ = try morning.call(times: 4)
        var events = morning.events.map { TimedEvent($0.event, at: $0.at) }
        let index = try #require(events.lastIndex { $0.event.act.name == Act.calledName })
        guard case .called(let ticket, let room, let choice, let completes) = events[index].event.act else { return }
        #expect(ticket == id(4))
        events[index].event.act = .called(ticket: id(5), room: room, choice: choice, completes: completes)
        let replay = Replay(events)
        let found = try #require(replay.differences.first { $0.recorded.act.name == Act.calledName })
        #expect(replay.differences.count == 1)
        #expect(found.version == index + 1)
        #expect(found.decided?.act == .called(ticket: id(4), room: room, choice: choice, completes: completes))
    }

    @Test func `a call whose rule was changed is found too`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 3)
        _ = try morning.call(times: 2)
        var events = morning.events.map { TimedEvent($0.event, at: $0.at) }
        let index = try #require(events.firstIndex { $0.event.act.name == Act.calledName })
        guard case .called(let ticket, let room, var choice, let completes) = events[index].event.act else { return }
        choice.rule = .absolute
        events[index].event.act = .called(ticket: ticket, room: room, choice: choice, completes: completes)
        #expect(Replay(events).differences.first { $0.recorded.act.name == Act.calledName }?.version == index + 1)
    }

    @Test func `an act that makes no sense says why`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 1)
        var events = morning.events.map { TimedEvent($0.event, at: $0.at) }
        events.append(TimedEvent(Event(.completed(ticket: id(1), room: Morning.room)), at: morning.clock))
        #expect(Replay(events).differences.map(\.refusal?.code) == [.ticketWrongState])
    }

    @Test func `what was chosen by hand and what was taken back stay what they were`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 4)
        try morning.do(.callChosen(ticket: id(3), room: Morning.room))
        try morning.do(.undo(version: morning.events.count))
        #expect(try morning.call().id == id(1))
        #expect(Replay(morning.events.map { TimedEvent($0.event, at: $0.at) }).isSame)
    }
}
