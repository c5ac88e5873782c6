import API

/// How often what happened in a morning.
package struct Counts: Hashable, Sendable {
    /// Numbers given out.
    package var issued = 0
    /// Calls, without those said again.
    package var calls = 0
    /// Calls said again.
    package var recalls = 0
    /// Patients who came in.
    package var inside = 0
    /// Consultations that ended.
    package var completed = 0
    /// Calls to which nobody came.
    package var missed = 0
    /// Missed patients who came back.
    package var rejoined = 0
    /// Assessments signed.
    package var signed = 0
    /// Slips that came out of a printer.
    package var slipsPrinted = 0
    /// Slips kept as PDF, because there is no printer.
    package var slipsKept = 0
    /// Paper tickets that came out of a printer.
    package var ticketsPrinted = 0
    /// Paper tickets kept as PDF.
    package var ticketsKept = 0
    /// Events of the display's feed.
    package var feedEvents = 0
    /// How often the feed told its followers to read the snapshot instead.
    package var feedResets = 0
    /// Connections that were lost, for a request or the feed.
    package var connectionsLost = 0

    /// Nothing happened yet.
    package init() {}

    mutating func count(_ fact: Fact) {
        switch fact {
        case .issued: issued += 1
        case .called: calls += 1
        case .recalled: recalls += 1
        case .cameIn: inside += 1
        case .completed: completed += 1
        case .missed: missed += 1
        case .rejoined: rejoined += 1
        case .signed: signed += 1
        case .slips(_, let papers):
            slipsPrinted += papers.count { $0.state == "printed" }
            slipsKept += papers.count { $0.state == "kept" }
        case .ticketPaper(_, let paper):
            ticketsPrinted += paper.state == "printed" ? 1 : 0
            ticketsKept += paper.state == "kept" ? 1 : 0
        case .heard(let event):
            feedEvents += 1
            feedResets += event.kind == "reset" ? 1 : 0
        case .connectionLost: connectionsLost += 1
        case .found, .feedOpened, .unexpected: break
        }
    }
}
