extension Explanation {
    /// Folds a day's events once, in order, leaving out what was taken back.
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
        // By whom was told to get ready: how things stood when it was.
        var tellings: [TicketID: Chosen] = [:]
        for past in history where !undone.contains(past.version) {
            let passing = past.event.passing(before: id, in: day, told: tellings)
            day.applyAlone(past.event, at: max(day.clock, past.at))
            if var passing {
                passing.at = day.clock
                passings.append(passing)
            }
            for telling in past.event.told {
                tellings[telling.ticket] = day.chosen(telling, before: id)
            }
            steps += past.event.steps(of: id, after: day)
        }
        guard let ticket = day.tickets[id] else {
            guard let withdrawn = Self(ofWithdrawn: id, history: history) else { return nil }
            self = withdrawn
            return
        }
        self.init(
            ticket: ticket, sheet: day.sheet(of: ticket.queue), steps: steps, passings: passings,
            promises: day.promises[id] ?? [], ahead: day.ahead(of: ticket, now: now, told: tellings),
            overtaken: day.overtaken(ticket, by: passings))
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
        self.init(
            ticket: ticket, sheet: day.sheet(of: ticket.queue), steps: steps, passings: [],
            promises: day.promises[id] ?? [])
    }
}

extension ClinicDay {
    /// How things stood for a ticket when somebody was told to get ready.
    fileprivate func chosen(_ telling: Telling, before id: TicketID) -> Chosen {
        let own = tickets[id].flatMap { [.waiting, .ready].contains($0.state) ? $0 : nil }
        return Chosen(
            sheet: sheet(of: telling.queue), ownLane: own?.lane,
            isElsewhere: own.map { !mayTake($0, telling.room) } ?? false)
    }

    /// Who would be called before a ticket; nil when it does not wait.
    ///
    /// - Parameter told: how things stood when each was told to get ready, where that is known.
    func ahead(of ticket: Ticket, now: Instant, told: [TicketID: Chosen]) -> Explanation.Ahead? {
        let all = plan(now: now).entries
        guard let index = all.firstIndex(where: { $0.ticket == ticket.id }) else { return nil }
        let own = tickets[ticket.id]?.standing?.joined ?? 0
        var ahead = Explanation.Ahead(
            total: all[index].position - 1, earlier: 0, later: [], line: [],
            roomsOpen: rooms.count { mayTake(ticket, $0.id) },
            roomsOfQueue: rooms.count { $0.openSitting?.queues.contains(ticket.queue) == true },
            choice: all[index].choice, estimate: all[index].estimate(now: max(now, clock)))
        if case .due(let due)? = tickets[ticket.id]?.standing, ticket.state == .waiting,
            let line = hall.line(ticket.queue)
        {
            ahead.callsLeft = max(0, due.atCall - line.calls)
            let before = Set(line.due.prefix { $0.ticket != ticket.id }.map(\.ticket))
            ahead.dueBefore = all[..<index].count { before.contains($0.ticket) }
        }
        ahead.absolute = absoluteLanes(before: ticket)
        for entry in all[..<index] {
            guard let other = tickets[entry.ticket] else { continue }
            let isLater = (other.standing?.joined ?? 0) > own
            let place = Explanation.Place(label: other.label, lane: entry.choice.lane, isLater: isLater)
            if entry.queue == ticket.queue {
                ahead.add(place, in: group(of: entry, other, before: ticket, told: told[other.id]))
            } else if isOfAnotherQueue(entry, before: all[index], of: ticket) {
                ahead.otherQueues.append(place)
            }
        }
        return ahead
    }

    /// By what somebody of the same queue comes before a ticket; nobody is in it yet.
    ///
    /// - Parameter told: how things stood when they were told to get ready.
    private func group(
        of entry: Plan.Entry, _ other: Ticket, before ticket: Ticket, told: Chosen?
    ) -> Explanation.Group {
        let isTold = other.state == .ready
        let chosen = isTold ? told : nil
        return Explanation.Group(
            rule: entry.choice.rule, lane: entry.choice.lane, condition: entry.choice.condition,
            byAnotherRoom: !isByARoom(of: ticket, entry, isTold ? other : nil), isTold: isTold,
            // Whichever room calls it then, what it was chosen for counts.
            isToldElsewhere: chosen?.isElsewhere ?? entry.toldFor.map { !mayTake(ticket, $0) } ?? false,
            isToldMeanwhile: chosen.map { $0.ownLane == nil } ?? false, labels: [])
    }

    /// Whether a room that may take a ticket may be the one that calls an entry of its queue: whoever was told to get ready
    /// is called by the first room that sees them, whichever the plan foresees.
    private func isByARoom(of ticket: Ticket, _ entry: Plan.Entry, _ told: Ticket?) -> Bool {
        guard let room = entry.room else { return true }
        if mayTake(ticket, room) { return true }
        return told.map { told in rooms.contains { mayTake(ticket, $0.id) && mayTake(told, $0.id) } } ?? false
    }

    /// How many of other queues the rooms that could take a ticket will call before it, for those of these tickets that
    /// wait.
    package func countsOfOtherQueues(before asked: Set<TicketID>, in plan: Plan) -> [TicketID: Int] {
        // Mostly no room serves two queues: then there is nobody to count, as there would be for each number issued.
        guard rooms.contains(where: { ($0.openSitting?.queues.count ?? 0) > 1 }) else { return [:] }
        var counts: [TicketID: Int] = [:]
        var called: [RoomID: RoomCalls] = [:]
        for entry in plan.entries {
            if asked.contains(entry.ticket), let ticket = tickets[entry.ticket] {
                counts[ticket.id] = rooms.reduce(0) { sum, room in
                    guard mayTake(ticket, room.id), let calls = called[room.id] else { return sum }
                    // At one moment a room calls one: of its calls only the last one can be no earlier.
                    let isLastCounted = isOfAnotherQueue(calls.last, before: entry, of: ticket)
                    let isLastOwn = calls.last.queue == ticket.queue
                    return sum + calls.count(notOf: ticket.queue) - (isLastCounted || isLastOwn ? 0 : 1)
                }
            }
            if let room = entry.room { called[room, default: RoomCalls(last: entry)].add(entry) }
        }
        return counts
    }

    /// The same for one ticket.
    package func countOfOtherQueues(before ticket: Ticket, in plan: Plan) -> Int {
        countsOfOtherQueues(before: [ticket.id], in: plan)[ticket.id] ?? 0
    }

    /// Whether somebody of another queue who stands earlier in the plan is called before a ticket by a room that could
    /// take it. Whom another room calls at the same moment keeps it from nothing.
    private func isOfAnotherQueue(_ entry: Plan.Entry, before own: Plan.Entry, of ticket: Ticket) -> Bool {
        guard entry.queue != ticket.queue, let room = entry.room, mayTake(ticket, room) else { return false }
        guard room != own.room, let at = entry.at, let ownAt = own.at else { return true }
        return at < ownAt
    }

    /// The absolute lanes of all queues of the rooms that may take a ticket; its own queue's where no room may.
    private func absoluteLanes(before ticket: Ticket) -> [Lane] {
        let served = rooms.filter { mayTake(ticket, $0.id) }.compactMap(\.sitting).flatMap(\.queues)
        let lanes = ([ticket.queue] + served).flatMap { sheet(of: $0)?.absolute ?? [] }
        return lanes.enumerated().filter { lanes.firstIndex(of: $0.element) == $0.offset }.map(\.element)
    }

    /// Whether an open room calls from a ticket's queue and may take it.
    fileprivate func mayTake(_ ticket: Ticket, _ room: RoomID) -> Bool {
        guard let sitting = self.room(room)?.openSitting else { return false }
        return sitting.queues.contains(ticket.queue) && ticket.reach.includes(sitting)
    }
}

/// How things stood for a ticket when somebody else was chosen.
struct Chosen {
    /// The rules that they were chosen under.
    var sheet: RuleSheet?
    /// The lane that the ticket stood in; nil where it did not wait.
    var ownLane: Lane?
    /// They were chosen for a room that could not have taken the ticket.
    var isElsewhere = false
}

/// Whom a room calls in a plan, by queue.
private struct RoomCalls {
    var last: Plan.Entry
    private var counts: [QueueID: Int] = [:]
    private var total = 0

    init(last: Plan.Entry) { self.last = last }

    mutating func add(_ entry: Plan.Entry) {
        last = entry
        counts[entry.queue, default: 0] += 1
        total += 1
    }

    func count(notOf queue: QueueID) -> Int { total - counts[queue, default: 0] }
}

extension Explanation.Ahead {
    /// - Parameter group: where it stands if it came later, with nobody in it.
    fileprivate mutating func add(_ place: Explanation.Place, in group: Explanation.Group) {
        line.append(place)
        if group.byAnotherRoom { elsewhere += 1 }
        guard place.isLater else {
            earlier += 1
            return
        }
        let known = later.firstIndex { $0.isAlike(group) }
        if known == nil { later.append(group) }
        later[known ?? later.count - 1].labels.append(place.label)
    }
}

extension Explanation.Group {
    /// Whether they come first by the same.
    fileprivate func isAlike(_ other: Self) -> Bool {
        var same = self
        same.labels = other.labels
        return same == other
    }
}

extension ClinicDay {
    /// How often a waiting ticket was overtaken since it joined its lane; nil when it does not wait.
    fileprivate func overtaken(_ ticket: Ticket, by passings: [Explanation.Passing]) -> Explanation.Overtaken? {
        guard ticket.state == .waiting || ticket.state == .ready, let standing = ticket.standing,
            let line = hall.line(ticket.queue)
        else { return nil }
        let since = passings.filter { passing in ticket.joinedAt.map { passing.at >= $0 } ?? false }
        let apart = since.count { !$0.choice.rule.passesOver }
        var times = since.count - apart
        // The guard's own count, where it keeps one: it is what the law goes by.
        if ticket.state == .waiting, line.sheet.overtaking?.times != nil, case .lane(let entry) = standing {
            times = line.timesPassed(entry)
        }
        return Explanation.Overtaken(times: times, apart: apart, limit: line.sheet.overtaking)
    }
}

extension Event {
    /// Who this event calls although it joined later than a ticket of its queue that waits, told to get ready or not;
    /// `day` is the day before it. Being told to get ready passes nobody yet: whoever is told may still be called after it.
    fileprivate func passing(
        before id: TicketID, in day: ClinicDay, told: [TicketID: Chosen]
    ) -> Explanation.Passing? {
        guard case .called(let called, let room, let choice, _) = act, called != id,
            let own = day.tickets[id], [.waiting, .ready].contains(own.state), let joined = own.standing?.joined,
            let other = day.tickets[called], other.queue == own.queue, let theirs = other.standing?.joined,
            theirs > joined
        else { return nil }
        let wasTold = other.state == .ready && choice.rule != .chosen
        let now = Chosen(sheet: day.sheet(of: own.queue), ownLane: own.lane)
        let chosen = wasTold ? told[called] ?? now : now
        return Explanation.Passing(
            label: other.label, choice: choice, at: day.clock,
            byAnotherRoom: !day.mayTake(own, room), wasTold: wasTold, wasToldElsewhere: chosen.isElsewhere,
            ownLane: chosen.ownLane, sheet: chosen.sheet ?? now.sheet)
    }

    /// What this event did to a ticket; `day` is the day after it.
    fileprivate func steps(of id: TicketID, after day: ClinicDay) -> [Explanation.Step] {
        var steps: [Explanation.Step] = []
        if let (kind, room) = act.step(of: id) {
            var step = Explanation.Step(kind: kind, at: day.clock, room: room, ruling: act.ruling(on: id, in: day))
            if case .released = act { step.joined = day.tickets[id]?.laneJoinedAnew }
            if kind == .transferred || kind == .spread { step.target = day.target(of: id) }
            steps.append(step)
        }
        if told.contains(where: { $0.ticket == id }) { steps.append(Explanation.Step(kind: .told, at: day.clock)) }
        return steps
    }
}

extension ClinicDay {
    fileprivate func target(of id: TicketID) -> Explanation.Target? {
        tickets[id].map { ticket in
            let room = rooms.first { room in
                if case .doctor(let doctor) = ticket.reach { room.sitting?.doctor == doctor } else { false }
            }
            return Explanation.Target(queue: ticket.queue, reach: ticket.reach, room: room?.id)
        }
    }
}

extension Ticket {
    /// Its lane when it has just joined the end of it; nil when it is back where it stood, from where it is counted anew.
    fileprivate var laneJoinedAnew: Lane? {
        guard case .lane(let entry)? = standing, entry.joined == entry.guardedFrom else { return nil }
        return lane
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
        case .cancelled(id, _): (.cancelled, nil)
        case .sentForTests(id, _): (.sentForTests, nil)
        case .returnedFromTests(id, _): (.returned, nil)
        case .held(id, _): (.held, nil)
        case .released(id): (.released, nil)
        case .transferred(id, _, _, _, _): (.transferred, nil)
        case .prioritized(id, _, _): (.prioritized, nil)
        case .sittingClosed(let room, let moved) where moved.contains { $0.ticket == id }: (.spread, room)
        default: nil
        }
    }
}

extension Act {
    /// What the sheet ruled in this act about a ticket; `day` is the day after it.
    fileprivate func ruling(on id: TicketID, in day: ClinicDay) -> Explanation.Ruling? {
        guard let ticket = day.tickets[id], let sheet = day.sheet(of: ticket.queue) else { return nil }
        let missed = sheet.missed.step(forMiss: ticket.misses)
        switch self {
        case .arrived(id, let placement, true):
            guard let late = sheet.late else { return nil }
            return sheet.ruling(late.step, placement, lane: ticket.lane, lateAfter: late.afterMinutes)
        case .missed(id, _, let placement), .rejoined(id, let placement):
            return sheet.ruling(missed, placement, lane: ticket.lane, miss: ticket.misses)
        case .prioritized(id, _, let lane): return sheet.ruling(.lane(lane), .lane(lane), lane: lane)
        case .returnedFromTests(id, let placement):
            return sheet.ruling(sheet.tests.step, placement, lane: ticket.lane)
        case .transferred(id, _, _, let placement, _):
            guard placement != .kept, ticket.state == .waiting || ticket.state == .ready else { return nil }
            return sheet.ruling(sheet.transferred, placement, lane: ticket.lane)
        default: return nil
        }
    }
}

extension RuleSheet {
    /// A step of this sheet as it came about: its lane is the one that was taken.
    fileprivate func ruling(
        _ step: Step, _ placement: Placement, lane: Lane, miss: Int? = nil, lateAfter: Int? = nil
    ) -> Explanation.Ruling {
        var ruling = Explanation.Ruling(
            step: step, miss: miss, lateAfter: lateAfter, slotMinutes: booking.slotMinutes, lane: lane,
            order: order(in: lane))
        switch placement {
        case .away: ruling.step = nil
        case .lane(let lane): ruling.step = .lane(lane)
        case .until(let end, let lane):
            ruling.until = end
            ruling.lane = lane
        case .end(let lane): ruling.lane = lane
        case .due, .kept, .void: break
        }
        return ruling
    }
}
