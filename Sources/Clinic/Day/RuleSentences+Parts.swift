import QueueEngine

/// The parts that sentences about a sheet share.
extension RuleSentences {
    func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        wording.text(key, language, arguments)
    }

    func lane(_ lane: Lane) -> String { RuleWords(wording: wording, language: language).lane(lane) }

    func list(_ items: [String]) -> String { items.joined(separator: text("rules.comma")) }

    /// 初诊 2 位、回诊 1 位; a slot that is a pattern itself in brackets.
    func pattern(_ slots: [Slot]) -> String {
        var runs: [(slot: Slot, count: Int)] = []
        for slot in slots {
            if let last = runs.last, last.slot == slot {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((slot, 1))
            }
        }
        return list(runs.map { run($0.slot, count: $0.count) })
    }

    private func run(_ slot: Slot, count: Int) -> String {
        switch slot {
        case .lane(let lane): text("rules.turn-lane", ["lane": self.lane(lane), "count": String(count)])
        case .pattern(let inner):
            text("rules.turn-pattern", ["pattern": pattern(inner), "count": String(count)])
        case .inOrder(let inner):
            text(
                "rules.turn-in-order",
                ["order": inner.map { name(of: $0) }.joined(separator: text("rules.before")), "count": String(count)])
        }
    }

    private func name(of slot: Slot) -> String {
        if case .lane(let lane) = slot { return self.lane(lane) }
        return run(slot, count: 1)
    }

    func measure(_ measure: PatternCondition.Measure) -> String {
        switch measure {
        case .waiting(let lane): text("rules.measure-lane", ["lane": self.lane(lane)])
        case .count(let count): text("rules.measure-count", ["count": String(count)])
        }
    }

    func step(_ step: Step) -> String {
        switch step {
        case .after(let calls): text("rules.step-after", ["count": String(calls)])
        case .lane(let lane): text("rules.step-lane", ["lane": self.lane(lane)])
        case .endOfSlot: text("rules.step-end-of-slot")
        case .endOfHalfDay: text("rules.step-end-of-half-day")
        case .end: text("rules.step-end")
        case .void: text("rules.step-void")
        }
    }
}

/// Keys of the words that the sheet has codes for.
extension RuleSentences {
    static func key(of order: LaneRule.Order) -> String {
        switch order {
        case .number: "rules.lane-by-number"
        case .arrival: "rules.lane-by-arrival"
        case .slot: "rules.lane-by-slot"
        }
    }

    static func key(of comparison: PatternCondition.Comparison) -> String {
        switch comparison {
        case .more: "rules.when-more"
        case .atLeast: "rules.when-at-least"
        case .fewer: "rules.when-fewer"
        case .atMost: "rules.when-at-most"
        }
    }

    static func key(of effect: MissedRules.Effect) -> String {
        switch effect {
        case .miss: "rules.missed-at-miss"
        case .rejoin: "rules.missed-at-rejoin"
        }
    }
}
