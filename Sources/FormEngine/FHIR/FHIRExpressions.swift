/// Conditions and scores as FHIRPath over a QuestionnaireResponse. Forms' own expressions are FHIRPath already; what
/// `%id` stands for is said by variables of the Questionnaire.
///
/// One difference remains, where FHIRPath has no third value: `%list contains 'x'` is false there when nothing was
/// answered. Looking into a list therefore asks first whether it was answered; what beside it in a condition is sure stays so.
struct FHIRExpressions {
    let form: FormDefinition

    /// The variables of all items that a condition or score refers to, then of all scores, each after what it needs.
    var variables: [FHIRValue] {
        let used = form.items.filter { referenced.contains($0.id) }.map { variable($0.id, answer(of: $0)) }
        return used + ordered.flatMap(variables)
    }

    private func variable(_ name: String, _ expression: String) -> FHIRValue {
        .object([
            "url": .string(FHIRNames.structure + "variable"),
            "valueExpression": .object([
                "name": .string(name), "language": "text/fhirpath", "expression": .string(expression),
            ]),
        ])
    }

    private var referenced: Set<String> {
        let conditions = form.items.flatMap { [$0.showWhen, $0.requiredWhen].compactMap(\.self) }
        let ofScores = form.scores.flatMap { score in
            [score.formula, score.appliesWhen].compactMap(\.self) + score.parts.flatMap(\.steps).map(\.when)
        }
        let ofFindings = form.findings.map(\.when)
        return (conditions + ofScores + ofFindings).reduce(into: []) { $0.formUnion($1.references) }
    }

    /// 不详 decides nothing, so it is no answer to a condition.
    private func answer(of item: FormItem) -> String {
        let answer = "%resource.descendants().where(linkId = '\(item.id)').answer.value"
        return switch item.kind {
        case .tick: "\(answer).code.where($this != 'unknown')"
        case .choice, .several: "\(answer).code"
        case .number, .date, .time, .text: answer
        }
    }

    // MARK: Scores

    /// Scores, each after those that it refers to.
    private var ordered: [ScoreDefinition] {
        var placed: [ScoreDefinition] = []
        var names: Set<String> = []
        func place(_ score: ScoreDefinition, depth: Int) {
            guard depth < FormLimits.chain, names.insert(score.id).inserted else { return }
            let needs =
                ([score.formula, score.appliesWhen].compactMap(\.self) + score.parts.flatMap(\.steps).map(\.when))
                .reduce(into: Set<String>()) { $0.formUnion($1.references) }
            for other in form.scores where needs.contains(other.id) { place(other, depth: depth + 1) }
            placed.append(score)
        }
        for score in form.scores { place(score, depth: 0) }
        return placed
    }

    /// What a sum is called for the formula that goes on from it.
    private func points(_ score: ScoreDefinition) -> String { "\(score.id)-points" }

    private func variables(_ score: ScoreDefinition) -> [FHIRValue] {
        guard score.clock == nil else { return [] }
        var variables: [FHIRValue] = []
        var value = score.formula?.fhirPath
        if !score.parts.isEmpty {
            let sum = score.parts.map(term).joined(separator: " + ")
            if value == nil {
                value = sum
            } else {
                variables.append(variable(points(score), sum))
                value = value?.replacingPoints(with: "%`\(points(score))`")
            }
        }
        guard var value else { return variables }
        if let condition = score.appliesWhen.map(decided) {
            // Computed while it is undecided. Engines disagree on an iif() whose condition is empty, so this one never is.
            value = "iif((\(condition)).exists().not() or (\(condition)), \(value), {})"
        }
        return variables + [variable(score.id, value)]
    }

    /// The points of one part: of the first level that holds, nothing while an earlier one is undecided.
    private func term(_ part: ScorePart) -> String {
        part.steps.reversed().reduce("0") { rest, level in
            let when = decided(level.when)
            return "iif(\(when), \(Decimals.plain(level.points)), iif((\(when)).not(), \(rest), {}))"
        }
    }

    /// The condition, undecided as far as it looks into a list that was not answered.
    private func decided(_ condition: FormExpression) -> String {
        condition.root.fhirPath { list in
            guard case .several = form.item(list)?.kind else { return nil }
            return "%resource.descendants().where(linkId = '\(list)').exists()"
        }
    }
}

extension String {
    /// `%points` is one word: `%pointsBefore` stays.
    fileprivate func replacingPoints(with name: String) -> String {
        let word = "%" + ScoreDefinition.points
        var result = ""
        var rest = self[...]
        while let range = rest.firstRange(of: word) {
            result += rest[..<range.lowerBound]
            let next = range.upperBound < rest.endIndex ? rest[range.upperBound] : " "
            result += next.isLetter || next.isNumber || next == "_" ? word : name
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
