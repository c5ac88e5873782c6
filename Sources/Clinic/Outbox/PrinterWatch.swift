package import QueueEngine
import Synchronization

/// How each printer is, looked at again and again in the background: whoever asks is answered at once, whatever hangs.
package final class PrinterWatch: Sendable {
    /// What was seen last.
    package struct Seen: Sendable {
        package var status: PrinterStatus
        /// Since when its trouble, or its being well, has been the same; by the clinic's clock.
        package var since: Instant

        /// This look, after an earlier one.
        package init(_ status: PrinterStatus, at now: Instant, after earlier: Seen? = nil) {
            self.status = status
            since = earlier.map { $0.trouble == Self.trouble(status) ? $0.since : now } ?? now
        }

        private var trouble: [String] { Self.trouble(status) }

        /// Working and resting are both well.
        private static func trouble(_ status: PrinterStatus) -> [String] {
            let isWell = status.state == .idle || status.state == .printing
            return [isWell ? "" : status.state.rawValue, status.problem?.code ?? ""] + status.reasons
        }
    }

    private let printers: [any Printer]
    private let pause: Duration
    private let now: @Sendable () -> Instant
    private let sleep: @Sendable (Duration) async throws -> Void
    private let seen = Mutex<[String: Seen]>([:])

    /// - Parameters:
    ///   - pause: between two looks at a printer, in real time.
    ///   - now: the clinic's clock.
    ///   - sleep: waits in real time; ends early when its task is cancelled.
    package init(
        printers: [any Printer], pause: Duration = .seconds(3), now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.printers = printers
        self.pause = pause
        self.now = now
        self.sleep = sleep
    }

    /// Looks until its task is cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            for printer in printers {
                group.addTask { [self] in
                    while !Task.isCancelled {
                        await look(at: printer)
                        try? await sleep(pause)
                    }
                }
            }
        }
    }

    /// Nil for a printer that is not connected, or that has not been seen yet.
    package func seen(_ printer: String) -> Seen? { seen.withLock { $0[printer] } }

    private func look(at printer: any Printer) async {
        let status = await printer.status()
        let moment = now()
        seen.withLock { $0[printer.id] = Seen(status, at: moment, after: $0[printer.id]) }
    }
}
