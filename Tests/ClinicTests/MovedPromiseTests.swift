import Clinic
import ClinicFixture
import QueueEngine
import Testing

@Suite("Who is moved at the desk is told the new place") struct MovedPromiseTests {
    /// A patient behind three others in the queue of one room; two wait in the other queue, which that room serves too.
    private struct Morning {
        let world: World
        let renderer = KeepingRenderer()
        let own: IssueOutcome
        static let other = QueueID("endoscopy")

        init() async throws {
            world = try await World(renderer: renderer)
            _ = try await world.service.openSitting(
                room: World.room, doctor: World.doctor.username, queues: [World.queue, Self.other],
                request(World.doctor))
            for name in ["一", "二", "三"] { try await world.issue(name) }
            for name in ["四", "五"] {
                _ = try await world.service.issue(
                    World.order(.details(World.details(name))), in: Self.other, request())
            }
            own = try await world.issue("六")
            world.clock.advance(seconds: 60)
        }

        func promises() async throws -> [Promise] {
            let id = try #require(TicketID(own.ticket))
            return try await world.service.todaysDay().promises[id]?.map(\.promise) ?? []
        }

        func act(_ command: @escaping @Sendable (TicketID) -> Command) async throws -> ActOutcome {
            try await world.service.act(onTicket: own.ticket, request(), command)
        }

        func transfer(to queue: QueueID) async throws -> ActOutcome {
            try await world.service.transfer(
                ticket: own.ticket, queue: queue, room: nil, doctor: nil, grade: nil, reason: nil, request())
        }

        /// What the answer said is in the journal, and once.
        func expect(_ answer: ActOutcome, told occasions: [Promise.Occasion]) async throws {
            let promises = try await promises()
            #expect(promises.map(\.on) == occasions)
            let last = try #require(promises.last)
            #expect(answer.position == last.position && answer.estimate == last.estimate)
            #expect(answer.others == last.others ?? 0 && answer.estimate != nil)
        }

        /// A copy of the ticket, in words.
        func paper() async throws -> String {
            _ = try await world.service.printAgain(assessment: nil, ticket: own.ticket, printer: nil, request())
            return try #require(renderer.documents.last).figures
        }

        func explanation(_ language: String) async throws -> [String] {
            world.service.text(of: try await world.service.explanation(ofTicket: own.ticket), language: language).lines
        }
    }

    @Test("by a transfer: in the answer, in the journal, on paper and in the explanation")
    func transfer() async throws {
        let morning = try await Morning()
        let moved = try await morning.transfer(to: Morning.other)
        try await morning.expect(moved, told: [.issue, .transfer])
        #expect(moved.position == 3)
        let others = try #require(moved.others), wait = try #require(moved.estimate)
        #expect(others == 3, "one room calls from both queues in turn")
        let words = { morning.world.service.wording.wait(from: wait.fromMinutes, to: wait.toMinutes, $0) }
        let paper = try await morning.paper()
        #expect(paper.contains("2 位") && paper.contains("别的队列 3 位"), "\(paper)")
        #expect(paper.contains(words("zh")), "\(paper)")
        for (language, told) in [
            ("zh", "当时告诉您：前面还有 2 位，同一诊室还要先叫别的队列的 3 位，预计等 \(words("zh"))。"),
            ("en", "Told then: 2 ahead, and 3 of other queues before in the same rooms, about \(words("en"))."),
            ("ug", "2 كىشى بار، شۇ ئۆيلەر ئالدى بىلەن باشقا ئۆچىرەتتىكى 3 كىشىنى چاقىرىدۇ، تەخمىنەن \(words("ug"))."),
        ] {
            let lines = try await morning.explanation(language)
            #expect(lines.count { $0.contains(told) } == 1, "\(lines)")
        }
    }

    @Test("by a class with priority")
    func priority() async throws {
        let morning = try await Morning()
        let moved = try await morning.world.service.prioritize(
            ticket: morning.own.ticket, priority: "elderly", reason: "八十二岁", request())
        try await morning.expect(moved, told: [.issue, .priority])
        let lines = try await morning.explanation("zh")
        let told = "当时告诉您：前面还有 \(try #require(moved.position) - 1) 位"
        #expect(lines.count { $0.contains(told) && $0.contains("优先") } == 1, "\(lines)")
    }

    @Test("when it is back from tests, or no longer on hold")
    func back() async throws {
        let morning = try await Morning()
        let away = try await morning.act { .sendForTests(ticket: $0) }
        #expect(away.position == nil && away.estimate == nil)
        let back = try await morning.act { .returnFromTests(ticket: $0) }
        try await morning.expect(back, told: [.issue, .returned])
        let held = try await morning.act { .hold(ticket: $0) }
        #expect(held.position == nil)
        let released = try await morning.act { .release(ticket: $0) }
        try await morning.expect(released, told: [.issue, .returned, .release])
        let lines = try await morning.explanation("en")
        #expect(lines.count { $0.contains("Told then: ") } == 2, "\(lines)")
    }

    @Test("when it is back in line after a miss")
    func rejoined() async throws {
        let morning = try await Morning()
        let service = morning.world.service
        _ = try await service.call(
            room: World.room, chosen: morning.own.ticket, reason: "先看", request(World.doctor))
        for _ in 0..<2 {
            morning.world.clock.advance(seconds: 60)
            _ = try await morning.act { .recall(ticket: $0) }
        }
        morning.world.clock.advance(seconds: 60)
        let missed = try await morning.act { .miss(ticket: $0) }
        #expect(missed.position == nil, "nobody is there to be told")
        let back = try await morning.act { .rejoin(ticket: $0) }
        try await morning.expect(back, told: [.issue, .rejoin])
        let lines = try await morning.explanation("zh")
        #expect(lines.count { $0.contains("当时告诉您") } == 1, "\(lines)")
    }

    @Test("and told the old one again when that is taken back, so that paper says where it stands")
    func undone() async throws {
        let morning = try await Morning()
        let moved = try await morning.transfer(to: Morning.other)
        let undone = try await morning.world.service.undo(event: moved.event, request(key: "u"))
        try await morning.expect(undone, told: [.issue, .transfer, .undo])
        #expect(undone.position == morning.own.position && undone.queue == World.queue.rawValue)
        #expect(try await morning.paper().contains("3 位"))
        let again = try await morning.world.service.undo(event: moved.event, request(key: "u"))
        #expect(again.event == undone.event && again.position == undone.position)
        #expect(try await morning.promises().count == 3)
        #expect(try await !morning.explanation("zh").contains { $0.contains("当时告诉您") })
    }

    @Test("as are those whom the closing of a sitting had moved, when that is taken back")
    func reopened() async throws {
        let morning = try await Morning()
        let service = morning.world.service
        _ = try await service.openSitting(
            room: RoomID("2"), doctor: World.doctor2.username, queues: [World.queue], request(World.doctor2))
        _ = try await service.transfer(
            ticket: morning.own.ticket, queue: nil, room: nil, doctor: World.doctor2.username, grade: nil, reason: nil,
            request())
        let closed = try await service.closeSitting(room: RoomID("2"), spread: .evenly, request(World.doctor2))
        let there = try #require(closed.closed?.moved.first)
        #expect(there.doctor == World.doctor.username && there.others == 2)
        let undone = try await service.undo(event: closed.event, request())
        let back = try #require(undone.closed?.moved.first)
        #expect(back.doctor == World.doctor2.username && back.position != nil && back.others == 0)
        #expect(try #require(back.estimate).toMinutes < #require(there.estimate).toMinutes)
        #expect(try await morning.promises().map(\.on) == [.issue, .transfer, .spread, .undo])
    }

    @Test("and nobody is who does not wait: on a transfer it is told nothing until it is back")
    func away() async throws {
        let morning = try await Morning()
        _ = try await morning.act { .sendForTests(ticket: $0) }
        let moved = try await morning.transfer(to: Morning.other)
        #expect(moved.position == nil && moved.others == nil && moved.estimate == nil)
        #expect(try await morning.promises().map(\.on) == [.issue])
        let back = try await morning.act { .returnFromTests(ticket: $0) }
        try await morning.expect(back, told: [.issue, .returned])
        let lines = try await morning.explanation("zh")
        #expect(lines.count { $0.contains("当时告诉您") } == 1, "\(lines)")
    }
}
