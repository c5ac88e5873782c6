import QueueEngine
import Testing

@Suite struct `Taking an act back` {
    /// A day without what only grows, and without counting its events.
    private func bare(_ day: ClinicDay) -> some Equatable {
        struct Bare: Equatable {
            let tickets: [Ticket]
            let rooms: [Room]
            let ready: [TicketID]
            let plan: [TicketID]
        }
        return Bare(
            tickets: day.tickets.values.sorted { $0.number < $1.number }, rooms: day.rooms, ready: day.readyTickets,
            plan: day.plan(now: day.clock).entries.map(\.ticket))
    }

    private func morning() throws(Refusal) -> Morning {
        var morning = try Morning(
            Rules.changed {
                $0.getReady = 1
                $0.priorities = [PriorityClass(id: "elderly", title: [:], lane: .priority)]
                $0.missed = Rules.missed([.after(2), .void])
            })
        try morning.sit()
        try morning.sit("dr2", in: RoomID("2"))
        try morning.issue(count: 5)
        try morning.issue(.returning, booking: .booked(slot: nil))
        try morning.call()
        return morning
    }

    static let acts: [Command] = [
        .arrive(ticket: id(6)), .recall(ticket: id(1)), .comeIn(ticket: id(1)), .miss(ticket: id(1)),
        .cancel(ticket: id(5)), .cancel(ticket: id(1)), .hold(ticket: id(4)), .hold(ticket: id(1)),
        .sendForTests(ticket: id(1)), .transfer(ticket: id(5), queue: nil, reach: .doctor("dr2")),
        .prioritize(ticket: id(5), priority: "elderly"), .callNext(room: RoomID("2")),
        .callChosen(ticket: id(5), room: RoomID("2")), .pauseSitting(room: RoomID("2")),
        .closeSitting(room: RoomID("2"), spread: .anyone),
    ]

    @Test func `of somebody cancelled in a room is refused once that room has called another`() throws {
        var morning = try Morning(Rules.sheet())
        try morning.sit()
        try morning.issue(count: 2)
        try morning.call()
        try morning.do(.cancel(ticket: id(1)))
        let cancelled = morning.day.version
        try morning.call()
        #expect(throws: Refusal(.undoSuperseded)) { try morning.do(.undo(version: cancelled)) }
        #expect(morning.day.room(Morning.room)?.current == id(2))
    }

    @Test(arguments: acts.indices) func `leaves the day as it was`(act: Int) throws {
        var morning = try morning()
        let before = bare(morning.day)
        try morning.do(Self.acts[act])
        let version = morning.day.version
        let events = try morning.do(.undo(version: version))
        #expect(events.first?.act.name == "act-undone")
        #expect(same(bare(morning.day), before), "\(Self.acts[act])")
    }

    private func same<Value: Equatable>(_ one: Value, _ other: some Equatable) -> Bool { one == other as? Value }

    @Test func `of a call that completed somebody gives both back`() throws {
        var morning = try morning()
        try morning.letIn()
        try morning.do(.callNext(room: Morning.room))
        #expect(morning.day.tickets[id(1)]?.state == .done)
        try morning.do(.undo(version: morning.day.version))
        #expect(morning.day.tickets[id(1)]?.state == .inRoom)
        #expect(morning.day.room(Morning.room)?.current == id(1))
        #expect(morning.day.tickets[id(2)]?.state == .ready)
    }

    @Test func `never gives a number twice, and a number given stays somebody's`() throws {
        var morning = try Morning()
        try morning.issue()
        try morning.do(.undo(version: morning.day.version))
        #expect(morning.day.tickets[id(1)]?.state == .cancelled)
        try morning.issue()
        #expect(morning.day.tickets[id(2)]?.number == 2)
    }

    @Test func `of the last but one is possible once the last is taken back`() throws {
        var morning = try Morning()
        try morning.issue(count: 2)
        try morning.do(.hold(ticket: id(1)))
        let held = morning.day.version
        try morning.do(.release(ticket: id(1)))
        #expect(morning.refusal(of: .undo(version: held)) == .undoSuperseded)
        try morning.do(.undo(version: held + 1))
        try morning.do(.undo(version: held))
        #expect(morning.day.tickets[id(1)]?.state == .waiting)
        #expect(morning.refusal(of: .undo(version: held)) == .undoUnknown)
    }

    @Test func `of an act that others followed takes back that one alone`() throws {
        var morning = try Morning()
        try morning.issue(count: 3)
        try morning.do(.hold(ticket: id(1)))
        let held = morning.day.version
        try morning.do(.cancel(ticket: id(2)))
        try morning.do(.undo(version: held))
        #expect(morning.planned == [1, 3])
    }

    @Test func `calls announced only grow`() throws {
        var morning = try morning()
        let before = morning.day.announced
        try morning.do(.callNext(room: RoomID("2")))
        try morning.do(.undo(version: morning.day.version))
        #expect(morning.day.announced == before + 1)
    }

    @Test func `folds to the same day, hundreds of acts later too`() throws {
        var morning = try Morning()
        for index in 1...400 {
            try morning.issue()
            if index.isMultiple(of: 3) { try morning.do(.cancel(ticket: id(index))) }
            if index.isMultiple(of: 6) { try morning.do(.undo(version: morning.day.version)) }
        }
        var again = ClinicDay()
        for (event, time) in morning.events { again.apply(event, at: time) }
        #expect(again == morning.day)
        #expect(morning.day.tickets[id(6)]?.state == .waiting && morning.day.tickets[id(3)]?.state == .cancelled)
        #expect(morning.refusal(of: .undo(version: 3)) == .undoUnknown)
    }

    @Test func `does not bring somebody back who has another number of the queue since`() throws {
        var morning = try Morning()
        func order(_ ticket: TicketID) -> Command {
            .issue(ticket: ticket, queue: Morning.queue, person: "p", lane: .first, doctor: nil, booking: .here)
        }
        try morning.do(order(id(50)))
        try morning.do(.cancel(ticket: id(50)))
        let cancelled = morning.day.version
        try morning.do(order(id(51)))
        #expect(morning.refusal(of: .undo(version: cancelled)) == .ticketPersonHasOne)
        try morning.do(.undo(version: cancelled + 1))
        try morning.do(.undo(version: cancelled))
        #expect(morning.day.tickets[id(50)]?.state == .waiting)
    }
}
