/// Something that is wrong with the morning.
package enum Fault: Hashable, Sendable {
    /// Two tickets of a queue carry one number.
    case numberTwice(queue: String, number: Int)
    /// A ticket was called while it was called, or inside, somewhere.
    case calledTwiceAtOnce(label: String, rooms: [String])
    /// A room called somebody while somebody else was still expected there.
    case roomCalledOver(room: String, label: String)
    /// A signed assessment has no original slip, or one that never came out.
    case slipMissing(label: String, state: String?)
    /// A signed assessment has more than one slip, and nobody asked for a copy.
    case slipTwice(label: String, papers: Int)
    /// A ticket's paper never came out.
    case ticketPaperMissing(label: String, state: String)
    /// The feed left something out.
    case feedGap(after: Int, event: Int, previous: Int)
    /// The feed brought an event again, or out of order.
    case feedRepeated(event: Int)
    /// A call was answered and never shown on the display's feed.
    case callNotShown(label: String)
    /// A ticket that was answered is gone, or has another number.
    case ticketLost(label: String)
    /// A patient of the morning did not get to the end.
    case notSeen(label: String, state: String)
    /// Anything else.
    case unexpected(String)

    /// For people.
    package var sentence: String {
        switch self {
        case .numberTwice(let queue, let number): "number \(number) of queue \(queue) was given out twice"
        case .calledTwiceAtOnce(let label, let rooms):
            "\(label) was called twice at once: rooms \(rooms.joined(separator: ", "))"
        case .roomCalledOver(let room, let label): "room \(room) called on while \(label) was still expected there"
        case .slipMissing(let label, let state): "the slip of \(label) is missing (\(state ?? "no print job"))"
        case .slipTwice(let label, let papers): "the slip of \(label) was printed \(papers) times"
        case .ticketPaperMissing(let label, let state): "the paper ticket of \(label) is missing (\(state))"
        case .feedGap(let after, let event, let previous):
            "a gap in the feed: event \(event) follows \(previous), but the last one heard was \(after)"
        case .feedRepeated(let event): "the feed brought event \(event) again"
        case .callNotShown(let label): "the call of \(label) was never on the display's feed"
        case .ticketLost(let label): "\(label) was given out, and is gone"
        case .notSeen(let label, let state): "\(label) did not get to the end: \(state)"
        case .unexpected(let what): "unexpected: \(what)"
        }
    }
}
