import QueueEngine
import Testing

/// The law of the next one with conditions, insertions and the guard, for one queue, one room and lanes by arrival,
/// written a second time: one list, scanned afresh for every call.
struct PlainLaw {
    struct Person {
        let number: Int
        let lane: Lane
        let since: Instant
        var passed = 0
    }

    let sheet: RuleSheet
    /// In the order in which they joined.
    var waiting: [Person] = []
    var used: [Lane: Int] = [:]
    var sinceInsertion: [Lane: Int] = [:]

    /// Calls the next one; nil when nobody waits.
    mutating func call(at time: Instant) -> (number: Int, rule: Rule)? {
        guard let (person, rule) = choose(at: time) else { return nil }
        let place = waiting.firstIndex { $0.number == person.number } ?? 0
        if rule == .pattern || rule == .inserted || rule == .onlyLane {
            for index in 0..<place { waiting[index].passed += 1 }
        }
        waiting.remove(at: place)
        return (person.number, rule)
    }

    private mutating func choose(at time: Instant) -> (Person, Rule)? {
        for lane in sheet.absolute { if let first = first(lane) { return (first, .absolute) } }
        if let protected = protected(at: time) { return protected }
        for insertion in sheet.insertions where sinceInsertion[insertion.lane, default: 0] >= insertion.every {
            guard let first = first(insertion.lane) else { continue }
            sinceInsertion[insertion.lane] = 0
            return (first, .inserted)
        }
        return byPattern() ?? outside()
    }

    private func protected(at time: Instant) -> (Person, Rule)? {
        guard let guardRule = sheet.overtaking else { return nil }
        let ordinary = waiting.filter { !sheet.absolute.contains($0.lane) }
        for person in ordinary {
            if let times = guardRule.times, person.passed >= times { return (person, .overtaken) }
            if let minutes = guardRule.minutes, time.seconds(since: person.since) >= Double(minutes * 60),
                ordinary.count > 1
            {
                return (person, .waited)
            }
        }
        return nil
    }

    private mutating func byPattern() -> (Person, Rule)? {
        let slots = slots.filter { first($0) != nil }
        guard var lane = slots.first else { return nil }
        var counted = Set(slots).count > 1
        if counted {
            if unused() == nil { used = [:] }
            lane = unused() ?? lane
            used[lane, default: 0] += 1
        }
        for insertion in sheet.insertions where insertion.lane != lane && first(insertion.lane) != nil {
            sinceInsertion[insertion.lane, default: 0] += 1
            counted = true
        }
        return first(lane).map { ($0, counted ? .pattern : .onlyLane) }
    }

    private func outside() -> (Person, Rule)? {
        for insertion in sheet.insertions { if let first = first(insertion.lane) { return (first, .onlyLane) } }
        return waiting.first.map { ($0, .onlyLane) }
    }

    /// The lanes of the pattern in force.
    private var slots: [Lane] {
        let more = sheet.conditions.first { _ in count(.returning) > count(.first) }
        return (more?.pattern ?? sheet.pattern).compactMap { if case .lane(let lane) = $0 { lane } else { nil } }
    }

    private func unused() -> Lane? {
        var left = used
        for lane in slots {
            if left[lane, default: 0] > 0 { left[lane, default: 0] -= 1 } else if first(lane) != nil { return lane }
        }
        return nil
    }

    private func count(_ lane: Lane) -> Int { waiting.count { $0.lane == lane } }
    private func first(_ lane: Lane) -> Person? { waiting.first { $0.lane == lane } }
}

@Suite struct `Against a plain law with conditions, insertions and the guard` {
    @Test(arguments: UInt64(1)...60) func `the same number is called under the same rule`(seed: UInt64) throws {
        var random = Seeded(seed)
        var sheet = Rules.sheet(pattern: Rules.slots(["first first returning", "first missed"][Int(seed % 2)]))
        sheet.lanes = sheet.lanes.map { LaneRule(lane: $0.lane, order: .arrival, minutes: 15) }
        if Bool.random(using: &random) {
            sheet.conditions = [
                PatternCondition(
                    lane: .returning, comparison: .more, measure: .waiting(.first),
                    pattern: Rules.slots("returning first"))
            ]
        }
        if Bool.random(using: &random) {
            sheet.insertions = [Insertion(lane: .priority, every: Int.random(in: 1...3, using: &random))]
        }
        if Bool.random(using: &random) {
            sheet.overtaking = OvertakingGuard(
                times: Bool.random(using: &random) ? Int.random(in: 1...3, using: &random) : nil, minutes: 1)
        }
        var morning = try Morning(sheet)
        var plain = PlainLaw(sheet: sheet)
        try morning.sit()
        for step in 0..<200 {
            if Int.random(in: 0..<5, using: &random) < 3 {
                let lanes: [Lane] = [.first, .first, .returning, .returning, .missed, .priority, .urgent]
                let lane = lanes.randomElement(using: &random) ?? .first
                let ticket = try morning.issue(lane)
                let number = try #require(morning.day.tickets[ticket]).number
                plain.waiting.append(PlainLaw.Person(number: number, lane: lane, since: morning.clock))
            } else {
                try morning.letIn()
                let expected = plain.call(at: morning.clock.adding(seconds: 1))
                let called = try? morning.call()
                #expect(called?.number == expected?.number, "seed \(seed), step \(step)")
                #expect(called?.choice?.rule == expected?.rule, "seed \(seed), step \(step)")
            }
        }
    }
}
