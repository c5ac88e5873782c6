/// Plays a script forward on a day of its own: rooms call when they are free, the engine says whom.
package struct ReplaySimulation: Sendable {
    private enum Item: Sendable {
        case step(Command)
        case recall(TicketID)
        case turnAway(TicketID, ReplayScript.Unanswered)
        case comeIn(TicketID, calledAt: Instant)
        case leave(TicketID, testsSeconds: Double?)
        case back(TicketID)
    }

    /// Seconds that a patient takes from the call into the room, where the script does not say.
    package static let usualWalkSeconds = 30.0

    package private(set) var day = ClinicDay()
    package private(set) var events: [TimedEvent] = []
    /// How many of the script's steps made no sense under these rules and were left out.
    package private(set) var leftOut = 0
    /// How many were called of whom the script knows no consultation: the sheet's minutes stood in for it.
    package private(set) var assumed = 0
    private var conducts: [TicketID: ReplayScript.Conduct]
    /// By moment, then by the order in which they were added; the last one is next.
    private var agenda: [(at: Instant, order: Int, item: Item)] = []
    private var added = 0
    /// Rooms that are to close once nobody is inside, and whether only once nobody waits for them either.
    private var closing: [RoomID: (spread: Spread, whenEmpty: Bool)] = [:]
    private var lastClosings: [RoomID: Instant] = [:]
    /// At tests or put aside because the script says so, not since a call: back when the script says.
    private var away: Set<TicketID> = []
    /// What those do who were called, until they come in. Who is transferred meanwhile does it after the next call.
    private var expected: [TicketID: ReplayScript.Stay] = [:]

    /// Plays the whole script.
    package init(_ script: ReplayScript) {
        conducts = script.conducts
        let start = script.steps.first?.at ?? Instant(milliseconds: 0)
        act(.open(date: script.date, queues: script.queues, rooms: script.rooms, noon: script.noon), at: start)
        for step in script.steps {
            add(.step(step.command), at: step.at)
            switch step.command {
            case .closeSitting(let room, _): lastClosings[room] = step.at
            case .openSitting(let room, _, _, _, _): lastClosings[room] = nil
            default: break
            }
        }
        while let next = agenda.popLast() {
            perform(next.item, at: next.at)
            callToFreeRooms(at: next.at)
        }
    }

    private mutating func add(_ item: Item, at time: Instant) {
        added += 1
        let index = agenda.firstIndex { ($0.at, $0.order) < (time, added) } ?? agenda.count
        agenda.insert((time, added, item), at: index)
    }

    @discardableResult private mutating func act(_ command: Command, at time: Instant) -> Act? {
        guard let event = try? day.decide(command, now: time).first else { return nil }
        day.apply(event, at: time)
        events.append(TimedEvent(event, at: time))
        return event.act
    }

    private mutating func perform(_ item: Item, at time: Instant) {
        switch item {
        case .step(.closeSitting(let room, let spread)):
            closing[room] = (spread ?? .anyone, lastClosings[room] == time)
        case .step(let command):
            if case .openSitting(let room, _, _, _, _) = command { closeAtOnce(room, at: time) }
            if !take(command, at: time) { leftOut += 1 }
        case .recall(let ticket): act(.recall(ticket: ticket), at: time)
        case .turnAway(let ticket, let unanswered):
            if act(unanswered.command(for: ticket), at: time) != nil, unanswered.backSeconds < .infinity {
                add(.back(ticket), at: time.adding(seconds: unanswered.backSeconds))
            }
        case .comeIn(let ticket, let calledAt): comeIn(ticket, calledAt: calledAt, at: time)
        case .leave(let ticket, let tests):
            guard let tests else {
                act(.complete(ticket: ticket), at: time)
                return
            }
            act(.sendForTests(ticket: ticket), at: time)
            if tests < .infinity { add(.back(ticket), at: time.adding(seconds: tests)) }
        case .back(let ticket):
            guard !away.contains(ticket) else { return }
            switch day.tickets[ticket]?.state {
            case .atTests: act(.returnFromTests(ticket: ticket), at: time)
            case .onHold: act(.release(ticket: ticket), at: time)
            default: act(.rejoin(ticket: ticket), at: time)
            }
        }
    }

    /// Into the room for so long, if the call still stands.
    private mutating func comeIn(_ ticket: TicketID, calledAt: Instant, at time: Instant) {
        guard day.tickets[ticket]?.calledAt == calledAt, act(.comeIn(ticket: ticket), at: time) != nil,
            let stay = expected.removeValue(forKey: ticket)
        else { return }
        add(.leave(ticket, testsSeconds: stay.testsSeconds), at: time.adding(seconds: stay.seconds))
    }

    /// Whether a step of the script makes sense now. Who was sent for tests or put aside while waiting is so only from
    /// waiting: whoever is in a room by then follows what the script says of that room.
    private mutating func take(_ command: Command, at time: Instant) -> Bool {
        switch command {
        case .sendForTests(let ticket), .hold(let ticket):
            guard let state = day.tickets[ticket]?.state, state == .waiting || state == .ready,
                act(command, at: time) != nil
            else { return false }
            away.insert(ticket)
            return true
        case .returnFromTests(let ticket), .release(let ticket):
            return away.remove(ticket) != nil && act(command, at: time) != nil
        default: return act(command, at: time) != nil
        }
    }

    /// The next doctor is here already.
    private mutating func closeAtOnce(_ room: RoomID, at time: Instant) {
        guard let close = closing.removeValue(forKey: room) else { return }
        act(.closeSitting(room: room, spread: close.spread), at: time)
    }

    private mutating func callToFreeRooms(at time: Instant) {
        for room in day.rooms where room.sitting != nil && room.current == nil {
            let close = closing[room.id]
            if close == nil || close?.whenEmpty == true,
                case .called(let ticket, _, _, _)? = act(.callNext(room: room.id), at: time)
            {
                follow(ticket, calledAt: time)
            } else if let close, act(.closeSitting(room: room.id, spread: close.spread), at: time) != nil {
                closing[room.id] = nil
            }
        }
    }

    /// What the patient who was called does.
    private mutating func follow(_ ticket: TicketID, calledAt time: Instant) {
        let rules = day.tickets[ticket].flatMap { day.sheet(of: $0.queue) }?.missed
        var conduct = conducts[ticket] ?? ReplayScript.Conduct(stays: [])
        defer { conducts[ticket] = conduct }
        if !conduct.unanswered.isEmpty, let rules {
            turnAway(ticket, conduct.unanswered.removeFirst(), under: rules, calledAt: time)
            return
        }
        let stay =
            expected[ticket] ?? (conduct.stays.isEmpty ? usualStay(of: ticket) : conduct.stays.removeFirst())
        expected[ticket] = stay
        add(.comeIn(ticket, calledAt: time), at: time.adding(seconds: stay.walkSeconds))
    }

    /// Called in vain: a miss as soon as the sheet allows, anything else as long after the call as it was.
    private mutating func turnAway(
        _ ticket: TicketID, _ unanswered: ReplayScript.Unanswered, under rules: MissedRules, calledAt time: Instant
    ) {
        guard unanswered.end == .missed else {
            return add(.turnAway(ticket, unanswered), at: time.adding(seconds: unanswered.seconds))
        }
        let spacing = Double(max(1, rules.leastSeconds))
        let calls = max(1, rules.leastCalls)
        for call in 1..<calls { add(.recall(ticket), at: time.adding(seconds: spacing * Double(call))) }
        add(.turnAway(ticket, unanswered), at: time.adding(seconds: spacing * Double(calls)))
    }

    private mutating func usualStay(of id: TicketID) -> ReplayScript.Stay {
        assumed += 1
        let minutes = day.tickets[id].map { day.expectedMinutes(queue: $0.queue, lane: $0.lane) } ?? 0
        return ReplayScript.Stay(walkSeconds: Self.usualWalkSeconds, seconds: minutes * 60)
    }
}

extension ReplayScript.Unanswered {
    fileprivate func command(for ticket: TicketID) -> Command {
        switch end {
        case .missed: .miss(ticket: ticket)
        case .tests: .sendForTests(ticket: ticket)
        case .held: .hold(ticket: ticket)
        }
    }
}
