import Clinic
import ClinicFixture
import QueueEngine
import SQLiteStore
import Testing

@Suite("The day's report") struct ReportTests {
    @Test("Who was seen, with the form's steps, and the journal's head where there is one", arguments: Engine.allCases)
    func day(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            let draft = try await world.completeDraft()
            world.clock.advance(seconds: 300)
            _ = try await world.sign(draft, print: false)
            try await world.issue("李四")
            let made = try await world.service.report(ofDay: nil)
            #expect(made.report.date == world.service.today.description)
            #expect(made.report.all.tickets == 2 && made.report.all.calls == 1)
            #expect(made.report.queues.map(\.key) == [World.queue.rawValue])
            #expect(made.report.doctors.map(\.key) == [World.doctor.username])
            #expect((made.journalHead != nil) == (engine == .sqlite))
        }
    }

    @Test("Signing is a step of whoever came in")
    func steps() async throws {
        let world = try await World()
        try await world.openSitting()
        let issued = try await world.issue("张三")
        _ = try await world.call()
        _ = try await world.service.act(onTicket: issued.ticket, request(World.doctor)) { .comeIn(ticket: $0) }
        world.clock.advance(seconds: 60)
        let opened = try await world.service.openAssessment(ticket: issued.ticket, form: nil, request(World.doctor))
        let draft = try await world.service.saveDraft(
            assessment: opened.assessment, answers: try world.completeAnswers(), version: opened.version,
            request(World.doctor))
        world.clock.advance(seconds: 240)
        _ = try await world.sign(draft, print: false)
        let minutes = try await world.service.report(ofDay: nil).report.stepMinutes
        #expect(minutes.cameInToFormOpened?.median == 1)
        #expect(minutes.formOpenedToSigned?.median == 4)
        #expect(minutes.signedToPrinted == nil)
    }

    @Test("What was ruled by hand is listed, with who did it and why; what was taken back is not")
    func byHand() async throws {
        let world = try await World()
        try await world.openSitting()
        let tickets = try await [world.issue("甲"), world.issue("乙"), world.issue("丙")].map(\.ticket)
        func prioritize(_ ticket: String, because reason: String) async throws -> ActOutcome {
            try await world.service.act(onTicket: ticket, reason: reason, request(World.desk)) {
                .prioritize(ticket: $0, priority: "urgent")
            }
        }
        let given = try await prioritize(tickets[1], because: "80岁以上")
        let taken = try await prioritize(tickets[0], because: "说错了")
        _ = try await world.service.undo(event: taken.event, request(World.desk))
        _ = try await world.service.call(
            room: World.room, chosen: tickets[2], reason: "要赶手术", request(World.doctor))
        let acts = try await world.service.report(ofDay: nil).byHand
        #expect(given.lane == "urgent")
        #expect(acts.map(\.act.kind) == [.prioritized, .chosen])
        #expect(acts.map(\.reason) == ["80岁以上", "要赶手术"])
        #expect(acts.map(\.by) == [World.desk.username, World.doctor.username])
        #expect(acts.last?.act.doctor == World.doctor.username)
    }

    @Test("A day that never was is empty, and what is no date is refused")
    func empty() async throws {
        let world = try await World()
        let made = try await world.service.report(ofDay: "2020-02-29")
        #expect(made.report.date == "2020-02-29" && made.report.all.tickets == 0)
        await #expect(throws: InvalidInput.self) { try await world.service.report(ofDay: "2026-02-30") }
    }

    @Test("The journal of a served morning decides again to the same calls")
    func replay() async throws {
        let world = try await World()
        try await world.openSitting()
        for name in ["甲", "乙", "丙"] { try await world.issue(name) }
        for _ in 0..<3 {
            let called = try await world.call()
            _ = try await world.service.act(onTicket: called.ticket, request(World.doctor)) { .comeIn(ticket: $0) }
            world.clock.advance(seconds: 600)
        }
        let stream = world.service.layout.stream(of: world.service.today)
        let events = try world.store.events.filter { $0.stream == stream }.map {
            TimedEvent(try EventCoding.decode($0.payload), at: $0.time)
        }
        let replay = Replay(events)
        #expect(replay.isSame && replay.calls == 3)
    }
}
