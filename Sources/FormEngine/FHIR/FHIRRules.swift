/// What a form says about answers beside asking for them, as a Questionnaire can say it: findings as constraints, and the
/// points of a choice where one score alone goes by it.
struct FHIRRules {
    let form: FormDefinition

    /// A constraint holds when its finding does not. What blocks signing is an error, danger and caution a warning; a
    /// note is no constraint.
    func constraints(in language: String) -> [FHIRValue] {
        form.findings.filter { $0.blocks || $0.level != .note }.map { finding in
            let condition = finding.when.fhirPath
            let members: [(String, String, FHIRValue)] = [
                ("key", "valueId", .string(finding.id)),
                ("severity", "valueCode", .string(finding.blocks ? "error" : "warning")),
                // An answer that is missing decides nothing, and then the constraint holds.
                ("expression", "valueString", .string("((\(condition)).exists() and (\(condition))).not()")),
                ("human", "valueString", .string(human(finding, in: language))),
            ]
            let source = finding.source.map { [("requirements", "valueString", FHIRValue.string($0))] } ?? []
            return .object([
                "url": .string(FHIRNames.structure + "questionnaire-constraint"),
                "extension": .list(
                    (members + source).map { name, type, value in .object(["url": .string(name), type: value]) }),
            ])
        }
    }

    /// What it says of any answers: for one that it quotes stands its question.
    private func human(_ finding: FindingDefinition, in language: String) -> String {
        WordingPart.parts(of: finding.text.wording(in: language)).map { part in
            switch part {
            case .text(let text): text
            case .answer(let id): "[\(name(of: id).wording(in: language))]"
            }
        }
        .joined()
    }

    private func name(of id: String) -> Texts {
        form.item(id)?.text ?? form.scores.first { $0.id == id }?.title ?? [:]
    }

    /// For each option of an answer that stands for points: `ordinalValue`. None unless exactly one part of one score goes
    /// by this item, and by it alone.
    func ordinals(of codes: [String], in item: FormItem) -> [String: FHIRValue] {
        let parts = form.scores.flatMap(\.parts).filter { part in
            part.steps.contains { $0.when.references.contains(item.id) }
        }
        guard parts.count == 1, let part = parts.first, part.steps.allSatisfy({ $0.when.references == [item.id] })
        else { return [:] }
        var ordinals: [String: FHIRValue] = [:]
        for code in codes where code != "unknown" {
            guard let points = Self.points(part, when: item.id, is: code) else { continue }
            ordinals[code] = .list([
                .object(["url": .string(FHIRNames.structure + "ordinalValue"), "valueDecimal": .number(points)])
            ])
        }
        return ordinals
    }

    private static func points(_ part: ScorePart, when item: String, is code: String) -> Double? {
        let answer: (String) -> ExpressionValue? = { $0 == item ? .string(code) : nil }
        for step in part.steps {
            guard let holds = step.when.holds(answer) else { return nil }
            if holds { return step.points }
        }
        return 0
    }
}
