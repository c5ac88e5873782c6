import QueueEngine

/// An explanation in one language.
struct ExplanationText {
    let explanation: Explanation
    let wording: Wording
    let layout: ClinicLayout
    let sheet: RuleSheet?
    let language: String

    /// So many of those who went first are named by their labels; the others are counted.
    static let mostNamed = 8

    private var words: RuleWords { RuleWords(wording: wording, language: language) }

    var lines: [String] { steps + passed + place }

    private func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        wording.text(key, language, arguments)
    }

    private func time(_ at: Instant) -> String { at.text("HH:mm", in: layout.timeZone) }

    /// What happened to the ticket; recalls are told with their call.
    private var steps: [String] {
        var lines: [String] = []
        for (index, step) in explanation.steps.enumerated() where step.kind != .recalled {
            let room = step.room.flatMap { layout.room($0)?.name.best(for: language) } ?? ""
            let recalls = explanation.steps[(index + 1)...].prefix { $0.kind == .recalled }.count
            let arguments = [
                "time": time(step.at), "label": explanation.ticket.label, "room": room,
                "lane": words.lane(explanation.ticket.lane), "calls": String(recalls + 1),
            ]
            lines.append(text("why-step.\(step.kind.rawValue)", arguments))
        }
        return lines
    }

    private var passed: [String] {
        guard !explanation.passings.isEmpty else { return [] }
        var lines = [text("why.passed", ["count": String(explanation.passings.count)])]
        for passing in explanation.passings.suffix(Self.mostNamed) {
            lines.append(
                text(
                    "why.passed-one",
                    [
                        "time": time(passing.at), "label": passing.label, "lane": words.lane(passing.choice.lane),
                        "rule": reason(passing.choice.rule, passing.choice.lane, passing.choice.condition),
                    ]))
        }
        return lines
    }

    private func reason(_ rule: Rule, _ lane: Lane, _ condition: Int?) -> String {
        words.reason(rule, lane: lane, condition: condition, sheet: sheet)
    }

    private var place: [String] {
        guard let ahead = explanation.ahead else { return [text("why-state.\(explanation.ticket.state.rawValue)")] }
        var lines = [sum(ahead)]
        for group in ahead.later {
            lines.append(
                text(
                    "why.group",
                    [
                        "count": String(group.count), "lane": words.lane(group.lane),
                        "rule": reason(group.rule, group.lane, nil),
                    ]))
        }
        lines.append(text("why.turn", ["rule": reason(ahead.choice.rule, ahead.choice.lane, ahead.choice.condition)]))
        if explanation.ticket.state == .ready { lines.append(text("why.frozen")) }
        lines.append(estimate(ahead))
        return lines
    }

    private func sum(_ ahead: Explanation.Ahead) -> String {
        guard ahead.total > 0 else { return text("why.first") }
        let later = ahead.total - ahead.earlier
        return text(
            later == 0 ? "why.ahead" : "why.ahead-sum",
            ["total": String(ahead.total), "earlier": String(ahead.earlier), "later": String(later)])
    }

    private func estimate(_ ahead: Explanation.Ahead) -> String {
        guard let estimate = ahead.estimate else { return text("why.no-estimate") }
        return text(
            "why.estimate",
            [
                "from": String(estimate.fromMinutes), "to": String(estimate.toMinutes),
                "rooms": String(ahead.roomsOpen),
            ])
    }
}
