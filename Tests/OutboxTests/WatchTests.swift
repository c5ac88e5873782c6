import Clinic
import QueueEngine
import Slip
import Synchronization
import Testing

@Suite struct `The watch over the printers` {
    /// A printer whose state a test sets, and one that hangs.
    private final class Told: Printer {
        let id: String
        let hangs: Bool
        let told = Mutex(PrinterStatus(state: .idle))
        let looks = Mutex(0)

        init(id: String, hangs: Bool = false) {
            self.id = id
            self.hangs = hangs
        }

        func status() async -> PrinterStatus {
            if hangs { try? await Task.sleep(for: .seconds(3600)) }
            looks.withLock { $0 += 1 }
            return told.withLock { $0 }
        }

        func find(name: String, id: Int?) throws(PrinterFault) -> [QueuedJob] { [] }
        func create(name: String, media: Media) throws(PrinterFault) -> (id: Int, uuid: String) { (1, "") }
        func send(_ document: [UInt8], to job: Int) throws(PrinterFault) {}
        func release(_ job: Int) throws(PrinterFault) {}
        func cancel(_ job: Int) throws(PrinterFault) {}
        func ask(name: String) throws(PrinterFault) -> DeviceRecord { .absent }
    }

    @Test func `says since when a printer has been as it is, and is not held up by one that hangs`() async throws {
        let clock = Mutex<Int64>(1_000)
        let printer = Told(id: "slip")
        let hanging = Told(id: "ticket", hangs: true)
        let watch = PrinterWatch(
            printers: [hanging, printer], pause: .milliseconds(1),
            now: { Instant(milliseconds: clock.withLock { $0 }) }, sleep: { try await Task.sleep(for: $0) })
        let running = Task { await watch.run() }
        /// Until it was looked at twice more: the second look began after the change.
        func look() async throws {
            let before = printer.looks.withLock { $0 }
            while printer.looks.withLock({ $0 }) < before + 3 { try await Task.sleep(for: .milliseconds(1)) }
        }
        try await look()
        #expect(watch.seen("slip")?.since == Instant(milliseconds: 1_000))
        clock.withLock { $0 = 2_000 }
        printer.told.withLock { $0 = PrinterStatus(state: .printing) }
        try await look()
        #expect(watch.seen("slip")?.since == Instant(milliseconds: 1_000), "working and resting are both well")
        printer.told.withLock { $0 = PrinterStatus(state: .stopped, reasons: ["media-empty"]) }
        try await look()
        #expect(watch.seen("slip")?.since == Instant(milliseconds: 2_000))
        clock.withLock { $0 = 3_000 }
        try await look()
        #expect(watch.seen("slip")?.since == Instant(milliseconds: 2_000))
        #expect(watch.seen("slip")?.status.reasons == ["media-empty"])
        #expect(watch.seen("ticket") == nil)
        #expect(watch.seen("another") == nil)
        running.cancel()
        await running.value
    }
}
