package import Foundation

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
    package static func with<Result>(_ body: (PrintRoom) async throws -> Result) async throws -> Result {
        let room = try await open()
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
    package static func open() async throws -> PrintRoom {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "print-room-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8))")
        let owner = String(ProcessInfo.processInfo.processIdentifier)
        let outcome = await script("start", folder.path, owner)
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

    package func stopCups() async { _ = await Self.script("stop-cupsd", folder.path) }

    package func startCups() async { _ = await Self.script("start-cupsd", folder.path) }

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
