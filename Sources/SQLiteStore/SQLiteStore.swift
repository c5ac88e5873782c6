package import Clinic
package import Foundation
import GRDB

/// The store in one SQLite file of the data folder. One process owns the folder.
package final class SQLiteStore: Store {
    package static let fileName = "houzhen.sqlite"

    private let pool: DatabasePool
    private let commits: CommitQueue
    private let lock: FolderLock?

    /// Opens or makes the store. Throws `StoreProblem` with what is wrong and what to do.
    package init(folder: URL) throws {
        lock = try FolderLock(folder: folder)
        let path = folder.appending(path: Self.fileName).path
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            try Schema.migrator.migrate(pool)
            try Self.makeDurable(pool)
            commits = try CommitQueue(pool: pool)
        } catch let error as DatabaseError {
            throw StoreProblem.unreadable(path: path, reason: error.message ?? "\(error.resultCode)")
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        // Statement arguments would be patient data: they stay out of every error and log.
        configuration.publicStatementArguments = false
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            // What a savepoint may have to put back stays in memory: each act of a commit has one, and on disk it would
            // be written more often than what the act changes.
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// GRDB sets `synchronous = NORMAL` when it turns WAL on: set FULL afterwards, and read it back.
    private static func makeDurable(_ pool: DatabasePool) throws {
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        let level = try synchronousLevel(pool)
        guard level == fullySynchronous else { throw StoreProblem.notDurable(level: level) }
    }

    private static func synchronousLevel(_ pool: DatabasePool) throws -> Int {
        try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
    }

    /// How the writer's connection stands now: 2 is FULL, each commit is synced before it is answered.
    package func synchronousLevel() throws -> Int { try Self.synchronousLevel(pool) }

    private static let fullySynchronous = 2

    package func write<Outcome: Sendable>(
        _ act: @escaping @Sendable (any Transaction) throws -> Outcome
    ) async throws -> Outcome {
        try await commits.run(act)
    }

    package func read<Outcome: Sendable>(
        _ body: @escaping @Sendable (any StoreReader) throws -> Outcome
    ) async throws -> Outcome {
        try await pool.read { try body(SQLiteReader($0)) }
    }

    package func settleCommits(_ settle: @escaping @Sendable ([any Unsettled], any Transaction) throws -> Void) {
        commits.settle(settle)
    }

    package func observeCommits(_ observer: @escaping @Sendable ([StoredEvent]) -> Void) { commits.observe(observer) }
}

/// What is wrong with the data folder, in words for whoever started the server.
package enum StoreProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case inUse(folder: String)
    case unwritable(folder: String)
    case unreadable(path: String, reason: String)
    case notDurable(level: Int)
    case damaged(String)

    package var description: String {
        switch self {
        case .inUse(let folder):
            "another houzhen server is using \(folder): stop it first, or give this one another folder with --data"
        case .unwritable(let folder):
            "the data folder \(folder) cannot be written: check that it exists and belongs to this user"
        case .unreadable(let path, let reason): "the store \(path) cannot be opened: \(reason)"
        case .notDurable(let level): "SQLite would not keep what it says it kept (synchronous is \(level), not 2)"
        case .damaged(let what): what
        }
    }
}

/// Held while a server runs, so that a second one on the same folder says so and stops.
final class FolderLock: Sendable {
    private let descriptor: Int32

    init(folder: URL) throws {
        let path = folder.appending(path: "lock").path
        let opened = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw StoreProblem.unwritable(folder: folder.path) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            throw StoreProblem.inUse(folder: folder.path)
        }
        // Last, so that an initializer that throws leaves nothing for `deinit` to close again.
        descriptor = opened
    }

    deinit { close(descriptor) }
}
