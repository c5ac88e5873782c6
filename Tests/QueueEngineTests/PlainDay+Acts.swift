import QueueEngine

/// What staff do, in the model.
extension PlainDay {
    mutating func act(_ command: Command, at now: Instant) -> Outcome {
        var after = self
        let outcome = after.acting(command, at: now)
        guard outcome == .done else { return outcome }
        after.version = version + 1
        let toldBefore = after.told.count
        switch command {
        case .recall, .comeIn, .complete, .pauseSitting: break
        default: after.refill(at: now)
        }
        if case .undo = command {
            // Who is told by taking one act back may stand in the way of taking back the one before it.
            if after.told.count > toldBefore { after.before = [] }
        } else {
            after.before.append(Before(day: [self], at: now, version: after.version, ticket: command.ticket))
        }
        self = after
        return .done
    }

    /// Each open room's inner chairs are filled, in the rooms' order.
    private mutating func refill(at now: Instant) {
        for room in rooms {
            guard let desk = desks[room], desk.isOpen else { continue }
            let chairs = desk.queues.compactMap { sheet($0)?.getReady }.max() ?? 0
            while told.count(where: { isSeated($0, by: room, desk) }) < chairs,
                let desk = desks[room], let chosen = choose(desk, at: now), let queue = person(chosen.ticket)?.queue
            {
                let own = told.count { isSeated($0, by: room, desk) && person($0.ticket)?.queue == queue }
                guard own < sheet(queue)?.getReady ?? 0 else { break }
                take(chosen, room)
                if let index = index(chosen.ticket) { people[index].state = .ready }
                told.append(Told(ticket: chosen.ticket, room: room, rule: chosen.rule))
            }
        }
    }

    private func isSeated(_ told: Told, by room: RoomID, _ desk: Desk) -> Bool {
        guard told.room == room, let person = person(told.ticket) else { return false }
        return desk.queues.contains(person.queue) && desk.chooser.mayTake(person.reach)
    }

    /// A choice moves the round and passes others over.
    private mutating func take(_ chosen: Chosen, _ room: RoomID) {
        guard let person = person(chosen.ticket), let desk = desks[room] else { return }
        if let turns = chosen.turns { lines[person.queue]?.turns = turns }
        if let rotation = chosen.rotation { desks[room]?.rotation = rotation }
        notePassing(by: person, chosen.rule, desk.chooser)
    }

    private mutating func acting(_ command: Command, at now: Instant) -> Outcome {
        switch command {
        case .issue(let order): return issue(order, at: now)
        case .callNext(let room): return call(room, nil, at: now)
        case .callChosen(let ticket, let room): return call(room, ticket, at: now)
        case .openSitting(let room, let doctor, let queues, let grade, let turn):
            return open(room, Desk(doctor: doctor, grade: grade, queues: queues, turn: turn))
        case .pauseSitting(let room): return set(room, isOpen: false)
        case .resumeSitting(let room): return set(room, isOpen: true)
        case .closeSitting(let room, let spread): return close(room, spread, at: now)
        case .undo(let version): return undo(version, at: now)
        default:
            guard let ticket = command.ticket, let index = index(ticket) else { return .refused }
            return acting(command, on: index, at: now)
        }
    }

    private mutating func acting(_ command: Command, on index: Int, at now: Instant) -> Outcome {
        let person = people[index]
        guard let sheet = sheet(person.queue), command.states.contains(person.state) else { return .refused }
        switch command {
        case .arrive: return arrive(index, sheet, at: now)
        case .recall:
            if now.milliseconds - person.lastCall.milliseconds >= sheet.missed.leastSeconds * 1_000 {
                people[index].countedCalls += 1
                people[index].lastCall = now
            }
        case .comeIn: people[index].state = .inRoom
        case .complete: finish(index, as: .done)
        case .miss: return miss(index, sheet, at: now)
        case .rejoin:
            place(index, by: step(sheet.missed.ladder, person.misses), at: now)
        case .cancel: finish(index, as: .cancelled)
        case .sendForTests:
            leave(index)
            people[index].state = .atTests
        case .returnFromTests: place(index, by: sheet.tests.step, at: now)
        case .hold:
            leave(index)
            people[index].state = .onHold
        case .release: comeBack(index, at: now)
        case .transfer(_, let queue, let reach): return transfer(index, queue ?? person.queue, reach, at: now)
        case .prioritize(_, let name): return prioritize(index, name, sheet, at: now)
        default: return .refused
        }
        return .done
    }

    private mutating func finish(_ index: Int, as state: Ticket.State) {
        leave(index)
        people[index].state = state
    }

    private func step(_ ladder: [Step], _ ordinal: Int) -> Step { ladder[min(ordinal, ladder.count) - 1] }

    // MARK: Numbers and arrivals

    private mutating func issue(_ order: Command.Order, at now: Instant) -> Outcome {
        guard let line = lines[order.queue], index(order.ticket) == nil else { return .refused }
        let sheet = line.sheet
        let own = people.filter { $0.who == order.person && $0.queue == order.queue && $0.state != .cancelled }
        guard waitingCount(order.queue) < sheet.waitingLimit, !own.contains(where: \.state.isActive),
            own.count < sheet.ticketsPerPerson, isKnown(order.reach, sheet)
        else { return .refused }
        guard var lane = lane(of: order, sheet), order.continues?.days ?? 0 <= sheet.tests.validDays else {
            return .refused
        }
        var slot: Instant?
        var isBooked = false
        if case .booked(let time) = order.booking { (slot, isBooked) = (time, true) }
        var isExtra = false
        let isMorning = (slot ?? now) < noon
        if order.continues == nil, isUsedUp(order.queue, sheet, isMorning: isMorning) {
            let used = people.count { $0.issuedIn == order.queue && $0.isExtra && $0.state != .cancelled }
            guard order.extra, let extra = sheet.quotas.extra, used < extra.most else { return .refused }
            isExtra = true
            if order.priority == nil { lane = extra.lane ?? lane }
        }
        if order.continues == nil { lines[order.queue]?.lastNumber += 1 }
        people.append(
            Person(
                ticket: order.ticket, who: order.person, queue: order.queue, issuedIn: order.queue,
                number: order.continues?.number ?? line.lastNumber + 1, lane: lane, state: .booked, reach: order.reach,
                slot: slot, priority: order.priority, isExtra: isExtra, isMorning: isMorning,
                continues: order.continues != nil))
        if !isBooked { join(people.count - 1, lane, at: now) }
        return .done
    }

    private func isKnown(_ reach: Reach, _ sheet: RuleSheet) -> Bool {
        guard case .grade(let grade) = reach else { return true }
        return sheet.grades.contains { $0.id == grade }
    }

    private func lane(of order: Command.Order, _ sheet: RuleSheet) -> Lane? {
        if let name = order.priority { return sheet.priorities.first { $0.id == name }?.lane }
        let lanes = sheet.lanes.map(\.lane)
        guard lanes.contains(order.lane) else { return nil }
        guard order.lane == .first else { return order.lane }
        if order.continues != nil {
            if case .lane(let lane) = sheet.tests.step { return lane }
            return lanes.contains(.returning) ? .returning : .first
        }
        if case .booked = order.booking { return sheet.booking.lane ?? .first }
        return .first
    }

    /// Quotas count whom the queue gave a number of its own that day, those cancelled left out.
    private func isUsedUp(_ queue: QueueID, _ sheet: RuleSheet, isMorning: Bool) -> Bool {
        let counted = people.filter {
            $0.issuedIn == queue && !$0.isExtra && !$0.continues && $0.state != .cancelled
        }
        if let day = sheet.quotas.day, counted.count >= day { return true }
        guard let half = isMorning ? sheet.quotas.morning : sheet.quotas.afternoon else { return false }
        return counted.count { $0.isMorning == isMorning } >= half
    }

    private mutating func arrive(_ index: Int, _ sheet: RuleSheet, at now: Instant) -> Outcome {
        let person = people[index]
        if let slot = person.slot {
            let until = slot.milliseconds - now.milliseconds
            if let minutes = sheet.booking.checkInMinutes, until > minutes * 60_000 { return .refused }
            if let late = sheet.late, -until > late.afterMinutes * 60_000, !sheet.absolute.contains(person.lane) {
                place(index, by: late.step, at: now)
                return .done
            }
        }
        join(index, person.lane, at: now)
        return .done
    }

    // MARK: Calls and misses

    private mutating func call(_ room: RoomID, _ asked: TicketID?, at now: Instant) -> Outcome {
        guard let desk = desks[room], desk.isOpen, current(room)?.state != .called else { return .refused }
        let chosen: Chosen
        if let asked {
            guard let person = person(asked), [.waiting, .ready].contains(person.state),
                desk.queues.contains(person.queue), desk.chooser.mayTake(person.reach)
            else { return .refused }
            chosen = Chosen(ticket: asked, rule: .chosen)
        } else {
            guard let next = next(room, at: now) else { return .refused }
            chosen = next
        }
        if let inside = current(room), let index = index(inside.ticket) { finish(index, as: .done) }
        guard let index = index(chosen.ticket) else { return .refused }
        if people[index].state == .waiting { take(chosen, room) }
        leave(index)
        lines[people[index].queue]?.calls += 1
        people[index].state = .called
        people[index].room = room
        people[index].countedCalls = 1
        people[index].lastCall = now
        return .done
    }

    private mutating func miss(_ index: Int, _ sheet: RuleSheet, at now: Instant) -> Outcome {
        guard people[index].countedCalls >= sheet.missed.leastCalls else { return .refused }
        leave(index)
        people[index].misses += 1
        let step = step(sheet.missed.ladder, people[index].misses)
        if sheet.missed.takesEffect == .miss || step == .void {
            place(index, by: step, at: now)
        } else {
            people[index].state = .missed
            people[index].place = nil
        }
        return .done
    }
}

extension Command {
    /// The ticket that it is about.
    var ticket: TicketID? {
        switch self {
        case .issue(let order): order.ticket
        case .arrive(let ticket), .recall(let ticket), .comeIn(let ticket), .complete(let ticket), .miss(let ticket),
            .rejoin(let ticket), .cancel(let ticket), .sendForTests(let ticket), .returnFromTests(let ticket),
            .hold(let ticket), .release(let ticket), .transfer(let ticket, _, _), .prioritize(let ticket, _),
            .callChosen(let ticket, _):
            ticket
        default: nil
        }
    }

    /// In which states it makes sense.
    fileprivate var states: Set<Ticket.State> {
        switch self {
        case .arrive: [.booked]
        case .recall, .comeIn, .miss: [.called]
        case .complete: [.inRoom]
        case .rejoin: [.missed]
        case .cancel: [.booked, .waiting, .ready, .called, .missed, .atTests, .onHold]
        case .sendForTests: [.waiting, .ready, .called, .inRoom]
        case .returnFromTests: [.atTests]
        case .hold: [.waiting, .ready, .called]
        case .release: [.onHold]
        case .transfer: [.booked, .waiting, .ready, .called, .inRoom, .missed, .atTests, .onHold]
        case .prioritize: [.booked, .waiting, .ready]
        default: []
        }
    }
}
