package import Clinic
package import Foundation
import GRDB

extension SQLiteStore {
    /// Reads one stream of a store's file, in order, also beside a running server. Throws `StoreProblem.unreadable`.
    package static func events(of stream: String, file: URL) throws -> [StoredEvent] {
        try read(file) { try SQLiteReader($0).events(of: stream, after: 0) }
    }

    /// Reads the streams whose names begin so, one after another in their order, all as of one moment. Throws
    /// `StoreProblem.unreadable`, and what `body` throws.
    package static func forEachStream(
        beginningWith prefix: String, file: URL, _ body: (String, [StoredEvent]) throws -> Void
    ) throws {
        try read(file) { database in
            for stream in try streams(beginningWith: prefix, in: database) {
                try body(stream, SQLiteReader(database).events(of: stream, after: 0))
            }
        }
    }

    /// The names of the streams that begin so, in their order. Throws `StoreProblem.unreadable`.
    package static func streams(beginningWith prefix: String, file: URL) throws -> [String] {
        try read(file) { try streams(beginningWith: prefix, in: $0) }
    }

    private static func streams(beginningWith prefix: String, in database: Database) throws -> [String] {
        try String.fetchAll(database, sql: "SELECT DISTINCT stream FROM journal ORDER BY stream")
            .filter { $0.hasPrefix(prefix) }
    }

    private static func read<Found>(_ file: URL, _ body: (Database) throws -> Found) throws -> Found {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        do {
            return try DatabaseQueue(path: file.path, configuration: configuration).read(body)
        } catch let error as DatabaseError {
            throw StoreProblem.unreadable(path: file.path, reason: error.message ?? "\(error.resultCode)")
        }
    }
}

extension SQLiteReader {
    func journalHead() throws -> String? { try JournalTail(reading: database).hash }
}
