import QueueEngine

/// What becomes of the missed, the late, those at tests, those transferred; booking and quotas.
extension RuleSentences {
    private func step(_ step: Step) -> String {
        switch step {
        case .after(let count): text(sheet.getReady > 0 ? "rules.step-after-told" : "rules.step-after", count: count)
        case .lane(let lane): text("rules.step-lane", ["lane": words.lane(lane)])
        case .endOfSlot: text("rules.step-end-of-slot", minutes: sheet.booking.slotMinutes)
        case .endOfHalfDay: text("rules.step-end-of-half-day")
        case .end: text("rules.step-end")
        case .void: text("rules.step-void")
        }
    }

    /// What the end of a slot or half day is where a lane is ordered by number.
    func byNumber(_ steps: [Step?]) -> [String] {
        let isTimed = steps.contains { $0 == .endOfSlot || $0 == .endOfHalfDay }
        return isTimed && sheet.lanes.contains { $0.order == .number } ? [text("rules.by-number")] : []
    }

    var missed: [String] {
        let rules = sheet.missed
        let counts = ["calls": String(rules.leastCalls), "seconds": String(rules.leastSeconds)]
        let calls = rules.leastSeconds > 0 && rules.leastCalls > 1
        let effect = rules.takesEffect == .miss ? "rules.missed-at-once" : "rules.missed-rejoin"
        let ladder = rules.ladder.enumerated().map { index, step in
            let isLast = index == rules.ladder.count - 1
            let key = !isLast ? "rules.missed-one" : index == 0 ? "rules.missed-every" : "rules.missed-from"
            return text(key, ["ordinal": String(index + 1), "step": self.step(step)])
        }
        return [text(calls ? "rules.missed-calls" : "rules.missed-calls-any", counts), text(effect)] + ladder
            + byNumber(rules.ladder)
    }

    var late: String {
        guard let rule = sheet.late else { return text("rules.late-none") }
        let arguments = ["minutes": String(rule.afterMinutes), "step": step(rule.step)]
        return text(rule.afterMinutes > 0 ? "rules.late" : "rules.late-at-once", arguments)
    }

    var booking: [String] {
        let rule = sheet.booking
        return [
            rule.lane.map { text("rules.booking-lane", ["lane": words.lane($0)]) } ?? text("rules.booking-asked"),
            rule.checkInMinutes.map { text("rules.check-in", minutes: $0) } ?? text("rules.check-in-any"),
            text("rules.slot", minutes: rule.slotMinutes),
        ]
    }

    var tests: [String] {
        let days = sheet.tests.validDays
        return [text("rules.tests", ["step": step(sheet.tests.step)])] + byNumber([sheet.tests.step])
            + [
                days > 0
                    ? text("rules.tests-valid", ["days": String(days), "lane": words.lane(sheet.laneOfReturns)])
                    : text("rules.tests-today")
            ]
    }

    var transferred: String { text("rules.transferred", ["step": step(sheet.transferred)]) }

    var quotas: [String] {
        let quotas = sheet.quotas
        let limits = [
            quotas.day.map { text("rules.quota-day", count: $0) },
            quotas.morning.map { text("rules.quota-morning", count: $0) },
            quotas.afternoon.map { text("rules.quota-afternoon", count: $0) },
        ]
        .compactMap(\.self)
        guard !limits.isEmpty else { return [text("rules.quota-none")] + extra }
        return limits + [text("rules.quota-returned")] + extra
    }

    private var extra: [String] {
        let quotas = sheet.quotas
        let isLimited = quotas.day != nil || quotas.morning != nil || quotas.afternoon != nil
        guard let extra = quotas.extra else { return isLimited ? [text("rules.extra-none")] : [] }
        let label = sheet.number.label(for: 12)
        return [
            text("rules.extra", count: extra.most),
            extra.lane.map { text("rules.extra-lane", ["lane": words.lane($0)]) } ?? text("rules.extra-asked"),
            extra.mark.map { text("rules.extra-mark", ["mark": $0, "label": $0 + label]) }
                ?? text("rules.extra-silent"),
        ]
    }
}
