@testable import FormEngine
import Foundation
import Testing

/// Forms and answers that nobody means well with, and slips of the hand as large: each ends soon, in a sentence.
@Suite struct HostileFormTests {
    /// Fails when the body takes long, also in a debug build on a busy machine.
    private func soon<Value>(_ body: () throws -> Value) rethrows -> Value {
        let started = ContinuousClock.now
        let value = try body()
        #expect(ContinuousClock.now - started < .seconds(10))
        return value
    }

    // MARK: Expressions

    @Test(arguments: ["(", "-", "1+(", "iif(true,", "%a.round("])
    func `ten thousand of anything that nests is an error, not an overflow`(opening: String) {
        let source = String(repeating: opening, count: 10_000) + "1" + String(repeating: ")", count: 10_000)
        let short = #expect(throws: ExpressionError.self) { try FormExpression(source) }
        #expect(short?.message.contains("a score of its own") == true)
        // An imported one may be longer; then its depth is what is told.
        let deep = #expect(throws: ExpressionError.self) { try soon { try FormExpression(source, longest: 200_000) } }
        #expect(deep?.message.contains("deeper than") == true)
    }

    @Test(arguments: ["1e308", "1e400", "NaN", "Infinity", String(repeating: "9", count: 400)])
    func `a number that cannot be is no expression`(number: String) {
        #expect(throws: ExpressionError.self) { try FormExpression("%x > \(number)") }
    }

    @Test(arguments: [
        "%x.power(64).power(64)", "%x.exp().exp()", "%x / 0", "%x.ln().ln()", "%x.power(64).power(64) * 0",
        "%x mod 0", "(0 - %x).sqrt()", "%x div 0",
    ])
    func `what grows beyond numbers is nothing`(source: String) {
        let value = Fixture.expression(source).value { _ in .number(1e9) }
        #expect(value?.number.map(\.isFinite) ?? true)
    }

    @Test func `numbers as large as there are can be written and rounded`() {
        for number in [1e308, -1e308, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e15, 9.007_199_254_740_993e15]
        {
            for decimals in 0...FormLimits.decimals {
                #expect(!Decimals.fixed(number, decimals: decimals).isEmpty)
                #expect(Decimals.rounded(number, to: decimals).isFinite)
            }
        }
    }

    // MARK: Definitions

    @Test func `a circle through items and scores is told from end to end, and evaluating it ends`() {
        var form = Fixture.form
        form.sections[0].items[0].showWhen = Fixture.expression("%ratio > 1")
        form.scores[0].value = Fixture.expression("%sum + %x")
        #expect(form.problems().contains { $0.message.contains("a → ratio → sum → a") })
        #expect(form.evaluate(Fixture.nothing).score("ratio")?.value == nil)
    }

    /// Levels of items, each shown by any of the level below; the lowest by the highest when it is closed to a circle.
    private static func woven(_ levels: Int, of width: Int, closed: Bool = false) -> FormDefinition {
        let items = (0..<levels).flatMap { level in
            (0..<width).map { place in
                let below = level > 0 ? level - 1 : closed ? levels - 1 : nil
                let condition = below.map { below in
                    (0..<width).map { "%q\(below)x\($0) = 'yes'" }.joined(separator: " or ")
                }
                return Fixture.tick("q\(level)x\(place)", showWhen: condition)
            }
        }
        var score = Fixture.ratio
        score.value = Fixture.expression("iif(%q\(levels - 1)x0 = 'yes', 1, 0)")
        score.working = nil
        let section = FormSection(id: "s", title: Fixture.texts("s"), items: items)
        return FormDefinition(
            id: "woven", version: 1, title: Fixture.texts("f"), sections: [section], scores: [score])
    }

    @Test func `an item that very many ways lead to is evaluated soon`() {
        let form = Self.woven(FormLimits.chain - 1, of: 32)
        #expect(soon { form.problems() }.isEmpty)
        #expect(soon { form.evaluate([:]) }.score("ratio")?.missing.count == 32)
    }

    @Test func `many circles are told, but not each of them`() {
        let problems = soon { Self.woven(15, of: 32, closed: true).problems() }
        #expect((1...50).contains(problems.count) && problems.allSatisfy { $0.message.contains("It needs") })
        let long = soon { Self.woven(100, of: 5).problems() }
        #expect((1...50).contains(long.count))
        _ = soon { Self.woven(15, of: 32, closed: true).evaluate([:]) }
    }

    @Test func `a hundred thousand items, choices or parts are told by their number alone`() {
        let many = 100_000
        var form = Fixture.form
        form.sections[0].items = (0..<many).map { Fixture.tick("q\($0)") }
        form.sections[0].nothingAbnormal = form.sections[0].items.map(\.id)
        #expect(soon { form.problems() }.map(\.message).contains { $0.contains("500 are possible") })

        form = Fixture.form
        form.sections[1].items[4].kind = .several(
            (0..<many).map { FormChoice(code: "c\($0)", text: [:], fills: ["a": .yes]) })
        #expect(
            soon { form.problems() }.map(\.message) == ["There are 100000 choices; 100 are possible. Take some out."])

        form = Fixture.form
        form.scores[1].parts = (0..<many).map { Fixture.part("p\($0)", "%a = 'yes'") }
        #expect(soon { form.problems() }.map(\.message).contains { $0.contains("60 are possible") })
    }

    @Test(arguments: ["\u{202E}", "\u{2066}", "\u{0}", "\u{1B}", "\u{200B}", "\u{FEFF}", "\u{E0041}", "\u{2028}"])
    func `a character that deceives or cannot be seen is told by its number`(character: String) throws {
        let scalar = try #require(character.unicodeScalars.first)
        var form = Fixture.form
        form.sections[0].items[0].text["en"] = "a\(character)b"
        #expect(form.problems().map(\.place) == [.item("a")])
        #expect(form.problems().first?.message.contains(scalar.codePoint) == true)
        form = Fixture.form
        form.sections[0].items[0].id = "a\(character)b"
        let messages = form.problems().map(\.message)
        #expect(!messages.isEmpty && messages.allSatisfy { !$0.unicodeScalars.contains(scalar) }, "\(messages)")
    }

    @Test func `marks that scripts are written with may stand in a wording`() {
        var form = Fixture.form
        form.sections[0].items[0].text["ug"] = "مەن\u{200C}لەر \u{200F}(1)\u{200E}"
        #expect(form.problems().isEmpty)
    }

    @Test func `a text of a hundred thousand characters is told shortly`() {
        let long = String(repeating: "长", count: 100_000)
        var form = Fixture.form
        form.title["zh"] = long
        form.sections[0].items[0].id = long
        form.sections[0].items[1].text["en"] = "{\(long)}"
        let problems = soon { form.problems() }
        #expect(problems.count >= 3 && problems.allSatisfy { $0.message.count < 300 })
    }

    // MARK: Answers

    @Test(arguments: [1e308, -1e308, .greatestFiniteMagnitude, .nan, .infinity, -.infinity, 1e9 + 1])
    func `a number beyond all measure is refused and counts for nothing`(number: Double) {
        #expect(Fixture.form.validate(["x": .number(number)]).map(\.code) == [.notANumber])
        #expect(Fixture.form.evaluate(["x": .number(number), "y": .number(1)]).score("ratio")?.value == nil)
    }

    @Test(arguments: ["1e400", "-1e400", "NaN", "Infinity", "0x10"])
    func `a number that JSON cannot hold is no answer`(number: String) {
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(Answers.self, from: Data(#"{"x": \#(number)}"#.utf8))
        }
    }

    @Test(arguments: ["\u{202E}", "\u{2069}", "\u{0}", "\u{1B}[2J", "\u{85}", "\u{206F}", "\u{E0041}"])
    func `an answer that could show as another is refused`(character: String) {
        #expect(Fixture.form.validate(["words": .string("a\(character)")]).map(\.code) == [.forbiddenCharacter])
    }

    /// What is pasted often holds one, and nobody can see it to take it out.
    @Test func `an answer with a character that shows as nothing is kept`() {
        #expect(Fixture.form.validate(["words": .string("\u{FEFF}a\u{200B}")]).isEmpty)
    }

    @Test func `a hundred thousand characters or choices are refused soon`() {
        let long = String(repeating: "\u{301}", count: 100_000)
        let codes = (0..<100_000).map { _ in "one" }
        for (id, answer) in [
            ("words", Answer.string(long)), ("sex", .string(long)), ("a", .string(long)), ("day", .string(long)),
            ("plans", .list(codes)), ("plans", .list(["one", "two", long])), ("x", .string(long)),
        ] {
            let problems = soon { Fixture.form.validate([id: answer]) }
            #expect(problems.count == 1)
            #expect(problems.flatMap(\.arguments.values).allSatisfy { $0.unicodeScalars.count < 200 })
        }
    }

    @Test func `as many made-up answers as there may be are refused soon`() {
        var form = Fixture.form
        form.sections[0].items += (0..<480).map { Fixture.tick("question\($0)") }
        let made = (0..<FormLimits.items).map { (String(repeating: "q", count: 60) + "\($0)", Answer.yes) }
        let answers = Answers(made, uniquingKeysWith: { first, _ in first })
        #expect(soon { form.validate(answers) }.count == FormLimits.items)
    }
}
