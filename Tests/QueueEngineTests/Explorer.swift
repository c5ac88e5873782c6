@testable import QueueEngine

/// A day without its clock and its counters: two days alike in this go on alike. Times and ids stand for their order.
struct Position: Hashable {
    struct Standing: Hashable {
        let state: Ticket.State
        let lane: Lane
        let queue: QueueID
        let room: RoomID?
        let misses: Int
        let reach: Reach
        let priority: String?
    }

    struct Waiting: Hashable {
        let lanes: [[TicketID]]
        let due: [TicketID]
        let left: [Int]
        let round: Round
        let passed: [Int]
    }

    let tickets: [Standing?]
    let lines: [Waiting]
    let told: [[TicketID]]
    let rooms: [Room]
    let rotations: [Int]
    /// Of all who stand or stood in a line: by their lane's order, and by when they joined.
    let orders: [[TicketID]]

    init(_ day: ClinicDay, tickets count: Int) {
        let all = (0..<count).map { day.tickets[id($0 + 1)] }
        tickets = all.map {
            $0.map {
                Standing(
                    state: $0.state, lane: $0.lane, queue: $0.queue, room: $0.room, misses: $0.misses,
                    reach: $0.reach, priority: $0.priority)
            }
        }
        lines = day.hall.lines.map { line in
            let entries = line.lanes.map(\.entries)
            return Waiting(
                lanes: entries.map { $0.map(\.ticket) }, due: line.due.map(\.ticket),
                left: line.due.map { max(0, $0.atCall - line.calls) }, round: line.round,
                passed: entries.flatMap { $0.map(line.timesPassed) })
        }
        told = day.rooms.indices.map { room in day.hall.told.filter { $0.room == room }.map(\.ticket) }
        rooms = day.rooms.map {
            var room = $0
            room.sitting?.since = at(0)
            return room
        }
        rotations = day.hall.stands.map(\.rotation)
        let standing = all.compactMap { $0 }.filter { $0.state.isActive && $0.standing != nil }
        let byKey = standing.sorted { left, right in
            guard case .lane(let one)? = left.standing, case .lane(let other)? = right.standing else {
                return left.number < right.number
            }
            return one < other
        }
        let byJoining = standing.sorted { ($0.standing?.joined ?? 0) < ($1.standing?.joined ?? 0) }
        orders = [byKey.map(\.id), byJoining.map(\.id), day.hall.told.map(\.ticket)]
    }
}

/// Goes breadth first through all that can happen to a few tickets in a few rooms, each position once, and notes what
/// should never be.
struct Explorer {
    /// How a command changes a day: the engine's way, unless a test plants a bug.
    typealias Engine = @Sendable (inout ClinicDay, Command, Instant) throws(Refusal) -> [Event]

    static let engine: Engine = { @Sendable day, command, now throws(Refusal) in
        let events = try day.decide(command, now: now)
        for event in events { day.apply(event, at: now) }
        return events
    }

    struct Node {
        var day: ClinicDay
        var events: [(Event, Instant)] = []
        var issued = 0
    }

    let sheet: RuleSheet
    let tickets: Int
    let rooms: [RoomID]
    let depth: Int
    let engine: Engine
    /// Named violations, each with the acts that led to it.
    private(set) var violations: [String: String] = [:]
    private(set) var states = 0
    /// Whether nothing new was left to find.
    private(set) var isExhausted = false

    init(_ sheet: RuleSheet, tickets: Int = 3, rooms: Int = 2, depth: Int, engine: @escaping Engine = engine) {
        self.sheet = sheet
        self.tickets = tickets
        self.rooms = (1...rooms).map { RoomID("\($0)") }
        self.depth = depth
        self.engine = engine
    }

    mutating func explore(stopAtFirst: Bool = false) {
        var start = Node(day: ClinicDay())
        let setup = QueueSetup(id: Morning.queue, sheet: sheet)
        _ = act(.open(date: "2026-11-20", queues: [setup], rooms: rooms, noon: at(3600)), on: &start)
        for (index, room) in rooms.enumerated() {
            _ = act(.openSitting(room: room, doctor: "dr\(index + 1)", queues: [Morning.queue]), on: &start)
        }
        var seen: Set<Position> = [Position(start.day, tickets: tickets)]
        var frontier = [start]
        for _ in 0..<depth where !frontier.isEmpty {
            var next: [Node] = []
            for node in frontier {
                for command in commands(node) {
                    var after = node
                    guard act(command, on: &after), after.day.version > node.day.version else { continue }
                    if case .issue = command { after.issued += 1 }
                    check(after, from: node, by: command)
                    if stopAtFirst, !violations.isEmpty { return }
                    guard seen.insert(Position(after.day, tickets: tickets)).inserted else { continue }
                    next.append(after)
                }
            }
            frontier = next
        }
        states = seen.count
        isExhausted = frontier.isEmpty
    }

    private func act(_ command: Command, on node: inout Node) -> Bool {
        let now = at(Double(node.day.version))
        guard let events = try? engine(&node.day, command, now) else { return false }
        node.events += events.map { ($0, now) }
        return true
    }

    /// Whatever staff might ask for now, sensible or not.
    private func commands(_ node: Node) -> [Command] {
        var commands: [Command] = rooms.map { .callNext(room: $0) }
        if node.issued < tickets {
            let next = id(node.issued + 1)
            for lane in sheet.lanes.map(\.lane) { commands.append(order(next, lane)) }
            commands.append(order(next, sheet.lanes[0].lane, reach: .doctor("dr1")))
            commands.append(order(next, sheet.lanes[0].lane, booking: .booked(slot: nil)))
        }
        for ticket in (0..<node.issued).map({ id($0 + 1) }) {
            commands += [
                .arrive(ticket: ticket), .comeIn(ticket: ticket), .complete(ticket: ticket), .miss(ticket: ticket),
                .rejoin(ticket: ticket), .cancel(ticket: ticket), .sendForTests(ticket: ticket),
                .returnFromTests(ticket: ticket), .hold(ticket: ticket), .release(ticket: ticket),
            ]
        }
        if node.issued > 0 {
            let last = id(node.issued)
            commands += [
                .callChosen(ticket: last, room: rooms[0]), .transfer(ticket: last, queue: nil, reach: .doctor("dr1")),
            ]
            commands += sheet.priorities.prefix(1).map { .prioritize(ticket: last, priority: $0.id) }
        }
        if let second = rooms.dropFirst().first {
            commands += [.pauseSitting(room: second), .resumeSitting(room: second)]
            commands.append(.closeSitting(room: second, spread: .evenly))
        }
        return commands
    }

    private func order(
        _ ticket: TicketID, _ lane: Lane, reach: Reach = .anyone, booking: Command.Booking = .here
    ) -> Command {
        .issue(
            .init(
                ticket: ticket, queue: Morning.queue, person: "p\(ticket)", lane: lane, reach: reach, booking: booking))
    }

    // MARK: What always holds

    private mutating func check(_ node: Node, from before: Node, by command: Command) {
        let found = Self.violations(of: node.day) + replayed(node) + undone(node, from: before) + called(node, before)
        for name in found where violations[name] == nil {
            violations[name] = node.events.map { $0.0.act.name }.joined(separator: ", ")
        }
    }

    static func violations(of day: ClinicDay) -> [String] {
        var found: [String] = []
        let tickets = Array(day.tickets.values)
        let inLines = day.hall.lines.flatMap { $0.lanes.flatMap { $0.entries.map(\.ticket) } + $0.due.map(\.ticket) }
        let places = inLines + day.readyTickets + day.rooms.compactMap(\.current)
        if Set(places).count != places.count { found.append("a ticket in one place only") }
        let placed = tickets.filter { [.waiting, .ready, .called, .inRoom].contains($0.state) }
        if Set(places) != Set(placed.map(\.id)) { found.append("nobody is lost") }
        for queue in day.queues {
            let numbers = tickets.filter { $0.issuedIn == queue }.map(\.number).sorted()
            if numbers != Array(1...max(1, numbers.count)).prefix(numbers.count).map({ $0 }) {
                found.append("numbers are 1 to n")
            }
        }
        let plan = day.plan(now: day.clock).entries
        if Set(plan.map(\.ticket)) != Set(inLines + day.readyTickets)
            || plan.count != placed.count - day.rooms.count(where: { $0.current != nil })
        {
            found.append("the plan has all who wait")
        }
        if plan.map(\.position) != Array(0..<plan.count).map({ $0 + 1 }) { found.append("positions are the plan's") }
        for room in day.rooms.map(\.id) {
            let frozen = plan.filter { $0.room == room && day.readyTickets.contains($0.ticket) }.map(\.ticket)
            if frozen != day.readyTickets.filter(frozen.contains) { found.append("those told stay in their order") }
        }
        if let first = plan.first, let room = first.room,
            day.next(for: room, now: day.clock).map({ $0.ticket == first.ticket && $0.choice == first.choice }) != true
        {
            found.append("the plan's first is called")
        }
        return found
    }

    private func replayed(_ node: Node) -> [String] {
        var again = ClinicDay()
        for (event, time) in node.events { again.apply(event, at: time) }
        return again == node.day ? [] : ["the events give the state"]
    }

    /// Taking the last act back gives the position before it; a number given stays, its ticket cancelled.
    private func undone(_ node: Node, from before: Node) -> [String] {
        var undone = node
        guard act(.undo(version: node.day.version), on: &undone) else { return ["an act can be taken back"] }
        let reached = Position(undone.day, tickets: before.issued)
        return reached == Position(before.day, tickets: before.issued) ? [] : ["an undo restores"]
    }

    /// Whom a room called is whom the plan named for it, and with one room open the rest of the plan stays.
    private func called(_ node: Node, _ before: Node) -> [String] {
        guard case .called(let ticket, let room, let choice, _)? = node.events.last?.0.act, choice.rule != .chosen
        else {
            return []
        }
        var found: [String] = []
        let plan = before.day.plan(now: node.day.clock).entries
        if before.day.next(for: room, now: node.day.clock)?.ticket != ticket {
            found.append("the plan's first is called")
        }
        let open = before.day.rooms.count { $0.openSitting != nil }
        if open == 1 {
            let rest = plan.filter { $0.room == room }.dropFirst().map(\.ticket)
            let now = node.day.plan(now: node.day.clock).entries.filter { $0.room == room }.map(\.ticket)
            if now != Array(rest) { found.append("the plan is repeated calling") }
        }
        return found
    }
}
