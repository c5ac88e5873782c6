import QueueEngine

/// A morning in which anything happens, from a seed: two queues, three rooms, every act, most of which make sense.
struct RandomMorning {
    static let queues = [QueueID("a"), QueueID("b")]
    static let rooms = ["1", "2", "3"].map { RoomID($0) }
    static let doctors = ["dr1", "dr2", "dr3"]

    var morning: Morning
    var random: Seeded

    init(seed: UInt64) throws(Refusal) {
        random = Seeded(seed)
        let sheet = Self.sheet(&random)
        morning = try Morning(sheet, queues: Self.queues, rooms: Self.rooms)
        for (room, doctor) in zip(Self.rooms, Self.doctors) {
            try morning.sit(doctor, in: room, for: Self.queues)
        }
    }

    /// One of the sheets that a clinic might write.
    static func sheet(_ random: inout Seeded) -> RuleSheet {
        let nested = [Slot.pattern(Rules.slots("first first priority")), .lane(.returning), .lane(.missed)]
        let patterns = [
            Rules.slots("first first returning missed priority"), Rules.slots("first priority returning missed first"),
            nested,
        ]
        let ladders: [[MissedRules.Step]] = [
            [.lane(.missed), .lane(.missed), .void], [.after(2), .end, .void], [.end], [.after(1), .lane(.missed)],
        ]
        return Rules.sheet(
            pattern: patterns.randomElement(using: &random) ?? nested, getReady: Int.random(in: 0...2, using: &random),
            missed: Rules.missed(
                ladders.randomElement(using: &random) ?? [],
                takesEffect: Bool.random(using: &random) ? .miss : .rejoin))
    }

    /// Does so many acts; those refused are as good as not tried, and those not allowed are not tried. Looks at the day
    /// after each.
    mutating func act(
        times: Int, look: (Morning) -> Void = { _ in }, allowed: (Command) -> Bool = { _ in true }
    ) {
        for _ in 0..<times {
            let command = command()
            if allowed(command), (try? morning.do(command)) != nil { look(morning) }
        }
    }

    private mutating func command() -> Command {
        let room = Self.rooms.randomElement(using: &random) ?? Morning.room
        let ticket = id(Int.random(in: 1...max(1, morning.issued), using: &random))
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<30: return issue()
        case 30..<50: return .callNext(room: room)
        case 50..<64: return inRoom(room) { .comeIn(ticket: $0) }
        case 64..<70: return inRoom(room) { .complete(ticket: $0) }
        case 70..<78: return inRoom(room) { .miss(ticket: $0) }
        case 78..<80: return inRoom(room) { .recall(ticket: $0) }
        case 80..<86: return .rejoin(ticket: ticket)
        case 86..<88: return .callChosen(ticket: ticket, room: room)
        case 88..<90: return .cancel(ticket: ticket)
        case 90..<93: return .arrive(ticket: ticket)
        case 93..<94: return .pauseSitting(room: room)
        case 94..<97: return .resumeSitting(room: room)
        case 97..<98: return .closeSitting(room: room, spread: .anyone)
        default: return open(room)
        }
    }

    private mutating func issue() -> Command {
        let lanes: [Lane] = [.first, .first, .first, .returning, .priority, .urgent]
        let doctor = Int.random(in: 0..<6, using: &random) == 0 ? Self.doctors.randomElement(using: &random) : nil
        morning.skipID()
        return .issue(
            ticket: id(morning.issued), queue: Self.queues.randomElement(using: &random) ?? Morning.queue,
            person: "p\(morning.issued)", lane: lanes.randomElement(using: &random) ?? .first, doctor: doctor,
            booking: Int.random(in: 0..<6, using: &random) == 0 ? .booked(slot: nil) : .here)
    }

    private func inRoom(_ room: RoomID, _ act: (TicketID) -> Command) -> Command {
        act(morning.day.room(room)?.current ?? id(0))
    }

    private mutating func open(_ room: RoomID) -> Command {
        let doctor = Self.doctors.randomElement(using: &random) ?? ""
        let queues = Self.queues.shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random))
        return .openSitting(room: room, doctor: doctor, queues: Array(queues))
    }
}
