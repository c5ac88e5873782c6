package import QueueEngine

/// A rule sheet read back in plain sentences, so that whoever edited it sees what the clinic will do. Every field of
/// the sheet is in them.
package struct RuleSentences: Sendable {
    let sheet: RuleSheet
    let wording: Wording
    let language: String

    /// - Parameter language: `zh` or `en`.
    package init(_ sheet: RuleSheet, wording: Wording, language: String) {
        self.sheet = sheet
        self.wording = wording
        self.language = language
    }

    /// The title first, then one sentence, or a few that belong together, per line.
    package var lines: [String] {
        let parts: [[String]] = [
            [title, number], lanes, turns, overtaking, people, [ready], missed, booked, tests, [transferred], quotas,
            limits,
        ]
        return parts.flatMap(\.self)
    }

    private var title: String {
        text(
            "rules.title",
            ["title": sheet.title.best(for: language), "id": sheet.id, "version": String(sheet.version)])
    }

    private var number: String {
        let first = sheet.number.label(for: 1)
        return text(
            "rules.number",
            ["first": first, "second": sheet.number.label(for: 2), "returned": sheet.number.returnMark + first])
    }

    private var lanes: [String] {
        sheet.lanes.map { rule in
            text(
                Self.key(of: rule.order),
                ["lane": lane(rule.lane), "minutes": Self.minutes(rule.minutes)])
        }
    }

    /// 15, or 12.5.
    private static func minutes(_ minutes: Double) -> String {
        minutes == minutes.rounded() ? String(Int(minutes)) : String(minutes)
    }

    /// Whose turn it is.
    private var turns: [String] {
        var lines: [String] = []
        if !sheet.absolute.isEmpty { lines.append(text("rules.absolute", ["lanes": list(sheet.absolute.map(lane))])) }
        lines.append(text("rules.pattern", ["pattern": pattern(sheet.pattern)]))
        lines += sheet.conditions.map { condition in
            text(
                Self.key(of: condition.comparison),
                [
                    "lane": lane(condition.lane), "measure": measure(condition.measure),
                    "pattern": pattern(condition.pattern),
                ])
        }
        if sheet.conditions.count > 1 { lines.append(text("rules.when-several")) }
        lines += sheet.insertions.map {
            text("rules.every", ["lane": lane($0.lane), "every": String($0.every)])
        }
        return lines
    }

    private var overtaking: [String] {
        let times = sheet.overtaking?.times.map { text("rules.overtaken-times", ["times": String($0)]) }
        let minutes = sheet.overtaking?.minutes.map { text("rules.overtaken-minutes", ["minutes": String($0)]) }
        let limits = [times, minutes].compactMap(\.self)
        return limits.isEmpty ? [text("rules.overtaken-any")] : limits
    }

    /// Who may be given priority, and for which doctors a number may be.
    private var people: [String] {
        var lines = sheet.priorities.map {
            text("rules.priority", ["title": $0.title.best(for: language), "class": $0.id, "lane": lane($0.lane)])
        }
        if lines.isEmpty { lines = [text("rules.priority-none")] }
        let grades = sheet.grades.map { "\($0.title.best(for: language)) (\($0.id))" }
        lines.append(grades.isEmpty ? text("rules.grades-none") : text("rules.grades", ["grades": list(grades)]))
        return lines
    }

    private var ready: String {
        guard sheet.getReady > 0 else { return text("rules.ready-none") }
        let key = sheet.absolute.isEmpty ? "rules.ready" : "rules.ready-but-absolute"
        return text(key, ["count": String(sheet.getReady), "lanes": list(sheet.absolute.map(lane))])
    }

    private var missed: [String] {
        let rules = sheet.missed
        let called = text(
            "rules.missed", ["calls": String(rules.leastCalls), "seconds": String(rules.leastSeconds)])
        let steps = rules.ladder.enumerated().map { index, step in
            let isLast = index == rules.ladder.count - 1
            if isLast, index == 0 { return text("rules.missed-each", ["step": self.step(step)]) }
            return text(
                isLast ? "rules.missed-last" : "rules.missed-step",
                ["count": String(index + 1), "step": self.step(step)])
        }
        return [
            called, text(Self.key(of: rules.takesEffect)) + steps.joined(separator: text("rules.then")),
        ]
    }

    private var booked: [String] {
        let rule = sheet.booking
        let lane = rule.lane.map { text("rules.booked-lane", ["lane": self.lane($0)]) } ?? text("rules.booked-any")
        let early =
            rule.checkInMinutes.map { text("rules.check-in", ["minutes": String($0)]) } ?? text("rules.check-in-any")
        let slot = text("rules.slot", ["minutes": String(rule.slotMinutes)])
        let late = sheet.late.map {
            text("rules.late", ["minutes": String($0.afterMinutes), "step": step($0.step)])
        }
        return [lane, slot, early, late ?? text("rules.late-none")]
    }

    private var tests: [String] {
        let days = sheet.tests.validDays
        let valid = days == 0 ? text("rules.tests-today") : text("rules.tests-days", ["days": String(days)])
        return [text("rules.tests", ["step": step(sheet.tests.step)]), valid]
    }

    private var transferred: String { text("rules.transferred", ["step": step(sheet.transferred)]) }

    private var limits: [String] {
        [
            text("rules.waiting-limit", ["count": String(sheet.waitingLimit)]),
            text("rules.per-person", ["count": String(sheet.ticketsPerPerson)]),
            text(sheet.undoMinutes == 0 ? "rules.undo-none" : "rules.undo", ["minutes": String(sheet.undoMinutes)]),
        ]
    }

    private var quotas: [String] {
        let quotas = sheet.quotas
        var parts = [
            quotas.day.map { text("rules.quota-day", ["count": String($0)]) },
            quotas.morning.map { text("rules.quota-morning", ["count": String($0)]) },
            quotas.afternoon.map { text("rules.quota-afternoon", ["count": String($0)]) },
        ].compactMap(\.self)
        if parts.isEmpty { parts = [text("rules.quota-none")] }
        if let extra = quotas.extra { parts.append(self.extra(extra)) }
        return parts
    }

    private func extra(_ extra: Quotas.Extra) -> String {
        let lane = extra.lane.map { text("rules.extra-lane", ["lane": self.lane($0)]) } ?? text("rules.extra-any")
        let mark =
            extra.mark.map { text("rules.extra-mark", ["mark": $0 + sheet.number.label(for: 1)]) }
            ?? text("rules.extra-silent")
        return text("rules.extra", ["count": String(extra.most), "lane": lane, "mark": mark])
    }
}
