import Clinic
import Foundation
import PrintRoom
import Printing
import QueueEngine
import Slip
import Testing

/// Carries one job to the printers of a print room.
struct Carrier {
    let renderer = SlipRenderer()
    let moment = Instant(milliseconds: 1_795_000_000_000)

    /// A queue of the room, with the checks of certificates that the test asks for.
    func printer(_ queue: String, in room: PrintRoom, checks: (inout PrinterAddress) -> Void = { _ in }) -> CupsPrinter
    {
        var address = PrinterAddress(host: room.host, port: room.port, queue: queue)
        checks(&address)
        return CupsPrinter(id: queue, address: address)
    }

    /// A job with its document in a storage of its own.
    func job(
        _ document: Document, at printer: String, state: PrintState = .queued
    ) async throws -> (job: PrintJob, storage: InMemoryOutboxStorage) {
        let rendered = try await renderer.render(document, createdAt: moment)
        let job = PrintJob(
            id: UUID().uuidString.lowercased(), purpose: .slip, subject: "s", label: "A012", media: rendered.media,
            documentSHA256: "sha", printer: printer, state: state, createdAt: moment)
        return (job, InMemoryOutboxStorage(jobs: [job], documents: ["sha": rendered.bytes]))
    }

    /// Runs an outbox until the job is as asked, by default until it has ended; a minute at most.
    func carry(
        _ job: PrintJob, in storage: InMemoryOutboxStorage, to printers: [any Printer], attemptLimit: Int = 200,
        until isOver: (PrintJob) async throws -> Bool = { !$0.state.isUnfinished }
    ) async throws -> PrintJob {
        let pace = Outbox.Pace(
            follow: .milliseconds(50), retry: .milliseconds(50), idle: .milliseconds(50), attemptLimit: attemptLimit)
        let outbox = Outbox(storage: storage, printers: printers, pace: pace, now: { [moment] in moment }) {
            try await Task.sleep(for: $0)
        }
        let running = Task { await outbox.run() }
        defer { running.cancel() }
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if let now = await storage.job(job.id), try await isOver(now) { return now }
            try await Task.sleep(for: .milliseconds(20))
        }
        return try #require(await storage.job(job.id))
    }
}
