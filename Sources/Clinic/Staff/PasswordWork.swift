import Dispatch
import Synchronization

/// Where scrypt takes its time: one after another on a thread of its own, so that signing in, however often it is
/// tried, holds up nobody else.
final class PasswordWork: Sendable {
    /// So many may wait; one more is told to try again.
    static let limit = 64

    private let queue = DispatchQueue(label: "houzhen.passwords")
    private let waiting = Mutex(0)

    /// Throws `SignInRefusal.tooManyTries` when too many wait.
    func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        let isFull = waiting.withLock { waiting in
            guard waiting < Self.limit else { return true }
            waiting += 1
            return false
        }
        guard !isFull else { throw SignInRefusal.tooManyTries(seconds: 2) }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}
