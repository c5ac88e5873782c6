import Synchronization

/// How often one and the same asker may ask: so many times at once, and then as often as tries come back.
final class Pace: Sendable {
    /// Askers that are remembered; with more, those that may ask as often as ever are let go of, then all.
    static let mostAskers = 10_000

    private struct Tries {
        var left: Double
        var at: ContinuousClock.Instant
    }

    private let burst: Int
    private let perMinute: Double
    private let now: @Sendable () -> ContinuousClock.Instant
    private let tries = Mutex<[String: Tries]>([:])

    init(
        burst: Int, perMinute: Double, now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        self.burst = burst
        self.perMinute = perMinute
        self.now = now
    }

    /// Takes one try; throws ``WebRefusal/tooOften(seconds:)`` when there is none left.
    func take(_ asker: String) throws(WebRefusal) {
        let now = now()
        let wait: Int? = tries.withLock { tries in
            if tries.count >= Self.mostAskers, tries[asker] == nil {
                tries = tries.filter { left(of: $0.value, at: now) < Double(burst) }
                if tries.count >= Self.mostAskers { tries = [:] }
            }
            let remaining = tries[asker].map { left(of: $0, at: now) } ?? Double(burst)
            guard remaining >= 1 else { return Int((60 * (1 - remaining) / perMinute).rounded(.up)) }
            tries[asker] = Tries(left: remaining - 1, at: now)
            return nil
        }
        if let wait { throw .tooOften(seconds: max(1, wait)) }
    }

    private func left(of tries: Tries, at now: ContinuousClock.Instant) -> Double {
        min(Double(burst), tries.left + (now - tries.at) / .seconds(60) * perMinute)
    }
}
