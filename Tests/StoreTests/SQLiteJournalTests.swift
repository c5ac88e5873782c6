import Clinic
import Foundation
import GRDB
import SQLiteStore
import Testing

@Suite struct SQLiteJournalTests {
    static let forbidden = [
        "UPDATE journal SET payload = '{}' WHERE position = 2", "UPDATE journal SET actor = 'nobody'",
        "DELETE FROM journal WHERE position = 3", "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT 5, id, stream, version, time, actor, type, '{}', previous_hash FROM journal WHERE position = 2",
        "INSERT INTO journal SELECT 9, 'new', 'day/9', 1, time, actor, type, '{}', previous_hash FROM journal LIMIT 1",
        "UPDATE documents SET bytes = x'00'", "DELETE FROM documents",
    ]

    @Test("Nobody changes or cuts the journal or a document, not even by hand", arguments: forbidden)
    func triggers(_ sql: String) async throws {
        try await withJournal { file in
            let before = try SQLiteStore.verify(file: file)
            #expect(throws: DatabaseError.self) {
                try open(file).write { try $0.execute(sql: sql) }
            }
            #expect(try SQLiteStore.verify(file: file) == before)
        }
    }

    @Test("A document that is written over stays what it was")
    func replacedDocument() async throws {
        try await withJournal { file in
            try open(file).write {
                try $0.execute(sql: "INSERT OR REPLACE INTO documents SELECT sha256, media_type, x'00' FROM documents")
            }
            #expect(throws: Never.self) { try SQLiteStore.verify(file: file) }
        }
    }

    /// The store that wrote the file may still be closing it.
    private func open(_ file: URL) throws -> DatabaseQueue {
        var patient = Configuration()
        patient.busyMode = .timeout(30)
        return try DatabaseQueue(path: file.path, configuration: patient)
    }

    static let damages = [
        "UPDATE journal SET payload = '{\"n\":9}' WHERE position = 2",
        "UPDATE journal SET actor = 'nobody' WHERE position = 1",
        "UPDATE journal SET time = time + 1 WHERE position = 3", "DELETE FROM journal WHERE position = 2",
        "DELETE FROM journal WHERE position = 1", "UPDATE documents SET bytes = x'00'",
    ]

    @Test("A row that was changed or cut behind the triggers' back is found", arguments: damages)
    func chain(_ sql: String) async throws {
        try await withJournal { file in
            try damage(file, sql)
            #expect {
                try SQLiteStore.verify(file: file)
            } throws: {
                guard case .damaged = $0 as? StoreProblem else { return false }
                return true
            }
        }
    }

    @Test(
        "A cut or changed end shows in the journal's head",
        arguments: [
            "DELETE FROM journal WHERE position = 4", "UPDATE journal SET payload = '{\"n\":9}' WHERE position = 4",
        ])
    func tail(_ sql: String) async throws {
        try await withJournal { file in
            let before = try SQLiteStore.verify(file: file)
            try damage(file, sql)
            #expect(try SQLiteStore.verify(file: file).head != before.head)
        }
    }

    @Test("A head that was printed is found where it was the last row, and not after that row was cut off")
    func printedHead() async throws {
        try await withJournal { file in
            let printed = try SQLiteStore.verify(file: file).head
            #expect(try SQLiteStore.verify(file: file, printed: printed).foundAt == 4)
            try damage(file, "DELETE FROM journal WHERE position = 4")
            #expect(try SQLiteStore.verify(file: file, printed: printed).foundAt == nil)
            let shorter = try SQLiteStore.verify(file: file).head
            #expect(try SQLiteStore.verify(file: file, printed: shorter).foundAt == 3)
        }
    }

    @Test("The journal is checked beside a running server")
    func besideAServer() async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(folder: folder)
            for version in 1...20 {
                _ = try await store.write { try $0.add(newEvent(), to: "day/1") }
                let report = try SQLiteStore.verify(file: folder.appending(path: SQLiteStore.fileName))
                #expect(report.events == version)
            }
        }
    }

    /// A store of four events and a document, closed.
    private func withJournal(_ body: (URL) throws -> Void) async throws {
        try await withFolder { folder in
            try await fill(folder)
            try body(folder.appending(path: SQLiteStore.fileName))
        }
    }

    private func fill(_ folder: URL) async throws {
        let store = try SQLiteStore(folder: folder)
        try await store.write { transaction in
            for number in 1...4 {
                try transaction.add(newEvent(payload: #"{"n":\#(number)}"#), to: "day/\(number % 2)")
            }
            try transaction.save(StoredDocument(mediaType: "text/plain", bytes: Array("signed".utf8)))
        }
    }

    private func damage(_ file: URL, _ sql: String) throws {
        try open(file).write { database in
            for trigger in try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
            try database.execute(sql: sql)
        }
    }
}
