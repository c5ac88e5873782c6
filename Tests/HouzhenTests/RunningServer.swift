import ClinicFixture
import Foundation
import Glibc
import PrintRoom
import Testing

/// The program as it is shipped, in a process of its own.
enum Program {
    /// Beside the test's own binary.
    static var path: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: own).deletingLastPathComponent().appending(path: "houzhen").path
    }

    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static var resources: String { root.appending(path: "Resources").path }

    /// Runs a command to its end.
    static func run(_ arguments: String...) async throws -> (status: Int32, output: String, errors: String) {
        try await run(arguments)
    }

    static func run(_ arguments: [String]) async throws -> (status: Int32, output: String, errors: String) {
        await (try start(arguments)).outcome()
    }

    /// Runs a command to its end, in a terminal of that locale.
    static func run(
        in locale: String, _ arguments: String...
    ) async throws -> (status: Int32, output: String, errors: String) {
        let command = try start(["LC_ALL=\(locale)", path] + arguments, program: "/usr/bin/env")
        return await command.outcome()
    }

    /// Starts a command that goes on by itself.
    static func start(_ arguments: String...) throws -> RunningCommand { try start(arguments) }

    private static func start(_ arguments: [String], program path: String = path) throws -> RunningCommand {
        let folder = try ClinicFixture.newFolder()
        let output = folder.appending(path: "out")
        let errors = folder.appending(path: "err")
        let child = Child(path: path, arguments: arguments, output: output.path, errors: errors.path)
        let process = try #require(child.start(), "\(path) could not be started")
        return RunningCommand(process: process, output: output, errors: errors)
    }

    static func wait(_ process: pid_t) async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: Child.wait(process)) }
        }
    }

}

/// A command on its way.
struct RunningCommand: Sendable {
    let process: pid_t
    let output: URL
    let errors: URL

    /// Not ended yet: a child that has ended is left to be waited for.
    var isRunning: Bool {
        var information = siginfo_t()
        return waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) == 0 && information.si_signo == 0
    }

    /// Waits for its end.
    func outcome() async -> (status: Int32, output: String, errors: String) {
        let status = await Program.wait(process)
        func text(_ file: URL) -> String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }
        return (status, text(output), text(errors))
    }
}

/// A server on a data folder and a port of its own; it can be killed and started again.
actor RunningServer {
    let data: URL
    private let arguments: [String]
    private let wrapper: [String]
    private var process: pid_t?
    private(set) var port = 0
    private(set) var greeting = ""

    /// - Parameters:
    ///   - flags: beside the data folder and the port.
    ///   - wrapper: a program that runs it, with its own arguments: `strace -f …`.
    init(data: URL? = nil, flags: [String] = ["--demo"], wrapper: [String] = []) throws {
        let folder = try data ?? ClinicFixture.newFolder().appending(path: "data")
        self.data = folder
        self.wrapper = wrapper
        arguments = ["serve", "--data", folder.path, "--resources", Program.resources] + flags
    }

    var address: String { "http://127.0.0.1:\(port)" }

    /// Starts, and waits until it greets. On a second start it takes the same port.
    /// - Parameter environment: beside this process's own, for this start alone.
    func start(environment: [String: String] = [:]) async throws {
        let folder = try ClinicFixture.newFolder()
        let output = folder.appending(path: "out")
        let errors = folder.appending(path: "err")
        let variables = environment.isEmpty ? [] : ["/usr/bin/env"] + environment.map { "\($0)=\($1)" }
        let words = variables + wrapper + [Program.path] + arguments + ["--port", "\(port)"]
        let child = Child(path: words[0], arguments: Array(words.dropFirst()), output: output.path, errors: errors.path)
        process = try #require(child.start(), "\(words[0]) could not be started")
        for _ in 0..<600 {
            greeting = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
            if let match = greeting.firstMatch(of: /127\.0\.0\.1:(\d+)\/doctor/), greeting.contains("Data "),
                let port = Int(match.1)
            {
                self.port = port
                return
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record(
            "the server did not start: \(greeting) \((try? String(contentsOf: errors, encoding: .utf8)) ?? "")")
    }

    /// SIGKILL: nothing is tidied up.
    func kill() async {
        await end(SIGKILL)
    }

    /// Waits until it has ended by itself. Returns the exit status; -1 when a signal ended it.
    func ended() async -> Int32 {
        guard let process else { return -1 }
        let status = await Program.wait(process)
        self.process = nil
        return status
    }

    /// SIGTERM. Returns the exit status.
    @discardableResult func stop() async -> Int32 {
        await end(SIGTERM)
    }

    @discardableResult private func end(_ signal: Int32) async -> Int32 {
        guard let process else { return -1 }
        self.process = nil
        Glibc.kill(process, signal)
        return await Program.wait(process)
    }

    /// Starts a server, hands it to `body`, and kills it, whatever happens.
    static func with<Result: Sendable>(
        _ server: RunningServer, _ body: (RunningServer) async throws -> Result
    ) async throws -> Result {
        try await server.start()
        do {
            let result = try await body(server)
            await server.kill()
            return result
        } catch {
            await server.kill()
            throw error
        }
    }
}
