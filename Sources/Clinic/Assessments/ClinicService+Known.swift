package import FormEngine
import QueueEngine

/// What is known of a patient beside the answers of an assessment: what was dangerous when they were assessed last, and who
/// they are by the record.
extension ClinicService {
    /// What a form says of answers, and what is known of the ticket's patient beside them.
    ///
    /// Throws `NotFound`, `InvalidAnswers`, `Refusal`.
    package func evaluate(form id: String, answers: Answers, ofTicket ticket: String) async throws -> Evaluation {
        let alone = try evaluate(form: id, answers: answers)
        let form = try form(id)
        return try await store.read { [self] reader in
            guard let place = try reader.ticketPlace(id: ticket) else { throw Refusal(.ticketUnknown) }
            return try adding(
                knownOf: place.person, ticket: ticket, to: alone, of: answers, by: form, signed: nil, in: reader)
        }
    }

    /// What a form says of an assessment's answers, and what is known of its patient beside them.
    ///
    /// - Parameter signed: what was signed last: an amendment corrects it, with what it carried.
    func evaluation(
        of assessment: Assessment, by form: FormDefinition, signed: SignedContent?, in reader: any StoreReader
    ) throws -> Evaluation {
        try adding(
            knownOf: assessment.person, ticket: assessment.ticket, to: form.evaluate(assessment.answers),
            of: assessment.answers, by: form, signed: signed, in: reader)
    }

    private func adding(
        knownOf person: String, ticket: String, to alone: Evaluation, of answers: Answers, by form: FormDefinition,
        signed: SignedContent?, in reader: any StoreReader
    ) throws -> Evaluation {
        let carried =
            try signed?.carried
            ?? carriedDangers(of: person, to: form, answers: answers, saying: alone, ticket: ticket, in: reader)
        return try alone.adding(
            strangers(person, besides: answers, of: form, in: reader) + carried
                + contradicted(ticket: ticket, answers: answers, of: form, in: reader))
    }

    /// What the patient has said is so, and is answered no here: put aside without a word, it would be gone.
    private func contradicted(
        ticket: String, answers: Answers, of form: FormDefinition, in reader: any StoreReader
    ) throws -> [Finding] {
        guard let said = try reader.patientAnswers(ticket: ticket), let questionnaire = forms[said.form] else {
            return []
        }
        let fed = questionnaire.fed(said.answers, into: form)
        return form.items.filter { fed[$0.id] == .yes && answers[$0.id] == .no }.map { item in
            let text = Dictionary(
                uniqueKeysWithValues: ["zh", "en"].map { language in
                    (language, wording.text("finding.told", language, ["item": item.text.best(for: language)]))
                })
            return Finding(id: "told.\(item.id)", level: .caution, text: text, item: item.id)
        }
    }

    // MARK: Dangers of the last assessments

    /// What was a danger in the earlier assessments of this person, and is neither said by the answers of now nor settled
    /// by them. What the form carries over (an allergy, a difficult airway) holds until it is said again, word for word:
    /// whoever knows better amends the assessment that says it. What was asked or measured of one visit holds for a while,
    /// and a figure no longer than until there is a new one. Each with its day, the newest first.
    private func carriedDangers(
        of person: String, to form: FormDefinition, answers: Answers, saying evaluation: Evaluation, ticket: String,
        in reader: any StoreReader
    ) throws -> [Finding] {
        let now = now()
        var known: Set<String> = []
        var newer: [Filling] = []
        var dangers: [Finding] = []
        for assessment in try earlier(person: person, ticket: ticket, in: reader) {
            guard let signature = assessment.signature else { continue }
            let signed = try rememberedFilling(of: signature, in: reader)
            let isRecent = now.seconds(since: signature.signedAt) < Self.visitHolds
            for finding in signed.evaluation.findings where finding.level == .danger {
                guard form.holds(finding, recently: isRecent), !known.contains(finding.id),
                    !form.measures(finding, answers: answers, saying: evaluation),
                    !newer.contains(where: { form.measures(finding, answers: $0.answers, saying: $0.evaluation) }),
                    !evaluation.findings.contains(where: { $0.says(finding) })
                else { continue }
                known.insert(finding.id)
                dangers.append(carried(finding, signedAt: signature.signedAt))
            }
            newer.append(signed)
        }
        return dangers
    }

    private func rememberedFilling(
        of signature: AssessmentSignature, in reader: any StoreReader
    ) throws -> Filling {
        let (known, _, edition) = signedFillings.split([signature.contentSHA256])
        if let filling = known[signature.contentSHA256] { return filling }
        let filling = try content(of: signature, in: reader).filling
        signedFillings.remember([signature.contentSHA256: filling], edition: edition)
        return filling
    }

    /// Three months, in seconds: the time that "recent" is in the questions themselves. Own limit, to be confirmed.
    private static let visitHolds = 90 * 86_400.0

    /// A danger of an earlier assessment as a new one says it: with its day, and of no item of its own.
    private func carried(_ danger: Finding, signedAt: Instant) -> Finding {
        let day = LocalDate(signedAt, in: layout.timeZone).description
        var carried = danger
        carried.id = SignedContent.carriedPrefix + danger.id
        carried.item = nil
        carried.score = nil
        carried.blocks = false
        carried.source = wording.text("finding.carried", "zh") + " / " + wording.text("finding.carried", "en")
        carried.text = Dictionary(
            uniqueKeysWithValues: danger.text.map { language, words in
                (language, wording.text("slip.last-danger", language, ["date": day, "danger": words]))
            })
        return carried
    }

    // MARK: Somebody else's answers

    /// Who is older or younger than the record says by more than a way of counting years, or of the other sex, may be
    /// another patient: every score would be another one's.
    private func strangers(
        _ person: String, besides answers: Answers, of form: FormDefinition, in reader: any StoreReader
    ) throws -> [Finding] {
        guard let record = try reader.person(id: person) else { return [] }
        var findings: [Finding] = []
        func add(_ id: String, item: String, _ arguments: (_ language: String) -> [String: String]) {
            let text = Dictionary(
                uniqueKeysWithValues: ["zh", "en"].map { ($0, wording.text("finding.\(id)", $0, arguments($0))) })
            findings.append(Finding(id: "record.\(id)", level: .danger, text: text, item: item))
        }
        for item in form.items {
            switch (item.defaultFrom, answers[item.id]) {
            case (.age, .number(let age)?):
                let years = record.birthDate.flatMap(LocalDate.init)?.years(until: today)
                // Counted the old way somebody is up to two years older.
                guard let years, !(Double(years) - 1...Double(years) + 2).contains(age) else { continue }
                add("age", item: item.id) { _ in ["age": AssessmentSlip.plain(age), "recorded": String(years)] }
            case (.sex, .string(let sex)?):
                let recorded = record.sex.rawValue
                guard ["male", "female"].contains(sex), ["male", "female"].contains(recorded), sex != recorded
                else { continue }
                add("sex", item: item.id) { language in
                    [
                        "sex": wording.text("sex.\(sex)", language),
                        "recorded": wording.text("sex.\(recorded)", language),
                    ]
                }
            default: continue
            }
        }
        return findings
    }
}

extension FormDefinition {
    /// Whether an earlier danger is worth saying again, unless it is said anyhow.
    fileprivate func holds(_ danger: Finding, recently isRecent: Bool) -> Bool {
        guard let id = danger.item else { return isRecent && danger.score != nil }
        // What this form never asks, only another one can settle.
        guard let item = item(id) else { return true }
        guard item.defaultFrom != .last else { return true }
        return switch item.kind {
        case .tick: isRecent
        // What has to be measured each time need not be told before.
        case .number: isRecent && !item.required
        default: false
        }
    }

    /// Whether answers hold a new figure or a new decision in the place of that which was dangerous.
    fileprivate func measures(_ danger: Finding, answers: Answers, saying evaluation: Evaluation) -> Bool {
        if let id = danger.item {
            guard let item = item(id), answers[id] != nil, evaluation.visible.contains(id) else { return false }
            return (item.kind.isNumber && item.defaultFrom != .last) || isDecision(id)
        }
        return danger.score.map { score in evaluation.scores.contains { $0.id == score && $0.missing.isEmpty } }
            ?? false
    }

    /// Whether it is decided anew each time, as what anaesthetic is planned.
    private func isDecision(_ item: String) -> Bool {
        sections.contains { $0.id == AssessmentSlip.conclusionSection && $0.items.contains { $0.id == item } }
    }
}

extension Finding {
    /// Whether it says an earlier finding again: a list of allergies may only have grown.
    fileprivate func says(_ earlier: Finding) -> Bool {
        id == earlier.id && (text["zh"] ?? "").contains(earlier.text["zh"] ?? "")
    }
}
