package import API
package import Foundation

/// “Why is it not my turn yet?”, of one ticket.
package struct WhyPanel: Sendable {
    package var subject: Subject
    /// Nothing before the server has answered.
    package var answer: ExplanationResponse?
    package var complaint = ""
    /// On a narrow screen: the course of the ticket instead of the reasons.
    package var showsCourse = false
    /// The first line that is shown, where there is no room for all.
    package var scroll = 0
    /// When it was asked last, by this machine.
    package var askedAt: Date
    /// The language in which the desk spoke before, and will again.
    package var home: String

    init(_ subject: Subject, at time: Date, language: String) {
        self.subject = subject
        askedAt = time
        home = language
    }
}

extension DeskState {
    /// Seconds after which an open panel asks again.
    private static let whyAge: TimeInterval = 5

    /// Opens the panel.
    mutating func why(_ subject: Subject) -> [DeskEffect] {
        var panel = WhyPanel(subject, at: wall, language: words.language)
        if case .why(let open) = screen { panel.home = open.home }
        input = ""
        message = .empty
        screen = .why(panel)
        return [.explain(ticket: subject.id)]
    }

    /// From the find screen: of the label that is typed, else of the patient under the cursor.
    mutating func why(of form: FindForm) -> [DeskEffect] {
        if let subject = picture?.subject(label: form.query) { return why(subject) }
        guard let patient = form.patient else { return complain(DeskTexts.noSuchTicket(form.query)) }
        guard let ticket = patient.tickets.last else {
            return complain(DeskTexts.hasNoNumber(Columns.printable(patient.masked)))
        }
        if let subject = picture?.subject(id: ticket.id) { return why(subject) }
        return why(Subject(ticket))
    }

    /// Keys in the panel.
    mutating func press(_ key: Key, why panel: WhyPanel) -> [DeskEffect] {
        let subject = panel.subject
        switch key {
        case .escape: return leave(panel)
        case .function(1):
            screen = .help
            return speak(panel.home)
        case .up, .down: return stepWhy(by: key == .up ? -1 : 1)
        case .pageUp, .pageDown: scroll(panel, by: key == .pageUp ? -8 : 8)
        case .function(6):
            var panel = panel
            panel.showsCourse.toggle()
            panel.scroll = 0
            screen = .why(panel)
        case .character("l"), .character("L"):
            return speak(words.language == "en" ? "zh" : "en") + [.explain(ticket: subject.id)]
        case .character("1"): return sendForTests(subject)
        case .character("2"): return hold(subject)
        case .character("3"): return transfer(subject)
        case .character("4"), .function(4): return bringBack(subject)
        case .function(5): return prioritize(subject)
        case .function(7): return print(subject)
        case .function(8): return cancel(subject)
        case .function(9): return undoLast()
        default: break
        }
        return []
    }

    private mutating func leave(_ panel: WhyPanel) -> [DeskEffect] {
        screen = .queue
        message = .empty
        return words.language == panel.home ? [] : speak(panel.home)
    }

    private mutating func scroll(_ panel: WhyPanel, by lines: Int) {
        var panel = panel
        panel.scroll = max(0, panel.scroll + lines)
        screen = .why(panel)
    }

    /// The one before or after it in the plan.
    private mutating func stepWhy(by step: Int) -> [DeskEffect] {
        guard case .why(let panel) = screen else { return [] }
        let plan = picture?.plan ?? []
        let index = plan.firstIndex { $0.ticket.id == panel.subject.id }
        guard let next = index.map({ $0 + step }) ?? plan.indices.first, plan.indices.contains(next) else { return [] }
        chosen = plan[next].ticket.id
        followChosen()
        return why(Subject(plan[next]))
    }

    /// From now on the desk, and the server's sentences, are in this language.
    mutating func speak(_ language: String) -> [DeskEffect] {
        guard words.languages.contains(language) else { return [] }
        words.language = language
        message = .empty
        return [.speak(language), .refresh]
    }

    // MARK: Answers

    mutating func take(_ answer: ExplanationResponse, of ticket: String) {
        guard case .why(var panel) = screen, panel.subject.id == ticket else { return }
        panel.answer = answer
        panel.complaint = ""
        panel.subject.state = answer.state
        panel.subject.lane = answer.lane
        panel.subject.queue = answer.queue
        screen = .why(panel)
    }

    mutating func takeFailure(_ why: String, ofTicket ticket: String) {
        guard case .why(var panel) = screen, panel.subject.id == ticket else { return }
        panel.complaint = Columns.printable(why)
        screen = .why(panel)
    }

    /// After an act: of the ticket whose panel is open.
    mutating func askWhy() -> [DeskEffect] {
        guard case .why(var panel) = screen else { return [] }
        panel.askedAt = wall
        screen = .why(panel)
        return [.explain(ticket: panel.subject.id)]
    }

    /// With a new picture: once in a while.
    mutating func askAgainWhy() -> [DeskEffect] {
        guard case .why(let panel) = screen, wall.timeIntervalSince(panel.askedAt) >= Self.whyAge else { return [] }
        return askWhy()
    }
}
