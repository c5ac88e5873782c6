package import QueueEngine

/// Carries print jobs to their printers: never silently lost, never silently printed twice.
package actor Outbox {
    private let storage: any OutboxStorage
    private let printers: [any Printer]
    private let now: @Sendable () -> Instant
    private let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - storage: where the jobs are.
    ///   - printers: each with an id of its own.
    ///   - now: the clinic's clock, for `updatedAt`.
    ///   - sleep: waits in real time; ends early by throwing when cancelled.
    package init(
        storage: any OutboxStorage, printers: [any Printer], now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.storage = storage
        self.printers = printers
        self.now = now
        self.sleep = sleep
    }

    /// Works until its task is cancelled.
    package func run() async {}

    /// Something was queued or a cancellation asked for.
    package func wake() {}
}
