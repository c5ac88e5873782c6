import Foundation
import Testing

@testable import QueueEngine

@Suite struct `The engine beside a plain model of all the rules` {
    private static func number(_ name: String, _ otherwise: Int) -> Int {
        Int(ProcessInfo.processInfo.environment[name] ?? "") ?? otherwise
    }

    static let first = number("HOUZHEN_SEED", 1)
    /// `make soak` asks for more.
    static let histories = number("HOUZHEN_HISTORIES", 2_000)
    static let length = 60
    /// Parts that run beside one another.
    static let parts = 4

    @Test(arguments: 0..<parts) func `in random histories both say the same after each act`(part: Int) {
        var acts = 0
        for seed in Self.first..<Self.first + Self.histories where seed % Self.parts == part {
            let (sheets, moves, difference) = PlainHistory.drawn(UInt64(seed), length: Self.length)
            acts += moves.count
            guard difference != nil else { continue }
            let short = shrunk(moves) { PlainHistory.difference($0, on: sheets) != nil }
            Issue.record(
                """
                \(PlainHistory.difference(short, on: sheets) ?? ""), with seed \(seed): make soak HISTORIES=1 SEED=\(seed)
                \(short.map { "  \($0)" }.joined(separator: "\n"))
                on \(sheets)
                """)
            return
        }
        print(
            "part \(part): \(acts) acts asked of both, in every \(Self.parts)th of \(Self.histories) histories from seed \(Self.first)"
        )
        #expect(acts > 0)
    }

    /// Draws histories until the model sees a planted bug, and shortens the one that showed it.
    private func shortest(_ engine: @escaping Explorer.Engine) throws -> [PlainHistory.Move] {
        for seed in UInt64(1)...300 {
            let (sheets, moves, difference) = PlainHistory.drawn(seed, length: Self.length, engine: engine)
            guard difference != nil else { continue }
            return shrunk(moves) { PlainHistory.difference($0, on: sheets, engine: engine) != nil }
        }
        return try #require(nil, "no history showed it")
    }

    @Test func `a guard that looks away is seen, and the history made short`() throws {
        let moves = try shortest(PlantedBug.guardOnly(after: 50))
        #expect(moves.count <= 20, "\(moves)")
    }

    @Test func `a slip of the round is seen: the call after a chosen one begins a new one`() throws {
        let moves = try shortest { day, command, now throws(Refusal) in
            var (day, events) = try Explorer.engine(day, command, now)
            if case .called(_, _, let choice, _)? = events.first?.act, choice.rule == .chosen {
                for index in day.hall.lines.indices { day.hall.lines[index].round = Round() }
            }
            return (day, events)
        }
        #expect(moves.count <= 14, "\(moves)")
    }
}
