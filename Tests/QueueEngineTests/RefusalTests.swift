import QueueEngine
import Testing

@Suite struct Refusals {
    /// A case for every code: a morning, what is asked of it, and the code that it is refused with.
    struct Case: Sendable, CustomTestStringConvertible {
        let code: Refusal.Code
        let morning: @Sendable () throws -> (Morning, Command)

        var testDescription: String { code.rawValue }
    }

    static let cases: [Case] = [
        Case(code: .queueUnknown) { (try Morning(), issue(1, queue: QueueID("none"))) },
        Case(code: .queueNobodyWaiting) { (try sitting(), .callNext(room: Morning.room)) },
        Case(code: .queueFull) {
            var morning = try Morning(Rules.sheet(waitingLimit: 2))
            try morning.issue(count: 2)
            return (morning, issue(3))
        },
        Case(code: .laneUnknown) { (try Morning(), issue(1, lane: .late)) },
        Case(code: .ticketUnknown) { (try Morning(), .cancel(ticket: id(1))) },
        Case(code: .ticketWrongState) { (try called(), .complete(ticket: id(1))) },
        Case(code: .ticketPersonHasOne) { (try called(), issue(9, person: "p1")) },
        Case(code: .ticketTooFewCalls) {
            var morning = try Morning(Rules.sheet(missed: Rules.missed(leastCalls: 2)))
            try morning.sit()
            try morning.issue()
            try morning.call()
            return (morning, .miss(ticket: id(1)))
        },
        Case(code: .ticketNotForRoom) {
            var morning = try sitting()
            try morning.issue(doctor: "dr2")
            return (morning, .callChosen(ticket: id(1), room: Morning.room))
        },
        Case(code: .roomUnknown) { (try Morning(), .callNext(room: RoomID("none"))) },
        Case(code: .roomNoSitting) { (try Morning(), .callNext(room: Morning.room)) },
        Case(code: .roomPaused) {
            var morning = try sitting()
            try morning.do(.pauseSitting(room: Morning.room))
            return (morning, .callNext(room: Morning.room))
        },
        Case(code: .roomCallOpen) { (try called(), .callNext(room: Morning.room)) },
        Case(code: .roomOccupied) { (try called(), .closeSitting(room: Morning.room, spread: .anyone)) },
        Case(code: .roomTaken) { (try sitting(), open(Morning.room, "dr2")) },
        Case(code: .doctorElsewhere) { (try sitting(), open(RoomID("2"), "dr1")) },
        Case(code: .sittingWithoutQueues) { (try Morning(), open(Morning.room, "dr1", queues: [])) },
        Case(code: .sittingPatientsWaiting) {
            var morning = try sitting()
            try morning.issue(doctor: "dr1")
            return (morning, .closeSitting(room: Morning.room, spread: nil))
        },
    ]

    /// Those of the rules that a plain sheet does not have.
    static let ruledCases: [Case] = [
        Case(code: .ticketTooEarly) {
            var morning = try Morning(Rules.changed { $0.booking.checkInMinutes = 30 })
            try morning.issue(booking: .booked(slot: at(3600)))
            return (morning, .arrive(ticket: id(1)))
        },
        Case(code: .ticketReturnExpired) {
            let earlier = Continued(ticket: id(90), label: "A007", number: 7, days: 4)
            return (
                try Morning(Rules.changed { $0.tests.validDays = 3 }),
                .issue(.init(ticket: id(1), queue: Morning.queue, person: "p", lane: .first, continues: earlier))
            )
        },
        Case(code: .queueQuotaUsed) {
            var morning = try Morning(Rules.changed { $0.quotas.day = 1 })
            try morning.issue()
            return (morning, issue(2))
        },
        Case(code: .queueExtraUsed) {
            var morning = try Morning(Rules.changed { $0.quotas = Quotas(day: 1) })
            try morning.issue()
            var order = Command.Order(ticket: id(2), queue: Morning.queue, person: "two", lane: .first)
            order.extra = true
            return (morning, .issue(order))
        },
        Case(code: .sittingPatientsStay) {
            let other = QueueID("r")
            var morning = try Morning(queues: [Morning.queue, other])
            try morning.sit(for: [Morning.queue, other])
            try morning.issue(queue: other, doctor: "dr1")
            return (morning, open(Morning.room, "dr1"))
        },
        Case(code: .priorityUnknown) {
            var morning = try Morning()
            try morning.issue()
            return (morning, .prioritize(ticket: id(1), priority: "nobody"))
        },
        Case(code: .gradeUnknown) {
            (
                try Morning(),
                .issue(.init(ticket: id(1), queue: Morning.queue, person: "p", lane: .first, reach: .grade("expert")))
            )
        },
        Case(code: .undoUnknown) { (try Morning(), .undo(version: 1)) },
        Case(code: .undoTooLate) {
            var morning = try Morning()
            try morning.issue()
            morning.clock = morning.clock.adding(seconds: 601)
            return (morning, .undo(version: 2))
        },
        Case(code: .undoSuperseded) {
            var morning = try Morning()
            try morning.issue()
            try morning.do(.hold(ticket: id(1)))
            return (morning, .undo(version: 2))
        },
    ]

    private static func issue(
        _ ticket: Int, queue: QueueID = Morning.queue, person: String = "new", lane: Lane = .first
    ) -> Command {
        .issue(ticket: id(ticket), queue: queue, person: person, lane: lane, doctor: nil, booking: .here)
    }

    private static func open(_ room: RoomID, _ doctor: String, queues: [QueueID] = [Morning.queue]) -> Command {
        .openSitting(room: room, doctor: doctor, queues: queues)
    }

    private static func sitting() throws(Refusal) -> Morning {
        var morning = try Morning()
        try morning.sit()
        return morning
    }

    private static func called() throws(Refusal) -> Morning {
        var morning = try sitting()
        try morning.issue()
        try morning.call()
        return morning
    }

    @Test(arguments: cases + ruledCases) func `every refusal has its code`(_ refused: Case) throws {
        let (morning, command) = try refused.morning()
        #expect(morning.refusal(of: command) == refused.code)
    }

    @Test func `no code is left without a case`() {
        #expect(Set((Self.cases + Self.ruledCases).map(\.code)) == Set(Refusal.Code.allCases))
    }

    @Test func `a sitting with one queue twice is refused`() throws {
        let twice = [Morning.queue, Morning.queue]
        #expect(try Morning().refusal(of: Self.open(Morning.room, "dr1", queues: twice)) == .sittingWithoutQueues)
        #expect(try Morning().refusal(of: Self.open(Morning.room, "dr1", queues: [QueueID("none")])) == .queueUnknown)
    }

    @Test func `an id that has been given is not given again`() throws {
        var morning = try Morning()
        try morning.issue()
        #expect(morning.refusal(of: Self.issue(1)) == .ticketWrongState)
    }

    @Test func `the waiting list takes its limit and not one more`() throws {
        var morning = try Morning(Rules.sheet(waitingLimit: 3))
        try morning.issue(count: 3)
        #expect(morning.refusal(of: Self.issue(4)) == .queueFull)
        try morning.do(.cancel(ticket: id(2)))
        #expect(morning.refusal(of: Self.issue(4)) == nil)
    }

    @Test func `a person has one ticket at a time, and so many a day, those cancelled left out`() throws {
        var morning = try Morning(Rules.sheet(ticketsPerPerson: 2))
        try morning.sit()
        for ticket in 1...2 {
            try morning.do(Self.issue(ticket, person: "same"))
            #expect(morning.refusal(of: Self.issue(9, person: "same")) == .ticketPersonHasOne)
            try morning.call()
            try morning.letIn()
            try morning.do(.complete(ticket: id(ticket)))
        }
        #expect(morning.refusal(of: Self.issue(3, person: "same")) == .ticketPersonHasOne)
        #expect(morning.refusal(of: Self.issue(3, person: "other")) == nil)
        #expect(morning.day.tickets(ofPerson: "same").map(\.number) == [1, 2])
    }

    @Test func `one who cancelled may have another number, and never the same`() throws {
        var morning = try Morning(Rules.sheet(ticketsPerPerson: 1))
        try morning.do(Self.issue(1, person: "same"))
        try morning.do(.cancel(ticket: id(1)))
        try morning.do(Self.issue(2, person: "same"))
        #expect(morning.day.tickets[id(2)]?.number == 2)
    }

    @Test(arguments: Ticket.State.allCases)
    func `each act on a ticket is refused in every state but its own`(_ state: Ticket.State) throws {
        let morning = try Self.morning(with: state)
        #expect(morning.day.tickets[id(1)]?.state == state)
        let acts: [(Command, Set<Ticket.State>)] = [
            (.arrive(ticket: id(1)), [.booked]), (.recall(ticket: id(1)), [.called]),
            (.comeIn(ticket: id(1)), [.called]), (.complete(ticket: id(1)), [.inRoom]),
            (.miss(ticket: id(1)), [.called]), (.rejoin(ticket: id(1)), [.missed]),
            (.cancel(ticket: id(1)), [.booked, .waiting, .ready, .called, .missed, .atTests, .onHold]),
            (.sendForTests(ticket: id(1)), [.waiting, .ready, .called, .inRoom]),
            (.returnFromTests(ticket: id(1)), [.atTests]), (.hold(ticket: id(1)), [.waiting, .ready, .called]),
            (.release(ticket: id(1)), [.onHold]),
        ]
        for (command, states) in acts {
            #expect(morning.refusal(of: command) == (states.contains(state) ? nil : .ticketWrongState))
        }
    }

    /// A morning whose first ticket is in a state.
    private static func morning(with state: Ticket.State) throws(Refusal) -> Morning {
        let ladder: [MissedRules.Step] = state == .void ? [.void] : [.end]
        var morning = try Morning(Rules.sheet(getReady: state == .ready ? 1 : 0, missed: Rules.missed(ladder)))
        try morning.sit()
        try morning.issue(.first, booking: state == .booked ? .booked(slot: nil) : .here)
        switch state {
        case .booked, .waiting, .ready: break
        case .called: try morning.call()
        case .missed, .void: try morning.callAndMiss()
        case .cancelled: try morning.do(.cancel(ticket: id(1)))
        case .atTests: try morning.do(.sendForTests(ticket: id(1)))
        case .onHold: try morning.do(.hold(ticket: id(1)))
        case .inRoom, .done:
            try morning.call()
            try morning.letIn()
            if state == .done { try morning.do(.complete(ticket: id(1))) }
        }
        return morning
    }
}
