/// Something that may not be.
package enum Finding: Hashable, Sendable {
    case duplicateNumber(queue: String, number: Int)
    case missingNumber(queue: String, number: Int)
    /// Called while called or in a room already.
    case doubleCall(ticket: String)
    case twoInRoom(room: String, tickets: [String])
    /// An act on a ticket that was not where the act says.
    case impossible(position: Int, type: String, ticket: String)
    /// Answered, and not in the journal.
    case lost(event: String)
    /// In the journal, and nobody was answered with it: something was done twice.
    case untold(event: String)
    /// Two requests were answered with one event.
    case sharedAnswer(event: String)
    case changed(told: Told, recorded: Told)
    case repeatedDiffers(key: String)
    case journalBroken(String)
    /// The served list is not what was told, or anything else that went wrong.
    case other(String)
}

/// Judges a journal by plain folding. It shares no code with the engine.
package struct Checker {
    private struct Ticket {
        var state: State
        var room: String?
    }

    private enum State { case waiting, called, inRoom, away, ended }

    private var tickets: [String: Ticket] = [:]
    private var rooms: [String: String] = [:]
    package private(set) var findings: [Finding] = []

    /// All that is wrong with what was recorded and answered.
    package static func findings(recorded: [Recorded], answered: [Answered]) -> [Finding] {
        var checker = Checker()
        checker.checkNumbers(recorded)
        for event in recorded { checker.fold(event) }
        checker.checkAnswers(recorded, answered)
        return checker.findings
    }

    /// Each queue's numbers are 1…n, with n its numbers issued.
    private mutating func checkNumbers(_ recorded: [Recorded]) {
        let issued = recorded.filter { $0.type == Kind.issued.rawValue }
        for (queue, events) in Dictionary(grouping: issued, by: { $0.queue ?? "" }) {
            var seen: Set<Int> = []
            for event in events {
                let number = event.number ?? 0
                if !seen.insert(number).inserted { findings.append(.duplicateNumber(queue: queue, number: number)) }
            }
            for number in 1...events.count where !seen.contains(number) {
                findings.append(.missingNumber(queue: queue, number: number))
            }
        }
    }

    private mutating func fold(_ event: Recorded) {
        guard event.type.hasPrefix("ticket-"), let id = event.ticket else { return }
        switch Kind(rawValue: event.type) {
        case .issued:
            if tickets[id] != nil { impossible(event) }
            tickets[id] = Ticket(state: .waiting)
        case .called: call(id, event)
        case .recalled: expect(.called, id, event)
        case .cameIn:
            expect(.called, id, event)
            tickets[id]?.state = .inRoom
        case .completed:
            expect(.inRoom, id, event)
            leave(id, as: .ended)
        case .missed:
            expect(.called, id, event)
            leave(id, as: .away)
        case .rejoined:
            if tickets[id]?.state != .away { impossible(event) }
            leave(id, as: .waiting)
        case .cancelled: leave(id, as: .ended)
        case .arrived, .sat: break
        case nil: if event.room != nil { leave(id, as: .waiting) }
        }
    }

    private mutating func call(_ id: String, _ event: Recorded) {
        if let completed = event.completes {
            if tickets[completed]?.state != .inRoom || tickets[completed]?.room != event.room { impossible(event) }
            leave(completed, as: .ended)
        }
        switch tickets[id]?.state {
        case .called, .inRoom: findings.append(.doubleCall(ticket: id))
        case .waiting: break
        default: impossible(event)
        }
        guard let room = event.room else { return impossible(event) }
        if let other = rooms[room], other != id { findings.append(.twoInRoom(room: room, tickets: [other, id])) }
        leave(id, as: .called)
        rooms[room] = id
        tickets[id]?.room = room
    }

    private mutating func expect(_ state: State, _ id: String, _ event: Recorded) {
        if tickets[id]?.state != state || tickets[id]?.room != event.room { impossible(event) }
    }

    private mutating func leave(_ id: String, as state: State) {
        if let room = tickets[id]?.room, rooms[room] == id { rooms[room] = nil }
        tickets[id]?.room = nil
        tickets[id]?.state = state
    }

    private mutating func impossible(_ event: Recorded) {
        findings.append(.impossible(position: event.position, type: event.type, ticket: event.ticket ?? ""))
    }

    /// Each answer is one event of its kind with what was told, and each event of these kinds is one answer.
    private mutating func checkAnswers(_ recorded: [Recorded], _ answered: [Answered]) {
        let kinds = Set(Kind.onTickets.map(\.rawValue))
        var byID: [String: Recorded] = [:]
        for event in recorded { byID[event.id] = event }
        var told: Set<String> = []
        for answer in answered where answer.kind != .sat {
            let event = answer.told.event
            guard told.insert(event).inserted else {
                findings.append(.sharedAnswer(event: event))
                continue
            }
            guard let row = byID[event], row.type == answer.kind.rawValue else {
                findings.append(.lost(event: event))
                continue
            }
            let found = answer.told.asRecorded(in: row)
            if found != answer.told { findings.append(.changed(told: answer.told, recorded: found)) }
        }
        for event in recorded where kinds.contains(event.type) && !told.contains(event.id) {
            findings.append(.untold(event: event.id))
        }
    }
}

extension Told {
    /// The same fields as the journal has them; only an issue's event holds label, queue and number.
    fileprivate func asRecorded(in row: Recorded) -> Told {
        var found = self
        if ticket != nil { found.ticket = row.ticket }
        if room != nil { found.room = row.room }
        guard row.type == Kind.issued.rawValue else { return found }
        found.label = row.label
        found.queue = row.queue
        found.number = row.number
        return found
    }
}
