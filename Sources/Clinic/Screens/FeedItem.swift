package import QueueEngine

/// What happened on a display's feed, without names: they are looked up when it is sent.
package struct FeedItem: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case called
        case recalled
        /// A call ended without the patient.
        case withdrawn
        /// Anything else that changes the picture.
        case changed
    }

    /// The journal's position.
    package var id: Int
    /// The id before it on this feed.
    package var previous: Int
    package var kind: Kind
    package var ticket: TicketID?
    package var room: RoomID?
    package var at: Instant
    package var event: String
    /// How often the call has been said with this.
    package var count: Int
    /// Whether the call that it withdraws was taken back: it is as if it had never been.
    package var takesBack = false
}
