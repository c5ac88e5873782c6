import QueueEngine

/// What happened to the ticket, with the figures that the sheet had then.
extension ExplanationText {
    /// What a step says; nil for a recall, which is told with its call.
    package func step(_ index: Int) -> String? {
        let step = explanation.steps[index]
        guard step.kind != .recalled else { return nil }
        let room = step.room.flatMap { layout.room($0)?.name.best(for: language) } ?? ""
        let recalls = explanation.steps[(index + 1)...].prefix { $0.kind == .recalled }.count
        let ruling = step.ruling
        let said = text(
            "why-step.\(key(of: step))",
            [
                "time": time(step.at), "label": explanation.ticket.label, "room": room,
                "calls": String(recalls + 1),
                "slot": explanation.ticket.slot.map(time) ?? "", "late": late(at: step.at),
                "lane": step.joined.map(words.lane) ?? "", "minutes": String(ruling?.lateAfter ?? 0),
                "miss": String(ruling?.miss ?? 0),
                "where": step.target.map(place) ?? "",
            ])
        let whole = ruling.flatMap(placed).map { text("why.ruled", ["step": said, "placed": $0]) } ?? said
        guard let told = told(index) else { return whole }
        return text("why.told", ["step": whole, "told": told])
    }

    private func key(of step: Explanation.Step) -> String {
        switch step.kind {
        case .issued where explanation.ticket.slot != nil: "issued-booked"
        case .late where step.ruling?.lateAfter == 0: "late-at-once"
        case .missed where step.ruling?.step != nil: "missed-ruled"
        case .released where step.joined != nil: "released-anew"
        case .released where explanation.sheet?.overtaking != nil: "released-guarded"
        case .transferred where step.ruling != nil: "transferred-ruled"
        case .spread where step.target.map { $0.reach != .anyone } ?? false: "spread-to"
        default: step.kind.rawValue
        }
    }

    /// The queue, and the room or grade that it is for; no doctor's name, which the patient's page does not show either.
    private func place(of target: Explanation.Target) -> String {
        let queue = layout.queue(target.queue)?.name.best(for: language) ?? target.queue.rawValue
        let room = target.room.flatMap { layout.room($0)?.name.best(for: language) }
        let whose: String? =
            switch target.reach {
            case .anyone: nil
            case .doctor: room ?? text("why.another-doctor")
            case .grade(let grade): gradeName(grade)
            }
        return [queue, whose].compactMap(\.self).joined(separator: " · ")
    }

    private func gradeName(_ id: String) -> String {
        explanation.sheet?.grades.first { $0.id == id }?.title.best(for: language) ?? id
    }

    /// The place that was told when a step moved it; nil when it did not wait then.
    private func told(_ index: Int) -> String? {
        let step = explanation.steps[index]
        guard let occasion = step.kind.occasion else { return nil }
        // Another step of its kind has its own.
        let next = explanation.steps[(index + 1)...].first { $0.kind == step.kind }?.at ?? Instant(milliseconds: .max)
        let told = explanation.promises.first { $0.promise.on == occasion && (step.at..<next).contains($0.at) }
        guard let promise = told?.promise else { return nil }
        let others = promise.others.map { text("why.told-others", ["count": String($0)]) } ?? ""
        var arguments = ["count": String(promise.position - 1), "others": others]
        guard let estimate = promise.estimate else { return text("why.told-place", arguments) }
        arguments["wait"] = wording.wait(estimate, language)
        return text("why.told-wait", arguments)
    }

    /// The time since the booked one, in whole minutes, and whether there was more.
    private func late(at time: Instant) -> String {
        let seconds = max(0, explanation.ticket.slot.map { time.seconds(since: $0) } ?? 0)
        let minutes = String(Int(seconds / 60))
        return text(
            seconds.truncatingRemainder(dividingBy: 60) == 0 ? "why-late.minutes" : "why-late.more", ["n": minutes])
    }

    /// Where a rule put it; nil when it put it nowhere yet.
    private func placed(_ ruling: Explanation.Ruling) -> String? {
        let until = [
            "time": ruling.until.map(time) ?? "", "minutes": String(ruling.slotMinutes),
            "lane": words.lane(ruling.lane),
        ]
        return switch ruling.step {
        case .after(let calls):
            text(tellsAhead ? "why-placed.after-told" : "why-placed.after", ["calls": String(calls)])
        case .lane(let lane): text("why-placed.lane", ["lane": words.lane(lane)])
        case .endOfSlot where ruling.order == .number, .endOfHalfDay where ruling.order == .number:
            text("why-placed.by-number", until)
        case .endOfSlot: text("why-placed.end-of-slot", until)
        case .endOfHalfDay: text("why-placed.end-of-half-day", until)
        case .end: text("why-placed.end", until)
        case .void: text("why-placed.void")
        case nil: nil
        }
    }

    /// Why it is counted down: the last rule that put it behind so many calls; nil when none of its steps did.
    var countdown: String? {
        let last = explanation.steps.last { if case .after = $0.ruling?.step { true } else { false } }
        guard let last, case .after(let calls) = last.ruling?.step else { return nil }
        let arguments = ["calls": String(calls)]
        return switch last.kind {
        case .late: text("reason-due.late", arguments)
        case .returned: text("reason-due.returned", arguments)
        case .transferred: text("reason-due.transferred", arguments)
        default: text("reason-due.missed", arguments)
        }
    }
}

extension Explanation.Step.Kind {
    /// On which occasion the patient was told another place by such a step; nil for those that move nobody anew.
    fileprivate var occasion: Promise.Occasion? {
        switch self {
        case .rejoined: .rejoin
        case .returned: .returned
        case .released: .release
        case .transferred: .transfer
        case .prioritized: .priority
        case .spread: .spread
        // What was told with the number is on the paper; the desk's course shows it.
        case .issued, .arrived, .late: nil
        case .told, .called, .recalled, .cameIn, .missed, .sentForTests, .held, .done, .cancelled: nil
        }
    }
}
