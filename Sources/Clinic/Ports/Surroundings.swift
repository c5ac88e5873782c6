package import QueueEngine

/// The clock, ids and randomness: arguments below the root, so that tests and demos choose them.
package struct Surroundings: Sendable {
    /// The clinic's clock.
    package var now: @Sendable () -> Instant
    /// A new UUIDv7, lower case.
    package var newID: @Sendable (Instant) -> String
    /// That many unguessable bytes.
    package var randomBytes: @Sendable (Int) -> [UInt8]

    package init(
        now: @escaping @Sendable () -> Instant, newID: @escaping @Sendable (Instant) -> String,
        randomBytes: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.now = now
        self.newID = newID
        self.randomBytes = randomBytes
    }
}
