import FormEngine
import Testing

@Suite struct ScoreRangeTests {
    private static func sum(_ changes: Answers, without gone: Set<String> = []) throws -> ScoreResult {
        let answers = Fixture.nothing.merging(changes) { $1 }.filter { !gone.contains($0.key) }
        return try #require(Fixture.form.evaluate(answers).score("sum"))
    }

    @Test func `a complete sum is final`() throws {
        let sum = try Self.sum(["a": .yes, "x": .number(5)])
        #expect(sum.value == 2 && sum.lowest == nil && sum.highest == nil)
        #expect(sum.shown == "2" && sum.most == 6)
        #expect(sum.band?.code == "middle")
        #expect(sum.parts.map(\.id) == ["a", "ratio"])
        #expect(sum.working["zh"] == "a + ratio")
        #expect(sum.missing.isEmpty && sum.unknown.isEmpty)
    }

    @Test func `a sum with gaps says from where to where, and why`() throws {
        let sum = try Self.sum(["a": .yes, "x": .number(5), "b": .unknown], without: ["y", "c"])
        #expect(sum.value == nil)
        #expect(sum.lowest == 1 && sum.highest == 4)
        #expect(sum.shown == "1")
        #expect(sum.missing == ["c", "y"])
        #expect(sum.unknown == ["b"])
        #expect(sum.band == nil)
        #expect(sum.lowestBand?.code == "low" && sum.highestBand?.code == "middle")
    }

    @Test func `a band that no missing answer can change is certain`() throws {
        let sum = try Self.sum(["a": .yes, "b": .yes], without: ["d"])
        #expect(sum.lowest == 2 && sum.highest == 3)
        #expect(sum.band?.code == "middle")
        #expect(sum.lowestBand == nil && sum.highestBand == nil)
    }

    @Test(
        arguments: [
            (["a": .yes, "b": .yes, "sex": .string("male")], [], "high", nil),
            (["a": .yes, "sex": .string("male")], [], "middle", nil),
            (["a": .yes, "b": .yes], [], "middle", nil),
            (["a": .yes, "sex": .string("male")], ["b"], "middle", "high"),
            (["a": .yes, "b": .yes], ["sex"], "middle", "high"),
            (["a": .yes], ["sex"], "low", "middle"),
        ] as [(Answers, [String], String, String?)])
    func `a raised band is certain, possible or impossible`(
        changes: Answers, gone: [String], lowest: String, highest: String?
    ) throws {
        let sum = try Self.sum(changes, without: Set(gone))
        #expect((sum.band ?? sum.lowestBand)?.code == lowest)
        #expect(sum.highestBand?.code == highest)
    }

    @Test func `without any answer a sum is open from end to end`() throws {
        let sum = try #require(Fixture.form.evaluate([:]).score("sum"))
        #expect(sum.value == nil && sum.lowest == 0 && sum.highest == 6)
        #expect(sum.missing == ["a", "b", "c", "d", "sex", "x", "y"])
    }

    @Test func `a formula without its numbers has no value and names them`() throws {
        let ratio = try #require(Fixture.form.evaluate(["x": .number(3)]).score("ratio"))
        #expect(ratio.value == nil && ratio.lowest == nil && ratio.shown == nil)
        #expect(ratio.missing == ["y"])
    }

    @Test func `a formula shows its rounded value and its working, and keeps the value unrounded`() throws {
        let ratio = try #require(Fixture.form.evaluate(["x": .number(2), "y": .number(3)]).score("ratio"))
        #expect(ratio.value == 2.0 / 3.0)
        #expect(ratio.shown == "0.7")
        #expect(ratio.working["zh"] == "2 / 3")
    }

    @Test func `a part worth more than one point shows it, a negative one widens the range downward`() throws {
        var form = Fixture.form
        form.scores[1].parts[0].points = 3
        form.scores[1].parts[1].points = -1
        var answers = Fixture.nothing
        answers["a"] = .yes
        answers["b"] = nil
        let sum = try #require(form.evaluate(answers).score("sum"))
        #expect(sum.lowest == 2 && sum.highest == 3)
        #expect(sum.working["en"] == "a (3)")
    }

    @Test func `a score that was not made for the patient is not computed`() throws {
        var form = Fixture.form
        form.scores[1].appliesWhen = Fixture.expression("%age >= 18")
        var answers = Fixture.nothing
        answers["age"] = .number(17)
        let child = try #require(form.evaluate(answers).score("sum"))
        #expect(!child.applies && child.value == nil && child.band == nil && child.missing.isEmpty)
        answers["age"] = nil
        #expect(try #require(form.evaluate(answers).score("sum")).value == 0)
    }
}
