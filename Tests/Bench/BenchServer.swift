import Foundation

/// The server that is measured: a release build on a data folder of its own.
final class BenchServer {
    private let process = Process()
    private let output = Pipe()
    private let folder: URL

    init(program: String) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "houzhen-bench-\(UUID().uuidString)")
        process.executableURL = URL(filePath: program)
        process.arguments = ["serve", "--demo", "--port", "0", "--data", folder.path, "--log-level", "error"]
        process.standardOutput = output
        try process.run()
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
