package import API

/// What a follower of a display's feed hears.
package enum FeedSignal: Sendable {
    /// The stream is open, from this id on.
    case opened(after: Int?)
    /// An event that follows on what came before.
    case event(FeedEvent)
    /// An event whose predecessor was never seen: the picture has a hole after the id `after`.
    case gap(after: Int, FeedEvent)
    /// The server is alive.
    case heartbeat
    /// The stream ended or could not be opened; the follower tries again by itself.
    case cut(ClientError)
}
