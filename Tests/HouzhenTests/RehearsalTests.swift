import Foundation
import Glibc
import PrintRoom
import Testing

@Suite struct `A rehearsed morning` {
    private static let clock = ["--demo", "--clock", "2026-03-02T07:30", "--clock-speed", "600"]

    private static func flags(_ room: PrintRoom) -> [String] {
        clock + [
            "--printer", "slip=cups://\(room.host):\(room.port)/\(room.slipQueue)",
            "--printer", "ticket=cups://\(room.host):\(room.port)/\(room.ticketQueue)",
        ]
    }

    @Test(.timeLimit(.minutes(5)))
    func `passes with two doctors on one queue, and every paper comes out once`() async throws {
        try await PrintRoom.with { room in
            try await RunningServer.with(RunningServer(flags: Self.flags(room))) { server in
                let outcome = try await Program.run(
                    "rehearse", "--generate", "8", "--doctors", "2", "--seed", "3", "--server", await server.address)
                #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
                let slips = room.papers(room.slipQueue).map(\.job)
                let tickets = room.papers(room.ticketQueue).map(\.job)
                #expect(slips.count == 8 && Set(slips).count == 8, "\(slips)")
                #expect(tickets.count == 8 && Set(tickets).count == 8, "\(tickets)")
            }
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `goes on and passes when the server is killed twice in the middle`() async throws {
        try await PrintRoom.with { room in
            try await RunningServer.with(RunningServer(flags: Self.flags(room))) { server in
                let rehearsal = try Program.start(
                    "rehearse", "--generate", "\(Self.interrupted)", "--seed", "5", "--server", await server.address)
                for slips in [1, 3] {
                    try await Self.wait(until: { room.papers(room.slipQueue).count >= slips })
                    #expect(rehearsal.isRunning, "the rehearsal ended before the server was killed")
                    await server.kill()
                    try await server.start()
                }
                let outcome = await rehearsal.outcome()
                #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
                await server.stop()
                let verified = try await Program.run("journal", "verify", "--data", server.data.path)
                #expect(verified.status == 0, "\(verified.errors)")
                let played = try await Program.run("journal", "rebuild", "--data", server.data.path)
                #expect(played.status == 0 && played.output.contains(" \(Self.interrupted) tickets"), "\(played)")
                let slips = room.papers(room.slipQueue).map(\.job)
                #expect(slips.count == Self.interrupted && Set(slips).count == slips.count, "\(slips)")
            }
        }
    }

    /// Patients of the interrupted morning: so many that it is not over when a busy machine sees its third slip late.
    private static let interrupted = 16

    /// What is waited for comes within two minutes, or the test fails.
    private static func wait(until condition: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while !condition() {
            try #require(ContinuousClock.now < deadline, "waited two minutes")
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
