/// Taking acts back, for a set time, until something later names the same ticket, room or sitting.
extension ClinicDay {
    func undo(_ version: Int, now: Instant) throws(Refusal) -> Act {
        guard let kept = recent.act(version), kept.event.act.isUndoable
        else { throw Refusal(.undoUnknown) }
        let act = kept.event.act
        let subjects = act.subjects
        let tickets = subjects.tickets + kept.event.told.map(\.ticket)
        let minutes = undoMinutes(of: tickets)
        guard now.seconds(since: kept.at) <= Double(minutes) * 60 else {
            throw Refusal(.undoTooLate, ["minutes": String(minutes)])
        }
        let isSuperseded = recent.acts(after: version).contains {
            $0.event.names(anyOf: tickets, rooms: subjects.rooms)
        }
        guard !isSuperseded else { throw Refusal(.undoSuperseded) }
        var after = self
        after.takeBack(version, at: max(clock, now))
        try check(after, undoing: act, version: version)
        return .undone(
            version: version, name: act.name, ticket: subjects.tickets.first, room: subjects.rooms.first)
    }

    /// What an act would be refused for does not come about by taking one back either.
    private func check(_ after: ClinicDay, undoing act: Act, version: Int) throws(Refusal) {
        let subjects = act.subjects
        for ticket in subjects.tickets.compactMap({ after.tickets[$0] }) where ticket.state.isActive {
            let others = after.numbers(of: ticket.person, in: ticket.queue).filter { $0.id != ticket.id }
            if let other = others.first(where: \.state.isActive) {
                throw Refusal(.ticketPersonHasOne, ["label": other.label, "date": date])
            }
            // Taken back at once it is as it was; only what was given to others since can be too much.
            if act.freesAPlace, recent.acts(after: version).contains(where: { !$0.event.act.subjects.tickets.isEmpty })
            {
                try checkLimits(after, for: ticket)
            }
        }
        for room in subjects.rooms {
            if let doctor = after.room(room)?.sitting?.doctor { try after.checkSitsNowhereElse(doctor, room: room) }
        }
        try checkNobodyStranded(in: subjects.rooms, after, since: version)
    }

    /// How many numbers there are, how many wait at once, and how many somebody has.
    private func checkLimits(_ after: ClinicDay, for ticket: Ticket) throws(Refusal) {
        if after.quota(of: ticket.issuedIn, isPassedSince: self) {
            throw Refusal(.queueQuotaUsed, ["queue": ticket.issuedIn.rawValue])
        }
        guard let sheet = sheet(of: ticket.queue) else { return }
        let count = after.waitingCount(of: ticket.queue)
        if count > sheet.waitingLimit, count > waitingCount(of: ticket.queue) {
            throw Refusal(.queueFull, ["limit": String(sheet.waitingLimit)])
        }
        let own = after.numbers(of: ticket.person, in: ticket.queue)
        let before = numbers(of: ticket.person, in: ticket.queue)
        if own.count > sheet.ticketsPerPerson, own.count > before.count, let last = own.last {
            throw Refusal(.ticketPersonHasOne, ["label": last.label, "date": date])
        }
    }

    /// Whoever waited for the doctor before the sitting was opened may wait so again; whoever came or was moved since may
    /// not be left behind.
    private func checkNobodyStranded(in rooms: [RoomID], _ after: ClinicDay, since version: Int) throws(Refusal) {
        let since = Set(recent.acts(after: version).flatMap { $0.event.act.subjects.tickets })
        for room in rooms {
            let stranded = strandedTickets(in: room, when: after.room(room)?.sitting).filter { since.contains($0.id) }
            guard stranded.isEmpty else { throw Refusal(.sittingPatientsStay, naming: stranded) }
        }
    }

    /// Whether more ordinary numbers stand than the sheet allows, and more than in another state of the day.
    private func quota(of queue: QueueID, isPassedSince before: ClinicDay) -> Bool {
        guard let limits = sheet(of: queue)?.quotas, let counts = quotas[queue] else { return false }
        let earlier = before.quotas[queue] ?? QuotaCounts()
        let figures = [
            (counts.morning + counts.afternoon, earlier.morning + earlier.afternoon, limits.day),
            (counts.morning, earlier.morning, limits.morning), (counts.afternoon, earlier.afternoon, limits.afternoon),
            (counts.extra, earlier.extra, limits.extra?.most),
        ]
        return figures.contains { now, then, limit in limit.map { now > $0 && now > then } ?? false }
    }

    private func undoMinutes(of ids: [TicketID]) -> Int {
        let named = ids.first.flatMap { tickets[$0] }.flatMap { hall.line($0.queue) }.map { [$0] }
        return (named ?? hall.lines).map(\.sheet.undoMinutes).max() ?? 0
    }
}

extension Act {
    /// Whether it leaves room in a queue that others may take.
    fileprivate var freesAPlace: Bool {
        switch self {
        case .cancelled, .transferred: true
        default: false
        }
    }

    fileprivate var isUndoable: Bool {
        switch self {
        case .opened, .extended, .adopted, .promised, .undone: false
        default: true
        }
    }
}

extension Event {
    fileprivate func names(anyOf tickets: [TicketID], rooms: [RoomID]) -> Bool {
        let own = act.subjects
        return own.rooms.contains(where: rooms.contains) || own.tickets.contains(where: tickets.contains)
            || told.contains { tickets.contains($0.ticket) }
    }
}
