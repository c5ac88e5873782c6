extension FormDefinition {
    /// Runs the worked examples of all scores and says which do not come out, and how.
    package func vectorProblems() -> [FormProblem] {
        scores.flatMap { score in
            score.vectors.enumerated().flatMap { index, vector in
                differences(of: vector, for: score)
                    .map { FormProblem(place: .vector(score: score.id, index: index), message: $0) }
            }
        }
    }

    private func differences(of vector: ScoreVector, for score: ScoreDefinition) -> [ProblemSentence] {
        let form = using(vector.use, for: score)
        let refused = validate(vector.answers)
        guard refused.isEmpty else {
            return refused.map { "The example's answer to \($0.item) cannot be kept: \($0.code.sentence)." }
        }
        if vector.value == nil, vector.lowest == nil, vector.highest == nil, vector.bands.isEmpty, vector.times.isEmpty
        {
            return ["The example expects nothing: give value, or lowest and highest, or bands, or times."]
        }
        guard let result = form.evaluate(vector.answers).scores.first(where: { $0.id == score.id }) else { return [] }
        let tolerance = vector.tolerance ?? 0
        return [
            difference("value", vector.value, result.value, tolerance),
            difference("lowest", vector.lowest, result.lowest, tolerance),
            difference("highest", vector.highest, result.highest, tolerance),
        ].compactMap { $0 } + bandDifferences(of: vector, result) + timeDifferences(of: vector, result)
    }

    /// The form with other rules in force for one score.
    private func using(_ use: [String: String], for score: ScoreDefinition) -> FormDefinition {
        guard !use.isEmpty, let index = scores.firstIndex(where: { $0.id == score.id }) else { return self }
        var form = self
        if let formula = use["value"] { form.scores[index].use = formula }
        for part in form.scores[index].parts.indices {
            let id = form.scores[index].parts[part].id
            if let rule = use[id] { form.scores[index].parts[part].use = rule }
        }
        return form
    }

    private func timeDifferences(of vector: ScoreVector, _ result: ScoreResult) -> [ProblemSentence] {
        vector.times.sorted { $0.key < $1.key }.compactMap { step, time in
            let found = result.times.first { $0.id == step }?.time
            guard found != time else { return nil }
            return "The example expects \(step) at \(time); the score gives \(Self.shown(found))."
        }
    }

    private func difference(_ what: String, _ expected: Double?, _ actual: Double?, _ tolerance: Double)
        -> ProblemSentence?
    {
        guard let expected else { return nil }
        if let actual, Decimals.same(actual, expected) || abs(actual - expected) <= tolerance { return nil }
        let found = Self.shown(actual.map(Decimals.plain))
        return "The example expects \(what) \(Decimals.plain(expected)); the score gives \(found)."
    }

    private func bandDifferences(of vector: ScoreVector, _ result: ScoreResult) -> [ProblemSentence] {
        let bands = [result.band].compactMap { $0 } + result.otherBands
        return vector.bands.sorted { $0.key < $1.key }.compactMap { table, code in
            let found = bands.first { $0.table == table }?.code
            guard found != code else { return nil }
            return "The example expects the band \(code) of \(table); the score gives \(Self.shown(found))."
        }
    }

    private static func shown(_ found: String?) -> ProblemSentence { found.map { "\($0)" } ?? "nothing" }
}
