package import FormEngine
import QueueEngine

/// What is known of a patient beside the answers of an assessment: what was dangerous when they were assessed last, and who
/// they are by the record.
extension ClinicService {
    /// What a form says of answers, and what is known of the ticket's patient beside them.
    ///
    /// Throws `NotFound`, `InvalidAnswers`, `Refusal`.
    package func evaluate(form id: String, answers: Answers, ofTicket ticket: String) async throws -> Evaluation {
        let evaluation = try evaluate(form: id, answers: answers)
        let form = try form(id)
        let person = try await self.ticket(ticket).ticket.person
        return try await store.read { [self] reader in
            let carried = try carriedDangers(
                of: person, to: form, answers: answers, saying: evaluation, ticket: ticket, in: reader)
            return try evaluation.adding(
                dangers: strangers(person, besides: answers, of: form, in: reader) + carried)
        }
    }

    /// What a form says of an assessment's answers, and what is known of its patient beside them.
    ///
    /// - Parameter signed: what was signed last: an amendment corrects it, with what it carried.
    func evaluation(
        of assessment: Assessment, by form: FormDefinition, signed: SignedContent?, in reader: any StoreReader
    ) throws -> Evaluation {
        let alone = form.evaluate(assessment.answers)
        let carried =
            try signed?.carried
            ?? carriedDangers(
                of: assessment.person, to: form, answers: assessment.answers, saying: alone, ticket: assessment.ticket,
                in: reader)
        let strangers = try strangers(assessment.person, besides: assessment.answers, of: form, in: reader)
        return alone.adding(dangers: strangers + carried)
    }

    // MARK: Dangers of the last assessments

    /// What was a danger when each form was signed last for this person, and is neither said by the answers of now nor
    /// settled by them: what is measured or computed anew is settled by the new figure, what holds for life (an allergy, a
    /// difficult airway) by nothing but the same answer. Each with its day, the newest first.
    private func carriedDangers(
        of person: String, to form: FormDefinition, answers: Answers, saying evaluation: Evaluation, ticket: String,
        in reader: any StoreReader
    ) throws -> [Finding] {
        var seen: Set<String> = []
        var known = Set(evaluation.findings.map(\.id))
        var newer: [SignedContent] = []
        var dangers: [Finding] = []
        for assessment in try earlier(person: person, ticket: ticket, in: reader) {
            guard seen.insert(assessment.form).inserted, let signed = try newestContent(of: assessment, in: reader)
            else { continue }
            for finding in signed.evaluation.findings where finding.level == .danger {
                guard finding.item != nil || finding.score != nil,
                    !form.settles(finding, answers: answers, saying: evaluation),
                    !newer.contains(where: { form.measures(finding, answers: $0.answers, saying: $0.evaluation) }),
                    known.insert(finding.id).inserted
                else { continue }
                dangers.append(carried(finding, signedAt: signed.signedAt))
            }
            newer.append(signed)
        }
        return dangers
    }

    /// A danger of an earlier assessment as a new one says it: with its day, and of no item of its own.
    private func carried(_ danger: Finding, signedAt: Instant) -> Finding {
        let day = LocalDate(signedAt, in: layout.timeZone).description
        var carried = danger
        carried.id = SignedContent.carriedPrefix + danger.id
        carried.item = nil
        carried.score = nil
        carried.blocks = false
        carried.text = Dictionary(
            uniqueKeysWithValues: danger.text.map { language, words in
                (language, wording.text("slip.last-danger", language, ["date": day, "danger": words]))
            })
        return carried
    }

    // MARK: Somebody else's answers

    /// Who is older or younger than the record says by more than a way of counting years, or of the other sex, may be
    /// another patient: every score would be another one's.
    func strangers(
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
    /// Whether the answers of now make an earlier danger a thing of the past.
    fileprivate func settles(_ danger: Finding, answers: Answers, saying evaluation: Evaluation) -> Bool {
        if let item = danger.item.flatMap(self.item) {
            // What is carried over holds until it is confirmed, and then says so itself.
            guard item.defaultFrom != .last else { return false }
            // What was decided or asked about that visit went with it; a figure holds until there is a new one.
            guard case .number = item.kind else { return true }
        }
        return measures(danger, answers: answers, saying: evaluation)
    }

    /// Whether answers hold a new figure in the place of that which was dangerous.
    fileprivate func measures(_ danger: Finding, answers: Answers, saying evaluation: Evaluation) -> Bool {
        if let id = danger.item {
            guard let item = item(id), item.defaultFrom != .last, case .number = item.kind else { return false }
            return answers[id] != nil && evaluation.visible.contains(id)
        }
        return danger.score.map { score in evaluation.scores.contains { $0.id == score && $0.missing.isEmpty } }
            ?? false
    }
}
