import FormEngine
import Testing

@Suite struct FindingTests {
    @Test func `findings come gravest first, and among equals in the order of the form`() {
        var answers = Fixture.nothing
        answers.merge(["a": .yes, "b": .yes, "c": .yes, "d": .yes, "x": .number(5)]) { $1 }
        let findings = Fixture.form.evaluate(answers).findings
        #expect(findings.map(\.id) == ["aDanger", "bDanger", "sum.high", "aNote"])
        #expect(findings.map(\.level) == [.danger, .danger, .caution, .note])
        #expect(findings[2].score == "sum" && findings[2].text["zh"] == "high: 5")
    }

    @Test func `a finding says the answers that it is about, in words`() {
        var answers = Fixture.nothing
        answers.merge(["b": .yes, "words": .string("{x} 青霉素"), "plans": .list(["one", "two"])]) { $1 }
        let finding = Fixture.form.evaluate(answers).findings.first { $0.id == "bDanger" }
        #expect(finding?.text["zh"] == "{x} 青霉素 and <female> and 1 and <one>、<two>")
        #expect(finding?.text["en"] == "{x} 青霉素 and <female> and 1 and <one>, <two>")
    }

    @Test func `an answer that is not there leaves a dash`() {
        let finding = Fixture.form.evaluate(["b": .yes]).findings.first { $0.id == "bDanger" }
        #expect(finding?.text["en"] == "– and – and – and –")
    }

    @Test func `a condition that is undecided finds nothing`() {
        #expect(Fixture.form.evaluate([:]).findings.isEmpty)
    }

    @Test func `不详 is not no, so a condition may ask for it`() {
        #expect(Fixture.form.evaluate(["a": .unknown]).findings.map(\.id) == ["aDanger"])
    }

    @Test func `a band that cannot be left downward any more is found while answers are missing`() {
        var answers = Fixture.nothing
        answers.merge(["a": .yes, "b": .yes, "sex": .string("male")]) { $1 }
        answers["c"] = nil
        #expect(Fixture.form.evaluate(answers).findings.contains { $0.id == "sum.high" })
        answers["a"] = nil
        #expect(!Fixture.form.evaluate(answers).findings.contains { $0.id == "sum.high" })
    }
}
