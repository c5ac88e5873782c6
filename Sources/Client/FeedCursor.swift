package import API

/// Where a follower stands on a feed, and whether what comes next fits on. Pure.
package struct FeedCursor: Equatable, Sendable {
    /// What an event means to a follower that stands here.
    package enum Step: Equatable, Sendable {
        /// It follows on.
        case next
        /// It, or a later one, has been seen already.
        case repeated
        /// Something between `after` and this event was never seen.
        case gap(after: Int)
    }

    /// The last id seen; nothing before the first event of a follower that started anywhere.
    package private(set) var last: Int?

    /// Stands after the event `last`.
    package init(after last: Int? = nil) { self.last = last }

    /// Moves past the event.
    package mutating func move(to event: FeedEvent) -> Step {
        guard let last else {
            self.last = event.id
            return .next
        }
        // A reset says itself that something may be missing, and where the feed stands now.
        if event.kind == "reset" {
            self.last = event.id
            return .next
        }
        guard event.id > last else { return .repeated }
        self.last = event.id
        return event.previous == last ? .next : .gap(after: last)
    }
}
