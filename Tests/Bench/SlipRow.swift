import API
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import PrintRoom

/// Slips a second, from the request to the paper of a real IPP printer behind a real CUPS: ours, beside CUPS alone with the
/// same PDFs. The difference is what holding, reading back and following cost.
struct SlipRow {
    static let slips = 20

    /// One signed slip, which a rehearsal of one patient leaves behind; copies of it are printed.
    static func print(program: String) async throws {
        try await PrintRoom.with { room in
            let flags = ["--printer", "slip=cups://\(room.host):\(room.port)/\(room.slipQueue)"]
            let server = try BenchServer(
                program: program, flags: flags + ["--clock", "2026-03-02T07:30", "--clock-speed", "600"])
            defer { server.stop() }
            let address = try await server.address()
            try rehearse(program, at: address)
            let http = HTTPClient(eventLoopGroupProvider: .singleton)
            do {
                let row = try await SlipRow(room: room, http: http, address: address)
                try await row.measure()
                try await http.shutdown()
            } catch {
                try await http.shutdown()
                throw error
            }
        }
    }

    private let room: PrintRoom
    private let http: HTTPClient
    private let address: String
    private let token: String
    private let assessment: String
    private let pdf: URL

    private init(room: PrintRoom, http: HTTPClient, address: String) async throws {
        self.room = room
        self.http = http
        self.address = address
        token = try await Bench.signIn(http, address, as: "doctor")
        let request = Self.request(address + "/api/v1/print-jobs?state=printed", token)
        let answer = try await http.execute(request, timeout: .seconds(30))
        let bytes = Data((try await answer.body.collect(upTo: 1 << 20)).readableBytesView)
        let jobs = try Wire.decode(PrintJobListResponse.self, from: bytes).printJobs
        guard let job = jobs.first(where: { $0.purpose == "slip" }), let path = job.pdf else {
            throw BenchProblem(description: "the rehearsal left no slip")
        }
        assessment = job.subject
        let document = try await http.execute(Self.request(address + path, token), timeout: .seconds(30))
        pdf = room.folder.appending(path: "slip.pdf")
        try Data((try await document.body.collect(upTo: 8 << 20)).readableBytesView).write(to: pdf)
    }

    private func measure() async throws {
        var ours: [Double] = []
        var alone: [Double] = []
        for _ in 0..<Bench.rounds {
            alone.append(
                try await rate {
                    for _ in 0..<Self.slips { try submitAlone() }
                })
            ours.append(
                try await rate {
                    for _ in 0..<Self.slips { try await printCopy() }
                })
        }
        let slips = Bench.median(ours)
        let bare = Bench.median(alone)
        Swift.print(
            "slips to paper, \(Self.slips) at once".padded(60) + String(format: "%.1f /s", slips).padded(12)
                + String(format: "CUPS alone %.1f /s", bare).padded(22) + String(format: "%.2f", slips / bare))
    }

    /// Papers a second until the last one is out.
    private func rate(_ submit: () async throws -> Void) async throws -> Double {
        let before = room.papers(room.slipQueue).count
        let start = ContinuousClock.now
        try await submit()
        while room.papers(room.slipQueue).count < before + Self.slips {
            guard ContinuousClock.now - start < .seconds(120) else {
                throw BenchProblem(description: "the slips did not come out")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        return Double(Self.slips) / ((ContinuousClock.now - start) / .seconds(1))
    }

    private func printCopy() async throws {
        var request = Self.request(address + "/api/v1/print-jobs", token)
        request.method = .POST
        request.headers.add(name: "Idempotency-Key", value: UUID().uuidString)
        request.body = .bytes(ByteBuffer(bytes: try Wire.encode(PrintJobRequest(assessment: assessment))))
        let answer = try await http.execute(request, timeout: .seconds(30))
        guard answer.status == .created else { throw BenchProblem(description: "not printed: \(answer.status)") }
        _ = try await answer.body.collect(upTo: 1 << 16)
    }

    private func submitAlone() throws {
        try Self.run("/usr/bin/lp", ["-h", "\(room.host):\(room.port)", "-d", room.slipQueue, "-s", pdf.path])
    }

    private static func rehearse(_ program: String, at address: String) throws {
        try run(program, ["rehearse", "--generate", "1", "--seed", "7", "--server", address])
    }

    private static func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchProblem(description: "\(program) failed") }
    }

    private static func request(_ url: String, _ token: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        return request
    }
}
