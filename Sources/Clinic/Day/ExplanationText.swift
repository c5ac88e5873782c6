package import QueueEngine

/// An explanation in one language.
package struct ExplanationText {
    let explanation: Explanation
    let wording: Wording
    let layout: ClinicLayout
    let language: String
    /// Whether those of other queues are named by their labels; a patient learns only how many they are.
    package var namesOtherQueues = true

    /// So many of those who went first are named by their labels; the others are counted.
    static let mostNamed = 8

    var words: RuleWords { RuleWords(wording: wording, language: language) }

    /// The whole of it, a sentence a line.
    package var lines: [String] { explanation.steps.indices.compactMap(step) + untouched + passed + place }

    /// The queue's turn pattern, 初诊2:回诊1, with what its sheet puts in or changes.
    package var pattern: String { explanation.sheet.map(words.order(of:)) ?? "" }

    /// The sheet's title.
    package var title: String { explanation.sheet?.title.best(for: language) ?? "" }

    func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        wording.text(key, language, arguments)
    }

    func time(_ at: Instant) -> String { at.text("HH:mm", in: layout.timeZone) }

    /// Whom staff or a rule has moved reads so in the steps.
    private var untouched: [String] { explanation.isUnmoved ? [text("why.untouched")] : [] }

    private var passed: [String] {
        guard !explanation.passings.isEmpty else { return [] }
        let count = explanation.passings.count
        var lines = [
            text(
                count > Self.mostNamed ? "why.passed-last" : "why.passed",
                ["count": String(count), "named": String(Self.mostNamed)])
        ]
        for passing in explanation.passings.suffix(Self.mostNamed) {
            lines.append(
                text(
                    "why.passed-one",
                    [
                        "time": time(passing.at), "label": passing.label, "lane": words.lane(passing.choice.lane),
                        "rule": reason(of: passing),
                    ]))
        }
        return lines
    }

    /// Why somebody who came later was called first, by the rules of then.
    package func reason(of passing: Explanation.Passing) -> String {
        guard !passing.byAnotherRoom else { return text("reason.another-room") }
        guard !passing.wasToldElsewhere else { return text("reason.told-elsewhere") }
        guard !passing.wasTold || passing.ownLane != nil else { return text("reason.told") }
        let until = explanation.steps.last { $0.ruling != nil && $0.at <= passing.at }?.ruling?.until
        return told(
            reason(passing.choice, beside: passing.ownLane, until: until, sheet: passing.sheet), passing.wasTold,
            passing.choice)
    }

    /// Why those of a group will be chosen first.
    package func reason(of group: Explanation.Group) -> String {
        // A room that cannot take this ticket: that, and no rule between the two, is why.
        guard !group.byAnotherRoom else { return text("reason.another-room") }
        guard !group.isToldElsewhere else {
            return text(group.isTold ? "reason.told-elsewhere" : "reason.tell-elsewhere")
        }
        guard !group.isToldMeanwhile else { return text("reason.told") }
        let choice = Choice(rule: group.rule, lane: group.lane, round: nil, rotation: nil, condition: group.condition)
        let until = explanation.steps.last { $0.ruling != nil }?.ruling?.until
        return told(
            reason(choice, beside: explanation.ticket.lane, until: until, sheet: explanation.sheet), group.isTold,
            choice)
    }

    private func told(_ reason: String, _ wasTold: Bool, _ choice: Choice) -> String {
        wasTold && choice.rule != .chosen ? text("why.told-by", ["rule": reason]) : reason
    }

    /// - Parameters:
    ///   - lane: in which this ticket stood when the other one was chosen.
    ///   - until: the end of the slot or half day that it had been put behind: then it stands in no other order.
    private func reason(_ choice: Choice, beside lane: Lane?, until: Instant?, sheet: RuleSheet?) -> String {
        let reason = words.reason(choice.rule, lane: choice.lane, condition: choice.condition, sheet: sheet)
        // Of its own lane it is not the pattern that puts one before the other, but the lane's order.
        guard choice.lane == lane, [.absolute, .pattern, .inserted].contains(choice.rule) else { return reason }
        let order = until.map { text("why.order-until", ["time": time($0)]) } ?? words.order(in: choice.lane, of: sheet)
        return text("why.same-lane", ["rule": reason, "order": order])
    }

    /// By which rule its own turn comes. Who is counted down knows from what, and how many calls are left. In its own
    /// lane it stands where its steps say.
    package func turn(_ ahead: Explanation.Ahead) -> String {
        let choice = ahead.choice
        if explanation.ticket.state == .ready { return text("reason.told") }
        if choice.rule == .onlyLane, choice.condition == nil {
            return text("why.only-lane", ["lane": words.lane(choice.lane)])
        }
        guard choice.rule == .due, let cause = countdown else {
            return words.reason(
                choice.rule, lane: choice.lane, condition: choice.condition, sheet: explanation.sheet)
        }
        guard let left = ahead.callsLeft else { return cause }
        let key = left == 0 ? "why.due" : tellsAhead ? "why.due-left-told" : "why.due-left"
        let turn = text(key, ["rule": cause, "left": String(left)])
        guard ahead.dueBefore > 0 else { return turn }
        return text("why.due-behind", ["turn": turn, "count": String(ahead.dueBefore)])
    }

    /// Whether some are told to get ready before they are called: they keep that place before whoever is counted down.
    var tellsAhead: Bool { explanation.sheet.map { $0.getReady > 0 } ?? false }

    private var place: [String] {
        if let date = explanation.dayOver { return [text("why-state.day-over", ["date": date])] }
        guard let ahead = explanation.ahead else { return [text("why-state.\(explanation.ticket.state.rawValue)")] }
        var lines = [sum(ahead)]
        if let elsewhere { lines.append(elsewhere) }
        if let others = otherQueues { lines.append(others) }
        for group in ahead.later {
            lines.append(
                text(
                    since == nil ? "why.group" : "why.group-since",
                    [
                        "count": String(group.count), "lane": words.lane(group.lane), "rule": reason(of: group),
                        "time": since ?? "",
                    ]))
        }
        lines.append(text("why.turn", ["rule": turn(ahead)]))
        if explanation.ticket.state == .ready { lines.append(frozen) }
        lines.append(estimate(ahead))
        return lines
    }

    /// Who alone may still be called first: those of the absolute lanes, and whom a doctor chooses.
    private var frozen: String {
        let lanes = (explanation.ahead?.absolute ?? []).map(words.lane)
        guard !lanes.isEmpty else { return text("why.frozen") }
        return text("why.frozen-but", ["lanes": lanes.joined(separator: text("ticket.and"))])
    }

    /// How many of those ahead other rooms call, whom this ticket does not wait for; nil when there is nobody.
    package var elsewhere: String? {
        guard let count = explanation.ahead?.elsewhere, count > 0 else { return nil }
        return text("why.elsewhere", ["count": String(count)])
    }

    /// Whom of other queues its rooms call first; nil when there is nobody.
    package var otherQueues: String? {
        guard let others = explanation.ahead?.otherQueues, !others.isEmpty else { return nil }
        let count = String(others.count)
        guard namesOtherQueues else { return text("why.other-queues-count", ["count": count]) }
        let rest = others.count > Self.mostNamed ? "…" : ""
        let named = others.prefix(Self.mostNamed).map(\.label).joined(separator: text("ticket.and")) + rest
        return text("why.other-queues", ["count": count, "labels": named])
    }

    private func sum(_ ahead: Explanation.Ahead) -> String {
        guard ahead.total > 0 else {
            // Who is first of those whom no open room calls is not the next one.
            let isNext = otherQueues == nil && ahead.estimate != nil
            return text(isNext ? "why.first" : "why.first-of-queue")
        }
        let later = ahead.total - ahead.earlier
        let keys =
            since == nil
            ? (earlier: "why.ahead", later: "why.ahead-later", both: "why.ahead-sum")
            : (earlier: "why.ahead-since", later: "why.ahead-later-since", both: "why.ahead-sum-since")
        return text(
            later == 0 ? keys.earlier : ahead.earlier == 0 ? keys.later : keys.both,
            [
                "total": String(ahead.total), "earlier": String(ahead.earlier), "later": String(later),
                "time": since ?? "",
            ])
    }

    /// From when on earlier and later are counted, where “came earlier” would be untrue.
    private var since: String? { explanation.since.map(time) }

    private func estimate(_ ahead: Explanation.Ahead) -> String {
        guard let estimate = ahead.estimate else {
            return text(ahead.roomsOfQueue > 0 && ahead.roomsOpen == 0 ? "why.no-room-for-it" : "why.no-estimate")
        }
        return text(
            "why.estimate", ["wait": wording.wait(estimate, language), "rooms": String(ahead.roomsOpen)])
    }
}
