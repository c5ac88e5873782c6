package import QueueEngine

/// A wait as people say it. Nobody counts 340 minutes: a longer one is told in hours and minutes.
extension Wording {
    /// The upper end up to which a range is told in minutes.
    static let mostMinutes = 90

    /// 30–50 分钟; 3 小时 20 分–5 小时 40 分.
    /// - Parameters:
    ///   - from: minutes, at least.
    ///   - to: minutes, at most.
    ///   - minutes: the text in which a shorter range stands.
    package func wait(
        from: Int, to: Int, _ language: String, minutes: String = "wait.range-minutes"
    ) -> String {
        guard to > Self.mostMinutes else { return text(minutes, language, ["from": String(from), "to": String(to)]) }
        return text("wait.range", language, ["from": duration(from, language), "to": duration(to, language)])
    }

    func wait(_ estimate: WaitEstimate, _ language: String, minutes: String = "wait.range-minutes") -> String {
        wait(from: estimate.fromMinutes, to: estimate.toMinutes, language, minutes: minutes)
    }

    /// A line never ends between its figures and their units.
    private func duration(_ minutes: Int, _ language: String) -> String {
        let key = minutes < 60 ? "wait.minutes" : minutes % 60 == 0 ? "wait.hours" : "wait.hours-minutes"
        let words = text(key, language, ["h": String(minutes / 60), "n": String(minutes % 60)])
        return words.replacing(" ", with: "\u{A0}")
    }
}
