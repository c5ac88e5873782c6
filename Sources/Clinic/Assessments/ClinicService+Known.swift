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
                knownOf: place.person, ticket: ticket, to: alone, of: answers, by: form, visited: nil, signed: nil,
                in: reader)
        }
    }

    /// What a form says of an assessment's answers, and what is known of its patient beside them.
    ///
    /// - Parameter signed: what was signed last: an amendment corrects it, with what it carried; figures of other visits
    ///   speak as they are known now.
    func evaluation(
        of assessment: Assessment, by form: FormDefinition, signed: SignedContent?, in reader: any StoreReader
    ) throws -> Evaluation {
        try adding(
            knownOf: assessment.person, ticket: assessment.ticket, to: form.evaluate(assessment.answers),
            of: assessment.answers, by: form, visited: assessment.revisions.first?.signedAt, signed: signed,
            in: reader)
    }

    private func adding(
        knownOf person: String, ticket: String, to alone: Evaluation, of answers: Answers, by form: FormDefinition,
        visited: Instant?, signed: SignedContent?, in reader: any StoreReader
    ) throws -> Evaluation {
        // Whoever corrects afterwards what was signed before the operation says nothing wrong of its date.
        let day = visited.map { LocalDate($0, in: layout.timeZone) } ?? today
        let earlier = try earlierFillings(of: person, ticket: ticket, in: reader)
        // Once the operation is over, what was decided before it is no longer to be decided.
        let isOver = signed != nil && form.isOver(answers, on: today.description)
        let held =
            isOver
            ? (findings: [], missing: [])
            : heldFigures(of: earlier, to: form, answers: answers, saying: alone, visited: visited ?? now())
        let others =
            signed.map { $0.carried.filter { isOver || !form.isOfHeldFigure($0, asking: alone.visible) } }
            ?? carriedDangers(of: earlier, to: form, answers: answers, saying: alone)
        var alone = alone
        let warnings = warnings(others, of: earlier, to: form)
        if !warnings.isEmpty { alone.scores = form.warned(alone.scores, by: answers.merging(warnings) { $1 }) }
        return try alone.adding(
            strangers(person, besides: answers, of: form, in: reader) + held.findings + others
                + doubts(of: answers, asking: Set(alone.visible), of: form, on: day)
                + (day == today
                    ? begunFasts(of: answers, saying: alone, in: form) + lateHolds(of: answers, saying: alone, in: form)
                    : [])
                + told(ticket: ticket, answers: answers, of: form, besides: earlier, in: reader)
                + denied(of: earlier, to: form, answers: answers, saying: alone),
            missing: held.missing)
    }

    /// A finding in the languages that staff read.
    func finding(
        _ id: String, _ level: FindingLevel, item: String, _ words: (_ language: String) -> String
    ) -> Finding {
        let text = Dictionary(uniqueKeysWithValues: ["zh", "en"].map { ($0, words($0)) })
        return Finding(id: id, level: level, text: text, item: item)
    }

    /// What stays with a patient (a pacemaker, a food that they do not bear), was a caution in an earlier assessment, and is
    /// answered no, not known or not at all here, or in other words: "nothing abnormal" in a click would take it away. Who
    /// denied it in two signed assessments has been asked twice.
    private func denied(
        of earlier: [EarlierFilling], to form: FormDefinition, answers: Answers, saying evaluation: Evaluation
    ) -> [Finding] {
        let visible = Set(evaluation.visible)
        var denials: [String: Int] = [:]
        var told: Set<String> = []
        var denied: [Finding] = []
        for (signedAt, signed, _) in earlier {
            for said in signed.evaluation.findings where said.level == .caution {
                guard let item = form.lasting(said, of: signed.answers), !told.contains(item.id),
                    denials[item.id, default: 0] < Self.mostDenials,
                    // Carried as a danger already.
                    !signed.evaluation.findings.contains(where: { $0.level == .danger && $0.item == item.id })
                else { continue }
                let present = evaluation.findings.first { $0.id == said.id }
                let isDenied = [.no, .unknown].contains(answers[item.id]) || !visible.contains(item.id)
                guard present.map({ !$0.says(said) }) ?? isDenied else { continue }
                told.insert(item.id)
                let answer = present == nil ? answers[item.id] : nil
                denied.append(self.denied(said, signedAt: signedAt, answering: answer, to: item))
            }
            for item in form.items where signed.denies(item) { denials[item.id, default: 0] += 1 }
        }
        return denied
    }

    private static let mostDenials = 2

    private func denied(
        _ said: Finding, signedAt: Instant, answering answer: Answer?, to item: FormItem
    ) -> Finding {
        let day = LocalDate(signedAt, in: layout.timeZone).description
        return finding(SignedContent.deniedPrefix + item.id, .caution, item: item.id) { language in
            var arguments = ["date": day, "finding": said.text.best(for: language)]
            guard let answer else { return wording.text("finding.unsaid", language, arguments) }
            arguments["answer"] = AnswerWords(wording: wording, language: language).words(answer, to: item)
            return wording.text("finding.denied", language, arguments)
        }
    }

    // MARK: Dangers of the last assessments

    /// What was a danger in the earlier assessments of this person, and is neither said by the answers of now nor settled
    /// by them. What the form carries over (an allergy, a difficult airway) holds until it is said again, word for word:
    /// whoever knows better amends the assessment that says it. What was asked or measured of one visit holds for a while,
    /// and a figure no longer than until there is a new one. Each with its day, the newest first.
    private func carriedDangers(
        of earlier: [EarlierFilling], to form: FormDefinition, answers: Answers, saying evaluation: Evaluation
    ) -> [Finding] {
        var known: Set<String> = []
        var newer: [Filling] = []
        var dangers: [Finding] = []
        for visit in earlier {
            let (signedAt, signed, _) = visit
            let isRecent = isRecent(signedAt)
            for finding in signed.evaluation.findings where finding.level == .danger {
                guard form.holds(finding, recently: isRecent), !known.contains(finding.id),
                    !form.holdsFigure(of: finding, asking: evaluation.visible),
                    !form.measures(finding, answers: answers, saying: evaluation),
                    !newer.contains(where: { form.measures(finding, answers: $0.answers, saying: $0.evaluation) }),
                    !evaluation.findings.contains(where: { $0.says(finding) })
                else { continue }
                known.insert(finding.id)
                let holds = finding.item.flatMap(form.item)?.holds
                let date = holds.map { measured($0, at: visit) }
                dangers.append(carried(finding, of: date ?? LocalDate(signedAt, in: layout.timeZone)))
            }
            newer.append(signed)
        }
        return dangers
    }

    /// What was answered where these carried dangers were signed.
    private func warnings(_ carried: [Finding], of earlier: [EarlierFilling], to form: FormDefinition) -> Answers {
        carried.reduce(into: [:]) { answers, danger in
            guard let said = form.definition(ofCarried: danger),
                let visit = earlier.first(where: { $0.filling.evaluation.findings.contains { $0.id == said.id } })
            else { return }
            let asked = said.when.references
            for item in asked.union(asked.compactMap { form.item($0)?.showWhen?.references }.joined()) {
                answers[item] = answers[item] ?? visit.filling.answers[item]
            }
        }
    }

    /// What was signed last of an earlier visit, and when it was signed first.
    typealias EarlierFilling = (signedAt: Instant, filling: Filling, visitedAt: Instant)

    /// The person's signed assessments for other tickets, the newest first.
    private func earlierFillings(
        of person: String, ticket: String, in reader: any StoreReader
    ) throws -> [EarlierFilling] {
        try earlier(person: person, ticket: ticket, in: reader).compactMap { assessment in
            try assessment.signature.map { signature in
                let visitedAt = assessment.revisions.first?.signedAt ?? signature.signedAt
                return (signature.signedAt, try rememberedFilling(of: signature, in: reader), visitedAt)
            }
        }
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

    /// Whether what was so at one visit, or measured then, may still hold.
    private func isRecent(_ signedAt: Instant) -> Bool { now().seconds(since: signedAt) < Self.visitHolds }

    /// A danger of an earlier assessment as a new one says it: with its day, and of no item of its own.
    func carried(_ danger: Finding, of date: LocalDate) -> Finding {
        let day = date.description
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
            findings.append(
                finding("record.\(id)", .danger, item: item) { wording.text("finding.\(id)", $0, arguments($0)) })
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
        // What has to be measured each time need not be told before.
        guard !item.kind.isNumber else { return isRecent && !item.required }
        guard item.defaultFrom != .last else { return true }
        return switch item.kind {
        case .tick, .several: isRecent && !isDecision(id)
        case .choice: isRecent && !isDecision(id)
        default: false
        }
    }

    /// Whether a danger is of a figure that speaks on by itself while it is asked.
    fileprivate func holdsFigure(of danger: Finding, asking visible: [String]) -> Bool {
        danger.item.flatMap(item).map { $0.holds != nil && visible.contains($0.id) } ?? false
    }

    /// Whether a day that was to come when it was answered is over.
    fileprivate func isOver(_ answers: Answers, on today: String) -> Bool {
        items.contains { $0.kind == .date && $0.lies == .coming && (answers[$0.id]?.text).map { $0 < today } ?? false }
    }

    /// What this form says itself where another assessment's finding is carried; nil of what it does not ask.
    fileprivate func definition(ofCarried finding: Finding) -> FindingDefinition? {
        let id = String(finding.id.dropFirst(SignedContent.carriedPrefix.count))
        return findings.first { $0.id == id }
    }

    /// Whether a finding that an assessment carried is of a figure that speaks on by itself while it is asked.
    fileprivate func isOfHeldFigure(_ carried: Finding, asking visible: [String]) -> Bool {
        guard let said = definition(ofCarried: carried) else { return false }
        return said.when.references.union([said.item]).contains { reference in
            visible.contains(reference) && item(reference)?.holds != nil
        }
    }

    /// Whether answers hold a new figure or a new decision in the place of that which was dangerous.
    fileprivate func measures(_ danger: Finding, answers: Answers, saying evaluation: Evaluation) -> Bool {
        if let id = danger.item {
            guard let item = item(id) else { return false }
            if items.contains(where: { $0.isOtherUnit(of: item) && isAnswered($0.id, answers, evaluation) }) {
                return true
            }
            guard isAnswered(id, answers, evaluation) else { return false }
            let isChosenAnew = item.kind.name == "choice" && item.defaultFrom != .last
            return item.kind.isNumber || isChosenAnew || isDecision(id)
        }
        // A score whose figures are not asked misses none, and has no value either.
        return danger.score.map { score in
            evaluation.scores.contains { $0.id == score && $0.missing.isEmpty && $0.value != nil }
        } ?? false
    }

    private func isAnswered(_ id: String, _ answers: Answers, _ evaluation: Evaluation) -> Bool {
        answers[id] != nil && evaluation.visible.contains(id)
    }

    /// The item that a caution of an earlier assessment says is so, where that stays with the patient.
    fileprivate func lasting(_ caution: Finding, of answers: Answers) -> FormItem? {
        if let item = item(caution.id), item.defaultFrom == .last { return item }
        // Said of a tick, or of the words that stand beside one.
        guard let asked = caution.item.flatMap(item) else { return nil }
        return ([asked] + (asked.showWhen?.references.sorted() ?? []).compactMap(item))
            .first { $0.kind == .tick && $0.defaultFrom == .last && answers[$0.id] == .yes }
    }

    /// Whether it is decided anew each time, as what anaesthetic is planned.
    private func isDecision(_ item: String) -> Bool {
        sections.contains { $0.id == AssessmentSlip.conclusionSection && $0.items.contains { $0.id == item } }
    }
}

extension FormItem {
    /// Whether it asks the same figure: of the two, one is asked only while the other is not answered.
    fileprivate func isOtherUnit(of other: FormItem) -> Bool {
        func gives(_ first: FormItem, way second: FormItem) -> Bool {
            first.showWhen?.source.contains("%\(second.id).empty()") ?? false
        }
        return kind.isNumber && other.kind.isNumber && defaultFrom != .age && other.defaultFrom != .age
            && (gives(self, way: other) || gives(other, way: self))
    }
}

extension Filling {
    /// Whether it answers an item no, or what the item hangs on: where there was no transfusion, there was no reaction to one.
    fileprivate func denies(_ item: FormItem) -> Bool {
        if let answer = answers[item.id] { return answer == .no }
        return item.showWhen?.references.contains { answers[$0] == .no } ?? false
    }
}

extension Finding {
    /// Whether it says an earlier finding again: a list of allergies may only have grown.
    fileprivate func says(_ earlier: Finding) -> Bool {
        id == earlier.id && (text["zh"] ?? "").contains(earlier.text["zh"] ?? "")
    }
}
