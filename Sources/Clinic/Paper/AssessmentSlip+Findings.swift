import FormEngine
import Slip

/// What was found: in frames what an anaesthetist looks for first, then ticks and numbers, and how many were denied.
extension AssessmentSlip {
    static let conclusionSection = "conclusion"
    private static let airwaySection = "airway"
    /// What the patient can do, which is no finding: its score says what it means.
    private static let abilities = "activities"

    private var clinicalSections: [FormSection] {
        content.form.sections.filter { $0.id != Self.conclusionSection && $0.id != Self.abilities }
    }

    private func title(_ section: FormSection) -> String { section.title.best(for: "zh") }

    // MARK: Frames

    var boxes: [Block] {
        [
            box(
                .danger, "slip.danger",
                found(.danger).map { Text($0.text.best(for: "zh"), strong: true, field: $0.item) }),
            box(.plain, "slip.risk", risks.map { Text($0.text.best(for: "zh"), field: $0.item) }), airway,
        ].compactMap(\.self)
    }

    private func box(_ weight: Box.Weight, _ key: String, _ items: [Text]) -> Block? {
        items.isEmpty ? nil : .box(Box(weight, label: Text(text(key), strong: true), items: items))
    }

    private func found(_ level: FindingLevel) -> [Finding] { content.evaluation.findings.filter { $0.level == level } }

    /// Those of the airway stand in its own frame; a score's band stands with the score.
    private var risks: [Finding] {
        let airway = Set(content.form.sections.first { $0.id == Self.airwaySection }?.items.map(\.id) ?? [])
        return found(.caution).filter { finding in
            // What is said of the words for the patient is for the doctor who writes them. The airway's own frame has the
            // answers themselves, not what is to be doubted of them.
            finding.item.map { item in
                !(airway.contains(item) && finding.id == item) && content.form.item(item)?.forPatient != true
                // What is of no item here was said elsewhere: by the patient, or at an earlier visit.
            } ?? (finding.score == nil)
        }
    }

    private var airway: Block? {
        guard let section = content.form.sections.first(where: { $0.id == Self.airwaySection }), !showsAll else {
            return nil
        }
        let positive = marks(in: [section]).map { tick in
            Text((tick.mark == .unknown ? text("slip.not-known") : "") + tick.text.plain, field: section.id)
        }
        return box(.plain, "slip.airway", measures(in: section).map { Text($0) } + positive)
    }

    /// Items that a frame says: they are not said twice.
    private var framed: Set<String> {
        Set((found(.danger) + risks).compactMap(\.item)).subtracting(numbersOfDangers)
    }

    /// A number in a danger may also stand in other findings: it is kept with the measurements, unless said in full.
    private var numbersOfDangers: Set<String> {
        Set(found(.danger).compactMap(\.item).filter { content.form.item($0).map { $0.kind != .tick } ?? false })
    }

    // MARK: Ticks and numbers

    var findings: [Block] {
        showsAll ? everything : [.columns(Columns(left: history, right: scoreColumn, leftShare: 46))]
    }

    private var history: [Block] {
        let sections = clinicalSections.filter { $0.id != Self.airwaySection }
        let untold = untold
        let ticks = marks(in: sections, besides: untold)
        let isClear = untold.isEmpty && content.evaluation.findings.isEmpty
        let nothing = isClear ? [Block.paragraph(Paragraph(Text(text("slip.nothing-found"))))] : []
        return [.heading(Text(text("slip.findings"), strong: true))]
            + (ticks.isEmpty ? nothing : [.ticks(TickList(ticks))])
            + counts("slip.untold") { untold.contains($0) } + denied + sections.compactMap(paragraph(of:))
    }

    private var scoreColumn: [Block] { [.heading(Text(text("slip.scores"), strong: true)), .scores(scores)] }

    /// What is so, and what was asked and is not known, unless a frame has said it.
    private func marks(in sections: [FormSection], besides: Set<String> = []) -> [Tick] {
        sections.flatMap(\.items).compactMap { item in
            guard item.kind == .tick, visible.contains(item.id), !besides.contains(item.id),
                !Self.shownElsewhere.contains(item.id),
                !framed.contains(item.id)
            else { return nil }
            return switch content.answers[item.id] {
            case .yes: Tick(.checked, Text(item.text.best(for: "zh"), field: item.id))
            case .unknown: Tick(.unknown, Text(item.text.best(for: "zh"), field: item.id))
            default: nil
            }
        }
    }

    /// Ticks that one choice made 不详, since nobody can tell the history: counted by section, each a line among all answers.
    private var untold: Set<String> {
        let chosen = content.form.items.filter { visible.contains($0.id) }.flatMap { item in
            item.kind.choices.filter { content.answers[item.id] == .string($0.code) }
        }
        let filled = chosen.flatMap { ($0.fills ?? [:]).filter { $0.value == .unknown }.keys }
        return Set(filled).filter { content.answers[$0] == .unknown }
    }

    /// What every anaesthetist looks for is denied by its name, all else by how many, section by section. Whether each was
    /// asked or its section ticked as a whole the form does not know, so the paper does not say.
    private var denied: [Block] {
        let named = Self.deniedByName.compactMap(content.form.item).filter { item in
            visible.contains(item.id) && content.answers[item.id] == .no
        }
        return counts(
            "slip.denied", named: named.map { Self.pair($0.text.best(for: "zh"), text("slip.no"), field: $0.id) }
        ) { content.answers[$0] == .no && !Self.deniedByName.contains($0) }
    }

    private static let deniedByName = ["drugAllergy", "pregnant", "anticoagulants"]

    /// How many of each section's items are so, after the words of `key` and those that are named; nothing where none is.
    private func counts(_ key: String, named: [[Run]] = [], _ isSo: (String) -> Bool) -> [Block] {
        // What is asked about the operation is no part of a history.
        let counts = clinicalSections.filter { !$0.nothingAbnormal.isEmpty }.compactMap { section -> [Run]? in
            let asked = section.items.filter { visible.contains($0.id) && !Self.shownElsewhere.contains($0.id) }
            let count = asked.count { isSo($0.id) }
            return count == 0 ? nil : Self.pair(title(section), "\(count)")
        }
        guard !counts.isEmpty || !named.isEmpty else { return [] }
        let list = (named + counts).joined(separator: [Run(text("slip.comma"))])
        return [.paragraph(Paragraph(Text([Run(text(key), strong: true)] + list)))]
    }

    /// Numbers, choices and texts of a section.
    private func paragraph(of section: FormSection) -> Block? {
        let parts = measures(in: section)
        guard !parts.isEmpty else { return nil }
        return .paragraph(Paragraph(Text([Run(title(section) + " ", strong: true)] + Self.spaced(parts))))
    }

    /// Among the numbers somebody looks for all of them: one that is dangerous is there too.
    private func measures(in section: FormSection) -> [[Run]] {
        section.items.filter { visible.contains($0.id) && !Self.shownElsewhere.contains($0.id) }.compactMap { item in
            shown(item).flatMap {
                !item.kind.isNumber && isSaid($0, byDangerOf: item)
                    ? nil : Self.pair(item.text.best(for: "zh"), $0, field: section.id)
            }
        }
    }

    /// Characters of a name and its value that are kept on one line.
    private static let unbroken = 20

    /// A name and its value. What is short stays on one line; a long one may be broken, but not between the two.
    static func pair(_ name: String, _ value: String, field: String? = nil) -> [Run] {
        let isShort = name.count + value.count < unbroken
        return [Run("\(name)\u{A0}\(value)", field: field, unbroken: isShort)]
    }

    static func spaced(_ parts: [[Run]]) -> [Run] { Array(parts.joined(separator: [Run("　")])) }

    /// In the head of the slip, or among the scores.
    private static let shownElsewhere: Set<String> = [
        "age", "sex", "asaClass", "preoperativeDiagnosis", "plannedOperation", "operationDate", "operationTime",
        "urgency", "department", "identityChecked", "asaEmergency",
    ]

    /// Whether a danger says an item's own answer. That of another one may hold the same letters by chance.
    private func isSaid(_ answer: String, byDangerOf item: FormItem) -> Bool {
        found(.danger).contains { $0.item == item.id && $0.text.best(for: "zh").contains(answer) }
    }

    // MARK: Every answer

    /// Section by section each question with its answer, and what the boxes mean.
    private var everything: [Block] {
        let key = [
            Tick(.checked, Text(text("slip.mark-yes"))), Tick(.unchecked, Text(text("slip.mark-no"))),
            Tick(.unknown, Text(text("slip.mark-unknown"))), Tick(.unanswered, Text(text("slip.mark-unanswered"))),
        ]
        let sections = content.form.sections.filter { $0.id != Self.conclusionSection }
        return [.choices(Choices(label: Text(text("slip.all"), strong: true), options: key))]
            + sections.flatMap(answers) + scoreColumn
    }

    private func answers(of section: FormSection) -> [Block] {
        let items = section.items.filter { visible.contains($0.id) }
        let ticks = items.filter { $0.kind == .tick }.map { item in
            let mark: Mark =
                switch content.answers[item.id] {
                case .yes: .checked
                case .no: .unchecked
                case .unknown: .unknown
                default: .unanswered
                }
            return Tick(mark, Text(item.text.best(for: "zh"), strong: mark == .checked, field: item.id))
        }
        let others = items.filter { $0.kind != .tick }.map { item in
            Self.pair(item.text.best(for: "zh"), shown(item) ?? text("slip.mark-unanswered"), field: section.id)
        }
        guard !items.isEmpty else { return [] }
        // Behind ticks that may end a page the section is named again.
        let name = ticks.isEmpty ? [] : [Run(title(section) + "　", strong: true)]
        return [.heading(Text(title(section), strong: true))]
            + (ticks.isEmpty ? [] : [.ticks(TickList(ticks, columns: 3))])
            + (others.isEmpty ? [] : [.paragraph(Paragraph(Text(name + Self.spaced(others))))])
    }

    // MARK: What was decided

    /// By whose intervals the medicines were judged: hospitals choose different ones.
    private var ruleSet: [Block] {
        guard let hold = content.evaluation.drugHolds.first, let holds = content.form.drugHolds,
            let set = holds.sets.first(where: { $0.id == holds.use })
        else { return [] }
        let name = Run(text("slip.rule-set") + "\u{A0}", strong: true, unbroken: true)
        return [.paragraph(Paragraph(Text([name, Run("\(set.title.best(for: "zh")) \(hold.ruleSet)")]), size: .small))]
    }

    var conclusion: [Block] {
        guard let section = content.form.sections.first(where: { $0.id == Self.conclusionSection }) else { return [] }
        let items = section.items.filter { visible.contains($0.id) && !$0.forPatient }
        let decision = items.filter { $0.id == "decision" }.map { item in
            let options = item.kind.choices.map { choice in
                let isChosen = content.answers[item.id] == .string(choice.code)
                return Tick(isChosen ? .checked : .unchecked, Text(choice.text.best(for: "zh"), strong: isChosen))
            }
            return Block.choices(Choices(label: Text(title(section), strong: true), options: options))
        }
        var chosen: [Run] = []
        var written: [Block] = []
        for item in items where item.id != "decision" {
            guard let value = shown(item) else { continue }
            let runs = [
                Run(item.text.best(for: "zh") + "\u{A0}", strong: true, unbroken: true),
                Run(value, field: item.id, unbroken: value.count < Self.unbroken), Run("　"),
            ]
            if case .text = item.kind { written.append(.paragraph(Paragraph(Text(runs)))) } else { chosen += runs }
        }
        written += ruleSet
        return decision + (chosen.isEmpty ? [] : [.paragraph(Paragraph(Text(chosen)))]) + written
    }
}
