import API
import Client

/// The waiting room's screen: follows the feed from the first moment to the last.
struct DisplayFace: Sendable {
    let client: HouzhenClient
    let book: Book
    let display: String

    /// Follows the feed from the snapshot's own place on it, until the task is cancelled.
    func follow(after snapshot: Int) async {
        await book.note(.feedOpened(after: snapshot))
        for await signal in FeedFollower(client, display: display, after: snapshot) {
            switch signal {
            case .event(let event), .gap(_, let event): await book.note(.heard(event))
            case .cut where Task.isCancelled: break
            case .cut(.refused(let problem)): await book.note(.unexpected("the feed was refused: \(problem.code)"))
            case .cut(.unreadable(_, let what)): await book.note(.unexpected(what))
            case .cut: await book.note(.connectionLost)
            case .opened, .heartbeat: break
            }
        }
    }
}
