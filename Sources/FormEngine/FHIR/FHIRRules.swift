/// What a form says about answers beside asking for them, as a Questionnaire can say it: findings as constraints, and the
/// points of a choice where one score alone goes by it.
struct FHIRRules {
    let form: FormDefinition

    /// A constraint holds when its finding does not. What blocks signing is an error, danger and caution a warning; a
    /// note is no constraint.
    func constraints(in language: String) -> [FHIRValue] {
        form.findings.filter { $0.blocks || $0.level != .note }.map { finding in
            let members: [(String, String, FHIRValue)] = [
                ("key", "valueId", .string(finding.id)),
                ("severity", "valueCode", .string(finding.blocks ? "error" : "warning")),
                // An answer that is missing decides nothing, and then the constraint holds.
                (
                    "expression", "valueString",
                    .string("((\(finding.when.fhirPath)).exists() and (\(finding.when.fhirPath))).not()")
                ),
                ("human", "valueString", .string(finding.text.wording(in: language))),
            ]
            let source = finding.source.map { [("requirements", "valueString", FHIRValue.string($0))] } ?? []
            return .object([
                "url": .string(FHIRNames.structure + "questionnaire-constraint"),
                "extension": .list(
                    (members + source).map { name, type, value in .object(["url": .string(name), type: value]) }),
            ])
        }
    }

    /// The points that a choice stands for; nil unless exactly one part of one score goes by this item, and by it alone.
    func points(of code: String, in item: FormItem) -> Double? {
        let parts = form.scores.flatMap(\.parts).filter { part in
            part.steps.contains { $0.when.references.contains(item.id) }
        }
        guard parts.count == 1, let part = parts.first, part.steps.allSatisfy({ $0.when.references == [item.id] }),
            code != "unknown"
        else { return nil }
        let answer: (String) -> ExpressionValue? = { $0 == item.id ? .string(code) : nil }
        for step in part.steps {
            guard let holds = step.when.holds(answer) else { return nil }
            if holds { return step.points }
        }
        return 0
    }

    /// For an option of an answer.
    func ordinal(of code: String, in item: FormItem) -> FHIRValue? {
        points(of: code, in: item).map { points in
            .list([.object(["url": .string(FHIRNames.structure + "ordinalValue"), "valueDecimal": .number(points)])])
        }
    }
}
