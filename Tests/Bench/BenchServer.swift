import Foundation

/// The server that is measured: a release build on a data folder of its own.
final class BenchServer {
    private let process = Process()
    private let output = Pipe()
    private let folder: URL

    /// - Parameter flags: beside those that every measured server has.
    init(program: String, flags: [String] = []) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "houzhen-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process.executableURL = URL(filePath: program)
        process.arguments =
            [
                "serve", "--demo", "--port", "0", "--data", folder.appending(path: "data").path, "--log-level", "error",
                "--resources", try Self.resources(in: folder).path,
            ] + flags
        process.standardOutput = output
        try process.run()
    }

    /// The project's resources, but with room for as many waiting as a sheet may allow.
    private static func resources(in folder: URL) throws -> URL {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        for name in ["Resources", "Forms"] {
            try FileManager.default.copyItem(at: root.appending(path: name), to: folder.appending(path: name))
        }
        let sheet = folder.appending(path: "Resources/clinics/rules-anesthesia.yaml")
        let text = try String(contentsOf: sheet, encoding: .utf8)
        try text.replacing(/waitingLimit: \d+/, with: "waitingLimit: 5000").write(
            to: sheet, atomically: true, encoding: .utf8)
        return folder.appending(path: "Resources")
    }

    /// The address that it greets with.
    func address() async throws -> String {
        var text = ""
        while let chunk = try output.fileHandleForReading.read(upToCount: 1), !chunk.isEmpty {
            text += String(decoding: chunk, as: UTF8.self)
            if let match = text.firstMatch(of: /(http:\/\/127\.0\.0\.1:\d+)\/doctor/) { return String(match.1) }
        }
        throw BenchProblem(description: "the server did not start")
    }

    func stop() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}
