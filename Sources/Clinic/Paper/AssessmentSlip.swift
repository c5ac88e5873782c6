import FormEngine
import QueueEngine
import Slip

/// The slip of a signed assessment: dangers first, what was found, the scores with their sources, the conclusion, and
/// in the patient's languages what to do. Silence is never read as "no": what was asked and denied is counted, or, when
/// `showsAll`, shown answer by answer.
struct AssessmentSlip {
    let content: SignedContent
    /// SHA-256 of the signed content.
    let digest: String
    /// The revision that holds instead of this one.
    let replacedBy: AssessmentSignature?
    let layout: ClinicLayout
    let wording: Wording
    let showsAll: Bool
    let paper: Paper
    /// The page's languages beside Chinese.
    let others: [Language]
    /// Items that were shown to the doctor.
    let visible: Set<String>

    /// - Parameters:
    ///   - printer: whose paper it is made for; A5 without one.
    ///   - showsAll: every answer, also each "no".
    init(
        content: SignedContent, digest: String, replacedBy: AssessmentSignature? = nil, layout: ClinicLayout,
        wording: Wording,
        printer: ClinicLayout.Printer? = nil, showsAll: Bool = false
    ) {
        self.content = content
        self.digest = digest
        self.replacedBy = replacedBy
        self.layout = layout
        self.wording = wording
        self.showsAll = showsAll
        paper = (printer?.paper ?? .a5).paper
        var others: [Language] = []
        for tag in [content.patient.language] + layout.slip.languages {
            if let language = Language(rawValue: tag), language != .chinese, !others.contains(language) {
                others.append(language)
            }
        }
        self.others = others
        visible = Set(content.evaluation.visible)
    }

    /// - Parameter copy: 1 for the original; later ones say so.
    func document(copy: Int, at now: Instant) -> Document {
        Document(
            paper: paper, title: "\(content.label)", runningHead: runningHead,
            body: [.masthead(masthead), .rule(.thin)] + revision + patient + [.rule(.thin)] + boxes + findings
                + [.rule(.thin)] + conclusion + instructions,
            closing: [.signatures(signatures)], footer: footer(copy: copy, at: now))
    }

    /// So that no sheet is without its patient.
    private var runningHead: Text {
        let replaced = replacedBy.map { text("slip.replaced-by", ["revision": "\($0.revision)"]) + "　" } ?? ""
        let runs = [
            Run("\(replaced)\(title) \(content.label)　"),
            Run(content.patient.name, strong: true, field: "patient.name"),
            Run("　"),
        ]
        return Text(runs + identity)
    }

    /// Which of the hospital's forms it is.
    private var title: String { text("slip.title", ["form": content.form.title.best(for: "zh")]) }

    private var masthead: Masthead {
        var lines = [Text(content.signedAt.text("yyyy-MM-dd ", in: layout.timeZone) + weekday(content.signedAt))]
        if let room = content.room.flatMap({ layout.room(RoomID($0)) }) {
            lines.append(Text(room.name.best(for: "zh")))
        }
        return Masthead(
            institution: Text("\(layout.hospital.best(for: "zh")) · \(layout.name.best(for: "zh"))"),
            title: Text(title, strong: true), label: Text(content.label, strong: true), lines: lines,
            code: content.assessment, barcode: Barcode(scanned, showsText: false))
    }

    /// 单号: labels begin anew each day, with the day a paper can be found. Every revision of an assessment has the same.
    private var number: String { "S\(day)-\(content.label)" }

    /// The clinic-day, as in a number.
    private var day: String {
        content.date?.replacing("-", with: "") ?? content.signedAt.text("yyyyMMdd", in: layout.timeZone)
    }

    /// What a scanner at the desk reads: the number that the patient is found by, else the slip's own.
    private var scanned: String {
        let outpatient = content.patient.identifiers.first { $0.system == PersonIdentifier.outpatientNumber }?.value
        return [outpatient, number].compactMap(\.self)
            .first { Code128.widths($0) != nil && $0.count <= Self.scannedLength } ?? "S\(day)"
    }

    /// Characters that fit beside the QR code.
    private static let scannedLength = 16

    private var patient: [Block] {
        let age = months.map { text("slip.months", ["n": "\($0)"]) } ?? years.map { text("slip.age", ["n": "\($0)"]) }
        let who = [text("sex.\(sex.rawValue)"), age].compactMap(\.self).joined(separator: " · ")
        var blocks: [Block] = [
            .spread(
                Spread(
                    Text(name), Text(who, strong: true),
                    size: .display))
        ]
        let check = identityCheck.map { text($0) } ?? ""
        if !identity.isEmpty || !check.isEmpty { blocks.append(.spread(Spread(Text(identity), Text(check)))) }
        if let operation = operationLine { blocks.append(.paragraph(Paragraph(operation))) }
        return blocks
    }

    /// As registered; where nobody knew then, as the doctor has it.
    private var sex: Person.Sex {
        guard content.patient.sex == .unknown else { return content.patient.sex }
        return content.answers["sex"]?.text.flatMap { Person.Sex(rawValue: $0) } ?? .unknown
    }

    /// A long one is broken between its parts.
    private var name: [Run] {
        content.patient.name.split(after: ["·"]).map {
            Run($0, strong: true, field: "patient.name", unbroken: $0.count <= Self.unbrokenName)
        }
    }

    /// Characters of a part of a name that surely fit on one line.
    private static let unbrokenName = 10

    /// What the doctor has said of it in the form: nobody else can know it, and no paper says it by itself.
    private var identityCheck: String? {
        switch content.answers["identityChecked"] {
        case .yes: "slip.identity-checked"
        case .no: "slip.identity-not-checked"
        default: nil
        }
    }

    /// Of who is younger than two years, where the birth date is known: "0 years" tells nothing.
    private var months: Int? {
        guard let years, years < 2, let birth = content.patient.birthDate.flatMap(LocalDate.init) else { return nil }
        return birth.months(until: LocalDate(content.signedAt, in: layout.timeZone))
    }

    /// By the birth date, that stands beside it; where none is known, as the doctor has it.
    private var years: Int? {
        content.patient.birthDate.flatMap(LocalDate.init)
            .flatMap { $0.years(until: LocalDate(content.signedAt, in: layout.timeZone)) }
            ?? content.answers["age"].flatMap(\.number).map { Int($0) }
    }

    /// Birth date and numbers: what tells two people of one name apart.
    private var identity: [Run] {
        var line: [Run] = []
        if let birth = content.patient.birthDate {
            line += Self.told(text("slip.born"), birth)
        }
        for identifier in content.patient.identifiers {
            line += Self.told(
                wording.text("identifier.\(identifier.system)", "zh"), shown(identifier), field: "patient.identifiers")
        }
        return line
    }

    /// A name, and its value in bold on the same line.
    private static func told(_ name: String, _ value: String, field: String? = nil) -> [Run] {
        [
            Run(name + "\u{A0}", unbroken: true), Run(value, strong: true, field: field, unbroken: true), Run("　"),
        ]
    }

    /// Of an identity card the last four digits only.
    private func shown(_ identifier: PersonIdentifier) -> String {
        identifier.system == PersonIdentifier.identityCard ? "…\(identifier.value.suffix(4))" : identifier.value
    }

    /// 胆囊结石 → 腹腔镜胆囊切除术　择期　2026-11-24 周二 08:00　普外科
    private var operationLine: Text? {
        var runs: [Run] = []
        if let diagnosis = content.answers["preoperativeDiagnosis"]?.text {
            runs.append(Run(diagnosis + " → ", field: "preoperativeDiagnosis"))
        }
        if let name = content.answers["plannedOperation"]?.text {
            runs.append(Run(name, strong: true, field: "plannedOperation"))
        } else if content.form.item("plannedOperation") != nil {
            runs.append(Run(text("slip.no-operation")))
        }
        func add(_ text: String, strong: Bool = false) {
            runs.append(Run((runs.isEmpty ? "" : "　") + text, strong: strong))
        }
        if let item = content.form.item("urgency"), let urgency = shown(item) { add(urgency) }
        if let moment = operation {
            let words = [
                moment.text("yyyy-MM-dd", in: layout.timeZone), weekday(moment),
                moment.text("HH:mm", in: layout.timeZone),
            ]
            if !runs.isEmpty { runs.append(Run("　")) }
            if !isGoingAhead { runs.append(Run(text("slip.was-planned"), strong: true)) }
            // Broken between its words alone.
            runs += words.map { [Run($0, strong: true, unbroken: true)] }.joined(separator: [Run(" ")])
        } else if let date = content.answers["operationDate"]?.text {
            add(date, strong: true)
        }
        if let item = content.form.item("department"), let department = shown(item) { add(department) }
        return runs.isEmpty ? nil : Text(runs)
    }

    private func footer(copy: Int, at now: Instant) -> Footer {
        let left = text(
            "slip.footer",
            [
                "number": number, "revision": "\(content.revision)", "copy": "\(copy)",
                "time": now.text(isDayOfSigning(now) ? "HH:mm" : "MM-dd HH:mm", in: layout.timeZone),
            ])
        let right = text(
            "slip.form",
            [
                "form": content.form.title.best(for: "zh"), "version": "\(content.form.version)",
                "digest": "\(digest.prefix(8))…\(digest.suffix(4))",
            ])
        return Footer(left: Text(left), right: Text(right), pagePattern: Run(text("slip.page")))
    }

    private func isDayOfSigning(_ now: Instant) -> Bool {
        LocalDate(now, in: layout.timeZone) == LocalDate(content.signedAt, in: layout.timeZone)
    }

    private var signatures: [Signature] {
        let time = text("slip.signed", ["time": content.signedAt.text("MM-dd HH:mm", in: layout.timeZone)])
        return [
            Signature(
                label: Text(text("slip.doctor")), name: Text(content.doctorName, strong: true, field: "doctor.name"),
                note: Text(time)),
            Signature(label: Text(text("slip.patient-signs")), note: Text(text("slip.date-blank"))),
        ]
    }
}

// MARK: Words and answers

extension AssessmentSlip {
    func text(_ key: String, _ arguments: [String: String] = [:]) -> String { wording.text(key, "zh", arguments) }

    func weekday(_ moment: Instant, _ language: Language = .chinese) -> String {
        wording.weekday(moment, in: layout.timeZone, language.rawValue)
    }

    /// When the operation begins; nil when its day or its time is not known.
    var operation: Instant? {
        guard let date = content.answers["operationDate"]?.text.flatMap(LocalDate.init),
            let time = content.answers["operationTime"]?.text
        else { return nil }
        return date.moment(at: time, in: layout.timeZone)
    }

    /// An answer that is no tick, as people write it.
    func shown(_ item: FormItem) -> String? { shown(item, content.answers[item.id]) }

    func shown(_ item: FormItem, _ answer: Answer?) -> String? {
        switch (item.kind, answer) {
        case (.number(let range), .number(let value)):
            // Some questions name their unit themselves, where there is one for each.
            let unit = range.unit.flatMap { item.text.best(for: "zh").contains("(\($0))") ? nil : " \($0)" }
            return Self.plain(value) + (unit ?? "")
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

    static func plain(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}

extension Answer {
    var number: Double? { if case .number(let value) = self { value } else { nil } }
    var text: String? { if case .string(let value) = self, !value.isEmpty { value } else { nil } }
}
