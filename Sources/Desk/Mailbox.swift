import Synchronization

/// Where the tasks that talk to the server leave what they heard, for the thread that owns the terminal.
final class Mailbox: Sendable {
    private let events = Mutex<[DeskEvent]>([])

    func post(_ event: DeskEvent) { events.withLock { $0.append(event) } }

    /// All there is, in order.
    func take() -> [DeskEvent] {
        events.withLock { events in
            defer { events = [] }
            return events
        }
    }
}
