import Clinic
import QueueEngine
import Slip
import Testing

/// A paper that waits, and the printer that was chosen instead.
@Suite struct `A paper that waits` {
    private func until(_ condition: () async -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while await !condition() {
            try #require(ContinuousClock.now < deadline, "waited two minutes")
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    private func run(
        _ storage: InMemoryOutboxStorage, _ printers: [InMemoryPrinter], _ body: (Outbox) async throws -> Void
    ) async throws {
        let pace = Outbox.Pace(follow: .milliseconds(2), retry: .milliseconds(2), idle: .seconds(60))
        let outbox = Outbox(storage: storage, printers: printers, pace: pace, now: { Instant(milliseconds: 5) }) {
            try await Task.sleep(for: $0)
        }
        let running = Task { await outbox.run() }
        try await body(outbox)
        running.cancel()
        await running.value
    }

    @Test func `is not sent to a printer that says it has no paper, and goes by itself once it has`() async throws {
        let printer = InMemoryPrinter(id: "slip")
        await printer.setOutOfPaper(true, isKnown: true)
        let storage = InMemoryOutboxStorage(jobs: [printJob(.queued)], documents: ["sha": [1]])
        try await run(storage, [printer]) { _ in
            try await until { await storage.job("0192")?.problem != nil }
            let job = await storage.job("0192")
            #expect(job?.state == .queued)
            #expect(job?.problem == PrintProblem("print.waits-for-printer", ["reason": "media-empty"]))
            #expect(await printer.calls.isEmpty)
            await printer.setOutOfPaper(false)
            try await until { await storage.job("0192")?.state == .printed }
            #expect(await printer.printed.count == 1)
        }
    }

    @Test func `comes out at the printer that was chosen, once, and nothing is left behind`() async throws {
        let first = InMemoryPrinter(id: "slip")
        let second = InMemoryPrinter(id: "other")
        let job = printJob(.creating)
        // The print service holds it, with its document: we stopped just before the release.
        let created = try await first.create(name: job.name, media: .a5)
        try await first.send([1, 2, 3], to: created.id)
        let storage = InMemoryOutboxStorage(jobs: [job], documents: ["sha": [1, 2, 3]])
        await storage.requestMove(of: job.id, to: "other")
        try await run(storage, [first, second]) { _ in
            try await until { await storage.job(job.id)?.state == .printed }
            #expect(await storage.job(job.id)?.printer == "other")
            #expect(await first.printed.isEmpty)
            #expect(await second.printed.map(\.name) == [job.name])
            #expect(try await first.find(name: job.name, id: nil).map(\.state) == [.cancelled])
        }
    }

    @Test func `leaves a print service that does not answer`() async throws {
        let first = InMemoryPrinter(id: "slip")
        let second = InMemoryPrinter(id: "other")
        for _ in 0..<1000 {
            await first.fail(.find, with: PrinterFault(PrintProblem("print.no-service"), isLasting: false))
        }
        let storage = InMemoryOutboxStorage(jobs: [printJob(.creating)], documents: ["sha": [1]])
        await storage.requestMove(of: "0192", to: "other")
        try await run(storage, [first, second]) { _ in
            try await until { await storage.job("0192")?.state == .printed }
            #expect(await second.printed.count == 1)
        }
    }

    @Test func `stays where it is once it was released`() async throws {
        let first = InMemoryPrinter(id: "slip")
        let second = InMemoryPrinter(id: "other")
        await first.setOutOfPaper(true)
        let storage = InMemoryOutboxStorage(jobs: [printJob(.queued)], documents: ["sha": [1]])
        try await run(storage, [first, second]) { outbox in
            try await until { await storage.job("0192")?.state == .printing }
            await storage.requestMove(of: "0192", to: "other")
            await first.setOutOfPaper(false)
            await outbox.wake()
            try await until { await storage.job("0192")?.state == .printed }
            #expect(await first.printed.count == 1)
            #expect(await second.printed.isEmpty)
        }
    }

    @Test func `is left alone by whoever worked at it before it was moved`() async throws {
        let storage = InMemoryOutboxStorage(jobs: [printJob(.queued)])
        let former = printJob(.queued)
        var moved = former
        moved.printer = "other"
        try await storage.save(moved, replacing: former)
        var late = former
        late.state = .creating
        await #expect(throws: JobMoved.self) { try await storage.save(late, replacing: former) }
        #expect(await storage.job("0192")?.printer == "other")
        #expect(await storage.job("0192")?.state == .queued)
    }
}
