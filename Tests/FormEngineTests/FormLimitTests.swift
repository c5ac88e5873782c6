import FormEngine
import Testing

/// Every limit of ``FormLimits`` on a definition, at it and one past it. Those on expressions, chains and answers are
/// with what they limit.
@Suite struct FormLimitTests {
    private static func isSound(_ change: (inout FormDefinition) -> Void) -> Bool {
        var form = Fixture.form
        change(&form)
        return form.problems().isEmpty
    }

    @Test(arguments: [(FormLimits.items, true), (FormLimits.items + 1, false)])
    func `items`(count: Int, sound: Bool) {
        let added = count - Fixture.form.items.count
        #expect(sound == Self.isSound { $0.sections[0].items += (0..<added).map { Fixture.tick("q\($0)") } })
    }

    @Test(arguments: [(FormLimits.sections, true), (FormLimits.sections + 1, false)])
    func `sections`(count: Int, sound: Bool) {
        let added = (0..<count - Fixture.form.sections.count).map { number in
            FormSection(id: "s\(number)", title: Fixture.texts("s"), items: [Fixture.tick("q\(number)")])
        }
        #expect(sound == Self.isSound { $0.sections += added })
    }

    @Test(arguments: [(FormLimits.choices, true), (FormLimits.choices + 1, false)])
    func `choices`(count: Int, sound: Bool) {
        let choices = (0..<count).map { FormChoice(code: "c\($0)", text: Fixture.texts("c")) }
        #expect(sound == Self.isSound { $0.sections[1].items[4].kind = .several(choices) })
    }

    @Test(arguments: [(FormLimits.scores, true), (FormLimits.scores + 1, false)])
    func `scores`(count: Int, sound: Bool) {
        let added = (0..<count - Fixture.form.scores.count).map { number in
            var score = Fixture.ratio
            score.id = "r\(number)"
            return score
        }
        #expect(sound == Self.isSound { $0.scores += added })
    }

    @Test(arguments: [(FormLimits.parts, true), (FormLimits.parts + 1, false)])
    func `parts`(count: Int, sound: Bool) {
        let added = (0..<count - Fixture.sum.parts.count).map { Fixture.part("p\($0)", "%a = 'yes'") }
        #expect(sound == Self.isSound { $0.scores[1].parts += added })
    }

    @Test(arguments: [(FormLimits.findings, true), (FormLimits.findings + 1, false)])
    func `findings`(count: Int, sound: Bool) {
        let added = (0..<count - Fixture.form.findings.count).map { number in
            var finding = Fixture.form.findings[0]
            finding.id = "f\(number)"
            return finding
        }
        #expect(sound == Self.isSound { $0.findings += added })
    }

    @Test(arguments: [(1, true), (FormLimits.idLength, true), (FormLimits.idLength + 1, false), (0, false)])
    func `letters of an id`(count: Int, sound: Bool) {
        #expect(sound == Self.isSound { $0.findings[0].id = String(repeating: "i", count: count) })
    }

    @Test(arguments: [(FormLimits.wordingLength, true), (FormLimits.wordingLength + 1, false)])
    func `letters of a wording`(count: Int, sound: Bool) {
        #expect(sound == Self.isSound { $0.title["zh"] = String(repeating: "字", count: count) })
    }

    @Test(arguments: [(1, true), (FormLimits.textLength, true), (FormLimits.textLength + 1, false), (0, false)])
    func `letters of an answer`(count: Int, sound: Bool) {
        #expect(sound == Self.isSound { $0.sections[1].items[7].kind = .text(maxLength: count) })
    }

    @Test(arguments: [(0, true), (FormLimits.decimals, true), (FormLimits.decimals + 1, false), (-1, false)])
    func `decimals`(count: Int, sound: Bool) {
        let range = NumberRange(min: 0, max: 1, decimals: count)
        #expect(sound == Self.isSound { $0.sections[1].items[2].kind = .number(range) })
        #expect(sound == Self.isSound { $0.scores[0].decimals = count })
    }

    @Test(arguments: [(FormLimits.largestNumber, true), (FormLimits.largestNumber + 1, false), (.infinity, false)])
    func `the largest number`(number: Double, sound: Bool) {
        #expect(sound == Self.isSound { $0.sections[1].items[2].kind = .number(NumberRange(min: 0, max: number)) })
        var form = Fixture.form
        form.sections[1].items[2].kind = .number(NumberRange(min: 0, max: .infinity))
        #expect(form.validate(["x": .number(number)]).isEmpty == sound)
    }
}
