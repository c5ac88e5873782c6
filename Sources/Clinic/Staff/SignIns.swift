import QueueEngine
import Synchronization

/// Who has which token, so that not every request asks the store. Forgotten whenever somebody signs out or an account
/// changes, and asked for anew every second in any case.
final class SignIns: Sendable {
    private static let limit = 1_000
    private static let seconds = 1.0

    private struct State {
        var known: [String: (actor: Actor, until: Instant)] = [:]
        /// When those known were forgotten last.
        var since = Instant(milliseconds: 0)
        /// Counts what was forgotten, so that what was read before is not remembered after.
        var edition = 0
    }

    private let state = Mutex(State())

    /// Nil when it is not known here, or has ended.
    func actor(tokenHash: String, at now: Instant) -> Actor? {
        state.withLock { state in
            if now.seconds(since: state.since) >= Self.seconds {
                state.known = [:]
                state.since = now
            }
            guard let entry = state.known[tokenHash], entry.until > now else { return nil }
            return entry.actor
        }
    }

    var edition: Int { state.withLock { $0.edition } }

    /// - Parameter edition: as it was before the session was read.
    func remember(_ actor: Actor, tokenHash: String, until: Instant, edition: Int) {
        state.withLock { state in
            guard state.edition == edition else { return }
            if state.known.count >= Self.limit { state.known = [:] }
            state.known[tokenHash] = (actor, until)
        }
    }

    func forget() {
        state.withLock { state in
            state.known = [:]
            state.edition += 1
        }
    }
}
