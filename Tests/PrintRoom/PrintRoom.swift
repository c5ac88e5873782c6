package import Foundation
import Glibc

/// A CUPS server with an A5 printer and a receipt printer, for one test: started by `print-room.sh`, on ports of its
/// own, closed again by process id. Many may be open at once.
package struct PrintRoom: Sendable {
    /// What kept the room closed: the script's own words, which name the Debian package to install.
    package struct Closed: Error, CustomStringConvertible {
        package let description: String
    }

    package let folder: URL
    package let host: String
    package let port: Int
    package let slipQueue: String
    package let ticketQueue: String

    /// Opens a room, hands it to `body`, and closes it, whatever happens. Throws `Closed` when it cannot be opened.
    /// - Parameter forgetfulness: seconds that CUPS may leave a job unwritten, as its default of 30 does.
    package static func with<Result>(
        forgetfulness: Int = 0, _ body: (PrintRoom) async throws -> Result
    ) async throws -> Result {
        let room = try await open(forgetfulness: forgetfulness)
        do {
            let result = try await body(room)
            await room.close()
            return result
        } catch {
            await room.close()
            throw error
        }
    }

    /// Starts everything. The room also closes when this process ends.
    package static func open(forgetfulness: Int = 0) async throws -> PrintRoom {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "print-room-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8))")
        let owner = String(ProcessInfo.processInfo.processIdentifier)
        let outcome = await script("start", folder.path, owner, String(forgetfulness))
        guard outcome.status == 0, let room = PrintRoom(folder: folder, settings: outcome.output) else {
            try? FileManager.default.removeItem(at: folder)
            throw Closed(description: outcome.errors + outcome.output)
        }
        return room
    }

    private init?(folder: URL, settings: String) {
        var values: [String: String] = [:]
        for line in settings.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { values[parts[0]] = parts[1] }
        }
        guard let server = values["CUPS"]?.split(separator: ":"), server.count == 2, let port = Int(server[1]),
            let slip = values["SLIP_QUEUE"], let ticket = values["TICKET_QUEUE"]
        else { return nil }
        self.folder = folder
        self.host = String(server[0])
        self.port = port
        self.slipQueue = slip
        self.ticketQueue = ticket
    }

    package func close() async {
        _ = await Self.script("stop", folder.path)
        try? FileManager.default.removeItem(at: folder)
    }

    /// As `systemctl stop cups`: told to end, and waited for.
    package func stopCups() async {
        // At once; the script, which waits for the end, takes its time to start.
        if let cups = cupsProcess { kill(cups, SIGTERM) }
        _ = await Self.script("stop-cupsd", folder.path)
    }

    /// As a crash of CUPS with its filters and backends, which systemd ends as one group: all at once, without a word.
    package func killCups() {
        guard let cups = cupsProcess else { return }
        // Nobody is born while the family is counted.
        kill(cups, SIGSTOP)
        for process in ProcessTree.family(of: cups) { kill(process, SIGKILL) }
        try? FileManager.default.removeItem(at: folder.appending(path: "cupsd.pid"))
    }

    package func startCups() async { _ = await Self.script("start-cupsd", folder.path) }

    private var cupsProcess: pid_t? { process("cupsd") }

    private func process(_ name: String) -> pid_t? {
        let text = try? String(contentsOf: folder.appending(path: "\(name).pid"), encoding: .utf8)
        return text.flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// Switches a printer off, at once: it forgets its jobs.
    package func switchOff(_ queue: String) async {
        if let printer = process(queue) { for process in ProcessTree.family(of: printer) { kill(process, SIGKILL) } }
        _ = await Self.script("stop-printer", folder.path, queue)
    }

    /// Switches a printer on again, at the address that it had.
    package func switchOn(_ queue: String) async { _ = await Self.script("start-printer", folder.path, queue) }

    /// Leads a queue to its printer over TLS.
    package func encrypt(_ queue: String) async throws {
        try await lpadmin("-p", queue, "-v", "ipps://\(try address(of: queue))?waitjob=false")
    }

    /// Leaves CUPS as it is set by default: it has a job until the paper is out, and sends it again if it ends before.
    package func waitForPaper(_ queue: String) async throws {
        try await lpadmin("-p", queue, "-v", "ipp://\(try address(of: queue))")
    }

    private func address(of queue: String) throws -> String {
        let port = try String(contentsOf: folder.appending(path: "\(queue).port"), encoding: .utf8)
        return "localhost:\(port.trimmingCharacters(in: .whitespacesAndNewlines))/ipp/print"
    }

    /// Lets a queue go on that CUPS has stopped, as an administrator does.
    package func resume(_ queue: String) async {
        _ = await Command.run("/usr/sbin/cupsenable", ["-h", "\(host):\(port)", queue])
    }

    /// What a printer says about the jobs that it has, as `ipptool` writes it.
    package func jobs(at queue: String) async throws -> String {
        let uri = "ipp://\(try address(of: queue))"
        return try await Command.run("ipptool", from: "cups-ipp-utils", "-tv", uri, "get-jobs.test").output
    }

    /// Changes a queue as an administrator does.
    package func lpadmin(_ arguments: String...) async throws {
        let outcome = await Command.run("/usr/sbin/lpadmin", ["-h", "\(host):\(port)"] + arguments)
        guard outcome.status == 0 else { throw Closed(description: outcome.errors) }
    }

    /// The certificate (DER) that CUPS, or the printers, show. Nil before the first that they showed.
    package func certificate(of server: Server) -> [UInt8]? {
        let keys = folder.appending(path: server == .cups ? "cups/ssl" : "keys")
        let files = try? FileManager.default.contentsOfDirectory(at: keys, includingPropertiesForKeys: nil)
        guard let file = files?.first(where: { $0.pathExtension == "crt" }),
            let text = try? String(contentsOf: file, encoding: .utf8)
        else { return nil }
        let lines = text.split(separator: "\n").prefix { !$0.hasPrefix("-----END") }.filter { !$0.hasPrefix("-----") }
        return Data(base64Encoded: lines.joined()).map(Array.init)
    }

    package enum Server: Sendable {
        case cups
        case printers
    }

    /// Takes all paper out of a printer's trays, or fills them.
    package func setPaper(_ isThere: Bool, at queue: String) async throws {
        let outcome = await Self.script("trays", folder.path, queue, isThere ? "full" : "empty")
        guard outcome.status == 0 else { throw Closed(description: outcome.errors) }
    }

    /// What came out of a queue's printer, in order.
    package func papers(_ queue: String) -> [(job: String, file: URL)] {
        let list = try? String(contentsOf: folder.appending(path: "\(queue)/printed"), encoding: .utf8)
        return (list ?? "").split(separator: "\n").compactMap { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            return fields.count < 2 ? nil : (String(fields[0]), URL(filePath: String(fields[1])))
        }
    }

    /// Makes each job take so many seconds at the printer; nil for none.
    package func setDelay(_ seconds: Double?, at queue: String) throws {
        let file = folder.appending(path: "\(queue)/delay")
        guard let seconds else { return try FileManager.default.removeItem(at: file) }
        try Data("\(seconds)\n".utf8).write(to: file)
    }

    /// Makes the printer abort what it is given.
    package func setFailing(at queue: String) throws {
        try Data().write(to: folder.appending(path: "\(queue)/fail"))
    }

    private static func script(_ arguments: String...) async -> Outcome {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "print-room.sh")
        return await Command.run(script.path, arguments)
    }
}
