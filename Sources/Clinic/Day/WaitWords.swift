package import QueueEngine

/// A wait as people say it. Nobody counts 340 minutes: a longer one is told in hours and minutes.
extension Wording {
    /// The upper end up to which a range is told in minutes.
    static let mostMinutes = 90

    /// 3 小时 20 分–5 小时 40 分; nil while minutes say it better.
    package func hours(_ estimate: WaitEstimate, _ language: String) -> String? {
        guard estimate.toMinutes > Self.mostMinutes else { return nil }
        return text(
            "wait.range", language,
            ["from": duration(estimate.fromMinutes, language), "to": duration(estimate.toMinutes, language)])
    }

    /// The same, or the minutes: 30–50 分钟.
    /// - Parameter minutes: the text in which a shorter range stands.
    func wait(
        _ estimate: WaitEstimate, _ language: String, minutes: String = "wait.range-minutes"
    ) -> String {
        hours(estimate, language)
            ?? text(
                minutes, language,
                ["from": String(estimate.fromMinutes), "to": String(estimate.toMinutes)])
    }

    /// A line never ends between its figures and their units.
    private func duration(_ minutes: Int, _ language: String) -> String {
        let key = minutes < 60 ? "wait.minutes" : minutes % 60 == 0 ? "wait.hours" : "wait.hours-minutes"
        let words = text(key, language, ["h": String(minutes / 60), "n": String(minutes % 60)])
        return words.replacing(" ", with: "\u{A0}")
    }
}
