import QueueEngine

/// The law of the next one, in the reference's order and words.
extension PlainDay {
    struct Chosen {
        let ticket: TicketID
        let rule: Rule
        /// What the choice makes of its queue's round; nil when it does not move it.
        var turns: Turns?
        var rotation: Int?
    }

    func next(_ room: RoomID, at now: Instant) -> Chosen? {
        guard let desk = desks[room], desk.isOpen else { return nil }
        if let absolute = absolute(desk) { return Chosen(ticket: absolute.ticket, rule: .absolute) }
        let mine = told.first { told in
            person(told.ticket).map { desk.queues.contains($0.queue) && desk.chooser.mayTake($0.reach) } ?? false
        }
        if let mine { return Chosen(ticket: mine.ticket, rule: mine.rule) }
        return choose(desk, at: now)
    }

    /// Laws 3 to 5.
    func choose(_ desk: Desk, at now: Instant) -> Chosen? {
        if let due = due(desk) { return Chosen(ticket: due.ticket, rule: .due) }
        if let protected = protected(desk, at: now) { return protected }
        let turns = desk.turn == .rotation && desk.queues.count > 1
        let order = desk.queues.indices.map { turns ? (desk.rotation + $0) % desk.queues.count : $0 }
        for index in order {
            let queue = desk.queues[index]
            let early = countingDown(queue).first { desk.chooser.mayTake($0.reach) }
            let chosen =
                byTurn(queue, desk.chooser) ?? outside(queue, desk.chooser)
                ?? early.map { Chosen(ticket: $0.ticket, rule: .due) }
            guard var chosen else { continue }
            if turns { chosen.rotation = (index + 1) % desk.queues.count }
            return chosen
        }
        return nil
    }

    private func first(_ queue: QueueID, _ lane: Lane, _ chooser: Chooser) -> Person? {
        standing(queue, lane).first { chooser.mayTake($0.reach) }
    }

    private func absolute(_ desk: Desk) -> Person? {
        var best: (rank: Int, joined: Int, person: Person)?
        for queue in desk.queues {
            let lanes = sheet(queue)?.absolute ?? []
            let ranked = lanes.enumerated().compactMap { rank, lane in
                first(queue, lane, desk.chooser).map { (rank: rank, joined: $0.place?.joined ?? 0, person: $0) }
            }
            guard let own = ranked.first else { continue }
            if let found = best, (found.rank, found.joined) < (own.rank, own.joined) { continue }
            best = own
        }
        return best?.person
    }

    private func due(_ desk: Desk) -> Person? {
        var best: (late: Int, person: Person)?
        for queue in desk.queues {
            let calls = lines[queue]?.calls ?? 0
            for person in countingDown(queue) where desk.chooser.mayTake(person.reach) {
                let late = calls - (person.place?.atCall ?? 0)
                guard late >= 0 else { continue }
                if let found = best, (-found.late, found.person.number) <= (-late, person.number) { continue }
                best = (late, person)
            }
        }
        return best?.person
    }

    private func protected(_ desk: Desk, at now: Instant) -> Chosen? {
        var best: (from: Int, chosen: Chosen)?
        let all = desk.queues.flatMap { ordinary($0) + countingDown($0) }
            .filter { desk.chooser.mayTake($0.reach) }
        for queue in desk.queues {
            guard let limit = sheet(queue)?.overtaking else { continue }
            let mine = ordinary(queue).filter { desk.chooser.mayTake($0.reach) }
            for person in mine {
                guard let place = person.place, place.guardedFrom < best?.from ?? .max else { continue }
                let passed = place.passedBy.count { $0.mayTake(person.reach) }
                let waited = now.milliseconds - place.guardedSince.milliseconds
                if let times = limit.times, passed >= times {
                    best = (place.guardedFrom, Chosen(ticket: person.ticket, rule: .overtaken))
                } else if let minutes = limit.minutes, waited >= minutes * 60_000, all.count > 1 {
                    best = (place.guardedFrom, Chosen(ticket: person.ticket, rule: .waited))
                }
            }
        }
        return best?.chosen
    }

    /// Those in lanes, but for the absolute ones.
    private func ordinary(_ queue: QueueID) -> [Person] {
        (sheet(queue)?.lanes ?? []).map(\.lane).filter { sheet(queue)?.absolute.contains($0) == false }
            .flatMap { standing(queue, $0) }
    }

    /// Whoever joined later was chosen before these.
    mutating func notePassing(by chosen: Person, _ rule: Rule, _ chooser: Chooser) {
        guard [.pattern, .inserted, .onlyLane].contains(rule), let joined = chosen.place?.joined else { return }
        for person in ordinary(chosen.queue) where person.ticket != chosen.ticket {
            guard let index = index(person.ticket), person.place?.guardedFrom ?? joined < joined else { continue }
            people[index].place?.passedBy.append(chooser)
        }
    }
}

// MARK: The turn pattern

extension PlainDay {
    private func byTurn(_ queue: QueueID, _ chooser: Chooser) -> Chosen? {
        guard let line = lines[queue] else { return nil }
        let sheet = line.sheet
        for insertion in sheet.insertions where line.turns.sinceInsertion[insertion.lane, default: 0] >= insertion.every
        {
            guard let person = first(queue, insertion.lane, chooser) else { continue }
            var turns = line.turns
            turns.sinceInsertion[insertion.lane] = 0
            return Chosen(ticket: person.ticket, rule: .inserted, turns: turns)
        }
        let condition = sheet.conditions.first { holds($0, queue) }
        var turns = line.turns
        var counted = false
        let has = { (lane: Lane) in first(queue, lane, chooser) != nil }
        guard let lane = turns.take(condition?.pattern ?? sheet.pattern, at: "", has: has, counted: &counted),
            let person = first(queue, lane, chooser)
        else { return nil }
        for insertion in sheet.insertions where insertion.lane != lane && has(insertion.lane) {
            turns.sinceInsertion[insertion.lane, default: 0] += 1
            counted = true
        }
        return Chosen(ticket: person.ticket, rule: counted ? .pattern : .onlyLane, turns: counted ? turns : nil)
    }

    private func holds(_ condition: PatternCondition, _ queue: QueueID) -> Bool {
        let left = standing(queue, condition.lane).count
        let right =
            switch condition.measure {
            case .waiting(let lane): standing(queue, lane).count
            case .count(let count): count
            }
        return switch condition.comparison {
        case .more: left > right
        case .atLeast: left >= right
        case .fewer: left < right
        case .atMost: left <= right
        }
    }

    /// Whom neither pattern nor insertion would ever reach: an insertion's lane, then who joined first.
    private func outside(_ queue: QueueID, _ chooser: Chooser) -> Chosen? {
        guard let sheet = sheet(queue) else { return nil }
        let inserted = sheet.insertions.lazy.compactMap { self.first(queue, $0.lane, chooser) }.first
        let others = sheet.lanes.map(\.lane).filter { !sheet.absolute.contains($0) }
            .compactMap { self.first(queue, $0, chooser) }
        let earliest = others.min { ($0.place?.joined ?? 0) < ($1.place?.joined ?? 0) }
        return (inserted ?? earliest).map { Chosen(ticket: $0.ticket, rule: .onlyLane) }
    }
}

extension PlainDay.Turns {
    /// The lane whose turn it is in a pattern: the first slot, in order, not yet used up, that has anyone; when there is
    /// none, a new round. While only one lane has anyone, nothing is counted.
    fileprivate mutating func take(
        _ slots: [Slot], at path: String, has: (Lane) -> Bool, counted: inout Bool
    ) -> Lane? {
        let live = slots.filter { Self.anyone($0, has) }
        guard let first = live.first else { return nil }
        guard Set(live.flatMap(Self.lanes)).filter(has).count > 1 else {
            return lane(first, at: path, has: has, counted: &counted)
        }
        var left = used[path] ?? [:]
        var chosen: Slot?
        for slot in slots {
            let name = Self.name(slot)
            if left[name, default: 0] > 0 {
                left[name, default: 0] -= 1
            } else if Self.anyone(slot, has) {
                chosen = slot
                break
            }
        }
        if chosen == nil { used[path] = [:] }
        let slot = chosen ?? first
        used[path, default: [:]][Self.name(slot), default: 0] += 1
        counted = true
        return lane(slot, at: path, has: has, counted: &counted)
    }

    private mutating func lane(
        _ slot: Slot, at path: String, has: (Lane) -> Bool, counted: inout Bool
    ) -> Lane? {
        let inside = path + "/" + Self.name(slot)
        switch slot {
        case .lane(let lane): return lane
        case .pattern(let slots): return take(slots, at: inside, has: has, counted: &counted)
        case .inOrder(let slots):
            guard let first = slots.first(where: { Self.anyone($0, has) }) else { return nil }
            return lane(first, at: inside, has: has, counted: &counted)
        }
    }

    private static func anyone(_ slot: Slot, _ has: (Lane) -> Bool) -> Bool {
        switch slot {
        case .lane(let lane): has(lane)
        case .pattern(let slots), .inOrder(let slots): slots.contains { anyone($0, has) }
        }
    }

    private static func lanes(_ slot: Slot) -> [Lane] {
        switch slot {
        case .lane(let lane): [lane]
        case .pattern(let slots), .inOrder(let slots): slots.flatMap(lanes)
        }
    }

    private static func name(_ slot: Slot) -> String {
        switch slot {
        case .lane(let lane): lane.rawValue
        case .pattern(let slots): "in turn " + slots.map(name).joined(separator: " ") + "."
        case .inOrder(let slots): "in order " + slots.map(name).joined(separator: " ") + "."
        }
    }
}
