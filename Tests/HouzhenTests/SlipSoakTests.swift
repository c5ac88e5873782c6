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

    @Test(.timeLimit(.minutes(60)))
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

    /// Every slip that was asked for lies in the tray: of its own job, or of the one that a person asked for after it.
    private static func expectEach(of soak: SlipSoak, in room: PrintRoom, _ figures: SlipSoak.Figures) async throws {
        let jobs = try await soak.jobs(in: PrintState.allCases)
        let papers = room.papers(room.slipQueue).map(\.job)
        let printed = jobs.filter { $0.state == "printed" }
        #expect(printed.count == figures.slips)
        for job in printed {
            // What CUPS sent again was told, and the person took it back.
            let isTold = figures.toldDoubled.contains(job.id)
            let count = papers.count { $0.hasSuffix(job.id) }
            #expect(isTold ? count > 1 : count == 1, "\(job): \(count) papers, told: \(isTold)")
        }
        #expect(Set(papers).count == figures.slips, "\(Set(papers).count) papers for \(figures.slips) slips")
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
            printed again
            """)
    }
}
