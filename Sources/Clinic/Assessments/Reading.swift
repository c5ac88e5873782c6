package import QueueEngine
import Synchronization

/// Somebody read what was signed.
package struct Reading: Hashable, Sendable {
    /// In which shape.
    package enum Shape: String, Codable, Hashable, Sendable {
        /// The record with its answers.
        case record
        /// The slip, or a print job's PDF of it.
        case slip
        /// FHIR.
        case fhir
        /// WS/T 500.10.
        case document
    }

    package var username: String
    package var name: String
    package var at: Instant
    package var revision: Int
    package var shape: Shape

    struct Key: Hashable {
        var username: String
        var assessment: String
        var revision: Int
        var shape: Shape

        init(_ username: String, _ assessment: String, _ revision: Int, _ shape: Shape) {
            self.username = username
            self.assessment = assessment
            self.revision = revision
            self.shape = shape
        }
    }
}

/// Which readings were noted a moment ago: a page that reads again by itself is one reader, not a hundred readings.
final class RecentReadings: Sendable {
    /// The same person reading the same again within so many seconds of the first time is one reading.
    static let quietSeconds = 600.0
    /// With so many all are let go of: one more note harms nobody.
    static let limit = 10_000

    private let noted = Mutex<[Reading.Key: Instant]>([:])

    /// Whether it is to be noted, and remembers that it is.
    func begin(_ key: Reading.Key, at now: Instant) -> Bool {
        noted.withLock { noted in
            if let last = noted[key], (0..<Self.quietSeconds).contains(now.seconds(since: last)) { return false }
            if noted.count >= Self.limit { noted = [:] }
            noted[key] = now
            return true
        }
    }

    func remember(_ key: Reading.Key, at now: Instant) { _ = begin(key, at: now) }

    func forget(_ key: Reading.Key) { noted.withLock { $0[key] = nil } }
}
