import Synchronization

/// Masked names by person, so that a screen's picture does not ask the store for each one.
final class MaskedNames: Sendable {
    private static let limit = 20_000

    private struct State {
        var names: [String: String] = [:]
        /// Counts corrections, so that what was read before one is not remembered after it.
        var edition = 0
    }

    private let state = Mutex(State())

    func split(_ ids: [String]) -> (known: [String: String], unknown: [String], edition: Int) {
        state.withLock { state in
            var known: [String: String] = [:]
            var unknown: [String] = []
            for id in ids { if let name = state.names[id] { known[id] = name } else { unknown.append(id) } }
            return (known, unknown, state.edition)
        }
    }

    /// - Parameter edition: as `split` said before the names were read.
    func remember(_ found: [String: String], edition: Int) {
        state.withLock { state in
            guard state.edition == edition else { return }
            if state.names.count > Self.limit { state.names = [:] }
            state.names.merge(found) { $1 }
        }
    }

    /// After the correction was committed.
    func forget(_ id: String) {
        state.withLock { state in
            state.names[id] = nil
            state.edition += 1
        }
    }
}
