package import QueueEngine

/// What is asked of a new ticket.
package struct IssueOrder: Sendable {
    package enum Patient: Sendable {
        case known(String)
        case details(PersonDetails)
    }

    package var patient: Patient
    package var lane: String?
    package var doctor: String?
    /// A grade of doctors, when it is for no one doctor.
    package var grade: String?
    /// A priority class of the queue's sheet.
    package var priority: String?
    /// Beyond the quota (加号).
    package var extra = false
    /// The ticket of an earlier day on whose number the patient is back.
    package var continues: String?
    package var date: String?
    package var slot: String?
    package var externalID: String?
    package var print: Bool

    package init(
        patient: Patient, lane: String?, doctor: String?, grade: String? = nil, priority: String? = nil,
        extra: Bool = false, continues: String? = nil, date: String?, slot: String?, externalID: String?, print: Bool
    ) {
        self.patient = patient
        self.lane = lane
        self.doctor = doctor
        self.grade = grade
        self.priority = priority
        self.extra = extra
        self.continues = continues
        self.date = date
        self.slot = slot
        self.externalID = externalID
        self.print = print
    }
}

/// What issuing answered.
package struct IssueOutcome: Codable, Sendable {
    package var ticket: String
    package var event: String
    package var number: Int
    package var label: String
    package var lane: String
    package var state: String
    package var position: Int?
    /// How many of other queues the rooms that could take it will call first; they are not in `position`.
    package var others: Int?
    package var estimate: WaitEstimate?
    package var printJob: String?
}

/// What an act on a ticket or a sitting answered.
package struct ActOutcome: Codable, Sendable {
    /// The act's event; empty when nothing had to change: another act's would be taken back in its place.
    package var event: String
    package var ticket: String?
    package var label: String?
    package var queue: String?
    package var lane: String?
    package var state: String?
    /// The place and the waiting time that its patient is told; nil when the act tells nobody.
    package var position: Int?
    /// How many of other queues the rooms that could take it will call first; they are not in `position`.
    package var others: Int?
    package var estimate: WaitEstimate?
    /// Whom the closing of a sitting was about.
    package var closed: ClosedSitting?
}

/// Whom the closing of a sitting was about.
package struct ClosedSitting: Codable, Sendable {
    /// A ticket that was for the doctor who stopped.
    package struct Moved: Codable, Sendable {
        package var ticket: String
        package var label: String
        package var doctor: String?
        /// Without this one and a doctor whoever is free sees it.
        package var grade: String?
        /// The new place that its patient is told; nil when it does not wait.
        package var position: Int?
        /// How many of other queues the rooms that could take it will call first.
        package var others: Int?
        /// Nil, too, while no open room would call it.
        package var estimate: WaitEstimate?
    }

    package var moved: [Moved]
    /// The labels of those who wait for any doctor while no room calls their queue any more, in the plan's order.
    package var left: [String]
}

extension ClinicService {
    package static let externalIDLimit = 64
    /// Nobody is booked further ahead: a slip of the hand in the year would hide the booking from every list.
    package static let bookingDays = 730

    /// Gives somebody a number. With an `externalID` seen before, the ticket that has it.
    package func issue(_ order: IssueOrder, in queue: QueueID, _ request: Request) async throws -> IssueOutcome {
        var order = order
        if case .details(let details) = order.patient {
            order.patient = .details(try PersonRules.checked(details, today: today))
        }
        if order.externalID?.allSatisfy(\.isWhitespace) == true {
            throw InvalidInput([.init("externalId", "field.empty")])
        }
        if let external = order.externalID, external.count > Self.externalIDLimit {
            throw InvalidInput([.init("externalId", "field.too-long", ["limit": "\(Self.externalIDLimit)"])])
        }
        if order.doctor != nil, order.grade != nil {
            throw InvalidInput([.init("grade", "field.one-of-two", ["other": "doctor"])])
        }
        // Whoever asks for the lane of extra numbers asks for an extra number.
        if let lane = order.lane, lane == layout.queue(queue)?.sheet.quotas.extra?.lane?.rawValue {
            order.lane = nil
            order.extra = true
        }
        let asked = order
        let outcome = try await performPromising(request) { [self] transaction, now in
            try issue(asked, in: queue, by: request.actor, at: now, in: transaction)
        }
        if outcome.printJob != nil { renderTickets() }
        return outcome
    }

    private func issue(
        _ order: IssueOrder, in queue: QueueID, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws -> (IssueOutcome, [PromiseOrder]) {
        guard layout.queue(queue) != nil else { throw Refusal(.queueUnknown, ["queue": queue.rawValue]) }
        if let external = order.externalID, let place = try transaction.ticketPlace(externalID: external) {
            try checkSame(order, queue: queue, as: place, by: actor, at: now, in: transaction)
            return (try outcome(ofKnown: place, at: now, in: transaction), [])
        }
        let (lane, priority) = try lane(of: order, in: queue)
        let (date, booking) = try booking(of: order, at: now)
        if let doctor = order.doctor { try checkDoctor(doctor, in: transaction) }
        let person = try personID(for: order, by: actor, at: now, in: transaction)
        let ticketID = newID()
        guard let ticket = TicketID(ticketID) else { throw Refusal(.ticketUnknown) }
        let stream = layout.stream(of: date)
        let reach = order.doctor.map { Reach.doctor($0) } ?? order.grade.map { .grade($0) } ?? .anyone
        let asked = Command.Order(
            ticket: ticket, queue: queue, person: person, lane: lane, reach: reach,
            booking: booking, priority: priority, extra: order.extra,
            continues: try order.continues.map {
                try continued($0, person: person, queue: queue, on: date, in: transaction)
            })
        guard let done = try act(.issue(asked), on: stream, date: date, by: actor, at: now, in: transaction) else {
            throw Refusal(.ticketUnknown)
        }
        let link = settings.publicURL == nil ? nil : Hash.sha256(linkToken(ofTicket: ticketID))
        try transaction.save(
            TicketPlace(
                ticket: ticketID, stream: stream, person: person, externalID: order.externalID, linkHash: link))
        var outcome = try outcome(of: ticket, stream: stream, event: done.event.id, in: transaction)
        if order.print {
            outcome.printJob = try queueTicketPrint(ticketID, label: outcome.label, by: actor, at: now, in: transaction)
        }
        return (outcome, [PromiseOrder(ticket: ticket, stream: stream, occasion: .issue)])
    }

    /// The lane that is asked for, and the class. A lane may be asked for as the priority, where the sheet has no such
    /// class; and whoever is to go before everybody is not put lower by a class without a word.
    private func lane(of order: IssueOrder, in queue: QueueID) throws -> (Lane, priority: String?) {
        // Tickets come into these lanes by what happens to them.
        guard order.lane != Lane.missed.rawValue, order.lane != Lane.late.rawValue else {
            throw Refusal(.laneUnknown, ["lane": order.lane ?? "", "queue": queue.rawValue])
        }
        let lane = order.lane.map { Lane($0) }
        guard let priority = order.priority else { return (lane ?? .first, nil) }
        let sheet = layout.queue(queue)?.sheet
        let known = sheet?.priority(priority)
        let given = known?.lane ?? Lane(priority)
        guard known != nil || sheet?.rule(for: given) != nil else {
            throw Refusal(.priorityUnknown, ["priority": priority, "queue": queue.rawValue])
        }
        if let lane, lane != given, known == nil || sheet?.absolute.contains(lane) == true {
            throw InvalidInput([.init("priority", "field.one-of-two", ["other": "lane"])])
        }
        return known == nil ? (given, nil) : (lane ?? .first, priority)
    }

    /// An `externalId` seen before is the same ticket only for the same queue and person, whose details may be newer.
    private func checkSame(
        _ order: IssueOrder, queue: QueueID, as place: TicketPlace, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        guard let id = TicketID(place.ticket), let ticket = try days.day(place.stream, in: transaction).tickets[id]
        else { throw Refusal(.ticketUnknown) }
        let other = Conflict("ticket.external-id-used", ["label": ticket.label])
        guard ticket.queue == queue else { throw other }
        switch order.patient {
        case .known(let person):
            guard person == place.person else { throw other }
        case .details(let details):
            guard let person = try transaction.person(id: place.person), try isOf(person, details, in: transaction)
            else {
                throw other
            }
            if details.identifiers?.isEmpty == false { _ = try register(details, by: actor, at: now, in: transaction) }
        }
    }

    /// Whether details are somebody's: by the identifiers; who has none, by what was registered.
    private func isOf(_ person: Person, _ details: PersonDetails, in reader: any StoreReader) throws -> Bool {
        guard let identifiers = details.identifiers, !identifiers.isEmpty else {
            return person.name == details.name && person.sex.rawValue == details.sex ?? person.sex.rawValue
                && details.birthDate ?? person.birthDate == person.birthDate
        }
        let known = try identifiers.compactMap { try reader.person(identifier: $0)?.id }
        return !known.isEmpty && known.allSatisfy { $0 == person.id }
    }

    private func personID(
        for order: IssueOrder, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws -> String {
        switch order.patient {
        case .known(let id):
            guard try transaction.person(id: id) != nil else { throw NotFound("patient") }
            return id
        case .details(let details):
            return try register(details, by: actor, at: now, in: transaction).person
        }
    }

    private func booking(of order: IssueOrder, at now: Instant) throws -> (LocalDate, Command.Booking) {
        let today = dates.date(of: now)
        var date = today
        if let asked = order.date {
            guard let parsed = LocalDate(asked), let days = today.days(until: parsed),
                (0...Self.bookingDays).contains(days)
            else {
                throw InvalidInput([
                    .init("date", "field.date-from-today", ["today": today.description, "days": "\(Self.bookingDays)"])
                ])
            }
            date = parsed
        }
        guard let slot = order.slot else { return (date, date == today ? .here : .booked(slot: nil)) }
        guard let moment = date.moment(at: slot, in: layout.timeZone) else {
            throw InvalidInput([.init("slot", "field.clock-time")])
        }
        return (date, moment > now ? .booked(slot: moment) : .here)
    }

    private func checkDoctor(_ username: String, in reader: any StoreReader) throws {
        guard try reader.staff(username: username)?.roles.contains(.doctor) == true else {
            throw InvalidInput([.init("doctor", "field.doctor")])
        }
    }

    private func outcome(
        ofKnown place: TicketPlace, at now: Instant, in transaction: any Transaction
    ) throws -> IssueOutcome {
        guard let id = TicketID(place.ticket) else { throw Refusal(.ticketUnknown) }
        let issued = try transaction.events(of: place.stream, after: 0).first {
            $0.type == "ticket-issued" && $0.payload.contains(place.ticket)
        }
        var outcome = try outcome(of: id, stream: place.stream, event: issued?.id ?? "", in: transaction)
        let day = try days.day(place.stream, in: transaction)
        let plan = day.plan(now: now)
        let entry = plan.entry(of: id)
        outcome.position = entry?.position
        outcome.others = entry == nil ? nil : day.tickets[id].map { day.countOfOtherQueues(before: $0, in: plan) }
        outcome.estimate = entry?.estimate(now: now)
        return outcome
    }

    private func outcome(
        of id: TicketID, stream: String, event: String, in transaction: any Transaction
    ) throws -> IssueOutcome {
        let day = try days.day(stream, in: transaction)
        guard let ticket = day.tickets[id] else { throw Refusal(.ticketUnknown) }
        return IssueOutcome(
            ticket: id.description, event: event, number: ticket.number, label: ticket.label,
            lane: ticket.lane.rawValue, state: ticket.state.rawValue)
    }

    /// Nobody arrives before the day, and of a day that is over nobody is put into a line again, for no room calls it any
    /// more. Whoever was called is still seen to the end, and any number can be given up.
    private func checkDay(_ date: LocalDate, of command: Command, at now: Instant) throws(Conflict) {
        let today = dates.date(of: now)
        if case .arrive = command, date > today { throw Conflict("ticket.other-day", ["date": date.description]) }
        switch command {
        case .comeIn, .complete, .recall, .miss, .cancel: return
        default: if date < today { throw Conflict("ticket.day-over", ["date": date.description]) }
        }
    }

    /// An act on one ticket of any day; a reason is kept beside the journal.
    package func act(
        onTicket id: String, reason: String? = nil, _ request: Request,
        _ command: @escaping @Sendable (TicketID) -> Command
    ) async throws -> ActOutcome {
        try check(reason: reason)
        return try await performPromising(request) { [self] transaction, now in
            let (stream, date, ticket) = try place(ofTicket: id, in: transaction)
            let command = command(ticket)
            try checkDay(date, of: command, at: now)
            let done = try act(command, on: stream, date: date, by: request.actor, at: now, in: transaction)
            if let reason, let event = done?.event.id {
                try saveReason(reason, event: event, by: request.actor, at: now, in: transaction)
            }
            let outcome = try outcome(event: done?.event.id ?? "", ticket: ticket, stream: stream, in: transaction)
            let orders = command.occasion.map { PromiseOrder(ticket: ticket, stream: stream, occasion: $0) }
            return (outcome, [orders].compactMap(\.self))
        }
    }

    func outcome(
        event: String, ticket id: TicketID, stream: String, in transaction: any Transaction
    ) throws -> ActOutcome {
        guard let ticket = try days.day(stream, in: transaction).tickets[id] else { throw Refusal(.ticketUnknown) }
        return ActOutcome(
            event: event, ticket: id.description, label: ticket.label, queue: ticket.queue.rawValue,
            lane: ticket.lane.rawValue, state: ticket.state.rawValue)
    }

    /// A ticket of any day, with its day.
    package func ticket(_ id: String) async throws -> (ticket: Ticket, day: ClinicDay, date: LocalDate) {
        let (stream, date, ticketID) = try await store.read { [self] in try place(ofTicket: id, in: $0) }
        let day = try await day(stream: stream, date: date)
        guard let ticket = day.tickets[ticketID] else { throw Refusal(.ticketUnknown) }
        return (ticket, day, date)
    }
}
