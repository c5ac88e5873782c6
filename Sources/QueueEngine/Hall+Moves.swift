extension Hall {
    /// Takes somebody out of the line where they stand.
    mutating func remove(_ ticket: TicketID, standing: Ticket.Standing?, line: Int, lane: Int) {
        switch standing {
        case .lane(let entry): lines[line].lanes[lane].remove(entry)
        case .due: lines[line].removeDue(ticket)
        case nil: break
        }
    }

    /// Takes a chosen ticket out of its line and moves the round as its choice says.
    mutating func take(_ next: Next, room: Int?, seeker: Seeker) {
        remove(next.ticket, standing: next.standing, line: next.line, lane: next.lane)
        if let round = next.choice.round { lines[next.line].round = round }
        if let rotation = next.choice.rotation, let room { stands[room].rotation = rotation }
        if let joined = next.standing?.joined { lines[next.line].note(next.choice.rule, of: joined, by: seeker) }
    }

    /// A call was made: the ticket leaves its chair or its line, and the queue's calls are counted.
    mutating func call(_ next: Next, room: Int?, seeker: Seeker) {
        if let index = told.firstIndex(where: { $0.ticket == next.ticket }) {
            told.remove(at: index)
        } else {
            take(next, room: room, seeker: seeker)
        }
        lines[next.line].calls += 1
    }

    mutating func tell(_ next: Next, room: Int, reach: ReachKey) {
        take(next, room: room, seeker: stands[room].seeker)
        told.append(
            Told(
                ticket: next.ticket, line: next.line, lane: next.lane, room: room, reach: reach,
                choice: next.choice))
    }

    var tellsAnyone: Bool { lines.contains { $0.sheet.getReady > 0 } }

    /// Whether an open room may be told of one more.
    var hasFreeChair: Bool {
        stands.indices.contains { stands[$0].isOpen && occupiedChairs(of: $0) < stands[$0].chairs }
    }

    /// Fills the inner chairs: each open room is told as many as its sheets allow, in the rooms' order.
    mutating func refill(at time: Instant, _ note: (Next, Int) -> Void) {
        for index in stands.indices where stands[index].isOpen && stands[index].chairs > 0 {
            // Who is next of a queue that tells nobody, or nobody more, is not passed over: the telling ends there.
            while occupiedChairs(of: index) < stands[index].chairs,
                let next = choose(for: stands[index], at: time),
                occupiedChairs(of: index, line: next.line) < lines[next.line].sheet.getReady
            {
                tell(next, room: index, reach: next.standing?.reach ?? Seeker.forAnyone)
                note(next, index)
            }
        }
    }

    /// Those told for a room, but for whom it could not call any more: its doctor or queues have changed since.
    private func occupiedChairs(of room: Int, line: Int? = nil) -> Int {
        let stand = stands[room]
        return told.count {
            $0.room == room && stand.lines.contains($0.line) && stand.seeker.mayTake($0.reach)
                && (line == nil || $0.line == line)
        }
    }

    /// Takes a ticket from its chair; false when it has none.
    @discardableResult mutating func leaveChair(_ ticket: TicketID) -> Bool {
        guard let index = told.firstIndex(where: { $0.ticket == ticket }) else { return false }
        told.remove(at: index)
        return true
    }

    /// A told ticket is now for somebody else.
    mutating func readdress(told ticket: TicketID, to reach: ReachKey) {
        guard let index = told.firstIndex(where: { $0.ticket == ticket }) else { return }
        told[index].reach = reach
    }
}

extension Ticket.Standing {
    var joined: Int64 {
        switch self {
        case .lane(let entry): entry.joined
        case .due(let due): due.joined
        }
    }

    var reach: ReachKey {
        get {
            switch self {
            case .lane(let entry): entry.reach
            case .due(let due): due.reach
            }
        }
        set {
            switch self {
            case .lane(var entry):
                entry.reach = newValue
                self = .lane(entry)
            case .due(var due):
                due.reach = newValue
                self = .due(due)
            }
        }
    }
}
