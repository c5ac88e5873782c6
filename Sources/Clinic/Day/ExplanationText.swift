package import QueueEngine

/// An explanation in one language.
package struct ExplanationText {
    let explanation: Explanation
    let wording: Wording
    let layout: ClinicLayout
    let language: String

    /// So many of those who went first are named by their labels; the others are counted.
    static let mostNamed = 8

    private var words: RuleWords { RuleWords(wording: wording, language: language) }

    /// The whole of it, a sentence a line.
    package var lines: [String] { explanation.steps.indices.compactMap(step) + passed + place }

    /// The queue's turn pattern: 初诊2:回诊1.
    package var pattern: String { words.pattern(explanation.sheet?.pattern ?? []) }

    /// The sheet's title.
    package var title: String { explanation.sheet?.title.best(for: language) ?? "" }

    private func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        wording.text(key, language, arguments)
    }

    private func time(_ at: Instant) -> String { at.text("HH:mm", in: layout.timeZone) }

    /// What a step says; nil for a recall, which is told with its call.
    package func step(_ index: Int) -> String? {
        let step = explanation.steps[index]
        guard step.kind != .recalled else { return nil }
        let room = step.room.flatMap { layout.room($0)?.name.best(for: language) } ?? ""
        let recalls = explanation.steps[(index + 1)...].prefix { $0.kind == .recalled }.count
        return text(
            "why-step.\(step.kind.rawValue)",
            [
                "time": time(step.at), "label": explanation.ticket.label, "room": room,
                "lane": words.lane(explanation.ticket.lane), "calls": String(recalls + 1),
            ])
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
                        "rule": reason(
                            passing.choice.rule, passing.choice.lane, passing.choice.condition,
                            byAnotherRoom: passing.byAnotherRoom),
                    ]))
        }
        return lines
    }

    /// Why somebody of a lane comes, or came, by a rule of the sheet.
    ///
    /// - Parameter byAnotherRoom: the room cannot take this ticket; that, and no rule between the two, is why.
    package func reason(
        _ rule: Rule, _ lane: Lane, _ condition: Int? = nil, byAnotherRoom: Bool = false
    ) -> String {
        byAnotherRoom
            ? text("reason.another-room")
            : words.reason(rule, lane: lane, condition: condition, sheet: explanation.sheet)
    }

    private var place: [String] {
        guard let ahead = explanation.ahead else { return [text("why-state.\(explanation.ticket.state.rawValue)")] }
        var lines = [sum(ahead)]
        if let others = otherQueues { lines.append(others) }
        for group in ahead.later {
            lines.append(
                text(
                    "why.group",
                    [
                        "count": String(group.count), "lane": words.lane(group.lane),
                        "rule": reason(group.rule, group.lane, byAnotherRoom: group.byAnotherRoom),
                    ]))
        }
        lines.append(text("why.turn", ["rule": reason(ahead.choice.rule, ahead.choice.lane, ahead.choice.condition)]))
        if explanation.ticket.state == .ready { lines.append(text("why.frozen")) }
        lines.append(estimate(ahead))
        return lines
    }

    /// Whom of other queues its rooms call first; nil when there is nobody.
    package var otherQueues: String? {
        guard let others = explanation.ahead?.otherQueues, !others.isEmpty else { return nil }
        let named = others.prefix(Self.mostNamed).map(\.label).joined(separator: text("rules.comma"))
        return text("why.other-queues", ["count": String(others.count), "labels": named])
    }

    private func sum(_ ahead: Explanation.Ahead) -> String {
        guard ahead.total > 0 else { return text(otherQueues == nil ? "why.first" : "why.first-of-queue") }
        let later = ahead.total - ahead.earlier
        return text(
            later == 0 ? "why.ahead" : "why.ahead-sum",
            ["total": String(ahead.total), "earlier": String(ahead.earlier), "later": String(later)])
    }

    private func estimate(_ ahead: Explanation.Ahead) -> String {
        guard let estimate = ahead.estimate else {
            return text(ahead.roomsOfQueue > 0 && ahead.roomsOpen == 0 ? "why.no-room-for-it" : "why.no-estimate")
        }
        if let wait = wording.hours(estimate, language) {
            return text("why.estimate-hours", ["wait": wait, "rooms": String(ahead.roomsOpen)])
        }
        return text(
            "why.estimate",
            [
                "from": String(estimate.fromMinutes), "to": String(estimate.toMinutes),
                "rooms": String(ahead.roomsOpen),
            ])
    }
}
