import Synchronization

/// A store in memory, for tests: acts run one after another on a copy of everything, which replaces the original when
/// the act succeeds. Nothing outlives the process, but that is the only promise of `Store` that it does not keep.
package final class MemoryStore: Store {
    /// Held for an act and its announcement, so that both keep their order.
    private let writing = Mutex<Void>(())
    private let committed = Mutex(MemoryTables())
    private let settle = Mutex<@Sendable ([any Unsettled], any Transaction) throws -> Void>({ _, _ in })
    private let observer = Mutex<@Sendable ([StoredEvent]) -> Void>({ _ in })

    package init() {}

    package func write<Outcome: Sendable>(
        _ act: @escaping @Sendable (any Transaction) throws -> Outcome
    ) async throws -> Outcome {
        try perform(act)
    }

    package func read<Outcome: Sendable>(
        _ body: @escaping @Sendable (any StoreReader) throws -> Outcome
    ) async throws -> Outcome {
        try body(MemoryReader(committed.withLock { $0 }))
    }

    package func settleCommits(_ settle: @escaping @Sendable ([any Unsettled], any Transaction) throws -> Void) {
        self.settle.withLock { $0 = settle }
    }

    package func observeCommits(_ observer: @escaping @Sendable ([StoredEvent]) -> Void) {
        self.observer.withLock { $0 = observer }
    }

    private func perform<Outcome: Sendable>(_ act: (any Transaction) throws -> Outcome) throws -> Outcome {
        try writing.withLock { _ in
            let transaction = MemoryTransaction(committed.withLock { $0 })
            let outcome = try act(transaction)
            if !transaction.unsettled.isEmpty { try settle.withLock { $0 }(transaction.unsettled, transaction) }
            committed.withLock { $0 = transaction.tables }
            if !transaction.appended.isEmpty { observer.withLock { $0 }(transaction.appended) }
            return outcome
        }
    }
}

/// All that a store holds, as one value.
struct MemoryTables: Sendable {
    var journal: [StoredEvent] = []
    /// Places in `journal`, by stream and by event id.
    var streams: [String: [Int]] = [:]
    var events: [String: Int] = [:]
    var people: [String: Person] = [:]
    var identifiers: [PersonIdentifier: String] = [:]
    var places: [String: TicketPlace] = [:]
    var documents: [String: StoredDocument] = [:]
    var assessments: [String: Assessment] = [:]
    var patientAnswers: [String: PatientAnswers] = [:]
    var printJobs: [String: PrintJob] = [:]
    var staff: [String: StaffAccount] = [:]
    var sessions: [String: StaffSession] = [:]
    var idempotency: [IdempotencyKey: IdempotencyRecord] = [:]

    /// One asker's key.
    struct IdempotencyKey: Hashable {
        var key: String
        var actor: String
    }
}
