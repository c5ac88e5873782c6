@testable import QueueEngine

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
        /// How often time went by.
        var waits = 0

        /// A second passes with each event.
        var now: Instant { at(Double(day.version + waits * Explorer.waitSeconds)) }
    }

    /// What may happen next.
    enum Step {
        case command(Command)
        /// Time goes by: ten minutes, over the end of a slot.
        case wait
    }

    static let waitSeconds = 600
    /// Time goes by so often at most, where the sheet has rules about time.
    static let mostWaits = 2

    let sheet: RuleSheet
    let tickets: Int
    let rooms: [RoomID]
    let depth: Int
    let engine: Engine
    /// Named violations, each with the acts that led to it.
    var violations: [String: String] = [:]
    private(set) var states = 0
    /// Acts that changed something.
    private(set) var acts = 0
    /// Whether nothing new was left to find.
    private(set) var isExhausted = false

    init(_ sheet: RuleSheet, tickets: Int = 3, rooms: Int = 2, depth: Int, engine: @escaping Engine = engine) {
        self.sheet = sheet
        self.tickets = tickets
        self.rooms = (1...rooms).map { RoomID("\($0)") }
        self.depth = depth
        self.engine = engine
    }

    /// - Parameter violation: when this one is found, nothing more is looked for.
    mutating func explore(until violation: String? = nil) {
        let start = opened()
        var seen: Set<Position> = [Position(start.day, tickets: tickets)]
        var frontier = [start]
        for _ in 0..<depth where !frontier.isEmpty {
            var next: [Node] = []
            for node in frontier {
                for step in steps(node) {
                    guard let after = taking(step, from: node) else { continue }
                    acts += 1
                    if let violation, violations[violation] != nil { return }
                    let position = Position(after.day, tickets: tickets, waits: after.waits)
                    guard seen.insert(position).inserted else { continue }
                    next.append(after)
                }
            }
            frontier = next
        }
        states = seen.count
        isExhausted = frontier.isEmpty
    }

    func opened() -> Node {
        var start = Node(day: ClinicDay())
        let setup = QueueSetup(id: Morning.queue, sheet: sheet)
        _ = act(.open(date: "2026-11-20", queues: [setup], rooms: rooms, noon: at(3600)), on: &start)
        for (index, room) in rooms.enumerated() { _ = act(Self.open(room, index), on: &start) }
        return start
    }

    static func open(_ room: RoomID, _ index: Int) -> Command {
        .openSitting(room: room, doctor: "dr\(index + 1)", queues: [Morning.queue])
    }

    /// Where a step leads, checked; nil when it is refused or changes nothing.
    mutating func taking(_ step: Step, from node: Node) -> Node? {
        var after = node
        switch step {
        case .wait: after.waits += 1
        case .command(let command):
            guard act(command, on: &after), after.day.version > node.day.version else { return nil }
            if case .issue = command { after.issued += 1 }
            check(after, from: node, by: command)
        }
        return after
    }

    func act(_ command: Command, on node: inout Node) -> Bool {
        let now = node.now
        guard let events = try? engine(&node.day, command, now) else { return false }
        node.events += events.map { ($0, now) }
        return true
    }
}
