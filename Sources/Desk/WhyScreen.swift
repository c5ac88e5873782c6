import API
import Foundation

/// Draws the panel: the reasons at the left, the course of the ticket at the right, what can be done below.
enum WhyScreen {
    static func lines(_ panel: WhyPanel, _ state: DeskState, height: Int) -> [Line] {
        let title = Line(DeskTexts.whyTitle(panel.subject.label, panel.subject.masked), .strong)
        guard DeskLayout.isWide(state) else {
            let inner = state.width - 4
            let course = CourseRows.lines(panel, state, width: inner)
            let body = panel.showsCourse ? course : narrow(panel, state, width: inner)
            let note = panel.showsCourse ? DeskTexts.whyBackNote : DeskTexts.whyCourseNote
            return scrolled(Box(title: title, note: note, body: body), panel, height: height)
                .drawn(width: state.width, height: height)
        }
        let acts = Box(title: Line(DeskTexts.whyActs), body: DeskTexts.whyActRows.map { Line(" " + $0) })
        let below = acts.drawn(width: state.width)
        let left = (state.width - 1) * 70 / 119
        let top = height - below.count - 1
        let reasons = [.empty] + ReasonRows.lines(panel, state, width: left - 4)
        let course = [.empty] + CourseRows.lines(panel, state, width: state.width - left - 5)
        let boxes = Box.beside(
            scrolled(Box(title: title, note: DeskTexts.whyNote, body: reasons), panel, height: top)
                .drawn(width: left, height: top),
            Box(title: Line(DeskTexts.whyCourse), body: latest(course, room: top - 2))
                .drawn(width: state.width - left - 1, height: top))
        return boxes + [.empty] + below
    }

    /// The guard and the rules stand below the reasons, where there is no room beside them.
    private static func narrow(_ panel: WhyPanel, _ state: DeskState, width: Int) -> [Line] {
        ReasonRows.lines(panel, state, width: width) + CourseRows.law(panel, width: width)
    }

    private static func scrolled(_ box: Box, _ panel: WhyPanel, height: Int) -> Box {
        var box = box
        let below = max(0, box.body.count - (height - 2))
        if panel.scroll < below { box.foot = DeskTexts.whyMore }
        box.body = Array(box.body.dropFirst(min(panel.scroll, below)))
        return box
    }

    /// Of a course that is too long the end is what counts.
    private static func latest(_ lines: [Line], room: Int) -> [Line] {
        lines.count <= room ? lines : [Line(" …")] + lines.suffix(room - 1)
    }
}

/// Where it stands, and who goes first by which rule.
enum ReasonRows {
    static func lines(_ panel: WhyPanel, _ state: DeskState, width: Int) -> [Line] {
        guard panel.complaint.isEmpty else { return wrapped(panel.complaint, width, .alarm) }
        guard let why = panel.answer else { return [Line(" " + DeskTexts.whyAsking)] }
        guard let ahead = why.ahead else { return why.text.last.map { wrapped($0, width, .strong) } ?? [] }
        let gap: [Line] = DeskLayout.isWide(state) ? [.empty] : []
        var lines = wrapped(place(why, ahead, state), width, .strong) + gap
        let groups = Self.groups(why)
        let count = groups.reduce(0) { $0 + $1.items.count }
        let sentences = sums(why, ahead, called: groups.reduce(0) { $0 + $1.called }, all: count, state)
        lines += sentences.flatMap { wrapped($0, width) }
        if !sentences.isEmpty { lines.append(.empty) }
        for group in groups { lines += group.lines(state, width: width) }
        if !groups.isEmpty { lines.append(.empty) }
        if let reason = why.reason { lines += wrapped(DeskTexts.whyTurn(Columns.printable(reason.text)), width) }
        if why.unmoved { lines += wrapped(DeskTexts.whyUntouched, width) }
        return lines
    }

    private static func place(_ why: ExplanationResponse, _ ahead: Int, _ state: DeskState) -> String {
        // Who is first of those whom no open room calls is not the next one.
        if ahead == 0, why.otherQueuesText == nil, why.estimate != nil { return DeskTexts.whyFirst }
        guard let estimate = why.estimate, let clock = state.clock else {
            return DeskTexts.whyAhead(ahead) + DeskTexts.whyNoWait
        }
        let from = clock.hourMinute(why.at.addingTimeInterval(Double(estimate.fromMinutes) * 60))
        let to = clock.hourMinute(why.at.addingTimeInterval(Double(estimate.toMinutes) * 60))
        return DeskTexts.whyAhead(ahead) + DeskTexts.whyWait(DeskTexts.wait(estimate), from: from, to: to)
    }

    /// The sum that always adds up, and how many are named below it.
    private static func sums(
        _ why: ExplanationResponse, _ ahead: Int, called: Int, all: Int, _ state: DeskState
    ) -> [String] {
        let earlier = why.earlier ?? 0
        let since = why.since.flatMap { since in state.clock.map { $0.hourMinute(since) } }
        var sentences: [String] = []
        for others in [why.elsewhereText, why.otherQueuesText] {
            if let others { sentences.append(Columns.printable(others)) }
        }
        if ahead > 0 {
            sentences.append(
                ahead == earlier
                    ? DeskTexts.whyAllEarlier(ahead, since: since)
                    : DeskTexts.whySum(ahead, earlier: earlier, later: ahead - earlier, since: since))
        }
        if all > 0 {
            sentences.append(called > 0 ? DeskTexts.whyPassed(called, all: all) : DeskTexts.whyThese(all))
        }
        return sentences
    }

    /// Those of one lane who came later: called already, and ahead still.
    struct Group {
        var lane: String
        var text: String
        /// With when they were called; nil: they are ahead still.
        var items: [(label: String, at: Date?)]

        var called: Int { items.count { $0.at != nil } }

        func lines(_ state: DeskState, width: Int) -> [Line] {
            let head = Columns.fit(DeskTexts.shapedLane(lane), 11) + Columns.right(String(items.count), 2) + "   "
            let who = items.map { item in
                guard let at = item.at, let clock = state.clock else { return item.label }
                return DeskTexts.whyCalledAt(item.label, clock.hourMinute(at))
            }
            let indent = String(repeating: " ", count: 16)
            let rows = Columns.wrapped(who.joined(separator: "   "), width - 16).prefix(3)
            let named = rows.enumerated().map { Line(" " + ($0 == 0 ? head : indent)) + Line($1, .strong) }
            return named + Columns.wrapped(text, width - 16).map { Line(" " + indent + $0) }
        }
    }

    /// By lane, in the order in which they went first.
    static func groups(_ why: ExplanationResponse) -> [Group] {
        var groups: [Group] = []
        func add(_ lane: String, _ text: String, _ label: String, _ at: Date?) {
            let index = groups.firstIndex { $0.lane == lane }
            if index == nil { groups.append(Group(lane: lane, text: Columns.printable(text), items: [])) }
            let place = index ?? groups.count - 1
            groups[place].items.removeAll { $0.label == label }
            groups[place].items.append((label, at))
        }
        // Who was called and is back in line is ahead again, and counted once.
        let ahead = Set(why.later.flatMap(\.labels))
        for passing in why.passedBy where !ahead.contains(passing.label) {
            add(passing.lane, passing.text, passing.label, passing.at)
        }
        for group in why.later {
            for label in group.labels { add(group.lane, group.text, label, nil) }
        }
        return groups
    }

    static func wrapped(_ text: String, _ width: Int, _ style: Style = .plain) -> [Line] {
        Columns.wrapped(Columns.printable(text), width).map { Line(" ") + Line($0, style) }
    }
}

/// What happened to the ticket, what it was told, and the rules.
enum CourseRows {
    static func lines(_ panel: WhyPanel, _ state: DeskState, width: Int) -> [Line] {
        guard let why = panel.answer else { return [] }
        return events(why, state).flatMap { ReasonRows.wrapped($0, width) } + [.empty] + law(panel, width: width)
            + ReasonRows.wrapped(why.rules?.pattern ?? "", width)
    }

    /// By time; what happened at one moment in the order in which it did.
    private static func events(_ why: ExplanationResponse, _ state: DeskState) -> [String] {
        guard let clock = state.clock else { return [] }
        var events = why.steps.compactMap { step in step.text.map { (at: step.at, text: $0) } }
        events += (why.promised ?? []).map { ($0.at, "      " + told($0, clock)) }
        events += why.passedBy.map {
            ($0.at, DeskTexts.whyWentFirst(clock.hourMinute($0.at), $0.label, DeskTexts.lane($0.lane)))
        }
        return events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element.text)
    }

    private static func told(_ promise: ExplanationPromise, _ clock: ClinicClock) -> String {
        guard let estimate = promise.estimate else { return DeskTexts.whyToldNothing(promise.position - 1) }
        return DeskTexts.whyTold(
            clock.hourMinute(promise.at.addingTimeInterval(Double(estimate.fromMinutes) * 60)),
            clock.hourMinute(promise.at.addingTimeInterval(Double(estimate.toMinutes) * 60)))
    }

    /// What the guard has counted, and the sheet.
    static func law(_ panel: WhyPanel, width: Int) -> [Line] {
        guard let why = panel.answer else { return [] }
        var sentences: [String] = []
        if let overtaken = why.overtaken {
            sentences.append(
                overtaken.most.map { DeskTexts.whyOvertakenOf(overtaken.times, most: $0) }
                    ?? DeskTexts.whyOvertaken(overtaken.times))
            if overtaken.apart > 0 { sentences.append(DeskTexts.whyApart(overtaken.apart)) }
            if let minutes = overtaken.minutes { sentences.append(DeskTexts.whyMinutes(minutes)) }
        }
        if let rules = why.rules {
            sentences.append(DeskTexts.whyRules(Columns.printable(rules.title), rules.version))
        }
        return sentences.flatMap { ReasonRows.wrapped($0, width) }
    }
}
