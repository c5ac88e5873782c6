import Clinic
import QueueEngine
import Slip
import Testing

/// The outbox stops dead at every call to the printer, before it is made or before its answer is heard, and is started
/// again: the machine must have printed once.
@Suite struct `A crash at any point` {
    /// Works as a storage until it is told to crash: from then on nothing is stored.
    private actor Mortal: OutboxStorage {
        let inner: InMemoryOutboxStorage
        var savesLeft: Int

        init(_ inner: InMemoryOutboxStorage, saves: Int) {
            self.inner = inner
            savesLeft = saves
        }

        struct Dead: Error {}

        func unfinished() async throws -> [PrintJob] {
            guard savesLeft > 0 else { throw Dead() }
            return await inner.unfinished()
        }

        func save(_ job: PrintJob, replacing former: PrintJob) async throws {
            guard savesLeft > 0 else { throw Dead() }
            savesLeft -= 1
            try await inner.save(job, replacing: former)
        }

        func document(_ sha256: String) async throws -> [UInt8] { try await inner.document(sha256) }
    }

    /// Runs an outbox until `isOver`, two minutes at most, and stops it.
    private func run(
        _ storage: any OutboxStorage, _ printer: InMemoryPrinter, until isOver: () async -> Bool
    ) async throws {
        let pace = Outbox.Pace(follow: .milliseconds(1), retry: .milliseconds(1), idle: .milliseconds(1))
        let outbox = Outbox(storage: storage, printers: [printer], pace: pace, now: { Instant(milliseconds: 0) }) {
            try await Task.sleep(for: $0)
        }
        let running = Task { await outbox.run() }
        let deadline = ContinuousClock.now + .seconds(120)
        while await !isOver() {
            try #require(ContinuousClock.now < deadline, "waited two minutes")
            try await Task.sleep(for: .milliseconds(1))
        }
        running.cancel()
        await running.value
    }

    private func settle(_ storage: InMemoryOutboxStorage, _ printer: InMemoryPrinter) async throws {
        try await run(storage, printer) { await storage.unfinished().isEmpty }
    }

    @Test(arguments: 0..<8, [true, false])
    func `after any number of saves, the paper comes out once`(saves: Int, speaksIPP: Bool) async throws {
        let printer = InMemoryPrinter(id: "slip", speaksIPP: speaksIPP)
        let storage = InMemoryOutboxStorage(jobs: [printJob(.queued)], documents: ["sha": [1, 2, 3]])
        let mortal = Mortal(storage, saves: saves)
        try await run(mortal, printer) {
            let isDead = await mortal.savesLeft == 0
            let isDone = await storage.unfinished().isEmpty
            return isDead || isDone
        }
        try await settle(storage, printer)
        #expect(await storage.job("0192")?.state == .printed)
        #expect(await printer.printed.count == 1)
    }

    @Test(arguments: [InMemoryPrinter.Call.create, .send, .release, .cancel], [true, false])
    func `when an answer is lost, the paper comes out once`(call: InMemoryPrinter.Call, speaksIPP: Bool) async throws {
        let printer = InMemoryPrinter(id: "slip", speaksIPP: speaksIPP)
        let storage = InMemoryOutboxStorage(jobs: [printJob(.queued)], documents: ["sha": [1, 2, 3]])
        await printer.loseAnswer(of: call)
        try await settle(storage, printer)
        #expect(await storage.job("0192")?.state == .printed)
        #expect(await printer.printed.count == 1)
    }

    @Test(arguments: [true, false])
    func `a service that forgets a released job leaves it to a person, unless the machine knows it`(
        speaksIPP: Bool
    ) async throws {
        let printer = InMemoryPrinter(id: "slip", speaksIPP: speaksIPP)
        let job = printJob(.releasing)
        let storage = InMemoryOutboxStorage(jobs: [job], documents: ["sha": [1, 2, 3]])
        let created = try await printer.create(name: job.name, media: .a5)
        try await printer.send([1, 2, 3], to: created.id)
        try await printer.release(created.id)
        await printer.forgetJobs()
        try await settle(storage, printer)
        #expect(await storage.job(job.id)?.state == (speaksIPP ? .printed : .unknown))
        #expect(await printer.printed.count == 1)
    }

    @Test func `a job that was created but whose id was never stored is found by its name`() async throws {
        let printer = InMemoryPrinter(id: "slip")
        let job = printJob(.creating)
        let storage = InMemoryOutboxStorage(jobs: [job], documents: ["sha": [1, 2, 3]])
        _ = try await printer.create(name: job.name, media: .a5)
        try await settle(storage, printer)
        #expect(await storage.job(job.id)?.state == .printed)
        #expect(await printer.calls.filter { $0 == .create }.count == 1)
    }

    @Test func `what the service would send again is taken back, for the machine has printed it`() async throws {
        let (printer, storage) = try await delivered()
        await printer.deliverAgain(1)
        try await settle(storage, printer)
        await printer.printAgain()
        #expect(await storage.job("0192")?.state == .printed)
        #expect(await printer.printed.count == 1)
        #expect(try await printer.find(name: printJob(.queued).name, id: nil).map(\.state) == [.cancelled])
    }

    @Test func `what was taken back, and forgotten by the machine before it was asked again, is not called failed`()
        async throws
    {
        let (printer, storage) = try await delivered(isSeenAtMachine: true)
        await printer.deliverAgain(1)
        await printer.cancelEverything()
        await printer.forgetPapers()
        try await settle(storage, printer)
        #expect(await storage.job("0192")?.state == .unknown)
        #expect(await printer.printed.count == 1)
    }

    @Test func `what came out twice all the same is told`() async throws {
        let (printer, storage) = try await delivered()
        await printer.deliverAgain(1)
        await printer.printAgain()
        try await settle(storage, printer)
        #expect(await storage.job("0192")?.state == .doubled)
        #expect(
            await storage.job("0192")?.problem == PrintProblem("print.came-more-than-once", ["count": "2"]))
    }

    /// A job that the machine has printed, and of which we have only heard that it is on its way.
    private func delivered(isSeenAtMachine: Bool = false) async throws -> (InMemoryPrinter, InMemoryOutboxStorage) {
        let printer = InMemoryPrinter(id: "slip")
        var job = printJob(.printing)
        job.cupsJobID = 1
        if isSeenAtMachine { job.printerJobID = 1 }
        let storage = InMemoryOutboxStorage(jobs: [job], documents: ["sha": [1, 2, 3]])
        let created = try await printer.create(name: job.name, media: .a5)
        try await printer.send([1, 2, 3], to: created.id)
        try await printer.release(created.id)
        return (printer, storage)
    }
}
