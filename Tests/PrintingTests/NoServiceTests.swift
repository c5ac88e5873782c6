import Clinic
import Foundation
import PrintRoom
import Printing
import QueueEngine
import Slip
import Testing

@Suite struct `Without a print service` {
    private let moment = Instant(milliseconds: 0)

    private func job(_ id: String, at printer: String) -> PrintJob {
        PrintJob(
            id: id, purpose: .slip, subject: "s", label: "A012", media: .a5, documentSHA256: "sha", printer: printer,
            createdAt: moment)
    }

    private func printer(_ id: String, port: Int, patience: Double = 1) -> CupsPrinter {
        CupsPrinter(id: id, address: PrinterAddress(host: "127.0.0.1", port: port, queue: "slip"), patience: patience)
    }

    @Test func `a job that reaches nobody fails with a code, and its printer is unreachable`() async throws {
        let nobody = try SilentPort(listening: false)
        let printer = printer("slip", port: nobody.port)
        let storage = InMemoryOutboxStorage(jobs: [job("1", at: "slip")], documents: ["sha": [1]])
        let pace = Outbox.Pace(follow: .zero, retry: .milliseconds(10), idle: .milliseconds(10), attemptLimit: 3)
        let outbox = Outbox(storage: storage, printers: [printer], pace: pace, now: { [moment] in moment }) {
            try await Task.sleep(for: $0)
        }
        let running = Task { await outbox.run() }
        while await !storage.unfinished().isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        running.cancel()
        await running.value
        let end = try #require(await storage.job("1"))
        #expect(end.state == .failed)
        #expect(end.problem?.code == "print.no-service")
        #expect(end.problem?.arguments["server"] == "127.0.0.1:\(nobody.port)")
        let status = await printer.status()
        #expect(status.state == .unreachable)
        #expect(status.problem?.code == "print.no-service")
    }

    @Test func `a server that accepts and never answers is given up in time, and holds up no other printer`()
        async throws
    {
        let silent = try SilentPort(listening: true)
        let hanging = printer("slip", port: silent.port, patience: 3)
        let healthy = InMemoryPrinter(id: "ticket")
        let storage = InMemoryOutboxStorage(
            jobs: [job("1", at: "slip"), job("2", at: "ticket")], documents: ["sha": [1]])
        let pace = Outbox.Pace(follow: .milliseconds(5), retry: .seconds(60), idle: .milliseconds(5))
        let outbox = Outbox(storage: storage, printers: [hanging, healthy], pace: pace, now: { [moment] in moment }) {
            try await Task.sleep(for: $0)
        }
        let start = ContinuousClock.now
        let running = Task { await outbox.run() }
        while await storage.job("2")?.state != .printed { try await Task.sleep(for: .milliseconds(2)) }
        #expect(await storage.job("1")?.problem == nil, "the other printer was held up")
        while await storage.job("1")?.problem == nil { try await Task.sleep(for: .milliseconds(10)) }
        #expect(ContinuousClock.now - start < .seconds(60), "a server that hangs was waited for too long")
        #expect(await storage.job("1")?.problem?.code == "print.no-answer")
        running.cancel()
        await running.value
    }

    @Test(arguments: [
        ("cups://127.0.0.1:8631/slip", PrinterAddress(host: "127.0.0.1", port: 8631, queue: "slip")),
        ("cups://print.hospital/a5", PrinterAddress(host: "print.hospital", port: 631, queue: "a5")),
        ("cups://print.hospital", nil), ("cups:///slip", nil), ("cups://h:0/slip", nil), ("cups://h:99999/slip", nil),
        ("ipp://h/slip", nil), ("cups://h/a/b", nil), ("cups://h/a b", nil), ("", nil),
    ])
    func `a printer's address is read, or refused`(text: String, address: PrinterAddress?) {
        #expect(PrinterAddress(text) == address)
    }
}
