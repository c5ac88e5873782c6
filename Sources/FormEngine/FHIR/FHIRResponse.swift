/// What a response says besides its answers.
package struct FHIRResponseContext: Sendable {
    package enum Status: String, Sendable {
        case inProgress = "in-progress"
        case completed
        case amended
    }

    package var id: String
    package var status: Status
    /// Whom it is about, as a resource with an id that the response contains.
    package var subject: FHIRValue
    /// When it was answered or signed, as an instant with its zone: `2026-11-24T08:00:00Z`.
    package var authored: String
    /// Who signed it; absent for a draft.
    package var signer: String?

    package init(id: String, status: Status, subject: FHIRValue, authored: String, signer: String? = nil) {
        self.id = id
        self.status = status
        self.subject = subject
        self.authored = authored
        self.signer = signer
    }
}

extension FormDefinition {
    /// Answers and scores as a FHIR R4 QuestionnaireResponse to ``questionnaire(in:)``. An item that was not asked is
    /// not in it.
    package func response(
        _ answers: Answers, evaluation: Evaluation, context: FHIRResponseContext, in language: String
    ) -> FHIRValue {
        let counted = self.counted(answers)
        let groups = sections.compactMap { section -> FHIRValue? in
            let items = section.items.compactMap { item in counted[item.id].map { answered(item, $0, language) } }
            guard !items.isEmpty else { return nil }
            return .members([
                "linkId": .string("section.\(section.id)"), "text": .string(section.title.wording(in: language)),
                "item": .list(items),
            ])
        }
        let scores = evaluation.scores.compactMap { score -> FHIRValue? in
            guard let value = score.value else { return nil }
            return .members([
                "linkId": .string("score.\(score.id)"),
                "answer": .list([.object(["valueDecimal": .number(value)])]),
            ])
        }
        let results = FHIRValue.members(["linkId": "scores", "item": .list(scores)])
        let signature = context.signer.map { self.signature(by: $0, at: context.authored) }
        return .members([
            "resourceType": "QuestionnaireResponse", "id": .string(context.id),
            "questionnaire": .string("\(FHIRNames.questionnaire(id))|\(version)"),
            "status": .string(context.status.rawValue), "language": .string(language),
            "contained": .list([context.subject]), "subject": reference(to: context.subject),
            "authored": .string(context.authored),
            "extension": .list(
                (signature.map { [$0] } ?? []) + evaluation.findings.compactMap { finding($0, language) }),
            "item": .list(groups + (scores.isEmpty ? [] : [results])),
        ])
    }

    /// To a resource that is contained.
    private func reference(to resource: FHIRValue) -> FHIRValue {
        .members(["reference": .string("#\(resource["id"]?.text ?? "")"), "type": resource["resourceType"]])
    }

    /// A danger or a caution: not all of them follow from these answers, since earlier assessments are known too.
    private func finding(_ finding: Finding, _ language: String) -> FHIRValue? {
        guard finding.level != .note else { return nil }
        return .object([
            "url": .string(FHIRNames.finding),
            "extension": .list([
                .object(["url": "level", "valueCode": .string(finding.level.rawValue)]),
                .object(["url": "text", "valueString": .string(finding.text.wording(in: language))]),
            ]),
        ])
    }

    private func signature(by signer: String, at moment: String) -> FHIRValue {
        .object([
            "url": .string(FHIRNames.structure + "questionnaireresponse-signature"),
            "valueSignature": .object([
                "type": .list([
                    .object(["system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.1"])
                ]),
                "when": .string(moment), "who": .object(["display": .string(signer)]),
            ]),
        ])
    }

    private func answered(_ item: FormItem, _ answer: Answer, _ language: String) -> FHIRValue {
        .members([
            "linkId": .string(item.id), "text": .string(item.text.wording(in: language)),
            "answer": .list(values(item, answer, language).map { .object($0) }),
        ])
    }

    private func values(_ item: FormItem, _ answer: Answer, _ language: String) -> [[String: FHIRValue]] {
        switch (item.kind, answer) {
        case (.tick, .string(let code)): [["valueCoding": tick(code, language)]]
        case (.choice, .string(let code)): [["valueCoding": choice(item, code, language)]]
        case (.several, .list(let codes)): codes.map { ["valueCoding": choice(item, $0, language)] }
        case (.number, .number(let number)): [["valueDecimal": .number(number)]]
        case (.date, .string(let text)): [["valueDate": .string(text)]]
        // A FHIR time has seconds.
        case (.time, .string(let text)): [["valueTime": .string(text + ":00")]]
        case (.text, .string(let text)): text.isEmpty ? [] : [["valueString": .string(text)]]
        default: []
        }
    }

    func tick(_ code: String, _ language: String) -> FHIRValue {
        let words = FHIRConcept.ticks.first { $0.code == code }?.text.wording(in: language == "zh" ? "zh" : "en")
        return coding(FHIRNames.ticks, code, words ?? code)
    }

    private func choice(_ item: FormItem, _ code: String, _ language: String) -> FHIRValue {
        coding(FHIRNames.choices(id, item.id), code, item.words(for: .string(code), in: language))
    }
}
