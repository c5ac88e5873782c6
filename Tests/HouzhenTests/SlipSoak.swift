import API
import Client
import Clinic
import Foundation
import PrintRoom
import Rehearsal
import Testing

/// Slips of one signed assessment, printed as copies, while servers, CUPS and the printer fail as a seed draws it.
actor SlipSoak {
    /// What can happen. After each, all is well again before the next.
    enum Fault: String, CaseIterable, Sendable {
        case serverKilled = "server killed"
        case cupsKilled = "CUPS killed with its filters"
        case cupsRestarted = "CUPS restarted politely"
        case printerOff = "printer off and on"
        case paperOut = "paper out and refilled"
        case printerSlow = "printer slow for a while"
    }

    /// What came of it.
    struct Figures: Sendable {
        var slips = 0
        var faults: [Fault: Int] = [:]
        /// Jobs that asked a person, by what the person found in the tray.
        var doubtfulThere = 0
        var doubtfulMissing = 0
        /// Jobs that failed with a sentence, and for which somebody asked for another. Of those that fail while more is
        /// printed, the next paper takes the place.
        var failed = 0
        /// Names that came out more than once, and the ids of the jobs of which we said so.
        var doubled: [String] = []
        var toldDoubled: Set<String> = []
        /// Times that CUPS stopped the queue by itself, as it does when the printer goes away in mid-document; we told it,
        /// and an administrator let it go on.
        var resumed = 0
        var seconds = 0.0
    }

    private let room: PrintRoom
    private let server: RunningServer
    private let doctor: Staff
    private var random: SeededRandom
    private var figures = Figures()
    private var isOver = false

    init(room: PrintRoom, server: RunningServer, doctor: Staff, seed: UInt64) {
        self.room = room
        self.server = server
        self.doctor = doctor
        random = SeededRandom(seed: seed)
    }

    /// Prints so many slips, with the original, and settles every doubt as a person at the tray would.
    func run(slips: Int, of assessment: String) async throws -> Figures {
        let start = ContinuousClock.now
        figures.slips = slips
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.failUntilOver() }
            group.addTask { try await self.resumeUntilOver() }
            group.addTask { try await self.print(slips - 1, of: assessment) }
            try await group.waitForAll()
        }
        figures.seconds = (ContinuousClock.now - start) / .seconds(1)
        let names = room.papers(room.slipQueue).map(\.job)
        figures.doubled = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.map(\.key)
        return figures
    }

    private func print(_ count: Int, of assessment: String) async throws {
        defer { isOver = true }
        for _ in 0..<count {
            let request = try Request.printCopy(PrintJobRequest(assessment: assessment), key: UUID().uuidString)
            _ = try await doctor.client.send(request, persisting: Persistence())
        }
        while try await !settleAll() { try await Task.sleep(for: .milliseconds(300)) }
    }

    /// Whether nothing is on its way any more, and nothing in doubt.
    private func settleAll() async throws -> Bool {
        let jobs = try await jobs(in: PrintState.allCases.filter(\.isUnfinished) + [.unknown, .doubled, .failed])
        let doubtful = jobs.filter { ["unknown", "doubled"].contains($0.state) }
        // One at a time: the paper that takes its place takes the place of all that failed.
        for job in doubtful + jobs.filter({ $0.state == "failed" }).prefix(1) {
            let isThere = room.papers(room.slipQueue).contains { $0.job.hasSuffix(job.id) }
            let isFound = job.state != "failed" && isThere
            count(job, isThere: isThere)
            let request = try Request.resolve(
                job.id, ResolutionRequest(outcome: isFound ? "printed" : "reprint"), key: UUID().uuidString)
            _ = try await doctor.client.send(request, persisting: Persistence())
        }
        return jobs.isEmpty
    }

    private func count(_ job: PrintJobResponse, isThere: Bool) {
        switch job.state {
        case "failed": figures.failed += 1
        case "doubled": figures.toldDoubled.insert(job.id)
        default: if isThere { figures.doubtfulThere += 1 } else { figures.doubtfulMissing += 1 }
        }
    }

    func jobs(in states: [PrintState]) async throws -> [PrintJobResponse] {
        try await doctor.client.send(.printJobs(states: states.map(\.rawValue)), persisting: Persistence()).printJobs
            .filter { $0.purpose == "slip" }
    }

    private func failUntilOver() async throws {
        while !isOver {
            try await Task.sleep(for: .milliseconds(Int.random(in: 500...2500, using: &random)))
            let fault = random.pick(Fault.allCases)
            let pause = Duration.milliseconds(Int.random(in: 100...1500, using: &random))
            guard !isOver else { return }
            figures.faults[fault, default: 0] += 1
            try await happen(fault, for: pause)
        }
    }

    /// Does what the desk is told to have done: a queue that CUPS has stopped prints nothing until somebody resumes it.
    private func resumeUntilOver() async throws {
        var wasTold = false
        while !isOver {
            try await Task.sleep(for: .seconds(1))
            let printers = try await doctor.client.send(.printers(), persisting: Persistence()).printers
            let isTold = printers.contains { $0.purpose == "slip" && $0.codes.contains("paused") }
            if isTold {
                await room.resume(room.slipQueue)
                if !wasTold { figures.resumed += 1 }
            }
            wasTold = isTold
        }
    }

    private func happen(_ fault: Fault, for pause: Duration) async throws {
        let queue = room.slipQueue
        switch fault {
        case .serverKilled:
            await server.kill()
            try await server.start()
        case .cupsKilled:
            room.killCups()
            try await Task.sleep(for: pause)
            await room.startCups()
        case .cupsRestarted:
            await room.stopCups()
            try await Task.sleep(for: pause)
            await room.startCups()
        case .printerOff:
            await room.switchOff(queue)
            try await Task.sleep(for: pause)
            await room.switchOn(queue)
        case .paperOut:
            try await room.setPaper(false, at: queue)
            try await Task.sleep(for: pause)
            try await room.setPaper(true, at: queue)
        case .printerSlow:
            try room.setDelay(0.5, at: queue)
            try await Task.sleep(for: pause)
            try room.setDelay(nil, at: queue)
        }
    }
}
