extension FormDefinition {
    /// Scores, findings and what is missing, as far as the answers go. Never fails: an answer that
    /// ``validate(_:)`` refuses, or whose item is hidden, counts as not given. What the answers lack and the
    /// patient's record knows is taken from `context`.
    package func evaluate(_ answers: Answers, context: PatientContext = PatientContext()) -> Evaluation {
        let all = answers.merging(defaults(from: context)) { given, _ in given }
        let evaluator = FormEvaluator(form: self, answers: all)
        let visible = evaluator.items.indices.filter(evaluator.isVisible)
        let scores = self.scores.indices.map(evaluator.result)
        let holds = evaluator.drugHolds()
        return Evaluation(
            scores: scores, findings: findings(with: evaluator, scores: scores, holds: holds),
            missing: missing(in: visible, with: evaluator, holds: holds),
            visible: visible.map { evaluator.items[$0].id }, suggestions: visible.compactMap(evaluator.suggestion),
            drugHolds: holds)
    }

    /// The answers that the patient's record gives to start with. What the form could not keep (an age out of its
    /// range, a sex that it has no choice for) is left out.
    package func defaults(from context: PatientContext) -> Answers {
        var defaults: Answers = [:]
        for section in sections {
            for item in section.items where item.defaultFrom == .age || item.defaultFrom == .sex {
                let answer: Answer? =
                    item.defaultFrom == .age
                    ? context.age.map { .number(Double($0)) } : context.sex.map { .string($0) }
                if let answer, item.problem(with: answer) == nil { defaults[item.id] = answer }
            }
        }
        return defaults
    }

    /// The answers that count: those that can be kept, of items that are asked. What is signed and printed.
    package func counted(_ answers: Answers) -> Answers {
        let evaluator = FormEvaluator(form: self, answers: answers)
        return answers.filter { evaluator.answer($0.key) != nil }
    }

    /// The answers that can be kept, asked or not: those that this version of the form has an item for.
    package func usable(_ answers: Answers) -> Answers {
        answers.filter { id, answer in item(id).map { $0.problem(with: answer) == nil } ?? false }
    }

    /// What one click on "nothing abnormal" in a section adds: no, for its visible ticks without an answer. Never
    /// overwrites, never fills in a number.
    package func nothingAbnormal(in section: String, answers: Answers) -> Answers {
        guard let section = sections.first(where: { $0.id == section }) else { return [:] }
        let evaluator = FormEvaluator(form: self, answers: answers)
        var added: Answers = [:]
        for item in section.items where section.nothingAbnormal.contains(item.id) && item.kind == .tick {
            guard answers[item.id] == nil, let place = evaluator.place(ofItem: item.id) else { continue }
            if evaluator.isVisible(at: place) { added[item.id] = .no }
        }
        return added
    }

    /// What signing waits for, in the form's order.
    private func missing(in visible: [Int], with evaluator: FormEvaluator, holds: [DrugHoldResult]) -> [String] {
        let confirmations = drugHolds?.lastDoses?.confirmations(of: holds) ?? []
        return visible.filter { place in
            evaluator.answer(at: place) == nil
                && (evaluator.isRequired(at: place) || confirmations.contains(evaluator.items[place].id))
        }.map { evaluator.items[$0].id }
    }

    private func findings(
        with evaluator: FormEvaluator, scores: [ScoreResult], holds: [DrugHoldResult]
    ) -> [Finding] {
        // Sorted while they are few numbers: findings are large.
        let ofItems = findings.indices
            .filter { findings[$0].when.holds(evaluator.value) == true }
            .map { (place: evaluator.place(ofItem: findings[$0].item) ?? .max, index: $0) }
            .sorted { $0 < $1 }
        var others = lastMeals?.findings(with: evaluator, scores: self.scores) ?? []
        others += holds.compactMap { drugHolds?.lastDoses?.finding(of: $0) { evaluator.answer($0) != nil } }
        others += drugHolds?.untold?.findings(of: holds, with: evaluator) ?? []
        others += scores.indices.compactMap { self.scores[$0].finding(in: scores[$0], with: evaluator) }
        return FindingLevel.allCases.flatMap { level in
            ofItems.filter { findings[$0.index].level == level }.map { evaluator.finding(findings[$0.index]) }
                + others.filter { $0.level == level }
        }
    }
}

extension FormEvaluator {
    fileprivate func finding(_ definition: FindingDefinition) -> Finding {
        Finding(
            id: definition.id, level: definition.level, text: fill(definition.text), item: definition.item,
            source: definition.source, blocks: definition.blocks)
    }

    fileprivate func isRequired(at place: Int) -> Bool {
        items[place].required || items[place].requiredWhen?.holds(value) == true
    }

    fileprivate func suggestion(at place: Int) -> Suggestion? {
        items[place].suggests.first { $0.when.holds(knownValue) == true }
            .map { Suggestion(item: items[place].id, code: $0.code, because: fill($0.because)) }
    }
}

extension ScoreDefinition {
    /// What the staff must see about the band that the score is in, or cannot fall below any more.
    fileprivate func finding(in result: ScoreResult, with evaluator: FormEvaluator) -> Finding? {
        guard let table = tables.first, let certain = result.band ?? result.lowestBand,
            let band = table.bands.first(where: { $0.code == certain.code }), let finding = band.finding,
            // Of a score where little is grave, the first band is no floor but where an empty form begins.
            result.band != nil || band.from != nil, table.instead(of: band, with: evaluator) == nil
        else { return nil }
        return Finding(
            id: "\(id).\(band.code)", level: finding.level, text: evaluator.fill(finding.text), score: id,
            source: source)
    }
}
