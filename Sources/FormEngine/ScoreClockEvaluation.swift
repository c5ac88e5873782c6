extension ScoreDefinition {
    /// The times of day, once the operation's is known.
    func compute(_ clock: ScoreClock, into result: inout ScoreResult, with evaluator: FormEvaluator) {
        guard case .string(let text)? = evaluator.answer(clock.from),
            let start = CalendarText.minutes(ofTime: text)
        else {
            result.missing = [clock.from]
            return
        }
        result.times = clock.steps.map { step in
            let minutes = start - Int((step.hours * 60).rounded())
            var daysBefore = 0
            while minutes + daysBefore * 1440 < 0 { daysBefore += 1 }
            return ClockTime(
                id: step.id, label: evaluator.fill(step.label), hours: step.hours,
                time: CalendarText.time(ofMinutes: minutes + daysBefore * 1440), daysBefore: daysBefore)
        }
        result.working = Self.words(result.times)
    }

    /// `清饮料 06:00 · 母乳 04:00`; `-1` stands by a time of the day before.
    private static func words(_ times: [ClockTime]) -> Texts {
        var words: Texts = [:]
        for language in times.reduce(into: Set<String>(), { $0.formUnion($1.label.keys) }) {
            words[language] = times.map { time in
                let day = time.daysBefore == 0 ? "" : " (-\(time.daysBefore))"
                return "\(time.label.wording(in: language)) \(time.time)\(day)"
            }
            .joined(separator: " · ")
        }
        return words
    }
}
