package import API

/// Something that a face of the rehearsal saw happen. The ledger is fed with these and with nothing else.
package enum Fact: Sendable {
    /// A number was given out.
    case issued(ticket: String, label: String, queue: String, number: Int)
    /// A patient was called to a room; `event` is the call's.
    case called(ticket: String, label: String, room: String, event: String)
    /// The call was said again.
    case recalled(ticket: String)
    /// The patient came in.
    case cameIn(ticket: String)
    /// The consultation ended.
    case completed(ticket: String)
    /// The patient was marked missed.
    case missed(ticket: String)
    /// The missed patient is back in the queue.
    case rejoined(ticket: String)
    /// An assessment was signed, and a slip was asked for.
    case signed(assessment: String, label: String)
    /// Looked up after the morning: all papers there are for a signed assessment.
    case slips(assessment: String, papers: [Paper])
    /// Looked up after the morning: the paper of an issued ticket.
    case ticketPaper(ticket: String, paper: Paper)
    /// Looked up after the morning: a ticket that was issued, or nothing when the server no longer knows it.
    case found(ticket: String, number: Int?, state: String?)
    /// The feed was opened for the first time, after this id.
    case feedOpened(after: Int)
    /// The feed brought an event.
    case heard(FeedEvent)
    /// A request or the feed lost its connection, and is tried again.
    case connectionLost
    /// Anything that should not have happened.
    case unexpected(String)
}

/// One print job, as far as the ledger asks.
package struct Paper: Hashable, Sendable {
    /// The print job's id.
    package var job: String
    /// 1 for the original.
    package var copy: Int
    /// The print job's state.
    package var state: String

    /// A print job in that state.
    package init(job: String, copy: Int, state: String) {
        self.job = job
        self.copy = copy
        self.state = state
    }

    /// Everything that could be done was done: it lies in a tray, or without a printer in the data folder.
    package var isOut: Bool { state == "printed" || state == "kept" }
}
