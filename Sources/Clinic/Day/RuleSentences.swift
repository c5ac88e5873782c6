package import QueueEngine

/// A rule sheet read back in sentences, so that whoever edited it sees what the clinic will now do. Nothing that the
/// sheet says is left out.
package struct RuleSentences: Sendable {
    /// A heading and what is said below it.
    package struct Part: Hashable, Sendable {
        package var heading: String
        package var sentences: [String]
    }

    let sheet: RuleSheet
    let wording: Wording
    let language: String
    let words: RuleWords

    /// - Parameter language: zh or en; staff read no other.
    package init(_ sheet: RuleSheet, wording: Wording, language: String) {
        self.sheet = sheet
        self.wording = wording
        self.language = language
        words = RuleWords(wording: wording, language: language)
    }

    /// What the sheet is called.
    package var title: String {
        text(
            "rules.title",
            ["title": sheet.title.best(for: language), "id": sheet.id, "version": String(sheet.version)])
    }

    package var parts: [Part] {
        [
            part("rules.number-head", numbers), part("rules.lanes-head", lanes), part("rules.order-head", order),
            part("rules.guard-head", protection), part("rules.ready-head", ready), part("rules.missed-head", missed),
            part("rules.late-head", [late] + byNumber([sheet.late?.step])), part("rules.booking-head", booking),
            part("rules.tests-head", tests),
            part("rules.transferred-head", [transferred] + byNumber([sheet.transferred])),
            part("rules.priorities-head", priorities), part("rules.grades-head", grades),
            part("rules.quotas-head", quotas), part("rules.limits-head", limits),
        ]
    }

    /// All of it, one sentence a line, those below a heading indented.
    package var lines: [String] {
        [title] + parts.flatMap { part in ["  \(part.heading)"] + part.sentences.map { "    · \($0)" } }
    }

    private func part(_ key: String, _ sentences: [String]) -> Part {
        Part(heading: text(key), sentences: sentences)
    }

    func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        wording.text(key, language, arguments)
    }

    func text(_ key: String, count: Int) -> String { text(key, ["count": String(count)]) }

    func text(_ key: String, minutes: Int) -> String { text(key, ["minutes": String(minutes)]) }

    func list(_ lanes: [Lane]) -> String { lanes.map(words.lane).joined(separator: text("rules.comma")) }

    private var numbers: [String] {
        let label = sheet.number.label(for: 12)
        let mark = sheet.number.returnMark
        return [
            text("rules.number", ["seventh": sheet.number.label(for: 7), "twelfth": label]),
            text("rules.number-return", ["mark": mark, "label": mark + label]),
        ]
    }

    private var lanes: [String] {
        sheet.lanes.map { rule in
            let minutes = rule.minutes
            let whole = minutes.rounded() == minutes ? String(Int(minutes)) : String(minutes)
            let arguments = ["lane": words.lane(rule.lane), "minutes": whole]
            return switch rule.order {
            case .number: text("rules.lane-number", arguments)
            case .arrival: text("rules.lane-arrival", arguments)
            case .slot: text("rules.lane-slot", arguments)
            }
        }
    }

    private var protection: [String] {
        let limit = sheet.overtaking
        var sentences: [String] = []
        if limit?.times != nil || limit?.minutes != nil { sentences.append(text("rules.guard-is")) }
        if limit?.times == nil { sentences.append(text("rules.guard-no-times")) }
        if limit?.minutes == nil { sentences.append(text("rules.guard-no-minutes")) }
        return sentences
    }

    private var ready: [String] {
        guard sheet.getReady > 0 else { return [text("rules.get-ready-none")] }
        let told = text("rules.get-ready", count: sheet.getReady)
        return sheet.absolute.isEmpty
            ? [told] : [told, text("rules.get-ready-but", ["lanes": list(sheet.absolute)])]
    }

    private var priorities: [String] {
        let named = sheet.priorities.map {
            text(
                "rules.priority",
                ["title": $0.title.best(for: language), "id": $0.id, "lane": words.lane($0.lane)])
        }
        let others = sheet.classes.map(\.lane).filter { lane in !sheet.priorities.contains { $0.lane == lane } }
        let absolute = others.isEmpty ? [] : [text("rules.priority-absolute", ["lanes": list(others)])]
        let all = named + absolute
        return all.isEmpty ? [text("rules.priorities-none")] : all
    }

    private var grades: [String] {
        guard !sheet.grades.isEmpty else { return [text("rules.grades-none")] }
        return sheet.grades.map { text("rules.grade", ["title": $0.title.best(for: language), "id": $0.id]) }
    }

    private var limits: [String] {
        [
            sheet.undoMinutes > 0 ? text("rules.undo", minutes: sheet.undoMinutes) : text("rules.undo-none"),
            text("rules.waiting", count: sheet.waitingLimit),
            text("rules.per-person", count: sheet.ticketsPerPerson),
        ]
    }
}
