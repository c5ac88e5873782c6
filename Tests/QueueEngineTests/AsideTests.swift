import QueueEngine
import Testing

@Suite struct `Beside the ordinary course` {
    private func morning(_ change: (inout RuleSheet) -> Void = { _ in }) throws(Refusal) -> Morning {
        var morning = try Morning(Rules.changed(change))
        try morning.sit()
        return morning
    }

    @Test func `back from the laboratory there is a way into the queue, on the same number`() throws {
        var morning = try morning()
        try morning.issue(count: 4)
        try morning.call()
        try morning.letIn()
        try morning.do(.sendForTests(ticket: id(1)))
        #expect(morning.day.room(Morning.room)?.current == nil)
        #expect(morning.planned == [2, 3, 4])
        try morning.do(.returnFromTests(ticket: id(1)))
        #expect(morning.day.tickets[id(1)]?.lane == .returning)
        #expect(morning.planned == [2, 3, 1, 4])
    }

    @Test func `on a later day a return keeps its number, marked, and uses up none`() throws {
        var morning = try morning()
        let earlier = Continued(ticket: id(90), label: "A012", number: 12, days: 3)
        let order = Command.Order(
            ticket: id(50), queue: Morning.queue, person: "p", lane: .first, continues: earlier)
        try morning.do(.issue(order))
        #expect(morning.day.tickets[id(50)]?.label == "复A012")
        #expect(morning.day.tickets[id(50)]?.lane == .returning)
        try morning.issue()
        #expect(morning.day.tickets[id(1)]?.number == 1)
    }

    @Test func `whoever is put aside comes back to the same place`() throws {
        var morning = try morning()
        try morning.issue(count: 3)
        try morning.issue(.returning)
        try morning.do(.hold(ticket: id(1)))
        #expect(morning.planned == [2, 3, 4])
        try morning.do(.release(ticket: id(1)))
        #expect(morning.planned == [1, 2, 4, 3])
    }

    @Test func `a count down goes on for whoever was put aside`() throws {
        var morning = try morning { $0.missed = Rules.missed([.after(2)], takesEffect: .miss) }
        try morning.issue(count: 5)
        try morning.callAndMiss()
        try morning.do(.hold(ticket: id(1)))
        #expect(try morning.call(times: 2) == [2, 3])
        try morning.do(.release(ticket: id(1)))
        #expect(try morning.call().number == 1)
    }

    @Test func `a transfer to a doctor keeps the place, and only that doctor calls`() throws {
        var morning = try morning()
        try morning.sit("dr2", in: RoomID("2"))
        try morning.issue(count: 3)
        try morning.do(.transfer(ticket: id(1), queue: nil, reach: .doctor("dr2")))
        #expect(try morning.call().number == 2)
        #expect(try morning.call(RoomID("2")).number == 1)
    }

    @Test func `a transfer to another queue keeps the label and stands behind`() throws {
        var morning = try Morning(queues: [Morning.queue, QueueID("r")])
        try morning.sit(for: [QueueID("r")])
        try morning.issue(count: 2)
        try morning.issue(count: 2, queue: QueueID("r"))
        try morning.do(.transfer(ticket: id(1), queue: QueueID("r"), reach: .anyone))
        #expect(morning.day.tickets[id(1)]?.label == "A001")
        #expect(morning.day.plan(now: morning.clock).entries(of: QueueID("r")).map(\.ticket) == [id(3), id(4), id(1)])
        #expect(morning.day.lastNumbers[Morning.queue] == 2 && morning.day.lastNumbers[QueueID("r")] == 2)
    }

    @Test func `priority puts somebody into the class's lane, from the booking or from the line`() throws {
        var morning = try morning {
            $0.priorities = [PriorityClass(id: "elderly", title: ["zh": "80岁以上"], lane: .urgent)]
        }
        try morning.issue(count: 3)
        try morning.issue(booking: .booked(slot: nil))
        try morning.do(.prioritize(ticket: id(3), priority: "elderly"))
        try morning.do(.prioritize(ticket: id(4), priority: "elderly"))
        #expect(morning.planned == [3, 1, 2])
        try morning.do(.arrive(ticket: id(4)))
        #expect(morning.planned == [3, 4, 1, 2])
    }

    @Test func `whoever collapses in the hall is put into an absolute lane, though the sheet names no class`() throws {
        var morning = try Morning(Rules.changed { $0.priorities = [] })
        try morning.issue(count: 3)
        try morning.do(.prioritize(ticket: id(3), priority: "urgent"))
        #expect(morning.planned == [3, 1, 2] && morning.day.tickets[id(3)]?.lane == .urgent)
        #expect(morning.refusal(of: .prioritize(ticket: id(2), priority: "returning")) == .priorityUnknown)
        try morning.do(.undo(version: morning.day.version))
        #expect(morning.planned == [1, 2, 3] && morning.day.tickets[id(3)]?.lane == .first)
    }

    @Test func `graded tickets are for the doctors of that grade`() throws {
        var morning = try Morning(Rules.changed { $0.grades = [Grade(id: "expert", title: [:])] })
        try morning.do(
            .openSitting(room: Morning.room, doctor: "dr1", queues: [Morning.queue], grade: "expert"))
        try morning.sit("dr2", in: RoomID("2"))
        let order = Command.Order(
            ticket: id(50), queue: Morning.queue, person: "p", lane: .first, reach: .grade("expert"))
        try morning.do(.issue(order))
        try morning.issue()
        #expect(try morning.call(RoomID("2")).number == 2)
        #expect(try morning.call().number == 1)
        try morning.letIn()
        try morning.do(.complete(ticket: id(50)))
    }

    @Test func `closing a sitting spreads its patients evenly over the others`() throws {
        var morning = try morning()
        try morning.sit("dr2", in: RoomID("2"))
        try morning.sit("dr3", in: RoomID("3"))
        for _ in 0..<4 { try morning.issue(doctor: "dr1") }
        #expect(morning.day.strandedTickets(in: Morning.room, when: nil).map(\.number) == [1, 2, 3, 4])
        try morning.do(.closeSitting(room: Morning.room, spread: .evenly))
        #expect((1...4).map { morning.day.tickets[id($0)]?.doctor } == ["dr2", "dr3", "dr2", "dr3"])
        #expect(morning.planned.sorted() == [1, 2, 3, 4])
    }

    @Test func `a sitting keeps the queue and the grade of those whom it alone can call`() throws {
        let other = QueueID("r")
        let sheet = Rules.changed { $0.grades = [Grade(id: "expert", title: [:])] }
        var morning = try Morning(sheet, queues: [Morning.queue, other])
        func open(_ queues: [QueueID], grade: String? = nil, room: RoomID = Morning.room, doctor: String = "dr1")
            -> Command
        { .openSitting(room: room, doctor: doctor, queues: queues, grade: grade) }
        try morning.do(open([Morning.queue, other], grade: "expert"))
        try morning.issue(queue: other, doctor: "dr1")
        #expect(morning.refusal(of: open([Morning.queue], grade: "expert")) == .sittingPatientsStay)
        try morning.do(.transfer(ticket: id(1), queue: Morning.queue, reach: .doctor("dr1")))
        try morning.do(open([Morning.queue], grade: "expert"))

        let graded = Command.Order(
            ticket: id(50), queue: Morning.queue, person: "p", lane: .first, reach: .grade("expert"))
        try morning.do(.issue(graded))
        // An expert of another queue is no help.
        try morning.do(open([other], grade: "expert", room: RoomID("2"), doctor: "dr2"))
        #expect(morning.refusal(of: open([Morning.queue])) == .sittingPatientsStay)
        #expect(morning.day.strandedTickets(in: Morning.room, when: nil).map(\.id) == [id(1), id(50)])
        try morning.do(open([other, Morning.queue], grade: "expert", room: RoomID("2"), doctor: "dr2"))
        try morning.do(open([Morning.queue]))
    }

    @Test func `priority takes somebody who is counted down in that lane into it at once`() throws {
        var morning = try Morning(
            Rules.changed {
                $0.absolute = [.urgent]
                $0.missed.ladder = [.after(3)]
                $0.missed.leastCalls = 1
            })
        try morning.sit()
        try morning.issue(.urgent)
        try morning.issue(count: 5)
        #expect(try morning.call().id == id(1))
        try morning.do(.miss(ticket: id(1)))
        try morning.do(.rejoin(ticket: id(1)))
        #expect(morning.planned.first == 2)
        try morning.do(.prioritize(ticket: id(1), priority: "urgent"))
        #expect(morning.planned.first == 1)
        #expect(try morning.do(.prioritize(ticket: id(1), priority: "urgent")).isEmpty)
    }

    @Test func `priority keeps the place of whoever stands in that lane, and transfer keeps urgency`() throws {
        let other = QueueID("r")
        var morning = try Morning(Rules.changed { $0.transferred = .after(2) }, queues: [Morning.queue, other])
        for _ in 1...2 { try morning.issue(.urgent) }
        try morning.do(.prioritize(ticket: id(1), priority: "urgent"))
        #expect(morning.planned == [1, 2])
        try morning.issue(count: 3, queue: other)
        try morning.do(.transfer(ticket: id(1), queue: other, reach: .anyone))
        #expect(morning.day.plan(now: morning.clock).entries(of: other).first?.ticket == id(1))
    }

    @Test func `who was told to get ready can be put before everybody, and behind nobody`() throws {
        var morning = try Morning(
            Rules.changed {
                $0.getReady = 2
                $0.priorities = [PriorityClass(id: "elderly", title: [:], lane: .priority)]
            })
        try morning.sit()
        try morning.issue(count: 4)
        #expect(morning.day.readyTickets == [id(1), id(2)])
        #expect(morning.refusal(of: .prioritize(ticket: id(2), priority: "elderly")) == .ticketWrongState)
        try morning.do(.prioritize(ticket: id(2), priority: "urgent"))
        #expect(morning.planned == [2, 1, 3, 4])
        #expect(morning.day.readyTickets == [id(1), id(3)])
        try morning.do(.undo(version: morning.day.version))
        #expect(morning.day.readyTickets == [id(1), id(2)] && morning.planned == [1, 2, 3, 4])
    }

    @Test func `whose lane a queue does not have stands with its first visits, never before everybody`() throws {
        let other = QueueID("r")
        var sheet = Rules.sheet(lanes: [.urgent, .first, .missed], pattern: Rules.slots("first missed"))
        sheet.transferred = .end
        let queues = [QueueSetup(id: Morning.queue, sheet: Rules.sheet()), QueueSetup(id: other, sheet: sheet)]
        var day = ClinicDay()
        func act(_ command: Command, _ second: Double) throws {
            for event in try day.decide(command, now: at(second)) { day.apply(event, at: at(second)) }
        }
        try act(.open(date: "2026-11-20", queues: queues, rooms: [Morning.room], noon: at(4 * 3600)), 0)
        try act(
            .issue(
                ticket: id(1), queue: Morning.queue, person: "p", lane: .returning, doctor: nil,
                booking: .booked(slot: at(3600))), 1)
        try act(.transfer(ticket: id(1), queue: other, reach: .anyone), 2)
        #expect(day.tickets[id(1)]?.lane == .first)
        try act(.arrive(ticket: id(1)), 3)
        #expect(day.tickets[id(1)]?.lane == .first)
    }

    @Test func `numbers of two earlier days that read the same are told apart`() throws {
        var morning = try Morning()
        for index in 1...2 {
            var order = Command.Order(ticket: id(index), queue: Morning.queue, person: "p\(index)", lane: .first)
            order.continues = Continued(ticket: id(90 + index), label: "A001", number: 1, days: index)
            try morning.do(.issue(order))
        }
        #expect((1...2).map { morning.day.tickets[id($0)]?.label } == ["复A001", "复A001-2"])
    }

    @Test func `while only one lane has anybody nothing is counted, however deep the pattern`() throws {
        let nested: [Slot] = [.pattern(Rules.slots("booked first"))] + Rules.slots("first returning")
        var morning = try Morning(
            Rules.sheet(lanes: [.first, .booked, .returning], absolute: [], pattern: nested))
        try morning.sit()
        try morning.issue(count: 5)
        #expect(try morning.call(times: 2) == [1, 2])
        try morning.issue(.returning)
        #expect(try morning.call(times: 3) == [3, 4, 6])
    }

    @Test func `in order, a second queue is served when the first has nobody`() throws {
        let other = QueueID("r")
        var morning = try Morning(queues: [Morning.queue, other])
        try morning.do(
            .openSitting(room: Morning.room, doctor: "dr1", queues: [Morning.queue, other], turn: .order))
        try morning.issue(count: 2, queue: other)
        try morning.issue(count: 2)
        #expect(try (0..<4).map { _ in try morning.call().id } == [id(3), id(4), id(1), id(2)])
    }

    @Test func `a number of another day stands behind those who wait in a lane ordered by number`() throws {
        var morning = try morning { $0.tests = TestsRule(step: .lane(.first), validDays: 3) }
        try morning.issue(count: 3)
        let earlier = Continued(ticket: id(90), label: "A001", number: 1, days: 2)
        try morning.do(
            .issue(.init(ticket: id(50), queue: Morning.queue, person: "p", lane: .first, continues: earlier)))
        #expect(morning.day.tickets[id(50)]?.lane == .first)
        #expect(morning.day.plan(now: morning.clock).entries.map(\.ticket) == [id(1), id(2), id(3), id(50)])
    }

    @Test func `nobody is transferred into a queue where they have a number already, or that is full`() throws {
        let other = QueueID("r")
        var morning = try Morning(Rules.sheet(waitingLimit: 2), queues: [Morning.queue, other])
        try morning.do(
            .issue(ticket: id(50), queue: Morning.queue, person: "p", lane: .first, doctor: nil, booking: .here))
        try morning.do(
            .issue(ticket: id(51), queue: other, person: "p", lane: .first, doctor: nil, booking: .here))
        let transfer = Command.transfer(ticket: id(50), queue: other, reach: .anyone)
        #expect(morning.refusal(of: transfer) == .ticketPersonHasOne)
        try morning.do(.cancel(ticket: id(51)))
        try morning.issue(count: 2, queue: other)
        #expect(morning.refusal(of: transfer) == .queueFull)
        try morning.do(.cancel(ticket: id(1)))
        try morning.do(transfer)
        #expect(morning.day.tickets[id(50)]?.queue == other)
    }

    @Test func `a sheet adopted meanwhile keeps the place of whoever is put aside, called, or told`() throws {
        var morning = try morning { $0.getReady = 1 }
        try morning.issue(count: 4)
        try morning.call()
        try morning.do(.hold(ticket: id(3)))
        var byArrival = Rules.changed { $0.getReady = 1 }
        byArrival.lanes[0].order = .arrival
        byArrival.version = 2
        try morning.do(.adopt(queue: Morning.queue, sheet: byArrival))
        try morning.issue()
        try morning.do(.release(ticket: id(3)))
        try morning.do(.hold(ticket: id(1)))
        try morning.do(.release(ticket: id(1)))
        #expect(morning.planned == [2, 1, 3, 4, 5])
    }
}
