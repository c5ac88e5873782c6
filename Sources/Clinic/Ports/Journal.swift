package import QueueEngine

/// An event to be journalled.
package struct NewEvent: Sendable {
    /// A UUIDv7, lower case.
    package var id: String
    /// Stable name: `ticket-called`.
    package var type: String
    /// JSON that holds no name, phone, ID number or answer.
    package var payload: String

    package init(id: String, type: String, payload: String) {
        self.id = id
        self.type = type
        self.payload = payload
    }
}

/// An event as the journal holds it.
package struct StoredEvent: Sendable, Hashable {
    /// Place in the whole journal, from 1 without gaps; visible in order.
    package var position: Int
    package var id: String
    package var stream: String
    /// Place in its stream, from 1.
    package var version: Int
    package var time: Instant
    /// The username of who did it, or `system`.
    package var actor: String
    package var type: String
    package var payload: String

    package init(
        position: Int, id: String, stream: String, version: Int, time: Instant, actor: String, type: String,
        payload: String
    ) {
        self.position = position
        self.id = id
        self.stream = stream
        self.version = version
        self.time = time
        self.actor = actor
        self.type = type
        self.payload = payload
    }
}

/// The last event of a stream.
package struct StreamHead: Sendable, Hashable {
    package var version: Int
    package var eventID: String

    package init(version: Int, eventID: String) {
        self.version = version
        self.eventID = eventID
    }
}

/// Somebody else appended to the stream first: read it again and decide anew.
package struct WrongVersion: Error, Hashable, Sendable {
    package var stream: String
    package var expected: Int
    package var actual: Int

    package init(stream: String, expected: Int, actual: Int) {
        self.stream = stream
        self.expected = expected
        self.actual = actual
    }
}
