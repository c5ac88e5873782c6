@testable import QueueEngine

/// One long history drawn from a seed: a sheet with any of the rules, and any acts on it. After each act all holds that
/// holds in the exhaustive exploration.
struct RandomWalk {
    /// An act that can be repeated after others were left out.
    enum Act: CustomStringConvertible {
        case command(Command)
        /// Takes back the act that is so many events back; 0 is the last one.
        case undo(back: Int)
        case wait

        var description: String {
            switch self {
            case .command(let command): "\(command)"
            case .undo(let back): "undo of the act \(back) before the last"
            case .wait: "an hour goes by"
            }
        }
    }

    static let tickets = 12
    static let rooms = 3

    let sheet: RuleSheet
    let engine: Explorer.Engine

    init(_ sheet: RuleSheet, engine: @escaping Explorer.Engine = Explorer.engine) {
        self.sheet = sheet
        self.engine = engine
    }

    private var explorer: Explorer {
        Explorer(
            Scene(sheet, tickets: Self.tickets, rooms: Self.rooms, mostWaits: 2), depth: 0, engine: engine)
    }

    /// Draws acts until so many have changed something, or one has broken what must hold.
    func draw(_ random: inout Seeded, length: Int) -> (acts: [Act], broken: String?) {
        var explorer = explorer
        var node = explorer.opened()
        var acts: [Act] = []
        for _ in 0..<length * 4 where acts.count < length {
            guard let step = Self.step(of: explorer.steps(node), &random) else { break }
            let act = Self.act(step, on: node)
            guard let after = explorer.taking(step, from: node) else { continue }
            explorer.check(state: after)
            acts.append(act)
            if let broken = explorer.violations.keys.min() { return (acts, broken) }
            node = after
        }
        return (acts, nil)
    }

    /// Any step, but numbers and calls as often as all others together: a line must grow and move for its rules to bite.
    private static func step(of steps: [Explorer.Step], _ random: inout Seeded) -> Explorer.Step? {
        let ordinary = steps.filter {
            switch $0 {
            case .command(.issue), .command(.callNext): true
            default: false
            }
        }
        return (Bool.random(using: &random) ? steps : ordinary).randomElement(using: &random)
    }

    private static func act(_ step: Explorer.Step, on node: Explorer.Node) -> Act {
        switch step {
        case .wait: .wait
        case .command(.undo(let version)): .undo(back: node.day.version - version)
        case .command(let command): .command(command)
        }
    }

    /// What these acts break; those that are refused are as good as not there.
    func broken(by acts: [Act]) -> String? {
        var explorer = explorer
        var node = explorer.opened()
        for act in acts {
            let step: Explorer.Step =
                switch act {
                case .wait: .wait
                case .undo(let back): .command(.undo(version: node.day.version - back))
                case .command(let command): .command(command)
                }
            if let after = explorer.taking(step, from: node) {
                explorer.check(state: after)
                node = after
            }
            if let broken = explorer.violations.keys.min() { return broken }
        }
        return nil
    }

    func shortened(_ acts: [Act]) -> [Act] { shrunk(acts) { broken(by: $0) != nil } }
}

extension RuleSheet {
    /// A sheet that a clinic might write, with any of the rules.
    static func random(_ random: inout Seeded) -> RuleSheet {
        let others: [Lane] = [.returning, .missed, .priority, .late, .booked].shuffled(using: &random)
        let lanes = [.first] + others.prefix(Int.random(in: 1...4, using: &random))
        let inserted = Bool.random(using: &random) ? lanes.last : nil
        let turns = lanes.filter { $0 != inserted }
        var sheet = Rules.sheet(
            lanes: lanes + [.urgent], absolute: [.urgent], pattern: pattern(turns, &random),
            getReady: Int.random(in: 0...3, using: &random),
            missed: Rules.missed(
                (0..<Int.random(in: 1...3, using: &random)).map { _ in step(lanes, &random) },
                takesEffect: Bool.random(using: &random) ? .miss : .rejoin),
            waitingLimit: Int.random(in: 3...8, using: &random))
        if let inserted { sheet.insertions = [Insertion(lane: inserted, every: Int.random(in: 1...3, using: &random))] }
        for index in sheet.lanes.indices where Int.random(in: 0..<4, using: &random) == 0 {
            sheet.lanes[index].order = LaneRule.Order.allCases.randomElement(using: &random) ?? .number
        }
        sheet.drawTheRest(lanes, turns, &random)
        return sheet
    }

    private mutating func drawTheRest(_ lanes: [Lane], _ turns: [Lane], _ random: inout Seeded) {
        func sometimes() -> Bool { Bool.random(using: &random) }
        if sometimes(), let lane = turns.last {
            conditions = [
                PatternCondition(
                    lane: lane, comparison: PatternCondition.Comparison.allCases.randomElement(using: &random) ?? .more,
                    measure: sometimes() ? .waiting(.first) : .count(2), pattern: Self.pattern(turns, &random))
            ]
        }
        if sometimes() { priorities = [PriorityClass(id: "elderly", title: [:], lane: lanes.last ?? .first)] }
        if sometimes() { grades = [Grade(id: "expert", title: [:])] }
        if sometimes() {
            overtaking = OvertakingGuard(
                times: Int.random(in: 1...3, using: &random), minutes: sometimes() ? 8 : nil)
        }
        if sometimes() {
            late = LateRule(afterMinutes: Int.random(in: 0...5, using: &random), step: Self.step(lanes, &random))
        }
        booking = BookingRule(
            lane: sometimes() ? lanes.last : nil, checkInMinutes: sometimes() ? 10 : nil, slotMinutes: 10)
        tests = TestsRule(step: Self.step(lanes, &random), validDays: Int.random(in: 0...1, using: &random))
        transferred = Self.step(lanes, &random)
        if sometimes() {
            quotas = Quotas(day: 5, extra: Quotas.Extra(most: 2, lane: sometimes() ? lanes.last : nil, mark: "+"))
        }
    }

    /// Every lane stands in it once at least.
    private static func pattern(_ lanes: [Lane], _ random: inout Seeded) -> [Slot] {
        let more = (0..<Int.random(in: 0...3, using: &random)).map { _ in lanes.randomElement(using: &random) ?? .first
        }
        let all = (lanes + more).shuffled(using: &random).map { Slot.lane($0) }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return [.pattern(all), .lane(lanes[0])]
        case 1: return [.inOrder(all), .lane(lanes[0])]
        default: return all
        }
    }

    private static func step(_ lanes: [Lane], _ random: inout Seeded) -> QueueEngine.Step {
        switch Int.random(in: 0..<7, using: &random) {
        case 0: .after(Int.random(in: 1...3, using: &random))
        case 1: .endOfSlot
        case 2: .endOfHalfDay
        case 3: .end
        case 4: .void
        default: .lane(lanes.randomElement(using: &random) ?? .first)
        }
    }
}
