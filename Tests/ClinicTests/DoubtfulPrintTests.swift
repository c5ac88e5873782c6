import Clinic
import ClinicFixture
import QueueEngine
import Testing

@Suite struct DoubtfulPrintTests {
    @Test("A doubtful print that a person found in the tray is printed")
    func printed() async throws {
        let world = try await World(printers: ["slip"])
        let job = try await Self.job(.unknown, in: world)
        let outcome = try await world.service.resolvePrint(job.id, .printed, request(World.doctor))
        #expect(outcome.state == "printed" && outcome.again == nil)
        #expect(try await world.service.printJob(job.id).state == .printed)
    }

    @Test(
        "One that is not in the tray is printed again, as copy 2", arguments: [PrintState.unknown, .failed, .blocked])
    func again(_ state: PrintState) async throws {
        let world = try await World(printers: ["slip"])
        let job = try await Self.job(state, in: world)
        let outcome = try await world.service.resolvePrint(job.id, .reprint, request(World.doctor, key: "k"))
        #expect(outcome.state == "cancelled")
        let copy = try await world.service.printJob(try #require(outcome.again))
        #expect(copy.copy == 2 && copy.state == .queued)
        let repeated = try await world.service.resolvePrint(job.id, .reprint, request(World.doctor, key: "k"))
        #expect(repeated.again == outcome.again)
    }

    @Test("One that came out twice is printed once what was too much is taken back, and is never printed again for it")
    func takenBack() async throws {
        let world = try await World(printers: ["slip"])
        let job = try await Self.job(.doubled, in: world)
        for resolution in [PrintResolution.reprint, .dismiss] {
            await #expect(throws: Conflict("print-job.settled")) {
                try await world.service.resolvePrint(job.id, resolution, request(World.doctor))
            }
        }
        let outcome = try await world.service.resolvePrint(job.id, .printed, request(World.doctor))
        #expect(outcome.state == "printed" && outcome.again == nil)
    }

    @Test(
        "One that is not there and that nobody needs is dropped", arguments: [PrintState.unknown, .failed, .blocked])
    func dismissed(_ state: PrintState) async throws {
        let world = try await World(printers: ["slip"])
        let job = try await Self.job(state, in: world)
        let outcome = try await world.service.resolvePrint(job.id, .dismiss, request(World.doctor))
        #expect(outcome.state == "cancelled" && outcome.again == nil)
    }

    @Test(
        "One that failed is settled by the next paper of the same", arguments: [PrintState.failed, .blocked, .unknown])
    func replaced(_ state: PrintState) async throws {
        let world = try await World(printers: ["slip"])
        let job = try await Self.job(state, in: world)
        _ = try await world.service.printAgain(
            assessment: job.subject, ticket: nil, printer: nil, showsAll: false, request(World.doctor))
        let now = try await world.service.printJob(job.id)
        // What may be in the tray still asks a person.
        #expect(now.state == (state == .unknown ? .unknown : .cancelled))
        #expect(now.problem?.code == (state == .unknown ? nil : "print.printed-anew"))
    }

    @Test("A paper that is stopped while it waits for its printer says nothing of that printer any more")
    func stopped() async throws {
        let world = try await World(printers: ["slip"])
        let job = try await Self.job(.queued, in: world)
        try await world.store.write { transaction in
            var waiting = job
            waiting.problem = PrintProblem("print.waits-for-printer", ["reason": "media-empty"])
            try transaction.save(waiting)
        }
        _ = try await world.service.cancelPrint(job.id, request(World.doctor))
        let now = try await world.service.printJob(job.id)
        #expect(now.state == .cancelled && now.problem == nil)
    }

    @Test("What is settled or under way is not settled again", arguments: [PrintState.printed, .queued, .printing])
    func settled(_ state: PrintState) async throws {
        let world = try await World(printers: ["slip"])
        let job = try await Self.job(state, in: world)
        for resolution in PrintResolution.allCases {
            await #expect(throws: Conflict("print-job.settled")) {
                try await world.service.resolvePrint(job.id, resolution, request(World.doctor))
            }
        }
    }

    @Test("A queued print that is cancelled stays so, whatever the outbox was about to do")
    func cancelled() async throws {
        let world = try await World(printers: ["slip"])
        let job = try await Self.job(.queued, in: world)
        let outbox = StoredOutbox(store: world.store, redraw: world.service.renderTickets)
        var taken = try #require(try await outbox.unfinished().first)
        let outcome = try await world.service.cancelPrint(job.id, request(World.doctor))
        #expect(outcome.state == "cancelled")
        taken.state = .creating
        try await outbox.save(taken, replacing: job)
        #expect(try await world.service.printJob(job.id).cancelRequested)
    }

    @Test("A print that is done cannot be cancelled")
    func tooLate() async throws {
        let world = try await World(printers: ["slip"])
        let job = try await Self.job(.printed, in: world)
        await #expect(throws: Conflict("print-job.finished")) {
            try await world.service.cancelPrint(job.id, request(World.doctor))
        }
        await #expect(throws: NotFound("print-job")) {
            try await world.service.cancelPrint("unknown", request(World.doctor))
        }
    }

    /// The print job of a signed slip, in that state.
    private static func job(_ state: PrintState, in world: World) async throws -> PrintJob {
        let signed = try await world.sign(try await world.completeDraft())
        var job = try await world.service.printJob(try #require(signed.printJob))
        job.state = state
        try await world.store.write { [job] in try $0.save(job) }
        return job
    }
}
