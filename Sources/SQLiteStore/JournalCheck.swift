package import Foundation
import Clinic
import GRDB

/// What checking a journal found.
package struct JournalReport: Sendable, Hashable {
    package var events: Int
    /// The hash of the last row: printed with each backup and day report, so that a cut tail shows.
    package var head: String
    /// The position of the row that has the hash that was asked for; nil when none has, or none was asked for.
    package var foundAt: Int?
}

extension SQLiteStore {
    /// Reads a store's file beside a running server and checks its hash chain, its positions and SQLite's own structure.
    /// Throws `StoreProblem.damaged` with the first thing that is wrong.
    ///
    /// - Parameter printed: a head that was printed earlier: the row that was the last one then.
    package static func verify(file: URL, printed: String? = nil) throws -> JournalReport {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        do {
            return try DatabaseQueue(path: file.path, configuration: configuration).read { database in
                let integrity = try String.fetchOne(database, sql: "PRAGMA integrity_check") ?? ""
                guard integrity == "ok" else { throw StoreProblem.damaged("SQLite says: \(integrity)") }
                let report = try checkChain(database, printed: printed)
                try checkDocuments(database)
                return report
            }
        } catch let error as DatabaseError {
            throw StoreProblem.unreadable(path: file.path, reason: error.message ?? "\(error.resultCode)")
        }
    }

    private static func checkChain(_ database: Database, printed: String?) throws -> JournalReport {
        var tail = JournalTail.empty
        var foundAt: Int?
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM journal ORDER BY position")
        while let row = try rows.next() {
            let event = SQLiteReader.event(row)
            guard event.position == tail.position + 1 else {
                throw StoreProblem.damaged("the journal jumps from position \(tail.position) to \(event.position)")
            }
            guard row["previous_hash"] == tail.hash else {
                throw StoreProblem.damaged("the journal was changed at or before position \(tail.position)")
            }
            tail = JournalTail(position: event.position, hash: HashChain.hash(of: event, previous: tail.hash))
            if tail.hash == printed { foundAt = tail.position }
        }
        return JournalReport(events: tail.position, head: tail.hash, foundAt: foundAt)
    }

    private static func checkDocuments(_ database: Database) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT sha256, bytes FROM documents")
        while let row = try rows.next() {
            let sha256: String = row["sha256"]
            guard Hash.sha256(row["bytes"] as Data) == sha256 else {
                throw StoreProblem.damaged("the document \(sha256.prefix(12)) is not what was stored")
            }
        }
    }
}
