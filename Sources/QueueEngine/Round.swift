/// How often each slot of a turn pattern was used in the present round: by the pattern's path (`""` is the outermost,
/// `"#0"` the pattern in its first slot), then by what stands in the slot.
package typealias Round = [String: [String: Int]]

extension Slot {
    /// What the round counts it under: the lane, or the place of the nested pattern. Equal nested patterns are one.
    func key(in slots: [Slot]) -> String {
        switch self {
        case .lane(let lane): lane.rawValue
        case .pattern: "#\(slots.firstIndex(of: self) ?? 0)"
        }
    }
}

/// Picks a lane by a turn pattern. The law: the first slot, in order, not yet used up by the round's counts, whose lane
/// has anyone; when there is none, a new round begins. While only one slot has anyone, nothing is counted.
struct PatternTurn {
    let pattern: [Slot]
    let hasAnyone: (Lane) -> Bool

    struct Pick {
        var lane: Lane
        /// Nil when nothing was counted.
        var round: Round?
    }

    func pick(from round: Round) -> Pick? {
        var moved = round
        var counted = false
        guard let lane = pick(pattern, path: "", round: &moved, counted: &counted) else { return nil }
        return Pick(lane: lane, round: counted ? moved : nil)
    }

    private func pick(_ slots: [Slot], path: String, round: inout Round, counted: inout Bool) -> Lane? {
        let live = slots.filter(anyone)
        guard let only = live.first else { return nil }
        if Set(live.map { $0.key(in: slots) }).count == 1 {
            return lane(of: only, in: slots, path: path, round: &round, counted: &counted)
        }
        counted = true
        var counts = round[path] ?? [:]
        let slot: Slot
        if let unused = firstUnused(slots, counts: counts) {
            slot = unused
        } else {
            counts = [:]
            slot = only
        }
        counts[slot.key(in: slots), default: 0] += 1
        round[path] = counts
        return lane(of: slot, in: slots, path: path, round: &round, counted: &counted)
    }

    /// The first slot that has anyone and whose place in the round is not yet used.
    private func firstUnused(_ slots: [Slot], counts: [String: Int]) -> Slot? {
        var seen: [String: Int] = [:]
        for slot in slots {
            let key = slot.key(in: slots)
            seen[key, default: 0] += 1
            if seen[key, default: 0] > counts[key, default: 0], anyone(slot) { return slot }
        }
        return nil
    }

    private func lane(
        of slot: Slot, in slots: [Slot], path: String, round: inout Round, counted: inout Bool
    ) -> Lane? {
        switch slot {
        case .lane(let lane): lane
        case .pattern(let inner):
            pick(inner, path: path + slot.key(in: slots), round: &round, counted: &counted)
        }
    }

    private func anyone(_ slot: Slot) -> Bool {
        switch slot {
        case .lane(let lane): hasAnyone(lane)
        case .pattern(let inner): inner.contains(where: anyone)
        }
    }
}
