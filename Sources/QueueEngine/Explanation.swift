/// Why a ticket stands where it stands, from the day's events alone: what happened to it, who was chosen before it
/// although they came later, and who is ahead of it now. Of others it holds labels, lanes and rules, never a reason.
package struct Explanation: Sendable, Equatable {
    /// Something that happened to the ticket.
    package struct Step: Sendable, Equatable {
        package enum Kind: String, Sendable, CaseIterable {
            case issued
            case arrived
            case late
            case told
            case called
            case recalled
            case cameIn = "came-in"
            case missed
            case rejoined
            case sentForTests = "sent-for-tests"
            case returned
            case held
            case released
            case transferred
            case prioritized
            case done
            case cancelled
        }

        package var kind: Kind
        package var at: Instant
        package var room: RoomID?
    }

    /// Somebody who came later and was chosen first.
    package struct Passing: Sendable, Equatable {
        package var label: String
        package var choice: Choice
        package var at: Instant
    }

    /// How many come before it by one rule although they came later.
    package struct Group: Sendable, Equatable {
        package var rule: Rule
        package var lane: Lane
        package var count: Int
    }

    /// Its place now. `total` is always `earlier` and all of `later` together.
    package struct Ahead: Sendable, Equatable {
        package var total: Int
        /// Who joined before it.
        package var earlier: Int
        package var later: [Group]
        /// Rooms that call from its queue now.
        package var roomsOpen: Int
        /// By which rule it will be chosen.
        package var choice: Choice
        package var estimate: WaitEstimate?
    }

    package var ticket: Ticket
    package var steps: [Step]
    package var passings: [Passing]
    /// Nil when it does not wait.
    package var ahead: Ahead?
}

/// An event with its version in the day's stream.
package struct PastEvent: Sendable {
    package var version: Int
    package var event: Event
    package var at: Instant

    package init(version: Int, event: Event, at: Instant) {
        self.version = version
        self.event = event
        self.at = at
    }
}

extension Explanation {
    /// Folds a day's events, in order, leaving out what was taken back.
    ///
    /// - Returns: nil when no event issued the ticket.
    package init?(of id: TicketID, history: [PastEvent], now: Instant) {
        var undone: Set<Int> = []
        for past in history {
            if case .undone(let version, _, _, _) = past.event.act { undone.insert(version) }
        }
        var day = ClinicDay()
        var steps: [Step] = []
        var passings: [Passing] = []
        for past in history where !undone.contains(past.version) {
            let before = day
            day.applyAlone(past.event, at: max(day.clock, past.at))
            passings += past.event.passings(of: id, before: before, after: day, at: day.clock)
            steps += past.event.steps(of: id, at: day.clock)
        }
        guard let ticket = day.tickets[id] else {
            guard let withdrawn = Self(ofWithdrawn: id, history: history) else { return nil }
            self = withdrawn
            return
        }
        self.init(ticket: ticket, steps: steps, passings: passings, ahead: day.ahead(of: ticket, now: now))
    }
}

extension Explanation {
    /// A ticket whose issue was taken back: its number stays somebody's, and it is a cancelled one.
    private init?(ofWithdrawn id: TicketID, history: [PastEvent]) {
        var day = ClinicDay()
        for past in history { day.apply(past.event, at: past.at) }
        guard let ticket = day.tickets[id] else { return nil }
        var steps = [Step(kind: .issued, at: ticket.issuedAt)]
        if let at = ticket.endedAt { steps.append(Step(kind: .cancelled, at: at)) }
        self.init(ticket: ticket, steps: steps, passings: [], ahead: nil)
    }
}

extension ClinicDay {
    /// Who would be called before a ticket; nil when it does not wait.
    package func ahead(of ticket: Ticket, now: Instant) -> Explanation.Ahead? {
        let entries = plan(now: now).entries(of: ticket.queue)
        guard let place = entries.firstIndex(where: { $0.ticket == ticket.id }) else { return nil }
        let own = tickets[ticket.id]?.standing?.joined ?? 0
        var earlier = 0
        var later: [Explanation.Group] = []
        for entry in entries[..<place] {
            guard (tickets[entry.ticket]?.standing?.joined ?? 0) > own else {
                earlier += 1
                continue
            }
            let rule = entry.choice.rule
            if let index = later.firstIndex(where: { $0.rule == rule && $0.lane == entry.choice.lane }) {
                later[index].count += 1
            } else {
                later.append(Explanation.Group(rule: rule, lane: entry.choice.lane, count: 1))
            }
        }
        return Explanation.Ahead(
            total: place, earlier: earlier, later: later,
            roomsOpen: rooms.count { $0.openSitting?.queues.contains(ticket.queue) == true },
            choice: entries[place].choice, estimate: entries[place].estimate(now: max(now, clock)))
    }
}

extension Event {
    /// Whom this event chose before a ticket that waited and had come earlier.
    fileprivate func passings(
        of id: TicketID, before: ClinicDay, after: ClinicDay, at time: Instant
    ) -> [Explanation.Passing] {
        guard let own = before.tickets[id], own.state == .waiting, let joined = own.standing?.joined else { return [] }
        var chosen = told.map { ($0.ticket, $0.choice) }
        if case .called(let ticket, _, let choice, _) = act, before.tickets[ticket]?.state == .waiting {
            chosen.insert((ticket, choice), at: 0)
        }
        return chosen.compactMap { other, choice in
            // Who joined and was told in one act is known only afterwards.
            guard other != id,
                let theirs = before.tickets[other]?.standing == nil ? after.tickets[other] : before.tickets[other],
                theirs.queue == own.queue, let later = theirs.standing?.joined, later > joined
            else { return nil }
            return Explanation.Passing(label: theirs.label, choice: choice, at: time)
        }
    }

    /// What this event did to a ticket.
    fileprivate func steps(of id: TicketID, at time: Instant) -> [Explanation.Step] {
        var steps: [Explanation.Step] = []
        if let (kind, room) = act.step(of: id) { steps.append(Explanation.Step(kind: kind, at: time, room: room)) }
        if told.contains(where: { $0.ticket == id }) { steps.append(Explanation.Step(kind: .told, at: time)) }
        return steps
    }
}

extension Act {
    fileprivate func step(of id: TicketID) -> (Explanation.Step.Kind, RoomID?)? {
        switch self {
        case .called(_, let room, _, let completes) where completes == id: (.done, room)
        case .issued(let issue) where issue.ticket == id: (.issued, nil)
        case .arrived(id, _, let late): (late ? .late : .arrived, nil)
        case .called(id, let room, _, _): (.called, room)
        case .recalled(id, let room, _): (.recalled, room)
        case .cameIn(id, let room): (.cameIn, room)
        case .completed(id, let room): (.done, room)
        case .missed(id, let room, _): (.missed, room)
        case .rejoined(id, _): (.rejoined, nil)
        case .cancelled(id): (.cancelled, nil)
        case .sentForTests(id, _): (.sentForTests, nil)
        case .returnedFromTests(id, _): (.returned, nil)
        case .held(id, _): (.held, nil)
        case .released(id): (.released, nil)
        case .transferred(id, _, _, _, _): (.transferred, nil)
        case .prioritized(id, _, _): (.prioritized, nil)
        default: nil
        }
    }
}
