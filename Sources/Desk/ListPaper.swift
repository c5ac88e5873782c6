package import Foundation

/// Puts a list on paper without the server: kept as a file, and given to a command of this machine.
package struct ListPaper: Sendable {
    package enum Outcome: Hashable, Sendable {
        /// The command took it; it is also in this file.
        case printed(file: String)
        /// The command failed, with what it said; the file is there.
        case onlyKept(file: String, why: String)
        /// Neither; why.
        case failed(String)
    }

    /// Run by the shell, with the list on its standard input: `lp -d tickets`.
    private let command: String
    private let folder: URL

    /// - Parameter folder: where the last list is kept.
    package init(command: String, folder: URL) {
        self.command = command
        self.folder = folder
    }

    /// Keeps the list, then prints it; returns when the command has ended.
    package func put(_ text: String) -> Outcome {
        let file = folder.appending(path: "houzhen-list.txt")
        do {
            try Data(text.utf8).write(to: file, options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        } catch {
            return .failed("\(file.path): \(error.localizedDescription)")
        }
        do {
            let said = try run(reading: file)
            return said.map { .onlyKept(file: file.path, why: $0) } ?? .printed(file: file.path)
        } catch {
            return .onlyKept(file: file.path, why: error.localizedDescription)
        }
    }

    /// What the command complained of; nil when it took the list.
    private func run(reading file: URL) throws -> String? {
        let process = Process()
        let complaints = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = complaints
        try process.run()
        let said = String(decoding: try complaints.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus != 0 else { return nil }
        let line = said.split(whereSeparator: \.isNewline).first.map(String.init)
        return line ?? "\(command): \(process.terminationStatus)"
    }
}
