import Clinic
package import Foundation
import GRDB

/// What a backup holds, as it stands in its `backup.json`.
package struct BackupManifest: Codable, Sendable, Hashable {
    package var madeAt: String
    package var events: Int
    /// The hash of the journal's last row.
    package var journalHead: String
    /// File name to SHA-256.
    package var files: [String: String]
}

/// Consistent, checksummed copies of a data folder, made while a server runs.
package enum Backup {
    static let manifestName = "backup.json"
    /// Beside the store: what the links on tickets are made with.
    package static let secretName = "link-secret"
    /// Beside the store of a demo: the people in it are invented.
    package static let demoName = "demo"

    /// Copies the store by SQLite's own backup, verifies the copy, and writes its checksums. The target must be new.
    package static func make(from folder: URL, to target: URL, madeAt: String) throws -> BackupManifest {
        let files = FileManager.default
        let source = folder.appending(path: SQLiteStore.fileName)
        guard files.fileExists(atPath: source.path) else {
            throw StoreProblem.damaged("\(folder.path) holds no store: give the server's data folder with --data")
        }
        guard !files.fileExists(atPath: target.path) else {
            throw StoreProblem.damaged("\(target.path) exists already: give a new folder, a backup overwrites nothing")
        }
        try files.createDirectory(at: target, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        do {
            return try fill(target, from: folder, madeAt: madeAt)
        } catch {
            // Half a backup must not pass for one.
            try? files.removeItem(at: target)
            throw error
        }
    }

    private static func fill(_ target: URL, from folder: URL, madeAt: String) throws -> BackupManifest {
        let files = FileManager.default
        let source = folder.appending(path: SQLiteStore.fileName)
        let copy = target.appending(path: SQLiteStore.fileName)
        try copyStore(from: source, to: copy)
        for name in [secretName, demoName] where files.fileExists(atPath: folder.appending(path: name).path) {
            try files.copyItem(at: folder.appending(path: name), to: target.appending(path: name))
        }
        let report = try SQLiteStore.verify(file: copy)
        var manifest = BackupManifest(madeAt: madeAt, events: report.events, journalHead: report.head, files: [:])
        for name in try files.contentsOfDirectory(atPath: target.path).sorted() {
            manifest.files[name] = Hash.sha256(try Data(contentsOf: target.appending(path: name)))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try encoder.encode(manifest).write(to: target.appending(path: manifestName))
        return manifest
    }

    private static func copyStore(from source: URL, to copy: URL) throws {
        var readonly = Configuration()
        readonly.readonly = true
        readonly.busyMode = .timeout(10)
        let from = try DatabaseQueue(path: source.path, configuration: readonly)
        let to = try DatabaseQueue(path: copy.path)
        try from.backup(to: to)
        // The copy is one file, whatever the source's mode.
        try to.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try to.close()
    }

    /// Checks every file against its checksum and the journal against its chain, then puts them into a new data
    /// folder. Refuses what is damaged, and a folder that is not empty.
    package static func restore(from backup: URL, to folder: URL) throws -> BackupManifest {
        let manifest = try verify(backup)
        let files = FileManager.default
        // Any file there could be mixed up with those of the backup: a journal left by SQLite, another clinic's secret.
        if files.fileExists(atPath: folder.path) {
            guard try files.contentsOfDirectory(atPath: folder.path).isEmpty else {
                throw StoreProblem.damaged("\(folder.path) is not empty: restore into a new folder")
            }
        }
        try files.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for name in manifest.files.keys.sorted() {
            try files.copyItem(at: backup.appending(path: name), to: folder.appending(path: name))
        }
        return manifest
    }

    /// The manifest of a backup that is whole; throws `StoreProblem.damaged` otherwise.
    package static func verify(_ backup: URL) throws -> BackupManifest {
        guard let json = try? Data(contentsOf: backup.appending(path: manifestName)),
            let manifest = try? JSONDecoder().decode(BackupManifest.self, from: json)
        else { throw StoreProblem.damaged("\(backup.path) is no backup: its \(manifestName) is missing or unreadable") }
        guard manifest.files[SQLiteStore.fileName] != nil else {
            throw StoreProblem.damaged("\(manifestName) in \(backup.path) does not list the store")
        }
        for (name, sha256) in manifest.files {
            guard !name.contains("/"), let bytes = try? Data(contentsOf: backup.appending(path: name)),
                Hash.sha256(bytes) == sha256
            else { throw StoreProblem.damaged("\(name) in \(backup.path) is damaged: its checksum does not match") }
        }
        let report = try SQLiteStore.verify(file: backup.appending(path: SQLiteStore.fileName))
        guard report.head == manifest.journalHead, report.events == manifest.events else {
            throw StoreProblem.damaged("the journal in \(backup.path) is not the one that was backed up")
        }
        return manifest
    }
}
