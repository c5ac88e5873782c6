import API
import Client

/// All that was seen of a morning, and what is wrong with it. Pure: facts in, faults out.
package struct Ledger: Sendable {
    /// What the ledger knows of one ticket.
    private struct Entry {
        var label: String
        /// Absent for a ticket that was there before the rehearsal.
        var number: Int?
        /// Where it is called or inside.
        var room: String?
        var isDone = false
    }

    /// How often what happened.
    package private(set) var counts = Counts()
    /// What was wrong as it happened; `verdict` adds what only the end can tell.
    package private(set) var faults: [Fault] = []

    private var entries: [String: Entry] = [:]
    private var numbers: [String: Set<Int>] = [:]
    /// Per room, the ticket that was called and has neither come in nor been missed.
    private var expected: [String: String] = [:]
    private var calls: [(event: String, label: String)] = []
    private var shown: Set<String> = []
    private var cursor = FeedCursor()
    private var wasReset = false
    private var signed: [String: String] = [:]
    private var slips: [String: [Paper]] = [:]
    private var found: Set<String> = []

    /// An empty ledger.
    package init() {}

    /// Writes a fact down.
    package mutating func note(_ fact: Fact) {
        counts.count(fact)
        switch fact {
        case .issued(let ticket, let label, let queue, let number):
            entries[ticket, default: Entry(label: label)].number = number
            if !numbers[queue, default: []].insert(number).inserted {
                faults.append(.numberTwice(queue: queue, number: number))
            }
        case .called(let ticket, let label, let room, let event):
            noteCall(of: ticket, label: label, to: room, event: event)
        case .cameIn(let ticket):
            if let room = entries[ticket]?.room { expected[room] = nil }
        case .completed(let ticket):
            release(ticket)
            entries[ticket]?.isDone = true
        case .missed(let ticket): release(ticket)
        case .signed(let assessment, let label): signed[assessment] = label
        case .slips(let assessment, let papers): slips[assessment] = papers
        case .ticketPaper(let ticket, let paper):
            if !paper.isOut { faults.append(.ticketPaperMissing(label: label(ticket), state: paper.state)) }
        case .found(let ticket, let number, let state): noteFound(ticket, number: number, state: state)
        case .feedOpened(let after): cursor = FeedCursor(after: after)
        case .heard(let event): noteHeard(event)
        case .unexpected(let what): faults.append(.unexpected(what))
        case .recalled, .rejoined, .connectionLost: break
        }
    }

    /// Everything that is wrong, now that the morning is over.
    package func verdict() -> [Fault] {
        var all = faults
        for (assessment, label) in signed.sorted(by: { $0.value < $1.value }) {
            all += slipFaults(slips[assessment] ?? [], label: label)
        }
        if !wasReset {
            all += calls.filter { !shown.contains($0.event) }.map { .callNotShown(label: $0.label) }
        }
        for (ticket, entry) in entries.sorted(by: { $0.value.label < $1.value.label })
        where entry.number != nil && !entry.isDone && !found.contains(ticket) {
            all.append(.notSeen(label: entry.label, state: entry.room == nil ? "waiting" : "in a room"))
        }
        return all
    }

    /// Whether each call has been on the feed by now (a reset asks for the snapshot instead).
    package var isEachCallShown: Bool { wasReset || calls.allSatisfy { shown.contains($0.event) } }

    private func label(_ ticket: String) -> String { entries[ticket]?.label ?? ticket }

    private mutating func noteCall(of ticket: String, label: String, to room: String, event: String) {
        if let other = entries[ticket]?.room {
            faults.append(.calledTwiceAtOnce(label: label, rooms: [other, room]))
        }
        if let awaited = expected[room], awaited != ticket {
            faults.append(.roomCalledOver(room: room, label: self.label(awaited)))
        }
        entries[ticket, default: Entry(label: label)].room = room
        expected[room] = ticket
        calls.append((event, label))
    }

    private mutating func release(_ ticket: String) {
        guard let room = entries[ticket]?.room else { return }
        entries[ticket]?.room = nil
        if expected[room] == ticket { expected[room] = nil }
    }

    private mutating func noteFound(_ ticket: String, number: Int?, state: String?) {
        found.insert(ticket)
        guard let number, let state, number == entries[ticket]?.number else {
            return faults.append(.ticketLost(label: label(ticket)))
        }
        if state != "done" { faults.append(.notSeen(label: label(ticket), state: state)) }
    }

    private mutating func noteHeard(_ event: FeedEvent) {
        switch cursor.move(to: event) {
        case .next: break
        case .repeated: faults.append(.feedRepeated(event: event.id))
        case .gap(let after):
            faults.append(.feedGap(after: after, event: event.id, previous: event.previous))
        }
        if event.kind == "reset" { wasReset = true }
        if let call = event.call { shown.insert(call.event) }
    }

    private func slipFaults(_ papers: [Paper], label: String) -> [Fault] {
        guard let original = papers.first(where: { $0.copy == 1 }) else {
            return [.slipMissing(label: label, state: nil)]
        }
        guard papers.count == 1 else { return [.slipTwice(label: label, papers: papers.count)] }
        return original.isOut ? [] : [.slipMissing(label: label, state: original.state)]
    }
}
