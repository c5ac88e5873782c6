import Testing

@testable import FormEngine

/// Parts with degrees, formulas over a sum, clocks, rules that bind and class suggestions.
@Suite struct ScoreKindsTests {
    private static func form(_ score: ScoreDefinition) -> FormDefinition {
        var form = Fixture.form
        form.scores.append(score)
        return form
    }

    private static func level(_ points: Double, _ when: String) -> PartLevel {
        PartLevel(points: points, when: Fixture.expression(when))
    }

    private static let degrees = ScoreDefinition(
        id: "degrees", title: Fixture.texts("Degrees"), source: "Nobody 1900",
        parts: [
            ScorePart(
                id: "age", label: Fixture.texts("age"),
                levels: [level(5, "%age > 80"), level(2, "%age > 50"), level(0, "%age > 10")]),
            Fixture.part("a", "%a = 'yes'"),
        ])

    @Test(arguments: [(81, 5), (80, 2), (51, 2), (50, 0), (5, 0)] as [(Double, Double)])
    func `of a part's degrees the first that holds counts, and only it`(age: Double, points: Double) throws {
        let result = Self.form(Self.degrees).evaluate(["age": .number(age), "a": .no]).score("degrees")
        #expect(result?.value == points && result?.most == 6)
        #expect(result?.parts.map(\.points) == (points == 0 ? [] : [points]))
    }

    @Test func `degrees that are open may become the greatest of them, not their sum`() {
        let result = Self.form(Self.degrees).evaluate(["a": .yes]).score("degrees")
        #expect(result?.lowest == 1 && result?.highest == 6 && result?.missing == ["age"])
    }

    @Test func `a formula goes on from the sum, and its ends from the sum's`() throws {
        var score = Self.degrees
        score.value = Fixture.expression("%points * 10 + %x")
        let form = Self.form(score)
        #expect(form.problems().isEmpty)
        let whole = form.evaluate(["age": .number(60), "a": .yes, "x": .number(7)]).score("degrees")
        #expect(whole?.value == 37 && whole?.most == nil)
        let open = form.evaluate(["a": .yes, "x": .number(7)]).score("degrees")
        #expect(open?.value == nil && open?.lowest == 17 && open?.highest == 67)
        let without = form.evaluate(["age": .number(60), "a": .yes]).score("degrees")
        #expect(without?.lowest == nil && without?.missing == ["x"])
        score.value = Fixture.expression("%x")
        #expect(Self.form(score).problems().contains { $0.message.contains("%points") })
    }

    @Test(arguments: [("08:00", "06:00", 0), ("01:30", "23:30", 1), ("00:00", "22:00", 1), ("02:00", "00:00", 0)])
    func `a clock counts back over midnight and says so`(from: String, time: String, daysBefore: Int) throws {
        let clock = ScoreClock(from: "hour", steps: [ClockStep(id: "clear", label: Fixture.texts("clear"), hours: 2)])
        let score = ScoreDefinition(id: "clock", title: Fixture.texts("Clock"), source: "Nobody 1900", clock: clock)
        let form = Self.form(score)
        #expect(form.problems().isEmpty)
        let result = form.evaluate(["hour": .string(from)]).score("clock")
        #expect(result?.times.map(\.time) == [time] && result?.times.map(\.daysBefore) == [daysBefore])
        #expect(result?.value == nil)
        #expect(form.evaluate([:]).score("clock")?.missing == ["hour"])
    }

    @Test func `the formula that the hospital chose is in force, and another can be tried`() throws {
        let score = ScoreDefinition(
            id: "choice", title: Fixture.texts("Choice"), source: "Nobody 1900",
            formulas: [
                ScoreFormula(id: "sum", value: Fixture.expression("%x + %y")),
                ScoreFormula(id: "product", value: Fixture.expression("%x * %y")),
            ], use: "sum",
            vectors: [
                ScoreVector(source: "hand", answers: ["x": .number(3), "y": .number(4)], value: 7),
                ScoreVector(
                    source: "hand", answers: ["x": .number(3), "y": .number(4)], value: 12, use: ["value": "product"]),
            ])
        let form = Self.form(score)
        #expect(form.problems().isEmpty && form.vectorProblems().isEmpty)
        var other = score
        other.use = "quotient"
        #expect(Self.form(other).problems().contains { $0.message.contains("sum, product") })
    }

    @Test func `an item can be required by other answers, and undecided does not ask`() throws {
        var form = Fixture.form
        form.sections[1].items[5].requiredWhen = Fixture.expression("%a = 'yes'")
        #expect(form.items.first { $0.id == "day" }?.requiredWhen != nil)
        #expect(form.evaluate(["a": .yes]).missing.contains("day"))
        #expect(!form.evaluate(["a": .no]).missing.contains("day"))
        #expect(!form.evaluate([:]).missing.contains("day"))
    }

    @Test(arguments: [
        ("2026-03-01", "08:00", 24.0, "2026-02-28", "08:00"), ("2028-03-01", "00:00", 1, "2028-02-29", "23:00"),
        ("2026-01-01", "07:30", 168, "2025-12-25", "07:30"), ("2000-03-01", "12:00", 0.5, "2000-03-01", "11:30"),
        ("1900-03-01", "00:00", 1, "1900-02-28", "23:00"),
    ])
    func `hours before a day go back over months and leap years`(
        date: String, time: String, hours: Double, day: String, clock: String
    ) throws {
        let earlier = try #require(CalendarText.Moment(date: date, time: time)).earlier(hours: hours)
        #expect(earlier.date == day && earlier.time == clock)
    }
}
