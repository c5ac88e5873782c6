import API
import Client
import Clinic
import Foundation
import PrintRoom
import Testing

@Suite struct `A soak of slips` {
    private static func number(_ variable: String) -> Int? {
        ProcessInfo.processInfo.environment[variable].flatMap(Int.init)
    }

    /// `make soak` prints more.
    private static let slips = number("SOAK_SLIPS") ?? 500
    private static let seed = UInt64(number("SOAK_SEED") ?? 1)

    @Test(.timeLimit(.minutes(30)))
    func `comes out once each, whatever fails, and a person is asked only about what nobody can know`() async throws {
        try await PrintRoom.with { room in
            let flags = ["--demo", "--printer", "slip=cups://\(room.host):\(room.port)/\(room.slipQueue)"]
            let server = try RunningServer(flags: flags + ["--clock", "2026-03-02T07:30", "--clock-speed", "600"])
            try await RunningServer.with(server) { server in
                let address = await server.address
                let rehearsal = try await Program.run("rehearse", "--generate", "1", "--seed", "7", "--server", address)
                try #require(rehearsal.status == 0, "\(rehearsal.output)\(rehearsal.errors)")
                try await Staff.with("doctor", at: address) { doctor in
                    let soak = SlipSoak(room: room, server: server, doctor: doctor, seed: Self.seed)
                    let original = try #require(try await soak.jobs(in: [.printed]).first)
                    let figures = try await soak.run(slips: Self.slips, of: original.subject)
                    try await Self.expectEach(of: soak, in: room, figures)
                    Self.tell(figures)
                }
            }
        }
    }

    /// Every slip that was asked for lies in the tray: of its own job, or of the one that took its place. What did not
    /// come out was told, and nothing lies there of it.
    private static func expectEach(of soak: SlipSoak, in room: PrintRoom, _ figures: SlipSoak.Figures) async throws {
        let jobs = try await soak.jobs(in: PrintState.allCases)
        let papers = room.papers(room.slipQueue).map(\.job)
        #expect(jobs.count == figures.slips + figures.doubtfulMissing + figures.failed)
        for job in jobs {
            let count = papers.count { $0.hasSuffix(job.id) }
            switch job.state {
            // What CUPS sent again was told, and the person took it back.
            case "printed" where figures.toldDoubled.contains(job.id): #expect(count > 1, "\(job): told, but \(count)")
            case "printed": #expect(count == 1, "\(job): \(count) papers")
            // Told as failed, or missed by the person who looked; a later paper took its place.
            case "cancelled": #expect(count == 0, "\(job): did not come out, but \(count) papers lie there")
            default: Issue.record("\(job) is not settled")
            }
        }
        let isComplete = Set(papers).count == jobs.count { $0.state == "printed" }
        #expect(isComplete, "\(Set(papers).count) papers of \(jobs.count) jobs")
    }

    private static func tell(_ figures: SlipSoak.Figures) {
        let faults = SlipSoak.Fault.allCases.map { "\($0.rawValue) \(figures.faults[$0] ?? 0)" }
        print(
            """
            seed \(seed): \(figures.slips) slips in \(Int(figures.seconds)) s, \(figures.doubled.count) of them in the tray twice, \
            \(figures.toldDoubled.count) told so.
            faults: \(faults.joined(separator: ", "))
            a person was asked \(figures.doubtfulThere + figures.doubtfulMissing) times: \
            \(figures.doubtfulThere) lay there, \(figures.doubtfulMissing) did not; \(figures.failed) failed and were \
            printed again; CUPS stopped the queue \(figures.resumed) times
            """)
    }
}
