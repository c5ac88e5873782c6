import FormEngine
import Testing

@Suite struct VisibilityTests {
    private static let rest = ["sex", "age", "x", "y", "plans", "day", "hour", "words"]

    @Test func `an item is asked only once its condition is true`() {
        #expect(Fixture.form.evaluate([:]).visible == ["a", "b", "c", "d"] + Self.rest)
        #expect(Fixture.form.evaluate(["a": .no]).visible == ["a", "b", "c", "d"] + Self.rest)
        #expect(Fixture.form.evaluate(["a": .unknown]).visible == ["a", "b", "c", "d"] + Self.rest)
        #expect(Fixture.form.evaluate(["a": .yes]).visible == ["a", "b", "c", "d", "afterA"] + Self.rest)
    }

    @Test func `what is missing is required, visible and unanswered, in the order of the form`() {
        #expect(Fixture.form.evaluate([:]).missing == ["a", "b", "c", "d", "sex", "age", "x", "y"])
        #expect(Fixture.form.evaluate(Fixture.nothing).missing.isEmpty)
        #expect(Fixture.form.evaluate(Fixture.nothing.merging(["a": .yes]) { $1 }).missing == ["afterA"])
    }

    @Test func `the answer of a hidden item counts nowhere`() {
        var form = Fixture.form
        form.scores[1].parts.append(Fixture.part("afterA", "%afterA = 'yes'"))
        form.findings.append(
            FindingDefinition(
                id: "after", item: "afterA", level: .note, when: Fixture.expression("%afterA = 'yes'"), text: [:]))
        var answers = Fixture.nothing
        answers["afterA"] = .yes
        let hidden = form.evaluate(answers)
        #expect(hidden.score("sum")?.lowest == 0 && hidden.score("sum")?.highest == 1)
        #expect(!hidden.findings.contains { $0.id == "after" })
        answers["a"] = .yes
        let shown = form.evaluate(answers)
        #expect(shown.score("sum")?.value == 2)
        #expect(shown.findings.contains { $0.id == "after" })
    }

    @Test func `only answers that can be kept, of items that are asked, are signed`() {
        let answers: Answers = ["a": .no, "afterA": .yes, "x": .number(1e9), "y": .number(2), "stranger": .yes]
        #expect(Fixture.form.counted(answers) == ["a": .no, "y": .number(2)])
    }

    @Test func `the patient's record gives age and sex to start with, and answers win over it`() {
        let record = PatientContext(age: 58, sex: "male")
        #expect(Fixture.form.defaults(from: record) == ["age": .number(58), "sex": .string("male")])
        let evaluation = Fixture.form.evaluate(["sex": .string("female")], context: record)
        #expect(!evaluation.missing.contains("age") && !evaluation.missing.contains("sex"))
        #expect(evaluation.score("sum")?.parts.isEmpty == true)
        #expect(Fixture.form.evaluate([:], context: record).score("sum")?.parts.map(\.id) == ["male"])
    }

    @Test func `what the form could not keep is not taken from the record`() {
        #expect(Fixture.form.defaults(from: PatientContext(age: 131, sex: "unknown")).isEmpty)
        #expect(Fixture.form.defaults(from: PatientContext()).isEmpty)
    }

    @Test func `nothing abnormal fills blank visible ticks with no and leaves all else`() {
        #expect(Fixture.form.nothingAbnormal(in: "ticks", answers: [:]) == ["a": .no, "b": .no])
        #expect(Fixture.form.nothingAbnormal(in: "ticks", answers: ["a": .yes]) == ["b": .no, "afterA": .no])
        #expect(Fixture.form.nothingAbnormal(in: "ticks", answers: ["a": .unknown, "b": .yes]).isEmpty)
        #expect(Fixture.form.nothingAbnormal(in: "rest", answers: [:]).isEmpty)
        #expect(Fixture.form.nothingAbnormal(in: "nowhere", answers: [:]).isEmpty)
    }
}
