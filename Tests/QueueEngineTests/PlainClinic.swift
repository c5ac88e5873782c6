import QueueEngine

/// The law of the next one for one queue, one room and a flat pattern, written down a second time and as plainly as
/// can be: a list of people, sorted afresh for every question.
struct PlainClinic {
    struct Person {
        let number: Int
        var lane: Lane
        var joined: Int
        /// Stands behind everybody who had joined before.
        var behind: Int
        var dueAtCall: Int?
    }

    let sheet: RuleSheet
    var waiting: [Person] = []
    var used: [Lane: Int] = [:]
    var calls = 0
    var joins = 0

    init(_ sheet: RuleSheet) { self.sheet = sheet }

    mutating func join(_ number: Int, _ lane: Lane, atTheEnd: Bool = false) {
        joins += 1
        let others = waiting.filter { $0.lane == lane && $0.dueAtCall == nil }
        let own = sheet.rule(for: lane)?.order == .number ? number : joins
        let key = atTheEnd ? max(own, others.map(\.behind).max() ?? own) : own
        waiting.append(Person(number: number, lane: lane, joined: joins, behind: key, dueAtCall: nil))
    }

    mutating func countDown(_ number: Int, from lane: Lane, calls more: Int) {
        joins += 1
        waiting.append(Person(number: number, lane: lane, joined: joins, behind: joins, dueAtCall: calls + more))
    }

    /// Calls the next one; nil when nobody waits.
    mutating func call() -> Int? {
        guard let next = takeTurn() else { return nil }
        waiting.removeAll { $0.number == next.number }
        calls += 1
        return next.number
    }

    private mutating func takeTurn() -> Person? {
        for lane in sheet.absolute {
            if let first = first(lane) { return first }
        }
        let counting = waiting.filter { $0.dueAtCall != nil }
            .sorted { ($0.dueAtCall ?? 0, $0.number) < ($1.dueAtCall ?? 0, $1.number) }
        if let due = counting.first(where: { ($0.dueAtCall ?? 0) <= calls }) { return due }
        let lanes = patternLanes.filter { first($0) != nil }
        guard Set(lanes).count > 1 else { return lanes.first.flatMap { first($0) } ?? counting.first }
        if let lane = unused() { return choose(lane) }
        used = [:]
        return unused().flatMap { choose($0) }
    }

    private var patternLanes: [Lane] {
        sheet.pattern.compactMap { if case .lane(let lane) = $0 { lane } else { nil } }
    }

    private func unused() -> Lane? {
        var left = used
        for lane in patternLanes {
            if left[lane, default: 0] > 0 { left[lane, default: 0] -= 1 } else if first(lane) != nil { return lane }
        }
        return nil
    }

    private mutating func choose(_ lane: Lane) -> Person? {
        used[lane, default: 0] += 1
        return first(lane)
    }

    private func first(_ lane: Lane) -> Person? {
        waiting.filter { $0.lane == lane && $0.dueAtCall == nil }
            .min { ($0.behind, $0.joined) < ($1.behind, $1.joined) }
    }
}
