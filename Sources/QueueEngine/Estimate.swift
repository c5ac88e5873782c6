/// A waiting time told to a patient: a range in whole minutes, rounded outwards to five.
package struct WaitEstimate: Codable, Hashable, Sendable {
    package var fromMinutes: Int
    package var toMinutes: Int

    /// How far the range reaches below and above the expected wait.
    static let spread = (below: 0.75, above: 1.25)
    static let step = 5

    /// The range around an expected wait in minutes; negative waits count as none.
    package init(expectedMinutes: Double) {
        // To three seconds: whoever asks a moment later hears the same range.
        let expected = (max(0, expectedMinutes) * 20).rounded() / 20
        let step = Double(Self.step)
        fromMinutes = Int((expected * Self.spread.below / step).rounded(.down)) * Self.step
        toMinutes =
            max(Int((expected * Self.spread.above / step).rounded(.up)), fromMinutes / Self.step + 1) * Self.step
    }
}

extension Plan.Entry {
    /// What its patient would be told now; nil while no open room would call it.
    package func estimate(now: Instant) -> WaitEstimate? {
        at.map { WaitEstimate(expectedMinutes: $0.seconds(since: now) / 60) }
    }
}
