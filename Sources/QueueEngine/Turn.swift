/// Picks from a line by the turn pattern and the insertions.
///
/// The law: the first slot, in order, not yet used up by the round's counts, whose lane has anyone; when there is none,
/// a new round begins. While only one slot has anyone, nothing is counted.
struct Turn {
    struct Pick {
        var lane: Int
        var entry: Run.Entry
        var rule: Rule
        /// Nil when nothing was counted.
        var round: Round?
        var condition: Int?
    }

    let line: Line
    let seeker: Seeker

    /// The insertion whose turn it is, then the pattern in force; nil when neither has anyone.
    func pick() -> Pick? {
        if let inserted = inserted() { return inserted }
        let condition = line.condition
        let node = condition.map { line.law.conditions[$0].node } ?? line.law.top
        var round = line.round
        var counted = false
        guard let lane = pick(node: node, round: &round, counted: &counted), let entry = first(of: lane) else {
            return nil
        }
        for insert in line.law.inserts where insert.lane != lane && hasAnyone(insert.lane) {
            round.add(to: insert.counter)
            counted = true
        }
        return Pick(
            lane: lane, entry: entry, rule: counted ? .pattern : .onlyLane, round: counted ? round : nil,
            condition: condition)
    }

    /// With nobody in the pattern's lanes: an insertion's lane, then whoever joined first in any other lane, so that
    /// nobody waits for a turn that will never come.
    func pickOutside() -> Pick? {
        for insert in line.law.inserts {
            if let entry = first(of: insert.lane) { return only(insert.lane, entry) }
        }
        var found: Pick?
        for lane in line.law.lanes.indices where !line.law.isAbsolute[lane] {
            guard let entry = first(of: lane) else { continue }
            if let best = found, best.entry.joined < entry.joined { continue }
            found = only(lane, entry)
        }
        return found
    }

    private func only(_ lane: Int, _ entry: Run.Entry) -> Pick {
        Pick(lane: lane, entry: entry, rule: .onlyLane, round: nil, condition: nil)
    }

    private func inserted() -> Pick? {
        for insert in line.law.inserts where line.round.counts[insert.counter] >= insert.every {
            guard let entry = first(of: insert.lane) else { continue }
            var round = line.round
            round.counts[insert.counter] = 0
            return Pick(lane: insert.lane, entry: entry, rule: .inserted, round: round, condition: nil)
        }
        return nil
    }

    private func first(of lane: Int) -> Run.Entry? { line.lanes[lane].first(for: seeker) }

    private func hasAnyone(_ lane: Int) -> Bool { line.lanes[lane].hasAnyone(for: seeker) }

    private func hasAnyone(_ place: Law.Place) -> Bool {
        switch place {
        case .lane(let lane): hasAnyone(lane)
        case .node(let node): line.law.nodes[node].slots.contains { hasAnyone($0.place) }
        case .inOrder(let places): places.contains { hasAnyone($0) }
        }
    }

    private func pick(node index: Int, round: inout Round, counted: inout Bool) -> Int? {
        let node = line.law.nodes[index]
        var firstLive: Law.SlotPlace?
        var firstUnused: Law.SlotPlace?
        var isAlone = true
        for slot in node.slots where hasAnyone(slot.place) {
            if let first = firstLive {
                if first.counter != slot.counter { isAlone = false }
            } else {
                firstLive = slot
            }
            if firstUnused == nil, round.counts[slot.counter] <= slot.before { firstUnused = slot }
        }
        guard let firstLive else { return nil }
        if isAlone { return lane(at: firstLive.place, round: &round, counted: &counted) }
        counted = true
        if firstUnused == nil {
            for counter in node.counters { round.counts[counter] = 0 }
        }
        let slot = firstUnused ?? firstLive
        round.add(to: slot.counter)
        return lane(at: slot.place, round: &round, counted: &counted)
    }

    private func lane(at place: Law.Place, round: inout Round, counted: inout Bool) -> Int? {
        switch place {
        case .lane(let lane): return lane
        case .node(let node): return pick(node: node, round: &round, counted: &counted)
        case .inOrder(let places):
            guard let first = places.first(where: { hasAnyone($0) }) else { return nil }
            return lane(at: first, round: &round, counted: &counted)
        }
    }
}
