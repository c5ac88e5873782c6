extension FormDefinition {
    /// The form as a FHIR R4 Questionnaire: groups for its sections, a read-only group for its scores, whose values
    /// calculatedExpression computes. In one language, Chinese where a wording lacks it.
    package func questionnaire(in language: String) -> FHIRValue {
        let scores = self.scores.filter { $0.clock == nil }.map { scoreItem($0, language) }
        let results = FHIRValue.members([
            "linkId": "scores", "text": .string(language == "zh" ? "评分" : "Scores"), "type": "group",
            "readOnly": .boolean(true), "item": .list(scores),
        ])
        return .members([
            "resourceType": "Questionnaire", "id": .string(id), "url": .string(FHIRNames.questionnaire(id)),
            "version": .string("\(version)"), "name": .string(FHIRNames.computable(id)),
            "title": .string(title.wording(in: language)),
            "status": "active", "language": .string(language), "subjectType": .list(["Patient"]),
            "copyright": licence.map { .string($0.wording(in: language)) },
            "extension": .list(
                FHIRExpressions(form: self).variables + FHIRRules(form: self).constraints(in: language)
                    + [signatureRequired]),
            "item": .list(sections.map { group($0, language) } + (scores.isEmpty ? [] : [results])),
        ])
    }

    /// The signer's, as author of it.
    private var signatureRequired: FHIRValue {
        .object([
            "url": .string(FHIRNames.structure + "questionnaire-signatureRequired"),
            "valueCodeableConcept": .object([
                "coding": .list([
                    .object(["system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.1"])
                ])
            ]),
        ])
    }

    private func group(_ section: FormSection, _ language: String) -> FHIRValue {
        .members([
            "linkId": .string("section.\(section.id)"), "text": .string(section.title.wording(in: language)),
            "type": "group", "item": .list(section.items.map { item($0, language) }),
        ])
    }

    private func item(_ item: FormItem, _ language: String) -> FHIRValue {
        var extensions: [FHIRValue] = []
        if let condition = item.showWhen {
            extensions.append(
                .object([
                    "url": .string(FHIRNames.sdc + "sdc-questionnaire-enableWhenExpression"),
                    "valueExpression": FHIRNames.fhirPath(condition.source),
                ]))
        }
        var maxLength: FHIRValue?
        if case .text(let most) = item.kind { maxLength = .integer(most) }
        if case .number(let range) = item.kind { extensions += self.extensions(range) }
        return .members([
            "linkId": .string(item.id), "text": .string(item.text.wording(in: language)), "type": item.fhirType,
            "code": codes(item.id, item.text.wording(in: language), item.codes),
            "required": .boolean(item.required), "repeats": item.repeats ? .boolean(true) : nil,
            "maxLength": maxLength, "extension": .list(extensions), "answerOption": .list(options(item, language)),
        ])
    }

    private func extensions(_ range: NumberRange) -> [FHIRValue] {
        var extensions = [("minValue", range.min), ("maxValue", range.max)].map { name, value in
            FHIRValue.object(["url": .string(FHIRNames.structure + name), "valueDecimal": .number(value)])
        }
        extensions.append(
            .object([
                "url": .string(FHIRNames.structure + "maxDecimalPlaces"), "valueInteger": .integer(range.decimals),
            ]))
        if let unit = range.unit {
            extensions.append(
                .object([
                    "url": .string(FHIRNames.structure + "questionnaire-unit"),
                    "valueCoding": FHIRUnits.coding(unit),
                ]))
        }
        return extensions
    }

    private func options(_ item: FormItem, _ language: String) -> [FHIRValue] {
        let rules = FHIRRules(form: self)
        if item.kind == .tick {
            let codes = FHIRConcept.ticks.map(\.code)
            let ordinals = rules.ordinals(of: codes, in: item)
            return codes.map { .members(["extension": ordinals[$0], "valueCoding": tick($0, language)]) }
        }
        var ordinals: [String: FHIRValue] = [:]
        if case .choice(let choices) = item.kind { ordinals = rules.ordinals(of: choices.map(\.code), in: item) }
        return item.kind.choices.map { choice in
            .members([
                "extension": ordinals[choice.code],
                "valueCoding": coding(FHIRNames.choices(id, item.id), choice.code, choice.text.wording(in: language)),
            ])
        }
    }

    /// The form's own code, then what terminologies say.
    private func codes(_ id: String, _ display: String, _ others: [FormCode]) -> FHIRValue {
        .list([coding(FHIRNames.questions(self.id), id, display)] + others.map(\.coding))
    }

    func coding(_ system: String, _ code: String, _ display: String) -> FHIRValue {
        .object(["system": .string(system), "code": .string(code), "display": .string(display)])
    }

    private func scoreItem(_ score: ScoreDefinition, _ language: String) -> FHIRValue {
        .members([
            "linkId": .string("score.\(score.id)"), "type": "decimal", "readOnly": .boolean(true),
            "text": .string("\(score.title.wording(in: language)) (\(score.source))"),
            "code": codes(score.id, score.title.wording(in: language), score.codes ?? []),
            "extension": .list([
                .object([
                    "url": .string(FHIRNames.sdc + "sdc-questionnaire-calculatedExpression"),
                    "valueExpression": FHIRNames.fhirPath("%`\(score.id)`"),
                ])
            ]),
        ])
    }
}

extension FormItem {
    var repeats: Bool { if case .several = kind { true } else { false } }

    /// The R4 type. A tick is a choice of three, since a boolean cannot say 不详.
    var fhirType: FHIRValue {
        switch kind {
        case .tick, .choice, .several: "choice"
        case .number: "decimal"
        case .date: "date"
        case .time: "time"
        case .text: "text"
        }
    }
}
