/// Clinic time as the rehearsal counts it: from 0 at its beginning, as many times as fast as the clinic's clock runs.
///
/// It runs on by itself while the server is away.
struct Pace: Sendable {
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    /// How many clinic seconds a real one is.
    let speed: Double

    init(speed: Double) {
        self.speed = max(speed, 0.001)
        start = clock.now
    }

    /// Clinic seconds since the beginning.
    var now: Double { (clock.now - start) / .seconds(1) * speed }

    /// Waits until the clinic time; throws when the task is cancelled.
    func wait(until time: Double) async throws {
        try await clock.sleep(until: start + .seconds(time / speed))
    }

    /// Waits so many clinic seconds, and at least so long in real time.
    func wait(_ seconds: Double, atLeast least: Duration = .zero) async throws {
        try await clock.sleep(for: max(.seconds(seconds / speed), least))
    }
}
