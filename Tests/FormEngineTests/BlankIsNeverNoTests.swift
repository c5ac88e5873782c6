import FormEngine
import Testing

/// A blank is a question that was not asked. Whatever the form, it never counts as the answer "no".
@Suite struct BlankIsNeverNoTests {
    private static let ticks = ["a", "b", "c", "d"]

    /// Each possible answer of an item of the fixture, and none.
    private static func choices(_ item: FormItem) -> [Answer?] {
        switch item.kind {
        case .tick: [nil, .yes, .no, .unknown]
        case .choice(let choices): [nil] + choices.map { .string($0.code) }
        case .number: [nil, .number(1), .number(2), .number(5)]
        case .several, .date, .time, .text: [nil]
        }
    }

    private static func randomAnswers(_ numbers: inout SeededNumbers) -> Answers {
        var answers: Answers = [:]
        for item in Fixture.form.items {
            answers[item.id] = choices(item).randomElement(using: &numbers) ?? nil
        }
        return answers
    }

    @Test func `a blank tick is never read as no`() throws {
        for tick in Self.ticks {
            var answers = Fixture.nothing
            let no = Fixture.form.evaluate(answers)
            answers[tick] = nil
            let blank = Fixture.form.evaluate(answers)
            #expect(no.score("sum")?.value == 0)
            #expect(blank.score("sum")?.value == nil)
            #expect(blank.score("sum")?.missing == [tick])
            #expect(blank.missing == [tick])
        }
    }

    @Test func `a tick answered 不详 is answered, and is not read as no either`() {
        var answers = Fixture.nothing
        answers["c"] = .unknown
        let evaluation = Fixture.form.evaluate(answers)
        #expect(evaluation.missing.isEmpty)
        #expect(evaluation.score("sum")?.value == nil)
        #expect(evaluation.score("sum")?.unknown == ["c"])
    }

    @Test func `whatever a blank turns out to be, the score was within what had been said`() throws {
        var numbers = SeededNumbers(seed: 2)
        for _ in 0..<300 {
            let answers = Self.randomAnswers(&numbers)
            let open = try #require(Fixture.form.evaluate(answers).score("sum"))
            let low = try #require(open.value ?? open.lowest)
            let high = try #require(open.value ?? open.highest)
            for item in Fixture.form.items where answers[item.id] == nil || answers[item.id] == .unknown {
                for choice in Self.choices(item) where choice != nil && choice != .unknown {
                    var later = answers
                    later[item.id] = choice
                    let result = try #require(Fixture.form.evaluate(later).score("sum"))
                    #expect(low <= (result.value ?? result.lowest ?? -1))
                    #expect((result.value ?? result.highest ?? .infinity) <= high)
                    if let band = open.band { #expect(result.band == band) }
                }
            }
        }
    }

    @Test func `a final score has no open part, so taking an answer away that it used reopens it`() throws {
        for id in Self.ticks + ["sex", "x", "y"] {
            var answers = Fixture.nothing
            #expect(Fixture.form.evaluate(answers).score("sum")?.value == 0)
            answers[id] = nil
            #expect(Fixture.form.evaluate(answers).score("sum")?.value == nil, "\(id)")
        }
    }

    @Test func `no score or finding depends on the order of items, sections, scores or parts`() {
        var numbers = SeededNumbers(seed: 3)
        for _ in 0..<300 {
            let answers = Self.randomAnswers(&numbers)
            var form = Fixture.form
            form.sections.shuffle(using: &numbers)
            for index in form.sections.indices { form.sections[index].items.shuffle(using: &numbers) }
            form.scores.shuffle(using: &numbers)
            for index in form.scores.indices { form.scores[index].parts.shuffle(using: &numbers) }
            let usual = Fixture.form.evaluate(answers)
            let shuffled = form.evaluate(answers)
            for id in ["sum", "ratio"] {
                #expect(Self.essence(usual.score(id)) == Self.essence(shuffled.score(id)))
            }
            #expect(Set(usual.missing) == Set(shuffled.missing))
            #expect(Set(usual.visible) == Set(shuffled.visible))
            #expect(Set(usual.findings) == Set(shuffled.findings))
        }
    }

    /// All that a score says, but for the order in which it says it.
    private static func essence(_ score: ScoreResult?) -> ScoreResult? {
        guard var score else { return nil }
        score.parts.sort { $0.id < $1.id }
        score.missing.sort()
        score.unknown.sort()
        score.working = score.working.mapValues { $0.split(separator: " + ").sorted().joined(separator: " + ") }
        return score
    }
}
