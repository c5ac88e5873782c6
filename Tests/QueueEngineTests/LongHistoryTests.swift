import Foundation
import Testing

@testable import QueueEngine

@Suite struct `Long histories` {
    private static func number(_ name: String, _ otherwise: Int) -> Int {
        Int(ProcessInfo.processInfo.environment[name] ?? "") ?? otherwise
    }

    static let first = number("HOUZHEN_SEED", 1)
    /// `make soak` asks for more.
    static let histories = number("HOUZHEN_HISTORIES", 2_000)
    static let length = 30
    /// Parts that run beside one another.
    static let parts = 4

    @Test(arguments: 0..<parts) func `on sheets with any of the rules stay whole`(part: Int) {
        var acts = 0
        for seed in Self.first..<Self.first + Self.histories where seed % Self.parts == part {
            var random = Seeded(UInt64(seed))
            let walk = RandomWalk(.random(&random))
            let (drawn, broken) = walk.draw(&random, length: Self.length)
            acts += drawn.count
            guard let broken else { continue }
            let short = walk.shortened(drawn)
            Issue.record(
                """
                \(broken), with seed \(seed): make soak HISTORIES=1 SEED=\(seed)
                \(short.map { "  \($0)" }.joined(separator: "\n"))
                on \(walk.sheet)
                """)
            return
        }
        print(
            "part \(part): \(acts) acts in every \(Self.parts)th of \(Self.histories) histories from seed \(Self.first)"
        )
        #expect(acts > 0)
    }

    /// Draws histories until a planted bug is found, and shortens the one that found it.
    private func shortest(_ engine: @escaping Explorer.Engine) throws -> (broken: String, acts: [RandomWalk.Act]) {
        for seed in UInt64(1)...200 {
            var random = Seeded(seed)
            let walk = RandomWalk(.random(&random), engine: engine)
            let (drawn, broken) = walk.draw(&random, length: Self.length)
            guard broken != nil else { continue }
            let short = walk.shortened(drawn)
            return (try #require(walk.broken(by: short)), short)
        }
        return try #require(nil, "no history found it")
    }

    @Test func `find a patient who stays in the line when called, in two acts`() throws {
        let found = try shortest(PlantedBug.staysInLine)
        #expect(found.acts.count == 2, "\(found.acts)")
    }

    @Test func `find a number that is given again, in three acts`() throws {
        let found = try shortest(PlantedBug.numberAgain)
        #expect(found.acts.count <= 3, "\(found.acts)")
    }

    @Test func `find a guard that looks away, in a few acts`() throws {
        let found = try shortest(PlantedBug.guardOnly(after: 50))
        #expect(found.broken == "the guard holds")
        #expect(found.acts.count <= 10, "\(found.acts)")
    }
}
