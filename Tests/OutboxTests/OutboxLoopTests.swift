import Clinic
import QueueEngine
import Slip
import Testing

@Suite struct `The outbox's loop` {
    private func until(_ condition: () async -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while await !condition() {
            try #require(ContinuousClock.now < deadline, "waited two minutes")
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    private func outbox(
        _ storage: InMemoryOutboxStorage, _ printers: [any Printer], idle: Duration = .seconds(60)
    ) -> Outbox {
        let pace = Outbox.Pace(follow: .milliseconds(2), retry: .milliseconds(2), idle: idle)
        return Outbox(storage: storage, printers: printers, pace: pace, now: { Instant(milliseconds: 5) }) {
            try await Task.sleep(for: $0)
        }
    }

    private func job(_ id: String, printer: String? = "slip", state: PrintState = .queued) -> PrintJob {
        PrintJob(
            id: id, purpose: .ticket, subject: "t", label: "A012", media: .a5, documentSHA256: "sha", printer: printer,
            state: state, createdAt: Instant(milliseconds: 0))
    }

    @Test func `jobs come out in the order in which they were made, once each`() async throws {
        let printer = InMemoryPrinter(id: "slip")
        let storage = InMemoryOutboxStorage(jobs: (1...20).map { job("\($0)") }, documents: ["sha": [1]])
        let outbox = outbox(storage, [printer])
        let running = Task { await outbox.run() }
        try await until { await storage.unfinished().isEmpty }
        let names = await printer.printed.map(\.name)
        #expect(names == (1...20).map { number in "A012:\(number)" })
        running.cancel()
        await running.value
    }

    @Test func `a printer has no more at a time than it is asked about, and the rest can go elsewhere`() async throws {
        let printer = InMemoryPrinter(id: "slip")
        await printer.setOutOfPaper(true)
        let storage = InMemoryOutboxStorage(jobs: (1...20).map { job("\($0)") }, documents: ["sha": [1]])
        let outbox = outbox(storage, [printer])
        let running = Task { await outbox.run() }
        try await until { await storage.job("16")?.state == .printing }
        try await Task.sleep(for: .milliseconds(30))
        #expect(await storage.unfinished().filter { $0.state == .queued }.map(\.id) == (17...20).map { "\($0)" })
        await printer.setOutOfPaper(false)
        try await until { await storage.unfinished().isEmpty }
        #expect(await printer.printed.map(\.name) == (1...20).map { "A012:\($0)" })
        running.cancel()
        await running.value
    }

    @Test func `a job that is added while it sleeps is printed when it is woken`() async throws {
        let printer = InMemoryPrinter(id: "slip")
        let storage = InMemoryOutboxStorage(documents: ["sha": [1]])
        let outbox = outbox(storage, [printer])
        let running = Task { await outbox.run() }
        try await Task.sleep(for: .milliseconds(30))
        await storage.add(job("1"))
        await outbox.wake()
        try await until { await storage.job("1")?.state == .printed }
        #expect(await storage.job("1")?.updatedAt == Instant(milliseconds: 5))
        running.cancel()
        await running.value
    }

    @Test func `a job that waits for paper can be cancelled`() async throws {
        let printer = InMemoryPrinter(id: "slip")
        await printer.setOutOfPaper(true)
        let storage = InMemoryOutboxStorage(jobs: [job("1")], documents: ["sha": [1]])
        let outbox = outbox(storage, [printer])
        let running = Task { await outbox.run() }
        try await until { await storage.job("1")?.state == .printing }
        await storage.requestCancellation(of: "1")
        await outbox.wake()
        try await until { await storage.job("1")?.state == .cancelled }
        #expect(await printer.printed.isEmpty)
        running.cancel()
        await running.value
    }

    @Test func `jobs for a printer that is no longer set are settled with its name`() async throws {
        let storage = InMemoryOutboxStorage(
            jobs: [job("1", printer: "gone"), job("2", printer: "gone", state: .submitted)], documents: ["sha": [1]])
        let outbox = outbox(storage, [InMemoryPrinter(id: "slip")])
        let running = Task { await outbox.run() }
        try await until { await storage.unfinished().isEmpty }
        #expect(await storage.job("1")?.state == .failed)
        #expect(await storage.job("2")?.state == .unknown)
        #expect(await storage.job("1")?.problem == PrintProblem("print.no-such-printer", ["printer": "gone"]))
        running.cancel()
        await running.value
    }

    @Test func `it ends when it is cancelled`() async throws {
        let outbox = outbox(InMemoryOutboxStorage(), [InMemoryPrinter(id: "slip"), InMemoryPrinter(id: "ticket")])
        let running = Task { await outbox.run() }
        try await Task.sleep(for: .milliseconds(10))
        let start = ContinuousClock.now
        running.cancel()
        await running.value
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test func `a job's name is short, ASCII and without the patient`() {
        let long = PrintJob(
            id: "0192f0c1-7f9a-7000-8000-000000000001", purpose: .slip, subject: "s",
            label: "复A012 " + String(repeating: "长x", count: 200), media: .a5, documentSHA256: nil, printer: nil,
            createdAt: Instant(milliseconds: 0))
        #expect(long.name.utf8.count <= 127)
        let isPlain = long.name.unicodeScalars.allSatisfy(\.isASCII)
        #expect(isPlain)
        #expect(long.name.hasPrefix("A012x"))
        #expect(long.name.hasSuffix(":" + long.id))
    }
}
