package import Clinic
package import Foundation
import GRDB

extension SQLiteStore {
    /// Reads one stream of a store's file, in order, also beside a running server. Throws `StoreProblem.unreadable`.
    package static func events(of stream: String, file: URL) throws -> [StoredEvent] {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        do {
            return try DatabaseQueue(path: file.path, configuration: configuration).read {
                try SQLiteReader($0).events(of: stream, after: 0)
            }
        } catch let error as DatabaseError {
            throw StoreProblem.unreadable(path: file.path, reason: error.message ?? "\(error.resultCode)")
        }
    }
}

extension SQLiteReader {
    func journalHead() throws -> String? { try JournalTail(reading: database).hash }
}
