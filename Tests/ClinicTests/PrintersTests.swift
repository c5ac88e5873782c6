import Clinic
import ClinicFixture
import QueueEngine
import Slip
import Testing

@Suite("Printers as staff use them")
struct PrintersTests {
    /// A slip in a state, waiting for the slip printer.
    private static func job(_ state: PrintState, in world: World) async throws -> PrintJob {
        let job = PrintJob(
            id: "00000000-0000-4000-8000-000000000001", purpose: .slip, subject: "an assessment", label: "A012",
            media: .a5, documentSHA256: nil, printer: "slip", state: state, createdAt: world.service.now())
        try await world.store.write { try $0.save(job) }
        return job
    }

    @Test("A test page goes to its printer, says nothing of anybody, and asking twice under one key prints once")
    func testPage() async throws {
        let world = try await World(printers: ["slip"])
        let outcome = try await world.service.printTestPage(at: "slip", request(World.desk, key: "k"))
        let again = try await world.service.printTestPage(at: "slip", request(World.desk, key: "k"))
        #expect(again.printJob == outcome.printJob)
        let job = try await world.service.printJob(outcome.printJob)
        #expect(job.purpose == .test && job.printer == "slip" && job.state == .queued && job.subject == "slip")
        let next = try await world.service.printTestPage(at: "slip", request(World.desk))
        #expect(next.copy == 2)
        await #expect(throws: NotFound("printer")) {
            try await world.service.printTestPage(at: "nine", request(World.desk))
        }
    }

    @Test("A test page goes to no other printer: it bears the name of the one that it tries")
    func testPageStays() async throws {
        let world = try await World(printers: ["slip", "slip-2"])
        let job = try await world.service.printTestPage(at: "slip", request(World.desk)).printJob
        await #expect(throws: Conflict("print-job.test-stays")) {
            try await world.service.movePrint(job, to: "slip-2", request(World.desk))
        }
        #expect(try await world.service.printJob(job).moveTo == nil)
    }

    @Test("A test page without a connected printer is kept")
    func keptTestPage() async throws {
        let world = try await World()
        let outcome = try await world.service.printTestPage(at: "ticket", request(World.desk))
        #expect(try await world.service.printJob(outcome.printJob).state == .kept)
    }

    @Test("What waits here goes to the other printer at once")
    func queued() async throws {
        let world = try await World(printers: ["slip", "slip-2"])
        let job = try await Self.job(.queued, in: world)
        _ = try await world.service.movePrint(job.id, to: "slip-2", request(World.desk))
        let moved = try await world.service.printJob(job.id)
        #expect(moved.printer == "slip-2" && moved.moveTo == nil && moved.state == .queued)
        // Whoever was about to send it to the first one does not.
        var late = job
        late.state = .creating
        let outbox = StoredOutbox(store: world.store, redraw: world.service.renderTickets)
        await #expect(throws: JobMoved.self) { try await outbox.save(late, replacing: job) }
    }

    @Test("A ticket that goes to another printer is drawn anew, with that one's name and lengths")
    func movedTicket() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(MemoryStore(), renderer: renderer, printers: ["ticket", "ticket-2"]) { layout in
            layout.printers.append(
                ClinicLayout.Printer(
                    id: "ticket-2", name: ["zh": "票机 2", "en": "Ticket printer 2"], purpose: .ticket,
                    lengths: [90, 140]))
        }
        let issued = try await world.issue("张三", print: true)
        let first = try await world.rendered(try #require(issued.printJob))
        #expect(renderer.documents.last?.lastLine == "票机 1")
        _ = try await world.service.movePrint(first.id, to: "ticket-2", request(World.desk))
        let second = try await world.rendered(first.id)
        #expect(second.printer == "ticket-2" && second.state == .queued)
        #expect(second.documentSHA256 != nil && second.documentSHA256 != first.documentSHA256)
        #expect(renderer.documents.last?.lastLine == "票机 2" && renderer.documents.last?.lengths == [90, 140])
    }

    @Test("A slip that goes to a printer with other paper is laid out for it; a test page has its printer's paper")
    func otherPaper() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(MemoryStore(), renderer: renderer, printers: ["slip", "large"]) { layout in
            layout.printers.append(
                ClinicLayout.Printer(
                    id: "large", name: ["zh": "A4 机", "en": "A4 printer"], purpose: .slip, paper: .a4))
        }
        let signed = try await world.sign(try await world.completeDraft())
        let id = try #require(signed.printJob)
        let small = try await world.service.printJob(id)
        #expect(renderer.documents.last?.paper == .a5 && small.printer == "slip")
        _ = try await world.service.movePrint(id, to: "large", request(World.doctor))
        let large = try await world.service.printJob(id)
        #expect(renderer.documents.last?.paper == .a4 && large.printer == "large")
        #expect(large.documentSHA256 != small.documentSHA256 && large.copy == small.copy)
        _ = try await world.service.movePrint(id, to: "slip", request(World.doctor))
        #expect(renderer.documents.last?.paper == .a5)
        for (printer, paper) in [("slip", Paper.a5), ("large", .a4)] {
            _ = try await world.service.printTestPage(at: printer, request(World.desk))
            #expect(renderer.documents.last?.paper == paper)
        }
    }

    @Test("A ticket that the print service gives back is drawn anew too, and one that goes back home as well")
    func movedTicketGivenBack() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(MemoryStore(), renderer: renderer, printers: ["ticket", "ticket-2"]) { layout in
            layout.printers.append(
                ClinicLayout.Printer(
                    id: "ticket-2", name: ["zh": "票机 2", "en": "Ticket printer 2"], purpose: .ticket))
        }
        let issued = try await world.issue("张三", print: true)
        var job = try await world.rendered(try #require(issued.printJob))
        job.state = .creating
        try await world.store.write { [job] in try $0.save(job) }
        _ = try await world.service.movePrint(job.id, to: "ticket-2", request(World.desk))
        let outbox = StoredOutbox(store: world.store, redraw: world.service.renderTickets)
        let taken = try #require(try await outbox.unfinished().first)
        try await outbox.save(try #require(taken.moved), replacing: taken)
        let there = try await world.rendered(job.id)
        #expect(there.printer == "ticket-2" && renderer.documents.last?.lastLine == "票机 2")
        _ = try await world.service.movePrint(job.id, to: "ticket", request(World.desk))
        let home = try await world.rendered(job.id)
        #expect(home.printer == "ticket" && home.documentSHA256 != nil)
        #expect(renderer.documents.last == renderer.documents.first, "the same ticket for the same printer")
    }

    @Test("What the print service may hold is taken back there first")
    func creating() async throws {
        let world = try await World(printers: ["slip", "slip-2"])
        let job = try await Self.job(.creating, in: world)
        _ = try await world.service.movePrint(job.id, to: "slip-2", request(World.desk))
        let asked = try await world.service.printJob(job.id)
        #expect(asked.printer == "slip" && asked.moveTo == "slip-2" && asked.state == .creating)
        _ = try await world.service.movePrint(job.id, to: "slip", request(World.desk))
        #expect(try await world.service.printJob(job.id).moveTo == nil, "the wish is taken back")
    }

    @Test("What may have been printed stays", arguments: [PrintState.releasing, .submitted, .printing])
    func released(_ state: PrintState) async throws {
        let world = try await World(printers: ["slip", "slip-2"])
        let job = try await Self.job(state, in: world)
        await #expect(throws: Conflict("print-job.may-have-printed")) {
            try await world.service.movePrint(job.id, to: "slip-2", request(World.desk))
        }
    }

    @Test("Nothing goes to a printer that is not connected or has other paper, nor when it is over")
    func refused() async throws {
        let world = try await World(printers: ["slip", "ticket"])
        let job = try await Self.job(.queued, in: world)
        await #expect(throws: NotFound("printer")) {
            try await world.service.movePrint(job.id, to: "slip-2", request(World.desk))
        }
        await #expect(throws: Conflict("print-job.other-paper")) {
            try await world.service.movePrint(job.id, to: "ticket", request(World.desk))
        }
        _ = try await world.service.cancelPrint(job.id, request(World.desk))
        await #expect(throws: Conflict("print-job.finished")) {
            try await world.service.movePrint(job.id, to: "slip", request(World.desk))
        }
    }
}

extension Slip.Document {
    /// What stands at the end of its last line: the printer that a ticket was made for.
    fileprivate var lastLine: String? {
        guard case .spread(let spread)? = body.last else { return nil }
        return spread.right.plain
    }
}
