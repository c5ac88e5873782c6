import FormEngine
import QueueEngine
import Slip

/// The A5 slip of a signed assessment: dangers first, what was found, the scores with their sources, the conclusion, and
/// in the patient's languages what to do. Silence is never read as "no": what was asked and denied is counted.
struct AssessmentSlip {
    let content: SignedContent
    let layout: ClinicLayout
    let wording: Wording
    /// The patient's other language, beside Chinese.
    private let second: Language?

    init(content: SignedContent, layout: ClinicLayout, wording: Wording) {
        self.content = content
        self.layout = layout
        self.wording = wording
        let language = Language(rawValue: content.patient.language) ?? .chinese
        second = language == .chinese ? nil : language
    }

    /// - Parameter copy: 1 for the original; later ones say so.
    func document(copy: Int, at now: Instant) -> Document {
        Document(
            paper: .a5, title: "\(content.label)", runningHead: runningHead,
            body: [.masthead(masthead), .rule(.thin)] + patient + [.rule(.thin)] + dangers + findings
                + [.rule(.thin)] + conclusion + instructions,
            closing: [.signatures(signatures)], footer: footer(copy: copy, at: now))
    }

    private var runningHead: Text {
        [Run("\(text("slip.title")) \(content.label) · "), Run(content.patient.name, field: "patient.name")]
    }

    private var masthead: Masthead {
        Masthead(
            institution: Text("\(layout.hospital.best(for: "zh")) · \(layout.name.best(for: "zh"))"),
            title: Text(text("slip.title"), strong: true), label: Text(content.label, strong: true),
            lines: [Text(content.signedAt.text("yyyy-MM-dd", in: layout.timeZone))], code: content.assessment)
    }

    private var patient: [Block] {
        let age = content.answers["age"].flatMap(\.number).map { text("slip.age", ["n": "\(Int($0))"]) }
        let who = [text("sex.\(content.patient.sex.rawValue)"), age].compactMap(\.self).joined(separator: " · ")
        var line: [Run] = []
        if let birth = content.patient.birthDate {
            line += [Run(text("slip.born") + " "), Run(birth, strong: true), Run("　")]
        }
        for identifier in content.patient.identifiers {
            line += [Run(wording.text("identifier.\(identifier.system)", "zh") + " ")]
            line += [Run(shown(identifier), strong: true, field: "patient.identifiers"), Run("　")]
        }
        var blocks: [Block] = [
            .spread(
                Spread(
                    Text(content.patient.name, strong: true, field: "patient.name"), Text(who, strong: true),
                    size: .display)),
            .paragraph(Paragraph(Text(line))),
        ]
        if let operation = operationLine { blocks.append(.paragraph(Paragraph(operation))) }
        return blocks
    }

    /// Of an identity card the last four digits only.
    private func shown(_ identifier: PersonIdentifier) -> String {
        identifier.system == PersonIdentifier.identityCard ? "…\(identifier.value.suffix(4))" : identifier.value
    }

    private var operationLine: Text? {
        guard let operation = content.answers["plannedOperation"]?.text else { return nil }
        let date = content.answers["operationDate"]?.text
        let time = content.answers["operationTime"]?.text
        let moment = [date, time].compactMap(\.self).joined(separator: " ")
        return [Run(operation, strong: true, field: "plannedOperation"), Run("　\(moment)", strong: true)]
    }

    private var dangers: [Block] {
        let found = content.evaluation.findings.filter { $0.level == .danger }
        guard !found.isEmpty else { return [] }
        return [
            .danger(
                DangerBox(
                    label: Text(text("slip.danger"), strong: true),
                    items: found.map { Text($0.text.best(for: "zh"), strong: true, field: $0.item) }))
        ]
    }

    private func footer(copy: Int, at now: Instant) -> Footer {
        let left = text(
            "slip.footer",
            [
                "label": content.label, "revision": "\(content.revision)", "copy": "\(copy)",
                "time": now.text("HH:mm", in: layout.timeZone),
            ])
        let right = text(
            "slip.form", ["form": content.form.title.best(for: "zh"), "version": "\(content.form.version)"])
        return Footer(left: Text(left), right: Text(right), pagePattern: Run(text("slip.page")))
    }

    private var signatures: [Signature] {
        let time = text("slip.signed", ["time": content.signedAt.text("HH:mm", in: layout.timeZone)])
        return [
            Signature(
                label: Text(text("slip.doctor")), name: Text(content.doctorName, strong: true, field: "doctor.name"),
                note: Text(time)),
            Signature(label: Text(text("slip.patient-signs")), note: Text(text("slip.date-blank"))),
        ]
    }

    func text(_ key: String, _ arguments: [String: String] = [:]) -> String { wording.text(key, "zh", arguments) }
}

// MARK: What was found

extension AssessmentSlip {
    private static let conclusionSection = "conclusion"

    private var clinicalSections: [FormSection] {
        content.form.sections.filter { $0.id != Self.conclusionSection && $0.id != Self.abilities }
    }

    /// What the patient can do, which is no finding: its score says what it means.
    private static let abilities = "activities"

    private var findings: [Block] {
        let left: [Block] =
            [.heading(Text(text("slip.findings"), strong: true))] + ticks + denied + measured
        let right: [Block] = [.heading(Text(text("slip.scores"), strong: true)), .scores(scores)]
        return [.columns(Columns(left: left, right: right, leftShare: 52))]
    }

    private var visible: Set<String> { Set(content.evaluation.visible) }

    private var ticks: [Block] {
        let items = clinicalSections.flatMap(\.items).filter { $0.kind == .tick && visible.contains($0.id) }
        let shown = items.compactMap { item -> Tick? in
            switch content.answers[item.id] {
            case .yes: Tick(.checked, Text(item.text.best(for: "zh"), field: item.id))
            case .unknown: Tick(.unknown, Text(item.text.best(for: "zh"), field: item.id))
            default: nil
            }
        }
        return shown.isEmpty ? [.paragraph(Paragraph(Text(text("slip.nothing-found"))))] : [.ticks(TickList(shown))]
    }

    /// "逐项问过，均无": how many were asked and denied, by section.
    private var denied: [Block] {
        let counts = clinicalSections.compactMap { section -> String? in
            let count = section.items.count { visible.contains($0.id) && content.answers[$0.id] == .no }
            return count == 0 ? nil : "\(section.title.best(for: "zh")) \(count)"
        }
        guard !counts.isEmpty else { return [] }
        return [.paragraph(Paragraph([Run(text("slip.denied"), strong: true), Run(counts.joined(separator: "、"))]))]
    }

    /// Numbers, choices and texts, a paragraph for each section.
    private var measured: [Block] {
        clinicalSections.compactMap { section in
            let parts = section.items.filter { visible.contains($0.id) && !Self.shownElsewhere.contains($0.id) }
                .compactMap { item in
                    shown(item).flatMap { isInDangers($0) ? nil : "\(item.text.best(for: "zh")) \($0)" }
                }
            guard !parts.isEmpty else { return nil }
            return .paragraph(
                Paragraph([
                    Run(section.title.best(for: "zh") + " ", strong: true),
                    Run(parts.joined(separator: "　"), field: section.id),
                ]))
        }
    }

    /// In the head of the slip, or among the scores.
    private static let shownElsewhere: Set<String> = [
        "age", "sex", "asaClass", "plannedOperation", "operationDate", "operationTime", "medicinesTaken",
    ]

    /// What stands in the black frame is not said twice.
    private func isInDangers(_ text: String) -> Bool {
        content.evaluation.findings.contains { $0.level == .danger && $0.text.best(for: "zh").contains(text) }
    }

    /// An answer that is no tick, as people write it.
    private func shown(_ item: FormItem) -> String? {
        switch (item.kind, content.answers[item.id]) {
        case (.number(let range), .number(let value)):
            return Self.plain(value) + (range.unit.map { " \($0)" } ?? "")
        case (.choice(let choices), .string(let code)):
            return choices.first { $0.code == code }?.text.best(for: "zh")
        case (.several(let choices), .list(let codes)):
            let chosen = choices.filter { codes.contains($0.code) }.map { $0.text.best(for: "zh") }
            return chosen.isEmpty ? nil : chosen.joined(separator: "、")
        case (.text, .string(let text)), (.date, .string(let text)), (.time, .string(let text)):
            return text.isEmpty ? nil : text
        default: return nil
        }
    }

    private static func plain(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }

    private var scores: [ScoreRow] { asa + computed }

    /// The one that a person chose; an emergency carries its E.
    private var asa: [ScoreRow] {
        guard let item = content.form.item("asaClass"), let value = shown(item) else { return [] }
        let suffix = content.answers["asaEmergency"] == .yes ? "E" : ""
        return [
            ScoreRow(
                name: Text("ASA", language: .english, strong: true), value: Text(value + suffix, strong: true),
                meaning: Text(text("slip.by-doctor")), source: Text(text("slip.asa-source")))
        ]
    }

    /// Paper is short: only what has a meaning in words, and to which something counted.
    private func isTold(_ score: ScoreResult) -> Bool {
        score.applies && (score.value != nil || !score.parts.isEmpty) && (score.band ?? score.lowestBand) != nil
    }

    /// While answers are missing the two ends of what it may become: never a quiet 3.
    private func value(_ score: ScoreResult) -> String {
        guard score.value == nil, let lowest = score.lowest, let highest = score.highest else {
            return score.shown ?? text("slip.score-open")
        }
        return [lowest, highest].map { Self.plain(($0 * 100).rounded() / 100) }.joined(separator: "–")
    }

    private func bands(_ score: ScoreResult) -> String? {
        if let band = score.band, score.value != nil { return band.text.best(for: "zh") }
        var ends = [score.band ?? score.lowestBand, score.highestBand].compactMap { $0?.text.best(for: "zh") }
        if ends.count == 2, ends[0] == ends[1] { ends.removeLast() }
        return "\(ends.joined(separator: " → "))（\(text("slip.score-open"))）"
    }

    private var computed: [ScoreRow] {
        content.evaluation.scores.filter(isTold).map { score in
            // A sum is told by what counted; a formula's numbers stand in the findings already.
            let working = score.most == nil ? "" : score.working.best(for: "zh")
            let unit = score.unit == "%" ? " %" : ""
            let meaning = [bands(score), working]
                .compactMap(\.self).filter { !$0.isEmpty }
            return ScoreRow(
                name: Text(score.title.best(for: "zh"), language: .english, strong: true),
                value: Text(value(score) + unit, strong: true),
                meaning: Text(meaning.joined(separator: "　")), source: Text(score.source))
        }
    }
}

// MARK: What follows

extension AssessmentSlip {
    private var conclusion: [Block] {
        guard let section = content.form.sections.first(where: { $0.id == Self.conclusionSection }) else { return [] }
        var blocks: [Block] = []
        for item in section.items where visible.contains(item.id) && !item.forPatient {
            if item.id == "decision", case .choice(let choices) = item.kind {
                let options = choices.map { choice in
                    let isChosen = content.answers[item.id] == .string(choice.code)
                    return Tick(isChosen ? .checked : .unchecked, Text(choice.text.best(for: "zh"), strong: isChosen))
                }
                blocks.append(
                    .choices(Choices(label: Text(section.title.best(for: "zh"), strong: true), options: options)))
            } else if !Self.inPatientLine.contains(item.id), let value = shown(item) {
                let label = Run(item.text.best(for: "zh") + " ", strong: true)
                blocks.append(.paragraph(Paragraph([label, Run(value, field: item.id)])))
            }
        }
        return blocks
    }

    private static let inPatientLine: Set<String> = ["plannedOperation", "operationDate", "operationTime"]

    /// Hours before the operation from which an instruction holds.
    /// ASA Practice Guidelines for Preoperative Fasting, Anesthesiology 2017;126:376.
    private static let fastingHours = ["no-fatty-food": 8.0, "no-food": 6.0, "no-water": 2.0]

    private var operation: Instant? {
        guard let date = content.answers["operationDate"]?.text.flatMap(LocalDate.init),
            let time = content.answers["operationTime"]?.text
        else { return nil }
        return date.moment(at: time, in: layout.timeZone)
    }

    private var instructions: [Block] {
        let items = content.form.sections.flatMap(\.items).filter { $0.forPatient && visible.contains($0.id) }
        let rows = items.flatMap(rows) + content.evaluation.drugHolds.map(row(for:))
        guard !rows.isEmpty else { return [] }
        let head = items.first?.text ?? [:]
        return [
            .instructions(
                InstructionTable(
                    head: InstructionRow(
                        Text(head.best(for: "zh"), strong: true), time: Text(text("slip.from-when"), strong: true),
                        note: operation.map {
                            Text(text("slip.operation-on", ["date": $0.text("MM-dd", in: layout.timeZone)]))
                        },
                        translation: translation(head, strong: true)),
                    rows: rows))
        ]
    }

    private func rows(for item: FormItem) -> [InstructionRow] {
        switch (item.kind, content.answers[item.id]) {
        case (.several(let choices), .list(let codes)):
            choices.filter { codes.contains($0.code) }.map { row($0.text, code: $0.code) }
        case (.text, .string(let own)) where !own.isEmpty:
            [
                InstructionRow(
                    [Run(item.text.best(for: "zh") + "："), Run(own, strong: true, field: item.id)],
                    time: Text(""), translation: translation(item.text))
            ]
        default: []
        }
    }

    private func row(_ texts: [String: String], code: String) -> InstructionRow {
        guard let hours = Self.fastingHours[code], let operation else {
            let now = Self.fastingHours[code] == nil ? text("slip.from-now") : ""
            return InstructionRow(
                Text(texts.best(for: "zh")), time: Text(now, strong: true), translation: translation(texts))
        }
        let from = operation.adding(seconds: -hours * 3600)
        let clock = from.text("HH:mm", in: layout.timeZone)
        // Midnight belongs to the evening before: 周三夜里 12 点.
        let named = clock == "00:00" ? from.adding(seconds: -1) : from
        let day = text("weekday.\(named.text("e", in: layout.timeZone))")
        let note = text("slip.at-time", ["day": day, "part": text("daypart.\(Self.dayPart(clock))")])
        return InstructionRow(
            Text(texts.best(for: "zh")), time: Text(clock, language: .english, strong: true), note: Text(note),
            translation: translation(texts), isClockTime: true)
    }

    /// One medicine: taken as always, stopped from when, or for the doctor to say.
    private func row(for hold: DrugHoldResult) -> InstructionRow {
        let last = [hold.lastDate.map { String($0.suffix(5)) }, hold.lastTime].compactMap(\.self).joined(separator: " ")
        let key = "drug-hold.\(hold.action.rawValue)"
        let days = hold.hours.map { Self.plain(($0 / 24 * 10).rounded() / 10) } ?? ""
        func words(_ language: String) -> String {
            wording.text(key, language, ["drug": hold.label.best(for: language), "days": days])
        }
        return InstructionRow(
            Text(words("zh")), time: Text(last, language: .english, strong: true),
            note: last.isEmpty ? nil : Text(text("slip.last-dose")),
            translation: second.map { Text(words($0.rawValue), language: $0) }, isClockTime: false)
    }

    /// Midnight is explained in words: many would come a day late.
    private static func dayPart(_ clock: String) -> String {
        switch clock {
        case "00:00": "midnight"
        case ..<"05:00": "night"
        case ..<"12:00": "morning"
        case ..<"18:00": "afternoon"
        default: "evening"
        }
    }

    private func translation(_ texts: [String: String], strong: Bool = false) -> Text? {
        guard let second, let text = texts[second.rawValue] else { return nil }
        return Text(text, language: second, strong: strong)
    }
}

extension Answer {
    fileprivate var number: Double? { if case .number(let value) = self { value } else { nil } }
    fileprivate var text: String? { if case .string(let value) = self, !value.isEmpty { value } else { nil } }
}
