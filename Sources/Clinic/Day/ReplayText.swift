package import QueueEngine

/// A decision that a replay makes otherwise than it was recorded, in one language: labels and sentences, no ids or codes.
package struct ReplayText {
    private let wording: Wording
    private let layout: ClinicLayout
    private let language: String

    package init(wording: Wording, layout: ClinicLayout, language: String) {
        self.wording = wording
        self.layout = layout
        self.language = language
    }

    /// - Parameter day: as it was just before the decision, which knows labels and the rules of then.
    package func line(_ difference: Replay.Difference, on day: ClinicDay) -> String {
        let recorded = sentence(difference.recorded, on: day)
        var arguments = [
            "version": String(difference.version), "time": time(difference.at), "recorded": recorded,
        ]
        if let refusal = difference.refusal {
            arguments["decided"] = text("replay.refused", ["why": why(refusal)])
        } else {
            arguments["decided"] = difference.decided.map { sentence($0, on: day) } ?? text("replay.nothing")
        }
        return text(arguments["decided"] == recorded ? "replay.difference-unseen" : "replay.difference", arguments)
    }

    /// What happened, and who was told to get ready.
    private func sentence(_ event: Event, on day: ClinicDay) -> String {
        let act = sentence(event.act, on: day)
        guard !event.told.isEmpty else { return act }
        return text("replay.told", ["act": act, "labels": list(event.told.map { label($0.ticket, on: day) })])
    }

    private func sentence(_ act: Act, on day: ClinicDay) -> String {
        var arguments = [
            "label": act.subjects.tickets.first.map { label($0, on: day) } ?? "",
            "room": act.subjects.rooms.first.map(room) ?? "",
        ]
        switch act {
        case .issued(let issue):
            arguments["label"] = issue.label
            arguments["lane"] = words.lane(issue.lane)
        case .called(let ticket, _, let choice, _):
            let sheet = day.tickets[ticket].flatMap { day.sheet(of: $0.queue) }
            arguments["rule"] = words.reason(choice.rule, lane: choice.lane, condition: choice.condition, sheet: sheet)
        case .prioritized(_, _, let lane): arguments["lane"] = words.lane(lane)
        case .transferred(_, let queue, _, _, _):
            arguments["queue"] = layout.queue(queue)?.name.best(for: language) ?? queue.rawValue
        case .undone(let version, _, _, _): arguments["version"] = String(version)
        case .promised(let promises):
            arguments["told"] = list(
                promises.map { promise in
                    let place = ["label": label(promise.ticket, on: day), "count": String(promise.position - 1)]
                    return text("replay.promise", place)
                })
        default: break
        }
        let said = text("replay-act.\(act.name)", arguments)
        return act.placement.map { text("replay.placed", ["act": said, "place": place($0)]) } ?? said
    }

    private func place(_ placement: Placement) -> String {
        switch placement {
        case .away: text("replay-place.away")
        case .due(let call): text("replay-place.due", ["call": String(call)])
        case .lane(let lane): text("replay-place.lane", ["lane": words.lane(lane)])
        case .until(let end, let lane): text("replay-place.until", ["lane": words.lane(lane), "time": time(end)])
        case .kept: text("replay-place.kept")
        case .end(let lane): text("replay-place.end", ["lane": words.lane(lane)])
        case .void: text("replay-place.void")
        }
    }

    /// A refusal in its sentence; codes that stand in it are words there, too.
    private func why(_ refusal: Refusal) -> String {
        text("problem.\(refusal.code.rawValue)", wording.worded(refusal.arguments, language, in: layout))
    }

    private var words: RuleWords { RuleWords(wording: wording, language: language) }

    private func label(_ ticket: TicketID, on day: ClinicDay) -> String { day.tickets[ticket]?.label ?? "?" }

    private func room(_ id: RoomID) -> String { layout.room(id)?.name.best(for: language) ?? id.rawValue }

    private func list(_ labels: [String]) -> String { labels.joined(separator: text("rules.comma")) }

    private func time(_ at: Instant) -> String { at.text("HH:mm", in: layout.timeZone) }

    private func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        wording.text(key, language, arguments)
    }
}

extension Act {
    /// Where it put a ticket; nil for acts that put none anywhere.
    fileprivate var placement: Placement? {
        switch self {
        case .arrived(_, let placement, _), .missed(_, _, let placement), .rejoined(_, let placement),
            .returnedFromTests(_, let placement), .transferred(_, _, _, let placement, _):
            placement
        default: nil
        }
    }
}
