extension FormDefinition {
    /// What the form's codes mean, as FHIR R4 CodeSystems: one of its questions and scores, and one of the choices of
    /// each question that has some, since different questions have choices of the same code. Displays stand in one
    /// language, the other wordings as designations.
    package func codeSystems(in language: String) -> [FHIRValue] {
        let questions = items.map { FHIRConcept(code: $0.id, text: $0.text, hint: $0.hint, codes: $0.codes) }
        let scores = self.scores.map { FHIRConcept(code: $0.id, text: $0.title, codes: $0.codes ?? []) }
        let own = codeSystem(
            id: id, url: FHIRNames.questions(id), title: title, concepts: questions + scores, language)
        return [own] + items.filter { !$0.kind.choices.isEmpty }.map { choices(of: $0, language) }
    }

    private func choices(of item: FormItem, _ language: String) -> FHIRValue {
        let concepts = item.kind.choices.map {
            FHIRConcept(code: $0.code, text: $0.text, hint: $0.hint, codes: $0.codes ?? [])
        }
        // A resource's id may be no longer. Such a system is still found among all.
        let id = "\(self.id).\(item.id)"
        return codeSystem(
            id: id.utf8.count <= FHIRNames.longestID ? id : nil, url: FHIRNames.choices(self.id, item.id),
            title: item.text, concepts: concepts, language)
    }

    private func codeSystem(
        id: String?, url: String, title: Texts, concepts: [FHIRConcept], _ language: String
    ) -> FHIRValue {
        let hasCodes = concepts.contains { !$0.codes.isEmpty }
        return .members([
            "resourceType": "CodeSystem", "id": id.map { .string($0) }, "url": .string(url),
            "version": .string("\(version)"), "name": .string(FHIRNames.computable(id ?? "Choices")),
            "title": .string(title.wording(in: language)), "status": "active", "language": .string(language),
            "content": "complete", "caseSensitive": .boolean(true), "count": .integer(concepts.count),
            "copyright": licence.map { .string($0.wording(in: language)) },
            "property": .list(hasCodes ? [FHIRConcept.property] : []),
            "concept": .list(concepts.map { $0.value(in: language) }),
        ])
    }

    /// The answers of a tick, which all forms share.
    package static func ticks(in language: String) -> FHIRValue {
        let concepts = FHIRConcept.ticks.map { $0.value(in: language) }
        return .members([
            "resourceType": "CodeSystem", "id": .string(FHIRNames.ticksID), "url": .string(FHIRNames.ticks),
            "version": "1", "name": "Tick", "title": "Tick", "status": "active", "language": .string(language),
            "content": "complete", "caseSensitive": .boolean(true), "count": .integer(concepts.count),
            "concept": .list(concepts),
        ])
    }
}

/// One code of a CodeSystem.
struct FHIRConcept {
    var code: String
    var text: Texts
    var hint: Texts?
    /// What other terminologies call it.
    var codes: [FormCode] = []

    static let ticks = [
        FHIRConcept(code: "yes", text: ["zh": "有", "en": "yes"]),
        FHIRConcept(code: "no", text: ["zh": "无", "en": "no"]),
        FHIRConcept(code: "unknown", text: ["zh": "不详", "en": "not known"]),
    ]

    /// That a concept may say what others call it.
    static let property = FHIRValue.object([
        "code": "same-as", "description": "The same in another terminology", "type": "Coding",
    ])

    func value(in language: String) -> FHIRValue {
        let others = text.filter { $0.key != language && !$0.value.isEmpty }.sorted { $0.key < $1.key }
        return .members([
            "code": .string(code), "display": .string(text.wording(in: language)),
            "definition": hint.map { .string($0.wording(in: language)) },
            "designation": .list(
                others.map { .object(["language": .string($0.key), "value": .string($0.value)]) }),
            "property": .list(codes.map { .object(["code": "same-as", "valueCoding": $0.coding]) }),
        ])
    }
}

extension FormCode {
    /// As a FHIR Coding.
    var coding: FHIRValue {
        .members(["system": .string(system), "code": .string(code), "display": display.map { .string($0) }])
    }
}
