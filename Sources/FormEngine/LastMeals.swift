/// Where a form asks when the patient last ate and drank on the day of the operation, and what staff are told of it. In the
/// wordings `{food}` is what was taken, `{since}` the hours from then to the operation, `{hours}` those that the clock
/// asks for.
package struct LastMeals: Codable, Hashable, Sendable {
    /// The score whose clock says how many hours before the operation each food is allowed.
    package var clock: String
    package var items: [LastMealItem]
    /// Of an interval that is shorter than the clock asks for.
    package var tooShort: Texts
    /// Of a meal that is said to have been after the operation.
    package var afterwards: Texts

    package init(clock: String, items: [LastMealItem], tooShort: Texts, afterwards: Texts) {
        self.clock = clock
        self.items = items
        self.tooShort = tooShort
        self.afterwards = afterwards
    }
}

/// The item, of kind time, that asks when something was last taken.
package struct LastMealItem: Codable, Hashable, Sendable {
    /// The clock's step: `clear`.
    package var step: String
    package var time: String

    package init(step: String, time: String) {
        self.step = step
        self.time = time
    }
}

extension LastMeals {
    /// What may stand in braces in its wordings.
    static let placeholders = ["food", "since", "hours"]

    /// What was taken too late, by a form's scores; nothing of what is not told.
    func findings(with evaluator: FormEvaluator, scores: [ScoreDefinition]) -> [Finding] {
        guard let score = scores.first(where: { $0.id == clock }), let clock = score.clock,
            let operation = evaluator.minutes(at: clock.from)
        else { return [] }
        return items.compactMap { item in
            guard let step = clock.steps.first(where: { $0.id == item.step }),
                let taken = evaluator.minutes(at: item.time)
            else { return nil }
            let since = Double(operation - taken) / 60
            guard since < step.hours else { return nil }
            let isAfterwards = since < 0
            return Finding(
                id: "last-meal.\(step.id)", level: isAfterwards ? .caution : .danger,
                text: filled(isAfterwards ? afterwards : tooShort, step, since: since), item: item.time,
                source: score.source)
        }
    }

    private func filled(_ texts: Texts, _ step: ClockStep, since: Double) -> Texts {
        texts.filled { name, language in
            switch name {
            case "food": step.label.wording(in: language)
            // Rounded down: what is too short never reads as long enough.
            case "since": Decimals.plain((since * 10).rounded(.down) / 10)
            default: Decimals.plain(step.hours)
            }
        }
    }
}

extension FormEvaluator {
    /// Minutes from midnight, of an answered and visible item of kind time.
    fileprivate func minutes(at id: String) -> Int? {
        guard case .string(let text)? = answer(id) else { return nil }
        return CalendarText.minutes(ofTime: text)
    }
}

extension FormCheck {
    /// Each step of the clock at most once, asked by items of kind time.
    mutating func check(_ meals: LastMeals) {
        guard let clock = form.scores.first(where: { $0.id == meals.clock })?.clock else {
            report(.form, "lastMeals: \(meals.clock) is no score with a clock in this form.")
            return
        }
        checkUnique(meals.items.map { ($0.step, .form) })
        for item in meals.items {
            if !clock.steps.contains(where: { $0.id == item.step }) {
                let known = clock.steps.map(\.id).joined(separator: ", ")
                report(.form, "lastMeals: \(item.step) is no step of the clock; its steps are \(known).")
            }
            if form.item(item.time)?.kind != .time { report(.form, "lastMeals: \(item.time) is no time item.") }
        }
        checkTexts(meals.tooShort, called: "tooShort", .form, extra: LastMeals.placeholders)
        checkTexts(meals.afterwards, called: "afterwards", .form, extra: LastMeals.placeholders)
    }
}
