extension ClinicDay {
    func issue(_ order: Command.Order, now: Instant) throws(Refusal) -> Issue {
        let line = try line(order.queue)
        let sheet = line.sheet
        if let same = tickets[order.ticket] { throw wrongState(same) }
        guard line.count < sheet.waitingLimit else {
            throw Refusal(.queueFull, ["limit": String(sheet.waitingLimit)])
        }
        try checkPerson(order, sheet: sheet)
        if case .grade(let grade) = order.reach, !sheet.grades.contains(where: { $0.id == grade }) {
            throw Refusal(.gradeUnknown, ["grade": grade, "queue": order.queue.rawValue])
        }
        var issue = Issue(
            ticket: order.ticket, queue: order.queue, number: lastNumbers[order.queue, default: 0] + 1, label: "",
            person: order.person, lane: try lane(for: order, sheet: sheet), reach: order.reach, booked: false,
            slot: nil, priority: order.priority, extra: false, continues: order.continues)
        if case .booked(let slot) = order.booking {
            issue.booked = true
            issue.slot = slot
        }
        issue.label = sheet.number.label(for: issue.number)
        if let earlier = order.continues {
            try carryOn(earlier, sheet: sheet, in: &issue)
        } else if isQuotaUsed(order, slot: issue.slot ?? now, sheet: sheet) {
            try takeExtra(order, sheet: sheet, in: &issue)
        }
        return issue
    }

    private func checkPerson(_ order: Command.Order, sheet: RuleSheet) throws(Refusal) {
        let own = numbers(of: order.person, in: order.queue)
        if let active = own.first(where: \.state.isActive) {
            throw Refusal(.ticketPersonHasOne, ["label": active.label, "date": date])
        }
        if let last = own.last, own.count >= sheet.ticketsPerPerson {
            throw Refusal(.ticketPersonHasOne, ["label": last.label, "date": date])
        }
    }

    /// Somebody's numbers of a queue, cancelled ones left out.
    func numbers(of person: String, in queue: QueueID) -> [Ticket] {
        tickets(ofPerson: person).filter { $0.queue == queue && $0.state != .cancelled }
    }

    private func lane(for order: Command.Order, sheet: RuleSheet) throws(Refusal) -> Lane {
        if let id = order.priority { return try priority(id, sheet: sheet, queue: order.queue).lane }
        guard sheet.rule(for: order.lane) != nil else {
            throw Refusal(.laneUnknown, ["lane": order.lane.rawValue, "queue": order.queue.rawValue])
        }
        if order.continues != nil, order.lane == .first { return sheet.laneOfReturns }
        guard case .booked = order.booking, order.lane == .first, let booked = sheet.booking.lane else {
            return order.lane
        }
        return booked
    }

    func priority(_ id: String, sheet: RuleSheet, queue: QueueID) throws(Refusal) -> PriorityClass {
        guard let priority = sheet.priority(id) else {
            throw Refusal(.priorityUnknown, ["priority": id, "queue": queue.rawValue])
        }
        return priority
    }

    /// Back on a later day: on the same number, which uses up no new one.
    private func carryOn(_ earlier: Continued, sheet: RuleSheet, in issue: inout Issue) throws(Refusal) {
        guard earlier.days <= sheet.tests.validDays else {
            throw Refusal(.ticketReturnExpired, ["label": earlier.label, "days": String(sheet.tests.validDays)])
        }
        issue.number = earlier.number
        issue.label = unmistakable(sheet.number.returning(earlier.label))
    }

    /// Numbers of two earlier days may read the same: the second one that is back on a day says that it is, 复A001-2.
    package func unmistakable(_ label: String) -> String {
        let taken = Set(tickets.values.map(\.label))
        guard taken.contains(label) else { return label }
        return (2...).lazy.map { "\(label)-\($0)" }.first { !taken.contains($0) } ?? label
    }

    private func isQuotaUsed(_ order: Command.Order, slot: Instant, sheet: RuleSheet) -> Bool {
        let counts = quotas[order.queue] ?? QuotaCounts()
        if let day = sheet.quotas.day, counts.morning + counts.afternoon >= day { return true }
        let half = isMorning(slot) ? (sheet.quotas.morning, counts.morning) : (sheet.quotas.afternoon, counts.afternoon)
        return half.0.map { half.1 >= $0 } ?? false
    }

    private func takeExtra(_ order: Command.Order, sheet: RuleSheet, in issue: inout Issue) throws(Refusal) {
        let used = quotas[order.queue]?.extra ?? 0
        guard order.extra else { throw Refusal(.queueQuotaUsed, ["queue": order.queue.rawValue]) }
        guard let extra = sheet.quotas.extra, used < extra.most else {
            throw Refusal(
                .queueExtraUsed, ["queue": order.queue.rawValue, "most": String(sheet.quotas.extra?.most ?? 0)])
        }
        issue.extra = true
        if let lane = extra.lane, order.priority == nil { issue.lane = lane }
        issue.label = unmistakable((extra.mark ?? "") + issue.label)
    }

    func arrive(_ id: TicketID, now: Instant) throws(Refusal) -> Act {
        let ticket = try ticket(id, in: [.booked])
        let line = try line(ticket.queue)
        guard let slot = ticket.slot else {
            return .arrived(ticket: id, placement: .lane(ticket.lane), late: false)
        }
        if let early = line.sheet.booking.checkInMinutes {
            let wait = slot.seconds(since: now) / 60 - Double(early)
            guard wait <= 0 else {
                throw Refusal(
                    .ticketTooEarly, ["label": ticket.label, "minutes": String(Int(wait.rounded(.up)))])
            }
        }
        // Whoever goes before everybody is never put behind for being late.
        guard let late = line.sheet.late, now.seconds(since: slot) > Double(late.afterMinutes) * 60,
            !line.sheet.absolute.contains(ticket.lane)
        else {
            return .arrived(ticket: id, placement: .lane(ticket.lane), late: false)
        }
        let placement = placement(for: late.step, lane: ticket.lane, in: line, now: now)
        return .arrived(ticket: id, placement: placement, late: true)
    }
}
