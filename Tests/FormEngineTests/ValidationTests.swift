import FormEngine
import Testing

@Suite struct ValidationTests {
    @Test(
        arguments: [
            ("a", .yes), ("a", .no), ("a", .unknown), ("sex", .string("male")), ("plans", .list([])),
            ("plans", .list(["two", "one"])), ("x", .number(0)), ("x", .number(300)), ("x", .number(36.6)),
            ("day", .string("2024-02-29")), ("day", .string("1800-01-01")), ("hour", .string("00:00")),
            ("hour", .string("23:59")), ("words", .string("")), ("words", .string("一二三四五六七八九十")),
            ("words", .string("line\n\ttab")), ("words", .string("سۇ ئىچمەڭ")),
        ] as [(String, Answer)])
    func `a good answer is kept`(item: String, answer: Answer) {
        #expect(Fixture.form.validate([item: answer]).isEmpty)
    }

    @Test(
        arguments: [
            ("a", .string("maybe"), .unknownChoice), ("a", .number(1), .wrongKind), ("a", .list(["yes"]), .wrongKind),
            ("sex", .string("Male"), .unknownChoice), ("sex", .list(["male"]), .wrongKind),
            ("plans", .string("one"), .wrongKind), ("plans", .list(["three"]), .unknownChoice),
            ("plans", .list(["one", "one"]), .repeatedChoice), ("x", .string("5"), .wrongKind),
            ("x", .number(-0.1), .belowMinimum), ("x", .number(300.1), .aboveMaximum),
            ("x", .number(1.25), .tooManyDecimals),
            ("x", .number(.nan), .notANumber), ("x", .number(.infinity), .notANumber),
            ("x", .number(-1e300), .notANumber),
            ("age", .number(40.5), .tooManyDecimals), ("day", .string("2026-02-29"), .badDate),
            ("day", .string("1900-02-29"), .badDate), ("day", .string("2026-13-01"), .badDate),
            ("day", .string("2026-1-1"), .badDate), ("day", .string("+026-01-01"), .badDate),
            ("day", .string(""), .badDate),
            ("day", .string("2026-11-24T08:00"), .badDate), ("hour", .string("24:00"), .badTime),
            ("hour", .string("08:60"), .badTime), ("hour", .string("8:00"), .badTime),
            ("hour", .string("٠٨:٠٠"), .badTime),
            ("words", .string("一二三四五六七八九十百"), .tooLong), ("words", .string("a\u{0}b"), .forbiddenCharacter),
            ("words", .string("a\u{202E}b"), .forbiddenCharacter), ("b2", .yes, .unknownItem),
        ] as [(String, Answer, AnswerProblem.Code)])
    func `a bad answer is refused with its code`(item: String, answer: Answer, code: AnswerProblem.Code) {
        let problems = Fixture.form.validate([item: answer])
        #expect(problems.map(\.code) == [code])
        #expect(problems.first?.item == item)
    }

    @Test func `a refusal carries what a sentence about it needs`() {
        #expect(Fixture.form.validate(["x": .number(301)]).first?.arguments == ["max": "300", "unit": "cm"])
        #expect(
            Fixture.form.validate(["sex": .string("m")]).first?.arguments == ["choice": "m", "choices": "male, female"])
        #expect(Fixture.form.validate(["affterA": .yes]).first?.arguments == ["nearest": "afterA"])
    }

    @Test func `a text may have its full length and no more`() {
        let form = FormDefinition(
            id: "f", version: 1, title: [:],
            sections: [
                FormSection(
                    id: "s", title: [:],
                    items: [FormItem(id: "t", kind: .text(maxLength: .max), text: [:])])
            ])
        let full = String(repeating: "字", count: FormLimits.textLength)
        #expect(form.validate(["t": .string(full)]).isEmpty)
        #expect(form.validate(["t": .string(full + "字")]).map(\.code) == [.tooLong])
        // One visible character can be made of any number of combining marks; each of them counts.
        let stacked = "e" + String(repeating: "\u{301}", count: FormLimits.textLength)
        #expect(form.validate(["t": .string(stacked)]).map(\.code) == [.tooLong])
    }

    @Test func `as many answers as items are possible, and no more`() {
        func answers(_ count: Int) -> Answers {
            Dictionary(uniqueKeysWithValues: (0..<count).map { ("q\($0)", Answer.yes) })
        }
        let full = Fixture.form.validate(answers(FormLimits.items))
        #expect(full.count == FormLimits.items && full.allSatisfy { $0.code == .unknownItem })
        #expect(Fixture.form.validate(answers(FormLimits.items + 1)).map(\.code) == [.tooManyAnswers])
    }

    @Test func `problems come in the order of the form, unknown items last`() {
        let problems = Fixture.form.validate(["zz": .yes, "words": .number(1), "b": .number(1), "aa": .yes])
        #expect(problems.map(\.item) == ["b", "words", "aa", "zz"])
    }

    @Test func `a long made-up id is cut in the answer about it`() {
        let problems = Fixture.form.validate([String(repeating: "q", count: 100_000): .yes])
        #expect(problems.first?.item.count == FormLimits.idLength)
    }

    @Test func `an answer that cannot be kept counts as none in an evaluation`() {
        var answers = Fixture.nothing
        answers["x"] = .number(.nan)
        answers["a"] = .string("perhaps")
        let evaluation = Fixture.form.evaluate(answers)
        #expect(evaluation.missing == ["a", "x"])
        #expect(evaluation.score("ratio")?.value == nil)
    }
}
