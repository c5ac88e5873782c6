/// How long, and how often, a request is repeated while no answer comes.
package struct Persistence: Sendable {
    /// The pause after the first failure; it doubles from there.
    package var firstPause: Duration
    /// The longest pause.
    package var longestPause: Duration
    /// When to give up, counted from the first try.
    package var limit: Duration

    /// Sensible between a nurse's patience and a server's restart.
    package init(
        firstPause: Duration = .milliseconds(100), longestPause: Duration = .seconds(3), limit: Duration = .seconds(120)
    ) {
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.limit = limit
    }
}

extension HouzhenClient {
    /// Sends the request until an answer comes, always the same bytes under the same key, so that it acts once.
    ///
    /// Ends with the server's refusal, or with the last connection error when the limit is over or the task is
    /// cancelled. `onLost` hears of each failure, with how many there were.
    package func send<Answer>(
        _ request: Request<Answer>, persisting persistence: Persistence,
        onLost: (@Sendable (ClientError, Int) async -> Void)? = nil
    ) async throws(ClientError) -> Answer {
        let clock = ContinuousClock()
        let end = clock.now + persistence.limit
        var pause = persistence.firstPause
        var failures = 0
        while true {
            let failure: ClientError
            do {
                return try await send(request)
            } catch {
                failure = error
            }
            guard failure.mayComeBack else { throw failure }
            failures += 1
            await onLost?(failure, failures)
            guard clock.now + pause < end, !Task.isCancelled else { throw failure }
            try? await Task.sleep(for: pause, clock: clock)
            pause = min(pause * 2, persistence.longestPause)
        }
    }
}
