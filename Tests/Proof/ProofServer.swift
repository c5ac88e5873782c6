import Foundation
import Glibc
import PrintRoom

/// What kept the proof from being made.
struct ProofProblem: Error, CustomStringConvertible {
    let description: String
}

/// The real program on a data folder and a port of its own, killed and started again.
actor ProofServer {
    let data: URL
    private let program: String
    private let resources: String
    private let folder: URL
    private let layout: String
    private var process: pid_t?
    private var port = 0

    init(program: String, resources: String, folder: URL, clinic: ProofClinic) throws {
        self.program = program
        self.resources = resources
        self.folder = folder
        data = folder.appending(path: "data")
        layout = try clinic.write(into: folder)
    }

    var address: String { "http://127.0.0.1:\(port)" }

    /// Starts, and waits until it greets; after the first time on the same port.
    func start() async throws {
        let output = folder.appending(path: "out")
        let errors = folder.appending(path: "err")
        let words = [
            "serve", "--demo", "--clock", ProofClinic.clock, "--host", "127.0.0.1", "--port", "\(port)", "--data",
            data.path, "--resources", resources, "--clinic", layout, "--log-level", "error",
        ]
        let child = Child(path: program, arguments: words, output: output.path, errors: errors.path)
        guard let process = child.start() else { throw ProofProblem(description: "\(program) could not be started") }
        self.process = process
        for _ in 0..<3_000 where Self.isRunning(process) {
            let greeting = text(output)
            if greeting.contains("Sign-ins"), let match = greeting.firstMatch(of: /127\.0\.0\.1:(\d+)\/doctor/) {
                port = Int(match.1) ?? port
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        await end(SIGKILL)
        throw ProofProblem(description: "the server did not start: \(text(output)) \(text(errors))")
    }

    /// Ends it by that signal, when it runs. Returns its exit status, -1 when the signal ended it.
    @discardableResult func end(_ signal: Int32) async -> Int32 {
        guard let process else { return -1 }
        self.process = nil
        Glibc.kill(process, signal)
        return await Self.wait(process)
    }

    /// Adds doctors; the server must be stopped.
    func addDoctors(_ usernames: [String]) async throws {
        for username in usernames {
            // The password is read from standard input, which a child has from nowhere.
            let script = "printf '%s\\n' '\(ProofClinic.password)' | \"$0\" \"$@\""
            let words = ["staff", "set", username, "--name", username, "--roles", "doctor"] + place
            let outcome = await run("/bin/sh", ["-c", script, program] + words)
            guard outcome.status == 0 else { throw ProofProblem(description: outcome.said) }
        }
    }

    /// What `houzhen journal verify` says is wrong; nil when it passes.
    func verify() async -> String? {
        let outcome = await run(program, ["journal", "verify", "--data", data.path])
        return outcome.status == 0 ? nil : outcome.said
    }

    private var place: [String] { ["--data", data.path, "--resources", resources, "--clinic", layout] }

    private func run(_ path: String, _ arguments: [String]) async -> (status: Int32, said: String) {
        let output = folder.appending(path: "command-out")
        let errors = folder.appending(path: "command-err")
        let child = Child(path: path, arguments: arguments, output: output.path, errors: errors.path)
        guard let process = child.start() else { return (-1, "\(path) could not be started") }
        let status = await Self.wait(process)
        return (status, text(output) + text(errors))
    }

    private func text(_ file: URL) -> String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }

    /// Not ended yet: a child that has ended is left to be waited for.
    private static func isRunning(_ process: pid_t) -> Bool {
        var information = siginfo_t()
        return waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) == 0 && information.si_signo == 0
    }

    private static func wait(_ process: pid_t) async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: Child.wait(process)) }
        }
    }
}
