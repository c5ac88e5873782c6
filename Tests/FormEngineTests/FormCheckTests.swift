import FormEngine
import Testing

@Suite struct FormCheckTests {
    /// The messages about the fixture after a change to it.
    private static func messages(_ change: (inout FormDefinition) -> Void) -> [String] {
        var form = Fixture.form
        change(&form)
        return form.problems().map(\.message)
    }

    @Test func `a sound form has no problems`() {
        #expect(Fixture.form.problems().isEmpty, "\(Fixture.form.problems())")
    }

    @Test func `ids are plain and used once, items and scores together`() {
        #expect(Self.messages { $0.sections[1].items[2].id = "ratio" }.contains { $0.contains("ratio is used twice") })
        #expect(Self.messages { $0.sections[1].id = "ticks" }.contains { $0.contains("ticks is used twice") })
        #expect(Self.messages { $0.sections[1].items[5].id = "the day" }.contains { $0.contains("“the day”") })
        #expect(Self.messages { $0.findings[0].id = "aDanger" }.contains { $0.contains("aDanger is used twice") })
    }

    @Test func `every text has its languages and says something`() {
        #expect(Self.messages { $0.title["en"] = nil } == ["title has no wording in en."])
        #expect(Self.messages { $0.sections[0].items[2].text["zh"] = " " } == ["text is empty in zh."])
        #expect(
            Self.messages {
                $0.sections[0].items[2].forPatient = true
                $0.sections[0].items[2].text["ug"] = nil
            } == ["text has no wording in ug."])
        #expect(Self.messages { $0.findings[0].text["en"] = "{wrods}" }.first?.contains("{words}") == true)
        #expect(Self.messages { $0.title["en"] = "a\u{202E}b" }.first?.contains("direction override") == true)
    }

    @Test func `conditions name what exists`() {
        let wrong = Fixture.expression("%aa = 'yes'")
        #expect(Self.messages { $0.findings[0].when = wrong }.first?.contains("No item or score is called aa") == true)
        #expect(Self.messages { $0.sections[0].items[1].showWhen = wrong }.count == 1)
        #expect(Self.messages { $0.scores[1].appliesWhen = wrong }.count == 1)
        #expect(Self.messages { $0.scores[0].value = Fixture.expression("%x > 1") }.count == 1)
    }

    @Test func `a score cannot ask for 不详, which is no answer to it`() {
        let wrong = Fixture.expression("%a = 'unknown'")
        #expect(Self.messages { $0.findings[0].when = wrong }.isEmpty)
        #expect(Self.messages { $0.scores[1].parts[0] = Fixture.part("a", "%a = 'unknown'") }.count == 1)
    }

    @Test func `circles are refused, and evaluating one ends`() {
        var form = Fixture.form
        form.scores[0].value = Fixture.expression("%sum + 1")
        #expect(form.problems().contains { $0.message.contains("ratio → sum → ratio") })
        #expect(form.evaluate(Fixture.nothing).score("ratio")?.value == nil)

        form = Fixture.form
        form.sections[0].items[0].showWhen = Fixture.expression("%a = 'yes'")
        #expect(form.problems().contains { $0.message.contains("a → a") })
        #expect(!form.evaluate(Fixture.nothing).visible.contains("a"))
    }

    @Test func `a chain may be as long as the limit and no longer`() {
        func chain(_ length: Int) -> FormDefinition {
            let items = (0...length).map { index in
                Fixture.tick("q\(index)", showWhen: index == 0 ? nil : "%q\(index - 1) = 'yes'")
            }
            let section = FormSection(id: "s", title: Fixture.texts("s"), items: items)
            return FormDefinition(id: "f", version: 1, title: Fixture.texts("f"), sections: [section])
        }
        let longest = chain(FormLimits.chain)
        let answers = Dictionary(uniqueKeysWithValues: longest.items.map { ($0.id, Answer.yes) })
        #expect(longest.problems().isEmpty)
        #expect(longest.evaluate(answers).visible.count == FormLimits.chain + 1)
        #expect(!chain(FormLimits.chain + 1).problems().isEmpty)
    }

    @Test func `scores are sums or formulas, with rising bands and a rule that exists`() {
        #expect(Self.messages { $0.scores[0].parts = $0.scores[1].parts }.contains { $0.contains("%points") })
        #expect(Self.messages { $0.scores[0].value = nil }.contains { $0.contains("or a clock") })
        #expect(Self.messages { $0.scores[1].source = "" }.contains { $0.contains("publication") })
        #expect(Self.messages { $0.scores[1].tables[0].bands[0].from = 0 }.contains { $0.contains("has no from") })
        #expect(Self.messages { $0.scores[1].tables[0].bands[2].from = 2 }.contains { $0.contains("not above") })
        #expect(Self.messages { $0.scores[1].parts[0].use = "other" }.contains { $0.contains("names the rule other") })
        #expect(Self.messages { $0.scores[1].raises[0].of = ["e"] }.contains { $0.contains("names the part e") })
        #expect(Self.messages { $0.scores[1].raises[0].atLeast = 5 }.contains { $0.contains("at least 5 of 4") })
    }

    @Test func `items have what their kind needs`() {
        #expect(Self.messages { $0.sections[1].items[2].kind = .number(NumberRange(min: 2, max: 1)) }.count == 1)
        #expect(Self.messages { $0.sections[1].items[4].kind = .several([]) }.count == 1)
        #expect(Self.messages { $0.sections[1].items[7].kind = .text(maxLength: FormLimits.textLength + 1) }.count == 1)
        #expect(Self.messages { $0.sections[1].items[2].defaultFrom = .sex }.count == 1)
        #expect(Self.messages { $0.sections[0].nothingAbnormal = ["x"] }.count == 1)
    }

    @Test func `worked examples that do not come out are told with both values`() {
        var form = Fixture.form
        form.scores[1].vectors = [
            ScoreVector(source: "right", answers: Fixture.nothing, value: 0, bands: ["main": "low"]),
            ScoreVector(source: "wrong", answers: Fixture.nothing, value: 1, bands: ["main": "high"]),
            ScoreVector(source: "refused", answers: ["x": .number(999)], value: 1),
            ScoreVector(source: "empty", answers: Fixture.nothing),
        ]
        let problems = form.vectorProblems()
        #expect(problems.map(\.place) == [1, 1, 2, 3].map { .vector(score: "sum", index: $0) })
        #expect(problems.first?.message == "The example expects value 1; the score gives 0.")
    }
}
