@testable import QueueEngine

/// Goes breadth first through all that can happen to a few tickets in a few rooms, each position once, and notes what
/// should never be.
///
/// Of a position only its events are kept. It is made again from them before anything goes on from it, and must be the
/// position that was found: so each state is seen to be the fold of its events.
struct Explorer {
    /// What a command makes of a day: the engine's way, unless a test plants a bug.
    typealias Engine =
        @Sendable (borrowing ClinicDay, Command, Instant) throws(Refusal) -> (
            day: ClinicDay, events: [Event]
        )

    static let engine: Engine = { @Sendable day, command, now throws(Refusal) in
        let events = try day.decide(command, now: now)
        var after = copy day
        for event in events { after.apply(event, at: now) }
        return (after, events)
    }

    /// An event and those before it.
    final class Past: Sendable {
        let event: Event
        let at: Instant
        let before: Past?

        init(_ event: Event, at: Instant, before: Past?) {
            self.event = event
            self.at = at
            self.before = before
        }

        var all: [(event: Event, at: Instant)] {
            var found: [(Event, Instant)] = []
            var past: Past? = self
            while let one = past {
                found.append((one.event, one.at))
                past = one.before
            }
            return found.reversed()
        }
    }

    struct Node {
        var day: ClinicDay
        var past: Past?
        var issued = 0
        /// How often an hour went by.
        var waits = 0
        /// Where it is, each room as itself: what an act taken back must lead to.
        var exact: Position?

        var last: Event? { past?.event }
    }

    /// What may happen next.
    enum Step {
        case command(Command)
        /// An hour goes by.
        case wait
    }

    /// A position found, of which only the events are kept.
    private struct Found {
        let past: Past?
        let issued: Int
        let waits: Int
        let position: Position
    }

    let scene: Scene
    let depth: Int
    let engine: Engine
    /// Whether the sheet may be changed in the midst of it.
    var changesSheet = false
    /// Named violations, each with the acts that led to it.
    var violations: [String: String] = [:]
    private(set) var states = 1
    /// Acts that changed something.
    private(set) var acts = 0
    /// How many new positions each further act led to.
    private(set) var levels: [Int] = []

    init(_ scene: Scene, depth: Int, engine: @escaping Engine = engine) {
        self.scene = scene
        self.depth = depth
        self.engine = engine
    }

    /// Whether nothing new was left to find.
    var isExhausted: Bool { levels.last == 0 }

    /// - Parameter violation: when this one is found, nothing more is looked for.
    mutating func explore(until violation: String? = nil) {
        let start = opened()
        let first = position(start)
        var seen: Set<Position> = [first]
        var frontier = [Found(past: start.past, issued: 0, waits: 0, position: first)]
        while levels.count < depth, !frontier.isEmpty {
            var next: [Found] = []
            for found in frontier {
                var node = made(found)
                node.exact = exact(node)
                for step in steps(node) {
                    guard let after = taking(step, from: node) else { continue }
                    acts += 1
                    if let violation, violations[violation] != nil { return }
                    let position = position(after)
                    guard seen.insert(position).inserted else { continue }
                    check(state: after)
                    guard levels.count + 1 < depth else { continue }
                    next.append(Found(past: after.past, issued: after.issued, waits: after.waits, position: position))
                }
            }
            levels.append(seen.count - states)
            states = seen.count
            frontier = next
        }
    }

    private func position(_ node: Node) -> Position {
        Position(node.day, issued: node.issued, waits: node.waits, in: scene)
    }

    /// A position in which it matters which of two like rooms is which.
    func exact(_ node: Node) -> Position {
        Position(node.day, issued: node.issued, waits: node.waits, in: scene, alike: false)
    }

    /// A found position, made again from its events alone.
    private mutating func made(_ found: Found) -> Node {
        var node = Node(day: ClinicDay(), past: found.past, issued: found.issued, waits: found.waits)
        for (event, time) in found.past?.all ?? [] { node.day.apply(event, at: time) }
        if position(node) != found.position { note("the events give the state", node) }
        return node
    }

    func opened() -> Node {
        var start = Node(day: ClinicDay())
        for command in scene.opening { start = acting(command, on: start) ?? start }
        return start
    }

    /// Where a step leads, the step checked; nil when it is refused or changes nothing.
    mutating func taking(_ step: Step, from node: Node) -> Node? {
        switch step {
        case .wait:
            var after = node
            after.waits += 1
            return after
        case .command(let command):
            guard let after = acting(command, on: node) else { return nil }
            check(after, from: node, by: command)
            return after
        }
    }

    func now(_ node: Node) -> Instant { scene.now(version: node.day.version, waits: node.waits) }

    /// Nil when the command is refused or changes nothing.
    func acting(_ command: Command, on node: borrowing Node) -> Node? {
        let now = scene.now(version: node.day.version, waits: node.waits)
        guard let (day, events) = try? engine(node.day, command, now), !events.isEmpty else { return nil }
        var after = Node(day: day, past: node.past, issued: node.issued, waits: node.waits)
        for event in events { after.past = Past(event, at: now, before: after.past) }
        if case .issue = command { after.issued += 1 }
        return after
    }

    mutating func note(_ violation: String, _ node: Node) {
        guard violations[violation] == nil else { return }
        violations[violation] = (node.past?.all ?? []).map { "\($0.event.act)" }.joined(separator: "\n")
    }
}
