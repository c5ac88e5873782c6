import Clinic
import Foundation
import SQLiteStore
import Testing

@Suite struct SQLiteBackupTests {
    @Test("A backup that is made while writes go on is one moment's picture, and restores")
    func whileWriting() async throws {
        try await withFolder { folder in
            let data = folder.appending(path: "data")
            try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
            try Data(repeating: 7, count: 32).write(to: data.appending(path: Backup.secretName))
            let store = try SQLiteStore(folder: data)
            try await write(0..<50, to: store)
            async let writing: Void = write(50..<400, to: store)
            let target = folder.appending(path: "backup")
            let manifest = try await Task.detached { try Backup.make(from: data, to: target, madeAt: "now") }.value
            try await writing
            #expect((50...400).contains(manifest.events))
            #expect(try Backup.verify(target) == manifest)

            let restored = folder.appending(path: "restored")
            #expect(try Backup.restore(from: target, to: restored) == manifest)
            let copy = try SQLiteStore(folder: restored)
            try await copy.read { reader throws in
                #expect(try reader.lastEvent()?.position == manifest.events)
                for act in 0..<400 {
                    let row = try reader.person(id: "\(act)")
                    let head = try reader.head(of: "day/\(act)")
                    #expect((row == nil) == (head == nil))
                }
            }
            let secret = try Data(contentsOf: restored.appending(path: Backup.secretName))
            #expect(secret == Data(repeating: 7, count: 32))
        }
    }

    /// Each act writes an event and a row: a copy has both or neither.
    private func write(_ acts: Range<Int>, to store: SQLiteStore) async throws {
        for act in acts {
            try await store.write { transaction in
                try transaction.add(newEvent(), to: "day/\(act)")
                try transaction.save(person("\(act)", name: "\(act)"))
            }
        }
    }

    @Test("A backup whose byte was flipped is refused", arguments: [SQLiteStore.fileName, "backup.json"])
    func flippedByte(_ name: String) async throws {
        try await withBackup { backup, target in
            let file = backup.appending(path: name)
            var bytes = try Data(contentsOf: file)
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: file)
            expectRefusal(of: backup, into: target)
        }
    }

    @Test("A backup that lacks a file is refused", arguments: [SQLiteStore.fileName, "backup.json"])
    func missingFile(_ name: String) async throws {
        try await withBackup { backup, target in
            try FileManager.default.removeItem(at: backup.appending(path: name))
            expectRefusal(of: backup, into: target)
        }
    }

    @Test("A backup whose store was exchanged for an older one is refused, whatever its checksums say")
    func exchangedStore() async throws {
        try await withBackup { backup, target in
            let file = backup.appending(path: "backup.json")
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            try Data(text.replacing("\"events\" : 3", with: "\"events\" : 4").utf8).write(to: file)
            expectRefusal(of: backup, into: target)
        }
    }

    @Test("A folder that holds anything is not restored into", arguments: [SQLiteStore.fileName, "houzhen.sqlite-wal"])
    func usedTarget(_ name: String) async throws {
        try await withBackup { backup, target in
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            try Data("kept".utf8).write(to: target.appending(path: name))
            #expect(throws: StoreProblem.self) { try Backup.restore(from: backup, to: target) }
            #expect(try Data(contentsOf: target.appending(path: name)) == Data("kept".utf8))
            #expect(try FileManager.default.contentsOfDirectory(atPath: target.path) == [name])
        }
    }

    @Test("An empty folder is restored into")
    func emptyTarget() async throws {
        try await withBackup { backup, target in
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            #expect(try Backup.restore(from: backup, to: target).events == 3)
        }
    }

    @Test("A backup overwrites nothing, and a folder without a store is none to back up")
    func refusedBackup() async throws {
        try await withBackup { backup, target in
            let data = backup.deletingLastPathComponent().appending(path: "data")
            #expect(throws: StoreProblem.self) { try Backup.make(from: data, to: backup, madeAt: "now") }
            #expect(throws: StoreProblem.self) { try Backup.make(from: target, to: target, madeAt: "now") }
            #expect(throws: Never.self) { try Backup.verify(backup) }
        }
    }

    /// A backup of three events, and a place to restore it to.
    private func withBackup(_ body: (_ backup: URL, _ target: URL) throws -> Void) async throws {
        try await withFolder { folder in
            let data = folder.appending(path: "data")
            try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
            try await write(0..<3, to: SQLiteStore(folder: data))
            let backup = folder.appending(path: "backup")
            _ = try Backup.make(from: data, to: backup, madeAt: "now")
            try body(backup, folder.appending(path: "target"))
        }
    }

    private func expectRefusal(of backup: URL, into target: URL) {
        #expect(throws: StoreProblem.self) { try Backup.restore(from: backup, to: target) }
        #expect(!FileManager.default.fileExists(atPath: target.path))
    }
}
