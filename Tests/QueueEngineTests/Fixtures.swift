import QueueEngine

/// A moment of the test's day, in seconds from its start.
func at(_ seconds: Double) -> Instant { Instant(milliseconds: 1_763_600_000_000).adding(seconds: seconds) }

/// The id that a test gives to its n-th ticket.
func id(_ index: Int) -> TicketID { TicketID(high: 0x0193_0000_0000_7000, low: UInt64(index)) }

/// What a sheet says unless a test says otherwise.
enum Rules {
    static func sheet(
        lanes: [Lane] = [.first, .returning, .missed, .priority, .urgent], absolute: [Lane] = [.urgent],
        pattern: [Slot] = slots("first first returning missed priority"), getReady: Int = 0,
        missed: MissedRules = missed(), waitingLimit: Int = 2000, ticketsPerPerson: Int = 3
    ) -> RuleSheet {
        RuleSheet(
            id: "test", version: 1, title: ["zh": "规则"], number: NumberFormat(prefix: "A", digits: 3),
            lanes: lanes.map { LaneRule(lane: $0, order: $0 == .first ? .number : .arrival, minutes: 15) },
            absolute: absolute, pattern: pattern, getReady: getReady, missed: missed, waitingLimit: waitingLimit,
            ticketsPerPerson: ticketsPerPerson)
    }

    static func missed(
        _ ladder: [MissedRules.Step] = [.lane(.missed), .lane(.missed), .void],
        takesEffect: MissedRules.Effect = .rejoin, leastCalls: Int = 1, leastSeconds: Int = 0
    ) -> MissedRules {
        MissedRules(leastCalls: leastCalls, leastSeconds: leastSeconds, takesEffect: takesEffect, ladder: ladder)
    }

    /// A sheet that is the plain one but for something.
    static func changed(_ change: (inout RuleSheet) -> Void) -> RuleSheet {
        var sheet = sheet()
        change(&sheet)
        return sheet
    }

    /// `first first returning` as slots.
    static func slots(_ lanes: String) -> [Slot] { lanes.split(separator: " ").map { .lane(Lane(String($0))) } }
}

/// A clinic-day that a test acts on: it decides, keeps the events, and applies them.
struct Morning {
    static let queue = QueueID("q")
    static let room = RoomID("1")

    private(set) var day = ClinicDay()
    private(set) var events: [(event: Event, at: Instant)] = []
    private(set) var issued = 0
    var clock = at(0)

    init(
        _ sheet: RuleSheet = Rules.sheet(), queues: [QueueID] = [queue],
        rooms: [RoomID] = ["1", "2", "3"].map { RoomID($0) }
    )
        throws(Refusal)
    {
        let setups = queues.map { QueueSetup(id: $0, sheet: sheet) }
        try self.do(.open(date: "2026-11-20", queues: setups, rooms: rooms, noon: at(4 * 3600)))
    }

    /// Acts, one second later than the act before.
    @discardableResult mutating func `do`(_ command: Command) throws(Refusal) -> [Event] {
        clock = clock.adding(seconds: 1)
        let decided = try day.decide(command, now: clock)
        for event in decided {
            day.apply(event, at: clock)
            events.append((event, clock))
        }
        return decided
    }

    /// Gives the next number to somebody new; the ticket's id is that of its index over all queues.
    @discardableResult mutating func issue(
        _ lane: Lane = .first, queue: QueueID = queue, doctor: String? = nil, booking: Command.Booking = .here
    ) throws(Refusal) -> TicketID {
        issued += 1
        let ticket = id(issued)
        try self.do(
            .issue(
                ticket: ticket, queue: queue, person: "p\(issued)", lane: lane, doctor: doctor, booking: booking))
        return ticket
    }

    /// Takes the next id without giving it to anybody.
    mutating func skipID() { issued += 1 }

    mutating func issue(count: Int, _ lane: Lane = .first, queue: QueueID = queue) throws(Refusal) {
        for _ in 0..<count { try issue(lane, queue: queue) }
    }

    mutating func sit(_ doctor: String = "dr1", in room: RoomID = room, for queues: [QueueID] = [queue]) throws(Refusal)
    {
        try self.do(.openSitting(room: room, doctor: doctor, queues: queues))
    }

    /// Calls the next one, once whoever was called before has come in.
    @discardableResult mutating func call(_ room: RoomID = room) throws(Refusal) -> Ticket {
        try letIn(room)
        try self.do(.callNext(room: room))
        return try current(room)
    }

    /// The numbers of the next calls of one room.
    mutating func call(times: Int, _ room: RoomID = room) throws(Refusal) -> [Int] {
        var numbers: [Int] = []
        for _ in 0..<times { numbers.append(try call(room).number) }
        return numbers
    }

    mutating func letIn(_ room: RoomID = room) throws(Refusal) {
        guard let current = day.room(room)?.current, day.tickets[current]?.state == .called else { return }
        try self.do(.comeIn(ticket: current))
    }

    /// The next one is called and does not come.
    @discardableResult mutating func callAndMiss(_ room: RoomID = room) throws(Refusal) -> Ticket {
        let ticket = try call(room)
        try self.do(.miss(ticket: ticket.id))
        return ticket
    }

    func current(_ room: RoomID = room) throws(Refusal) -> Ticket {
        guard let ticket = day.room(room)?.current.flatMap({ day.tickets[$0] }) else { throw Refusal(.ticketUnknown) }
        return ticket
    }

    /// The numbers in the order of the plan.
    var planned: [Int] { day.plan(now: clock).entries.compactMap { day.tickets[$0.ticket]?.number } }

    /// The code of the refusal, when the command is refused; the day must be as it was.
    func refusal(of command: Command) -> Refusal.Code? {
        do throws(Refusal) {
            _ = try day.decide(command, now: clock.adding(seconds: 1))
            return nil
        } catch {
            return error.code
        }
    }
}

/// Random choices that can be made again from their seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

extension Command {
    /// A number for anyone, or for one doctor.
    static func issue(
        ticket: TicketID, queue: QueueID, person: String, lane: Lane, doctor: String?, booking: Booking
    ) -> Command {
        .issue(
            Order(
                ticket: ticket, queue: queue, person: person, lane: lane,
                reach: doctor.map { .doctor($0) } ?? .anyone, booking: booking))
    }
}
