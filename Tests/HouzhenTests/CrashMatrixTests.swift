import API
import Client
import Clinic
import Foundation
import PrintRoom
import Testing

/// Our server, killed at each of its fault points; CUPS, killed or not; a printer, well or not. All of them real.
@Suite struct `A ticket's paper, through every crash` {
    /// How often the whole matrix is played; `make proof` plays it more often.
    private static let rounds = ProcessInfo.processInfo.environment["CRASH_ROUNDS"].flatMap(Int.init) ?? 1

    /// One room for each, in which our server dies at one point after the other.
    @Test(.timeLimit(.minutes(10)), arguments: CrashCell.Cups.allCases, CrashCell.Device.allCases)
    func `comes out once, and is in doubt only where the table says so`(
        cups: CrashCell.Cups, device: CrashCell.Device
    ) async throws {
        for _ in 0..<Self.rounds {
            try await PrintRoom.with { room in
                let address = "ticket=cups://\(room.host):\(room.port)/\(room.ticketQueue)"
                let server = try RunningServer(flags: ["--demo", "--printer", address])
                try await RunningServer.with(server) { server in
                    try await Staff.with("desk", at: await server.address) { desk in
                        let cells = FaultPoint.allCases.map { CrashCell(point: $0, cups: cups, device: device) }
                        var clinic = CrashClinic(room: room, server: server, desk: desk)
                        try await clinic.begin(with: cells[0])
                        for (index, cell) in cells.enumerated() {
                            try await clinic.play(cell, then: cells.dropFirst(index + 1).first)
                        }
                        clinic.expectNothingTwice()
                    }
                }
            }
        }
    }
}

/// A clinic whose server dies once for each ticket.
private struct CrashClinic {
    let room: PrintRoom
    let server: RunningServer
    let desk: Staff
    /// Tickets issued so far.
    private var count = 0

    init(room: PrintRoom, server: RunningServer, desk: Staff) {
        self.room = room
        self.server = server
        self.desk = desk
    }

    private var queue: String { room.ticketQueue }

    private static func label(_ number: Int) -> String { "A" + "00\(number)".suffix(3) }

    func begin(with cell: CrashCell) async throws {
        await server.kill()
        try await start(for: cell)
    }

    /// The server that settles one cell is the one that dies in the next.
    private func start(for next: CrashCell?) async throws {
        guard let next else { return try await server.start() }
        let point = "\(next.point.rawValue):\(Self.label(count + 1))"
        try await server.start(environment: ["HOUZHEN_DEBUG_DIE_AT": point])
    }

    mutating func play(_ cell: CrashCell, then next: CrashCell?) async throws {
        let label = Self.label(count + 1)
        // Its answer may be lost with the server, and is asked for again under the same key.
        async let issued = issue(number: count + 1)
        #expect(await server.ended() == -1, "\(cell): the server was not killed")
        if cell.isAtTheMachine {
            try await until("\(cell): the paper is out") { room.papers(queue).contains { $0.job.hasPrefix(label) } }
        }
        if cell.device == .off { await room.switchOff(queue) }
        switch cell.cups {
        case .alive: break
        case .killed: room.killCups()
        case .restarted: await room.stopCups()
        }
        if cell.device == .empty { try await room.setPaper(false, at: queue) }
        if cell.cups != .alive { await room.startCups() }
        count += 1
        try await start(for: next)
        #expect(try await issued == label)
        try await mend(cell.device)
        try await expectOutcome(of: label, in: cell)
    }

    private func expectOutcome(of label: String, in cell: CrashCell) async throws {
        let asked = Request.printJobs(states: PrintState.allCases.map(\.rawValue))
        var job: PrintJobResponse?
        try await until("\(cell): the job has ended") {
            job = try await desk.client.send(asked, persisting: Persistence()).printJobs.first { $0.label == label }
            return job.flatMap { PrintState(rawValue: $0.state) }.map { !$0.isUnfinished } ?? false
        }
        let papers = room.papers(queue).map(\.job).filter { $0.hasPrefix(label) }
        #expect(papers == job.map { ["\(label):\($0.id)"] }, "\(cell)")
        switch cell.expected {
        case .printed: #expect(job?.state == "printed", "\(cell): \(job?.sentence ?? "")")
        case .unknown(let code, let reason):
            #expect(job?.state == "unknown", "\(cell): \(reason), yet: \(job?.sentence ?? "")")
            #expect(job?.problem == code, "\(cell)")
        }
    }

    func expectNothingTwice() {
        let papers = room.papers(queue).map(\.job)
        #expect(papers.count == count && Set(papers).count == count, "\(papers)")
    }

    private func issue(number: Int) async throws -> String {
        let order = IssueRequest(patient: PatientReference(name: "测试\(number)", sex: "male"), print: true)
        let request = try Request.issue(in: "anesthesia", order, key: UUID().uuidString)
        return try await desk.client.send(request, persisting: Persistence()).label
    }

    private func mend(_ device: CrashCell.Device) async throws {
        switch device {
        case .up: break
        case .off: await room.switchOn(queue)
        case .empty: try await room.setPaper(true, at: queue)
        }
    }

    private func until(_ what: String, _ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(90)
        while try await !condition() {
            try #require(ContinuousClock.now < deadline, "waited 90 seconds until \(what)")
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
