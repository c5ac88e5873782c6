import Synchronization

/// What was read from the store and is asked for often, by its key. What may have changed is forgotten, and what was
/// read before that is not remembered after it.
final class Remembered<Value: Sendable>: Sendable {
    private struct State {
        var values: [String: Value] = [:]
        /// Counts what was forgotten.
        var edition = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: with so many values all are let go of.
    init(limit: Int) { self.limit = limit }

    func split(_ keys: [String]) -> (known: [String: Value], unknown: [String], edition: Int) {
        state.withLock { state in
            var known: [String: Value] = [:]
            var unknown: [String] = []
            for key in keys { if let value = state.values[key] { known[key] = value } else { unknown.append(key) } }
            return (known, unknown, state.edition)
        }
    }

    /// - Parameter edition: as `split` said before the values were read.
    func remember(_ found: [String: Value], edition: Int) {
        state.withLock { state in
            guard state.edition == edition else { return }
            if state.values.count >= limit { state.values = [:] }
            state.values.merge(found) { $1 }
        }
    }

    /// After a change of it was committed.
    func forget(_ key: String) {
        state.withLock { state in
            state.values[key] = nil
            state.edition += 1
        }
    }

    /// After a change of any was committed.
    func forgetAll() {
        state.withLock { state in
            state.values = [:]
            state.edition += 1
        }
    }
}
