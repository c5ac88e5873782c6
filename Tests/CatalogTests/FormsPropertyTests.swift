import Catalog
import FormEngine
import Testing

/// What must hold of every score of the shipped form, whatever is answered.
@Suite struct FormsPropertyTests {
    /// SplitMix64: the same at every run.
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// An answer to every item, ticks yes or no.
    private static func answers(_ form: FormDefinition, _ random: inout Random) -> Answers {
        var answers: Answers = [:]
        for item in form.items {
            switch item.kind {
            case .tick: answers[item.id] = Bool.random(using: &random) ? .yes : .no
            case .choice(let choices): answers[item.id] = choices.randomElement(using: &random).map { .string($0.code) }
            case .several(let choices):
                answers[item.id] = .list(choices.map(\.code).filter { _ in Int.random(in: 0..<6, using: &random) == 0 })
            case .number(let range):
                answers[item.id] = .number(Double.random(in: range.min...range.max, using: &random).rounded(.down))
            case .time: answers[item.id] = .string("08:30")
            case .date: answers[item.id] = .string("2026-03-02")
            case .text: break
            }
        }
        answers["age"] = .number(Double(Int.random(in: 18...100, using: &random)))
        // Two units of one thing are never both given.
        answers["haemoglobinGdl"] = nil
        answers["creatinineMgDl"] = nil
        // Said to be unmeasured, and then measured after all: that takes an answer back instead of adding one.
        answers["creatinineNotMeasured"] = answers["creatinine"] == nil ? answers["creatinineNotMeasured"] : nil
        return answers.filter { id, answer in form.validate([id: answer]).isEmpty }
    }

    @Test(arguments: 1...40)
    func `an answer that is missing never counts as no: what a score may become holds what it becomes`(
        seed: Int
    ) throws {
        let form = try FormsFixture.assessment()
        var random = Random(state: UInt64(seed))
        let all = Self.answers(form, &random)
        let final = form.evaluate(all).scores
        let some = all.filter { _ in Bool.random(using: &random) }
        for (partial, full) in zip(form.evaluate(some).scores, final) {
            guard let value = full.value else { continue }
            let told = "\(partial.id), seed \(seed)"
            if let early = partial.value { #expect(abs(early - value) < 1e-9, "\(told): final too early") }
            if let lowest = partial.lowest { #expect(lowest <= value + 1e-9, "\(told): lowest") }
            if let highest = partial.highest { #expect(highest >= value - 1e-9, "\(told): highest") }
            if partial.value == nil, partial.applies {
                #expect(!partial.missing.isEmpty || !partial.unknown.isEmpty, "\(told): open for no reason")
            }
        }
    }

    @Test(arguments: 1...20) func `scores do not depend on the order of the items`(seed: Int) throws {
        let form = try FormsFixture.assessment()
        var random = Random(state: UInt64(1000 + seed))
        let answers = Self.answers(form, &random).filter { _ in Int.random(in: 0..<5, using: &random) > 0 }
        var mixed = form
        mixed.sections.shuffle(using: &random)
        for index in mixed.sections.indices { mixed.sections[index].items.shuffle(using: &random) }
        for (left, right) in zip(form.evaluate(answers).scores, mixed.evaluate(answers).scores) {
            #expect(left.value == right.value && left.lowest == right.lowest && left.highest == right.highest)
            #expect(left.band == right.band && Set(left.missing) == Set(right.missing))
        }
    }

    @Test func `an empty form decides no score, raises no finding and suggests nothing`() throws {
        let evaluation = try FormsFixture.assessment().evaluate([:])
        #expect(evaluation.scores.allSatisfy { $0.value == nil && $0.times.isEmpty })
        #expect(evaluation.findings.isEmpty && evaluation.suggestions.isEmpty && evaluation.drugHolds.isEmpty)
    }
}
