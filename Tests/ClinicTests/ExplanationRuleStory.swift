import Clinic
import ClinicFixture
import QueueEngine

/// Mornings in which somebody asks why it is not their turn, one for each rule that may be the answer.
enum ExplanationRuleStory: String, CaseIterable, Sendable {
    /// For one doctor, while another one calls those who came later.
    case named
    /// For a grade whose only doctor has paused.
    case graded
    /// The room calls another queue, too.
    case twoQueues
    /// Booked and walk-in share a place of the round, three to one.
    case nested
    /// Another pattern, since more return than come for the first time.
    case conditional
    /// One with priority after every two.
    case inserted
    /// Somebody of the same lane, with a lower number, checked in later.
    case lowerNumber
    /// Its doctor has stopped.
    case spread
    case lateToEndOfSlot
    case missedByCount
    case missedForTheSecondTime
    /// Of somebody else who is counted down only the sheet's figure is said, never what for.
    case dueBefore
    /// Given priority, and missed after that: each step says the lane of then.
    case prioritized
}

extension ExplanationRuleStory {
    /// The demo clinic with rules under which the morning is told.
    func world() async throws -> World {
        try await World(MemoryStore()) { layout in
            for index in layout.queues.indices { change(&layout.queues[index].sheet) }
        }
    }

    private func change(_ sheet: inout RuleSheet) {
        sheet.getReady = 0
        let inner = Slot.pattern([.lane(.booked), .lane(.booked), .lane(.booked), .lane(.first)])
        switch self {
        case .named, .twoQueues, .lowerNumber, .spread: break
        case .graded: sheet.grades = [Grade(id: "expert", title: ["zh": "专家", "en": "Expert"])]
        case .nested:
            sheet.lanes.append(LaneRule(lane: .booked, order: .slot, minutes: 15))
            sheet.pattern = [inner, inner, .lane(.returning)]
        case .conditional:
            let more = PatternCondition(
                lane: .returning, comparison: .more, measure: .waiting(.first),
                pattern: [.lane(.first), .lane(.returning)])
            sheet.conditions = [more]
        case .inserted:
            sheet.pattern = [.lane(.first), .lane(.first), .lane(.returning)]
            sheet.insertions = [Insertion(lane: .priority, every: 2)]
        case .lateToEndOfSlot:
            sheet.late = LateRule(afterMinutes: 15, step: .endOfSlot)
            for index in sheet.lanes.indices { sheet.lanes[index].order = .slot }
        case .prioritized: sheet.missed.leastCalls = 1
        case .missedByCount, .missedForTheSecondTime, .dueBefore:
            sheet.missed = MissedRules(
                leastCalls: 1, leastSeconds: 0, takesEffect: .miss, ladder: [.after(3), .end, .void])
        }
    }

    /// Plays the morning from 8:00 on, every act a minute after the one before it; the ticket that is asked about.
    func play(in world: World) async throws -> String {
        switch self {
        case .named: return try await named(world)
        case .graded: return try await graded(world)
        case .twoQueues: return try await twoQueues(world)
        case .nested:
            return try await lanes(world, ["booked", "first", "first", "booked", "returning", "booked"], asked: 2)
        case .conditional:
            return try await lanes(world, ["first", "first", "returning", "returning", "returning"], asked: 1)
        case .inserted:
            return try await lanes(world, ["first", "first", "returning", "first", "priority", "priority"], asked: 3)
        case .lowerNumber: return try await lowerNumber(world)
        case .spread: return try await spread(world)
        case .lateToEndOfSlot: return try await late(world)
        case .missedByCount, .missedForTheSecondTime, .dueBefore: return try await missed(world)
        case .prioritized: return try await prioritized(world)
        }
    }

    private func named(_ world: World) async throws -> String {
        try await world.sit("1", World.doctor)
        try await world.sit("2", World.doctor2)
        for _ in 1...2 { try await world.next() }
        let ticket = try await world.next(doctor: World.doctor2)
        for _ in 1...4 { try await world.next() }
        for room in ["1", "2", "1"] { try await world.see(room) }
        return ticket
    }

    private func graded(_ world: World) async throws -> String {
        try await world.sit("1", World.doctor, grade: "expert")
        try await world.sit("2", World.doctor2)
        for _ in 1...2 { try await world.next() }
        let ticket = try await world.next(grade: "expert")
        try await world.next()
        for _ in 1...3 { try await world.see("2") }
        _ = try await world.service.pauseSitting(room: World.room, request(World.doctor))
        return ticket
    }

    private func twoQueues(_ world: World) async throws -> String {
        try await world.sit("1", World.doctor, queues: ["anesthesia", "endoscopy"])
        for _ in 1...2 { try await world.next() }
        let ticket = try await world.next()
        for _ in 1...3 { try await world.next(queue: "endoscopy") }
        try await world.see("1")
        return ticket
    }

    /// A number in each of these lanes; two are seen.
    private func lanes(_ world: World, _ lanes: [String], asked index: Int) async throws -> String {
        var tickets: [String] = []
        for lane in lanes { tickets.append(try await world.next(lane: lane)) }
        try await world.sit("1", World.doctor)
        for _ in 1...2 { try await world.see("1") }
        return tickets[index]
    }

    private func lowerNumber(_ world: World) async throws -> String {
        try await world.sit("1", World.doctor)
        let booked = try await world.next(slot: "08:20")
        let other = try await world.next(slot: "08:30")
        let ticket = try await world.next()
        try await world.next(lane: "returning")
        for ticket in [booked, other] { try await world.does(ticket) { .arrive(ticket: $0) } }
        try await world.see("1")
        return ticket
    }

    private func spread(_ world: World) async throws -> String {
        try await world.sit("1", World.doctor)
        try await world.sit("2", World.doctor2)
        for _ in 1...3 { try await world.next() }
        let ticket = try await world.next(doctor: World.doctor2)
        _ = try await world.service.closeSitting(room: RoomID("2"), spread: .evenly, request(World.doctor2))
        world.clock.advance(seconds: 60)
        try await world.see("1")
        return ticket
    }

    private func late(_ world: World) async throws -> String {
        try await world.sit("1", World.doctor)
        let ticket = try await world.next(slot: "08:30")
        let others = [try await world.next(slot: "08:45"), try await world.next(slot: "09:15")]
        world.clock.advance(seconds: 43 * 60)
        for ticket in others + [ticket] { try await world.does(ticket) { .arrive(ticket: $0) } }
        return ticket
    }

    private func prioritized(_ world: World) async throws -> String {
        try await world.sit("1", World.doctor)
        let ticket = try await world.next()
        try await world.does(ticket) { .prioritize(ticket: $0, priority: "elderly") }
        _ = try await world.call()
        try await world.does(ticket) { .miss(ticket: $0) }
        for _ in 1...2 { try await world.next() }
        try await world.does(ticket) { .rejoin(ticket: $0) }
        return ticket
    }

    private func missed(_ world: World) async throws -> String {
        try await world.sit("1", World.doctor)
        let ticket = try await world.next()
        var others: [String] = []
        for _ in 1...5 { others.append(try await world.next()) }
        _ = try await world.call()
        try await world.does(ticket) { .miss(ticket: $0) }
        try await world.see("1")
        guard self != .dueBefore else { return others[4] }
        guard self == .missedForTheSecondTime else { return ticket }
        for _ in 1...2 { try await world.see("1") }
        _ = try await world.call()
        try await world.does(ticket) { .miss(ticket: $0) }
        return ticket
    }
}

extension World {
    /// A number, and a minute later.
    @discardableResult
    fileprivate func next(
        lane: String? = nil, doctor: Actor? = nil, grade: String? = nil, slot: String? = nil, queue: String? = nil
    ) async throws -> String {
        let order = IssueOrder(
            patient: .details(Self.details("病人")), lane: lane, doctor: doctor?.username, grade: grade, date: nil,
            slot: slot, externalID: nil, print: false)
        let ticket = try await service.issue(order, in: queue.map { QueueID($0) } ?? Self.queue, request()).ticket
        clock.advance(seconds: 60)
        return ticket
    }

    fileprivate func sit(
        _ room: String, _ doctor: Actor, queues: [String] = ["anesthesia"], grade: String? = nil
    ) async throws {
        _ = try await service.openSitting(
            room: RoomID(room), doctor: doctor.username, queues: queues.map { QueueID($0) }, grade: grade,
            request(doctor))
    }

    /// Calls the next into a room; whoever is there goes. Each takes a minute.
    fileprivate func see(_ room: String) async throws {
        let doctor = room == Self.room.rawValue ? Self.doctor : Self.doctor2
        let called = try await service.call(room: RoomID(room), chosen: nil, reason: nil, request(doctor))
        clock.advance(seconds: 60)
        try await does(called.ticket) { .comeIn(ticket: $0) }
    }

    /// An act, and a minute later.
    fileprivate func does(_ ticket: String, _ command: @escaping @Sendable (TicketID) -> Command) async throws {
        _ = try await service.act(onTicket: ticket, request(Self.doctor), command)
        clock.advance(seconds: 60)
    }
}
