/// Somebody picked from a line.
struct Pick {
    var lane: Int
    var entry: Run.Entry
    var rule: Rule
    /// Nil when nothing was counted.
    var round: Round?
    var condition: Int?
}

/// Picks from a line by the turn pattern and the insertions.
///
/// The law: the first slot, in order, not yet used up by the round's counts, whose lane has anyone; when there is none,
/// a new round begins. While only one lane has anyone, however deep in the pattern, nothing is counted.
extension Line {
    /// The insertion whose turn it is, then the pattern in force; nil when neither has anyone.
    func pick(for seeker: Seeker) -> Pick? {
        if let inserted = inserted(for: seeker) { return inserted }
        let condition = condition
        let node = condition.map { law.conditions[$0].node } ?? law.top
        var moved = round
        var counted = false
        guard let lane = pick(node: node, for: seeker, round: &moved, counted: &counted),
            let entry = lanes[lane].first(for: seeker)
        else {
            return nil
        }
        for insert in law.inserts where insert.lane != lane && lanes[insert.lane].hasAnyone(for: seeker) {
            moved.add(to: insert.counter)
            counted = true
        }
        return Pick(
            lane: lane, entry: entry, rule: counted ? .pattern : .onlyLane, round: counted ? moved : nil,
            condition: condition)
    }

    /// With nobody in the pattern's lanes: an insertion's lane, then whoever joined first in any other lane, so that
    /// nobody waits for a turn that will never come.
    func pickOutside(for seeker: Seeker) -> Pick? {
        for insert in law.inserts {
            if let entry = lanes[insert.lane].first(for: seeker) { return only(insert.lane, entry) }
        }
        var found: Pick?
        for lane in law.lanes.indices where !law.isAbsolute[lane] {
            guard let entry = lanes[lane].first(for: seeker) else { continue }
            if let best = found, best.entry.joined < entry.joined { continue }
            found = only(lane, entry)
        }
        return found
    }

    private func only(_ lane: Int, _ entry: Run.Entry) -> Pick {
        Pick(lane: lane, entry: entry, rule: .onlyLane, round: nil, condition: nil)
    }

    private func inserted(for seeker: Seeker) -> Pick? {
        for insert in law.inserts where round.counts[insert.counter] >= insert.every {
            guard let entry = lanes[insert.lane].first(for: seeker) else { continue }
            var moved = round
            moved.counts[insert.counter] = 0
            return Pick(lane: insert.lane, entry: entry, rule: .inserted, round: moved, condition: nil)
        }
        return nil
    }

    private func hasAnyone(_ place: Law.Place, for seeker: Seeker) -> Bool {
        switch place {
        case .lane(let lane): lanes[lane].hasAnyone(for: seeker)
        case .node(let node): law.nodes[node].slots.contains { hasAnyone($0.place, for: seeker) }
        case .inOrder(let places): places.contains { hasAnyone($0, for: seeker) }
        }
    }

    private func pick(node index: Int, for seeker: Seeker, round: inout Round, counted: inout Bool) -> Int? {
        let node = law.nodes[index]
        var firstLive: Law.SlotPlace?
        var firstUnused: Law.SlotPlace?
        for slot in node.slots where hasAnyone(slot.place, for: seeker) {
            if firstLive == nil { firstLive = slot }
            if firstUnused == nil, round.counts[slot.counter] <= slot.before { firstUnused = slot }
        }
        guard let firstLive else { return nil }
        if hasOneLane(index, for: seeker) {
            return lane(at: firstLive.place, for: seeker, round: &round, counted: &counted)
        }
        counted = true
        if firstUnused == nil {
            for counter in node.counters { round.counts[counter] = 0 }
        }
        let slot = firstUnused ?? firstLive
        round.add(to: slot.counter)
        return lane(at: slot.place, for: seeker, round: &round, counted: &counted)
    }

    /// Whether all that have anyone lead to the same lane, however deep.
    private func hasOneLane(_ node: Int, for seeker: Seeker) -> Bool {
        var found: Int?
        return isOnly(&found, at: .node(node), for: seeker)
    }

    /// Whether no other lane than the one found so far has anyone there.
    private func isOnly(_ found: inout Int?, at place: Law.Place, for seeker: Seeker) -> Bool {
        switch place {
        case .lane(let lane):
            guard lane != found, lanes[lane].hasAnyone(for: seeker) else { return true }
            guard found == nil else { return false }
            found = lane
            return true
        case .node(let index):
            for slot in law.nodes[index].slots where !isOnly(&found, at: slot.place, for: seeker) { return false }
            return true
        case .inOrder(let places):
            for place in places where !isOnly(&found, at: place, for: seeker) { return false }
            return true
        }
    }

    private func lane(at place: Law.Place, for seeker: Seeker, round: inout Round, counted: inout Bool) -> Int? {
        switch place {
        case .lane(let lane): return lane
        case .node(let node): return pick(node: node, for: seeker, round: &round, counted: &counted)
        case .inOrder(let places):
            guard let first = places.first(where: { hasAnyone($0, for: seeker) }) else { return nil }
            return lane(at: first, for: seeker, round: &round, counted: &counted)
        }
    }
}
