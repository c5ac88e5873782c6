import Clinic
import Foundation
import GRDB
import SQLiteStore
import Testing

@Suite struct SQLiteFolderTests {
    @Test("Every commit is synced: synchronous is FULL once the store is open")
    func synchronous() async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(folder: folder)
            #expect(try store.synchronousLevel() == 2)
            _ = try await store.write { try $0.add(newEvent(), to: "day/1") }
            #expect(try store.synchronousLevel() == 2)
        }
    }

    @Test("A store that is opened again holds the same")
    func reopened() async throws {
        try await withFolder { folder in
            let event = newEvent(payload: #"{"n":1}"#)
            let before = try await Self.withStore(folder) { store in
                try await store.write { transaction in
                    try transaction.save(person("p", name: "张三", identifiers: [number("1")]))
                    try transaction.save(place("t", externalID: "HIS-1"))
                    try transaction.save(record(key: "k"))
                    return try transaction.add(event, to: "day/1")
                }
            }
            try await Self.withStore(folder) { store in
                try await store.read { reader throws in
                    #expect(try reader.lastEvent() == before)
                    #expect(try reader.person(identifier: number("1"))?.name == "张三")
                    #expect(try reader.ticketPlace(externalID: "HIS-1") == place("t", externalID: "HIS-1"))
                    #expect(try reader.idempotencyRecord(key: "k", actor: "desk") == record(key: "k"))
                }
                #expect(try await store.write { try $0.add(newEvent(), to: "day/2") }?.position == 2)
            }
            let report = try SQLiteStore.verify(file: folder.appending(path: SQLiteStore.fileName))
            #expect(report.events == 2)
        }
    }

    private static func withStore<Outcome>(
        _ folder: URL, _ body: (SQLiteStore) async throws -> Outcome
    ) async throws -> Outcome {
        try await body(SQLiteStore(folder: folder))
    }

    @Test("A second server on the same folder says so, and may start once the first has stopped")
    func inUse() async throws {
        try await withFolder { folder in
            try await Self.withStore(folder) { _ in
                for _ in 0..<3 {
                    #expect(throws: StoreProblem.inUse(folder: folder.path)) { try SQLiteStore(folder: folder) }
                }
            }
            // A program that another test starts meanwhile holds the lock too, until it has become that program.
            for _ in 0..<50 {
                guard (try? SQLiteStore(folder: folder)) == nil else { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(throws: Never.self) { try SQLiteStore(folder: folder) }
        }
    }

    @Test("A folder that is not there and a file that is no store are told in words")
    func unusable() async throws {
        try await withFolder { folder in
            let missing = folder.appending(path: "missing")
            #expect(throws: StoreProblem.unwritable(folder: missing.path)) { try SQLiteStore(folder: missing) }
            let file = folder.appending(path: SQLiteStore.fileName)
            try Data(repeating: 65, count: 8192).write(to: file)
            #expect {
                try SQLiteStore(folder: folder)
            } throws: {
                guard case .unreadable(file.path, _) = $0 as? StoreProblem else { return false }
                return true
            }
        }
    }
}
