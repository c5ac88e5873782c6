import Foundation

/// What a program said.
package struct Outcome: Sendable {
    package var status: Int32
    package var output: String
    package var errors: String
}

/// Runs the small programs that tests look at paper with.
package enum Command {
    /// A program that is not there, and the Debian package that has it.
    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    /// Runs `program`, found on the PATH. Throws `Missing` when it is not there.
    package static func run(
        _ program: String, from debianPackage: String, _ arguments: String...
    ) async throws -> Outcome {
        for folder in ["/usr/bin", "/usr/sbin", "/bin", "/usr/local/bin"] {
            let path = "\(folder)/\(program)"
            if FileManager.default.isExecutableFile(atPath: path) { return await run(path, arguments) }
        }
        throw Missing(description: "\(program) is missing: apt-get install \(debianPackage)")
    }

    /// Runs a file. Its output goes through files, so that a daemon it leaves behind cannot hold a pipe open. The status
    /// is -1 when it could not be started or was killed.
    package static func run(_ path: String, _ arguments: [String]) async -> Outcome {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "command-\(UUID().uuidString)")
        let (outputFile, errorFile) = (scratch.appendingPathExtension("out"), scratch.appendingPathExtension("err"))
        defer {
            try? FileManager.default.removeItem(at: outputFile)
            try? FileManager.default.removeItem(at: errorFile)
        }
        func text(_ file: URL) -> String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }
        let child = Child(path: path, arguments: arguments, output: outputFile.path, errors: errorFile.path)
        let status = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: child.run()) }
        }
        return Outcome(status: status, output: text(outputFile), errors: text(errorFile))
    }
}
