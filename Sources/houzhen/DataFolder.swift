import Foundation
import SQLiteStore

/// The one folder that holds everything a clinic must not lose.
struct DataFolder {
    let url: URL

    /// Makes the folder when it is missing, for this user alone.
    init(_ path: String) throws {
        url = URL(filePath: path).standardizedFileURL
        do {
            try FileManager.default.createDirectory(
                at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreProblem.unwritable(folder: url.path)
        }
    }

    private var demoMark: URL { url.appending(path: Backup.demoName) }

    /// Whether the people in it are invented.
    var isDemo: Bool { FileManager.default.fileExists(atPath: demoMark.path) }

    func markAsDemo() throws {
        guard FileManager.default.createFile(atPath: demoMark.path, contents: nil) else {
            throw StoreProblem.unwritable(folder: url.path)
        }
    }

    /// What the tokens on tickets are made with; made once, kept from everybody else.
    func linkSecret() throws -> [UInt8] {
        let file = url.appending(path: Backup.secretName)
        if let bytes = try? Data(contentsOf: file), bytes.count >= 32 { return Array(bytes) }
        let secret = Chance.bytes(32)
        guard
            FileManager.default.createFile(
                atPath: file.path, contents: Data(secret), attributes: [.posixPermissions: 0o600])
        else { throw StoreProblem.unwritable(folder: url.path) }
        return secret
    }
}
