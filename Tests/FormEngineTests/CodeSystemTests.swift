import FormEngine
import Testing

@Suite struct CodeSystemTests {
    private static let height = FormCode(system: FormCode.loinc, code: "8302-2", display: "Body height")

    private static let form: FormDefinition = {
        var form = Fixture.form
        form.sections[1].items[2].codes = [height]
        form.sections[1].items[2].text = ["zh": "身高", "en": "Height"]
        form.sections[1].items[0].kind = .choice([
            FormChoice(
                code: "male", text: ["zh": "男", "en": "Male"],
                codes: [FormCode(system: FormCode.snomed, code: "248153007")]),
            FormChoice(code: "female", text: ["zh": "女", "en": "Female"]),
        ])
        form.scores[0].codes = [FormCode(system: FormCode.loinc, code: "39156-5")]
        return form
    }()

    private func systems() -> [FHIRValue] { [FormDefinition.ticks(in: "en")] + Self.form.codeSystems(in: "en") }

    private func concept(_ code: String, of id: String) -> FHIRValue? {
        systems().first { $0["id"]?.text == id }?["concept"]?.elements.first { $0["code"]?.text == code }
    }

    @Test func `there is a system of the questions and scores, and one for each question with choices`() {
        #expect(systems().map { $0["id"]?.text } == ["houzhen.tick", "small", "small.sex", "small.plans"])
        let own = Self.form.codeSystems(in: "en")[0]
        #expect(own["version"]?.text == "1" && own["content"]?.text == "complete" && own["name"]?.text == "Small")
        #expect(own["concept"]?.elements.count == Self.form.items.count + Self.form.scores.count)
    }

    @Test func `a concept has every wording, and what terminologies call it`() {
        let height = concept("x", of: "small")
        #expect(height?["display"]?.text == "Height")
        #expect(height?["designation"]?.elements.map { $0["language"]?.text } == ["zh"])
        #expect(height?["designation"]?.elements.first?["value"]?.text == "身高")
        let same = height?["property"]?.elements.first
        #expect(same?["code"]?.text == "same-as" && same?["valueCoding"]?["code"]?.text == "8302-2")
        #expect(concept("male", of: "small.sex")?["property"]?.elements.count == 1)
        #expect(concept("female", of: "small.sex")?["property"] == nil)
    }

    @Test func `a question is exported with its own code and that of the terminology`() {
        let groups = Self.form.questionnaire(in: "en")["item"]?.elements ?? []
        let items = groups.flatMap { $0["item"]?.elements ?? [] }
        func codes(_ link: String) -> [[String?]]? {
            let codings = items.first { $0["linkId"]?.text == link }?["code"]?.elements
            return codings?.map { [$0["system"]?.text, $0["code"]?.text] }
        }
        let own = "urn:houzhen:codesystem:small.items"
        #expect(codes("x") == [[own, "x"], ["http://loinc.org", "8302-2"]])
        #expect(codes("y") == [[own, "y"]])
        #expect(codes("score.ratio") == [[own, "ratio"], ["http://loinc.org", "39156-5"]])
    }

    @Test func `every own code of the Questionnaire is in one of the systems, each code once`() {
        var known: Set<[String?]> = []
        for system in systems() {
            for concept in system["concept"]?.elements ?? [] {
                let isNew = known.insert([system["url"]?.text, concept["code"]?.text]).inserted
                #expect(isNew)
            }
        }
        let items = Self.form.questionnaire(in: "en")["item"]?.elements.flatMap { $0["item"]?.elements ?? [] } ?? []
        let codings = items.flatMap { item in
            (item["code"]?.elements ?? [])
                + (item["answerOption"]?.elements ?? []).compactMap { $0["valueCoding"] }
        }
        let own = codings.filter { $0["system"]?.text?.hasPrefix("urn:houzhen:") == true }
        #expect(own.count > 20 && own.allSatisfy { known.contains([$0["system"]?.text, $0["code"]?.text]) })
    }

    @Test func `codes come back with an imported Questionnaire, and a mistyped one is told`() throws {
        let exported = Self.form.questionnaire(in: "en")
        let back = try FormDefinition.imported(from: exported)
        #expect(back.form.item("x")?.codes == [Self.height] && back.form.item("y")?.codes == [])
        #expect(back.form.scores.first { $0.id == "ratio" }?.codes?.map(\.code) == ["39156-5"])
        var wrong = Self.form
        wrong.sections[1].items[2].codes[0].code = "8302-3"
        let told = try FormDefinition.imported(from: wrong.questionnaire(in: "en"))
        #expect(told.form.item("x")?.codes == [] && told.notes.contains { $0.message.contains("8302-3") })
    }

    @Test func `a system whose id would be too long has none`() {
        var form = Self.form
        form.id = String(repeating: "f", count: 60)
        #expect(form.codeSystems(in: "en").map { $0["id"]?.text } == [form.id, "\(form.id).sex", nil])
    }
}
