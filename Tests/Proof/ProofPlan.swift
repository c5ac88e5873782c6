/// How much is proved: the same plan and seed give the same requests, kills at the same points, in another interleaving.
package struct ProofPlan: Sendable {
    package var tickets: Int
    package var kills: Int
    package var seed: UInt64
    package var desks = 16
    package var doctors = 12
    package var queues = 6
    /// Nothing goes on for longer; reaching it is a finding.
    package var limit: Duration
    /// Desks wait while more than so many stand in line, so that the length of the line is not what is measured.
    package var waitingMost = 240

    package init(tickets: Int, kills: Int, seed: UInt64, limit: Duration) {
        self.tickets = tickets
        self.kills = kills
        self.seed = seed
        self.limit = limit
    }

    /// After how many answered numbers each kill falls: one in each of as many equal stretches, so that all fall in
    /// mid-load, at a drawn place in the middle of it.
    func killMoments() -> [Int] {
        var chance = SplitMix(seed: seed ^ 0x6B69_6C6C)
        return (0..<kills).map { kill in
            let start = tickets * kill / kills
            let length = max(1, tickets * (kill + 1) / kills - start)
            return start + length / 8 + Int.random(in: 0...(length / 2), using: &chance)
        }
    }
}

/// SplitMix64: small, seeded, the same everywhere.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// True so many times in a hundred.
    mutating func percent(_ share: Int) -> Bool { Int.random(in: 0..<100, using: &self) < share }
}
