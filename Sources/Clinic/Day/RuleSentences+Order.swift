import QueueEngine

/// Who is called next, in the order of the law.
extension RuleSentences {
    var order: [String] {
        var sentences: [String] = []
        if sheet.absolute.count == 1 { sentences.append(text("rules.absolute", ["lanes": list(sheet.absolute)])) }
        if sheet.absolute.count > 1 {
            sentences.append(text("rules.absolute-several", ["lanes": list(sheet.absolute)]))
        }
        if sheet.getReady > 0 { sentences.append(text("rules.ready")) }
        if !sheet.countdowns.isEmpty { sentences.append(text("rules.due")) }
        if let times = sheet.overtaking?.times {
            sentences.append(text("rules.guard-times", ["times": String(times)]))
        }
        if let minutes = sheet.overtaking?.minutes { sentences.append(text("rules.guard-minutes", minutes: minutes)) }
        return sentences + insertions + turn
    }

    private var insertions: [String] {
        sheet.insertions.map {
            text("rules.insertion", ["lane": words.lane($0.lane), "every": String($0.every)])
        }
    }

    private var turn: [String] {
        var sentences = sheet.conditions.map { condition in
            text(
                "rules.condition",
                ["when": words.when(condition), "pattern": pattern(condition.pattern)])
        }
        if sheet.conditions.count > 1 { sentences.append(text("rules.condition-first")) }
        if Set(sheet.pattern).count == 1, let slot = sheet.pattern.first {
            sentences.append(text("rules.pattern-one", ["pattern": alone(slot)]))
        } else {
            sentences.append(text("rules.pattern", ["pattern": pattern(sheet.pattern)]))
        }
        return sentences
    }

    /// 2 位初诊、1 位回诊: equal slots that follow one another are one item.
    private func pattern(_ slots: [Slot]) -> String {
        var runs: [(slot: Slot, count: Int)] = []
        for slot in slots {
            if runs.last?.slot == slot {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((slot, 1))
            }
        }
        return runs.map { run in
            let count = String(run.count)
            return switch run.slot {
            case .lane(let lane): text("rules.slot-lane", ["count": count, "lane": words.lane(lane)])
            case .pattern(let inner): text("rules.slot-pattern", ["count": count, "pattern": pattern(inner)])
            case .inOrder(let inner): text("rules.slot-in-order", ["count": count, "lanes": firstThen(inner)])
            }
        }
        .joined(separator: text("rules.comma"))
    }

    /// A slot without a count.
    private func alone(_ slot: Slot) -> String {
        switch slot {
        case .lane(let lane): words.lane(lane)
        case .pattern(let inner): text("rules.one-pattern", ["pattern": pattern(inner)])
        case .inOrder(let inner): firstThen(inner)
        }
    }

    private func firstThen(_ slots: [Slot]) -> String {
        text("rules.in-order-first", ["lanes": slots.map(alone).joined(separator: text("rules.in-order-then"))])
    }
}
