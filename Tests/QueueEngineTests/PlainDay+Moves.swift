import QueueEngine

/// Transfers, priority, sittings, and taking back, in the model.
extension PlainDay {
    mutating func transfer(_ index: Int, _ queue: QueueID, _ reach: Reach, at now: Instant) -> Outcome {
        let person = people[index]
        guard let sheet = sheet(queue) else { return .refused }
        if case .grade(let grade) = reach, !sheet.grades.contains(where: { $0.id == grade }) { return .refused }
        let isInRoom = person.state == .called || person.state == .inRoom
        if queue == person.queue, reach == person.reach, !isInRoom { return .nothing }
        if queue != person.queue {
            let hasOne = people.contains { $0.who == person.who && $0.queue == queue && $0.state.isActive }
            guard !hasOne, waitingCount(queue) < sheet.waitingLimit else { return .refused }
        }
        leave(index)
        people[index].reach = reach
        people[index].queue = queue
        people[index].lane = lane(person.lane, in: queue)
        if queue != person.queue { people[index].place = nil }
        switch person.state {
        case .booked, .missed, .atTests, .onHold: break
        case .waiting where queue == person.queue, .ready where queue == person.queue: comeBack(index, at: now)
        default:
            let lane = people[index].lane
            place(index, by: sheet.absolute.contains(lane) ? .lane(lane) : sheet.transferred, at: now)
        }
        return .done
    }

    mutating func prioritize(_ index: Int, _ name: String, _ sheet: RuleSheet, at now: Instant) -> Outcome {
        let named = sheet.priorities.first { $0.id == name }?.lane
        guard let lane = named ?? sheet.absolute.first(where: { $0.rawValue == name }) else { return .refused }
        let person = people[index]
        if person.state == .ready, !sheet.absolute.contains(lane) { return .refused }
        let stands = person.state == .waiting && person.place?.atCall == nil
        if person.priority == name, person.lane == lane, stands || person.state == .booked { return .nothing }
        people[index].priority = name
        if stands, person.lane == lane { return .done }
        if person.state != .booked {
            leave(index)
            join(index, lane, at: now)
        } else {
            people[index].lane = lane
        }
        return .done
    }

    // MARK: Sittings

    mutating func open(_ room: RoomID, _ desk: Desk) -> Outcome {
        guard rooms.contains(room), !desk.queues.isEmpty, Set(desk.queues).count == desk.queues.count,
            desk.queues.allSatisfy({ lines[$0] != nil }),
            !desks.contains(where: { $0.key != room && $0.value.doctor == desk.doctor }),
            desks[room].map({ $0.doctor == desk.doctor }) ?? true
        else { return .refused }
        if let grade = desk.grade {
            let known = desk.queues.flatMap { sheet($0)?.grades ?? [] }
            guard known.contains(where: { $0.id == grade }) else { return .refused }
        }
        if let own = desks[room], own.isOpen, own.queues == desk.queues, own.grade == desk.grade, own.turn == desk.turn
        {
            return .nothing
        }
        guard desks[room] == nil || tied(to: room).allSatisfy({ may(desk, take: $0) }) else { return .refused }
        desks[room] = desk
        return .done
    }

    mutating func set(_ room: RoomID, isOpen: Bool) -> Outcome {
        guard let desk = desks[room] else { return .refused }
        guard desk.isOpen != isOpen else { return .nothing }
        desks[room]?.isOpen = isOpen
        return .done
    }

    mutating func close(_ room: RoomID, _ spread: Spread?, at now: Instant) -> Outcome {
        guard let desk = desks[room], current(room) == nil else { return .refused }
        let others = rooms.filter { $0 != room }.compactMap { desks[$0] }
        let affected = people.filter { person in
            person.state.isActive && person.reach == .doctor(desk.doctor)
                || tied(to: room).contains { $0.ticket == person.ticket }
        }
        .sorted {
            ($0.queue.rawValue, $0.number, $0.ticket.description)
                < ($1.queue.rawValue, $1.number, $1.ticket.description)
        }
        guard spread != nil || affected.isEmpty else { return .refused }
        desks[room] = nil
        var turns: [QueueID: Int] = [:]
        for person in affected {
            guard let index = index(person.ticket) else { continue }
            let doctors = others.filter { $0.isOpen && $0.queues.contains(person.queue) }.map(\.doctor)
            people[index].reach = .anyone
            guard spread == .evenly, !doctors.isEmpty else { continue }
            people[index].reach = .doctor(doctors[turns[person.queue, default: 0] % doctors.count])
            turns[person.queue, default: 0] += 1
        }
        return .done
    }

    /// Those whom this room alone may take: named for its doctor, or of a grade that no other room has for their queue.
    private func tied(to room: RoomID) -> [Person] {
        guard let own = desks[room] else { return [] }
        return people.filter { person in
            guard person.state.isActive, may(own, take: person), person.reach != .anyone else { return false }
            if case .doctor = person.reach { return true }
            return !desks.contains { $0.key != room && may($0.value, take: person) }
        }
    }

    private func may(_ desk: Desk, take person: Person) -> Bool {
        desk.queues.contains(person.queue) && desk.chooser.mayTake(person.reach)
    }

    // MARK: Taking back

    /// Takes back the last act that is not taken back; others are not asked of the model.
    mutating func undo(_ version: Int, at now: Instant) -> Outcome {
        guard let last = before.last, last.version == version, let then = last.day.first else { return .refused }
        let own = last.ticket.flatMap { person($0) }.flatMap { sheet($0.queue) }.map { [$0] }
        let minutes = (own ?? lines.values.map(\.sheet)).map(\.undoMinutes).max() ?? 0
        guard now.milliseconds - last.at.milliseconds <= minutes * 60_000 else { return .refused }
        var day = then
        day.joins = joins
        for queue in queues { day.lines[queue]?.lastNumber = lines[queue]?.lastNumber ?? 0 }
        // A number that was given stays somebody's: its ticket is a cancelled one.
        for person in people where day.index(person.ticket) == nil {
            var withdrawn = person
            withdrawn.state = .cancelled
            day.people.append(withdrawn)
        }
        self = day
        return .done
    }
}
