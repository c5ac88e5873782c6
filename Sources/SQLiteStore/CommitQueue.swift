import Clinic
import Dispatch
import GRDB
import Synchronization

/// Runs acts one after another on the database's writer, those that wait at the same moment in one commit, each in a
/// savepoint of its own. Nobody hears "done" before the commit is durable.
final class CommitQueue: Sendable {
    /// So many acts share one commit at most.
    static let batchLimit = 256

    private struct State {
        var waiting: [any PendingAct] = []
        var isRunning = false
        var settle: @Sendable ([any Unsettled], any Transaction) throws -> Void = { _, _ in }
        var observer: @Sendable ([StoredEvent]) -> Void = { _ in }
    }

    private let state = Mutex(State())
    private let pool: DatabasePool
    private let queue = DispatchQueue(label: "houzhen.store.writer")
    /// Only on `queue`.
    private let tail: Mutex<JournalTail>

    init(pool: DatabasePool) throws {
        self.pool = pool
        tail = Mutex(try pool.read(JournalTail.init(reading:)))
    }

    func settle(_ settle: @escaping @Sendable ([any Unsettled], any Transaction) throws -> Void) {
        state.withLock { $0.settle = settle }
    }

    func observe(_ observer: @escaping @Sendable ([StoredEvent]) -> Void) {
        state.withLock { $0.observer = observer }
    }

    func run<Outcome: Sendable>(
        _ act: @escaping @Sendable (any Transaction) throws -> Outcome
    ) async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            let pending = Pending(act: act, continuation: continuation)
            let mustStart = state.withLock { state in
                state.waiting.append(pending)
                defer { state.isRunning = true }
                return !state.isRunning
            }
            if mustStart { queue.async { self.drain() } }
        }
    }

    private func drain() {
        while true {
            let batch: [any PendingAct] = state.withLock { state in
                let batch = Array(state.waiting.prefix(Self.batchLimit))
                state.waiting.removeFirst(batch.count)
                if batch.isEmpty { state.isRunning = false }
                return batch
            }
            guard !batch.isEmpty else { return }
            commit(batch)
        }
    }

    private func commit(_ batch: [any PendingAct]) {
        let start = CommitProgress(tail: tail.withLock { $0 })
        do {
            let progress = try pool.writeWithoutTransaction { database in
                var progress = start
                try database.inTransaction(.immediate) {
                    for act in batch { try act.perform(in: database, &progress) }
                    try settle(in: database, &progress)
                    return .commit
                }
                return progress
            }
            tail.withLock { $0 = progress.tail }
            if !progress.events.isEmpty { state.withLock { $0.observer }(progress.events) }
            for act in batch { act.finish(committed: nil) }
        } catch {
            for act in batch { act.finish(committed: error) }
        }
    }

    private func settle(in database: Database, _ progress: inout CommitProgress) throws {
        guard !progress.unsettled.isEmpty else { return }
        let transaction = SQLiteTransaction(database, after: progress)
        try state.withLock { $0.settle }(progress.unsettled, transaction)
        progress.take(transaction)
    }
}

/// What the acts of a commit have done so far.
struct CommitProgress {
    var tail: JournalTail
    var heads: [String: StreamHead] = [:]
    var events: [StoredEvent] = []
    var unsettled: [any Unsettled] = []

    init(tail: JournalTail) { self.tail = tail }

    mutating func take(_ transaction: SQLiteTransaction) {
        tail = transaction.tail
        heads = transaction.heads
        events += transaction.appended
        unsettled = transaction.unsettled
    }
}

/// An act that waits for its commit.
private protocol PendingAct: Sendable {
    /// Runs in a savepoint; a refusal undoes this act alone.
    func perform(in database: Database, _ progress: inout CommitProgress) throws
    func finish(committed failure: (any Error)?)
}

private final class Pending<Outcome: Sendable>: PendingAct {
    /// Let go of once it has run: whoever hears "done" may close the store, and what the act holds must not keep it open.
    private let act: Mutex<(@Sendable (any Transaction) throws -> Outcome)?>
    private let continuation: CheckedContinuation<Outcome, any Error>
    private let result = Mutex<Result<Outcome, any Error>?>(nil)

    init(
        act: @escaping @Sendable (any Transaction) throws -> Outcome,
        continuation: CheckedContinuation<Outcome, any Error>
    ) {
        self.act = Mutex(act)
        self.continuation = continuation
    }

    func perform(in database: Database, _ progress: inout CommitProgress) throws {
        let taken = act.withLock { act in
            defer { act = nil }
            return act
        }
        guard let act = taken else { return }
        let transaction = SQLiteTransaction(database, after: progress)
        // The act's own from here, so that it changes them without a copy; forgotten when it fails.
        progress.heads = [:]
        let outcome = try database.inAct { try act(transaction) }
        if case .success = outcome { progress.take(transaction) }
        result.withLock { $0 = outcome }
    }

    func finish(committed failure: (any Error)?) {
        if let failure { return continuation.resume(throwing: failure) }
        switch result.withLock({ $0 }) {
        case .success(let outcome): continuation.resume(returning: outcome)
        case .failure(let error): continuation.resume(throwing: error)
        case nil: continuation.resume(throwing: CancellationError())
        }
    }
}

extension Database {
    /// As `inSavepoint`, but its statements are kept compiled: there is one for each act.
    fileprivate func inAct<Outcome>(_ act: () throws -> Outcome) throws -> Result<Outcome, any Error> {
        try cachedStatement(sql: "SAVEPOINT act").execute()
        let outcome = Result(catching: act)
        if case .failure = outcome { try cachedStatement(sql: "ROLLBACK TO SAVEPOINT act").execute() }
        try cachedStatement(sql: "RELEASE SAVEPOINT act").execute()
        return outcome
    }
}

extension JournalTail {
    init(reading database: Database) throws {
        guard let row = try Row.fetchOne(database, sql: "SELECT * FROM journal ORDER BY position DESC LIMIT 1") else {
            self = .empty
            return
        }
        let event = SQLiteReader.event(row)
        self.init(position: event.position, hash: HashChain.hash(of: event, previous: row["previous_hash"]))
    }
}
