import FormEngine
import Testing

@Suite struct FeedingTests {
    private static func tick(_ id: String, feeds: String? = nil, showWhen: String? = nil) throws -> FormItem {
        FormItem(
            id: id, kind: .tick, text: ["zh": id, "en": id, "ug": id],
            showWhen: try showWhen.map { try FormExpression($0) }, feeds: feeds)
    }

    private static func form(_ id: String, feeds: String? = nil, _ items: [FormItem]) -> FormDefinition {
        let words = ["zh": id, "en": id, "ug": id]
        return FormDefinition(
            id: id, version: 1, title: words, sections: [FormSection(id: "one", title: words, items: items)],
            feeds: feeds)
    }

    private static func number(_ unit: String?, _ range: ClosedRange<Double>, decimals: Int) -> ItemKind {
        .number(NumberRange(unit: unit, min: range.lowerBound, max: range.upperBound, decimals: decimals))
    }

    private static func choices(_ codes: String...) -> [FormChoice] {
        codes.map { FormChoice(code: $0, text: ["zh": $0, "en": $0, "ug": $0]) }
    }

    @Test(
        arguments: [
            (ItemKind.tick, ItemKind.tick, nil),
            (.tick, .choice(choices("yes")), "it is of kind tick and not choice"),
            (.date, .time, "it is of kind date and not time"),
            (.choice(choices("a")), .choice(choices("a", "b")), nil),
            (.choice(choices("a", "c")), .choice(choices("a", "b")), "the choices c are none of its choices"),
            (.several(choices("a")), .choice(choices("a")), "it is of kind several and not choice"),
            (number("cm", 40...250, decimals: 1), number("cm", 40...250, decimals: 1), nil),
            (number("cm", 40...250, decimals: 1), number("m", 40...250, decimals: 1), "the unit is cm and not m"),
            (number("cm", 39...250, decimals: 1), number("cm", 40...250, decimals: 1), "beyond 40 to 250, 1 decimals"),
            (number("cm", 40...251, decimals: 1), number("cm", 40...250, decimals: 1), "beyond 40 to 250, 1 decimals"),
            (number("cm", 40...250, decimals: 2), number("cm", 40...250, decimals: 1), "beyond 40 to 250, 1 decimals"),
            (.text(maxLength: 200), .text(maxLength: 200), nil),
            (.text(maxLength: 201), .text(maxLength: 200), "it takes more than 200 characters"),
        ] as [(ItemKind, ItemKind, String?)])
    func `an answer must fit the item that it feeds`(own: ItemKind, other: ItemKind, problem: String?) {
        let words = ["zh": "问", "en": "q", "ug": "q"]
        let target = Self.form("whole", [FormItem(id: "there", kind: other, text: words)])
        let questionnaire = Self.form(
            "said", feeds: "whole", [FormItem(id: "here", kind: own, text: words, feeds: "there")])
        let problems = questionnaire.feedingProblems(into: target)
        #expect(problems.count == (problem == nil ? 0 : 1))
        #expect(problem.map { problems.first?.message.contains($0) == true } ?? true, "\(problems)")
        #expect(problems.allSatisfy { $0.place == .item("here") })
    }

    @Test func `a questionnaire names a form and items that there are`() throws {
        let target = Self.form("whole", [try Self.tick("smoking")])
        let lost = Self.form("said", feeds: "whole", [try Self.tick("smokes", feeds: "smokng")])
        #expect(lost.feedingProblems(into: target).first?.message.contains("Did you mean smoking?") == true)
        #expect(lost.feedingProblems(into: nil).map(\.place) == [.form])
        #expect(lost.feedingProblems(into: lost).first?.message.contains("questionnaire itself") == true)
        #expect(target.feedingProblems(into: nil).isEmpty, "no other form feeds anything")
    }

    @Test func `a questionnaire only asks, and its follow-ups need no evaluation`() throws {
        func messages(_ items: [FormItem], feeds: String? = "whole") -> [String] {
            Self.form("said", feeds: feeds, items).problems().map(\.message)
        }
        #expect(
            messages([try Self.tick("a", feeds: "x"), try Self.tick("b", feeds: "y", showWhen: "%a = 'yes'")]) == [])
        #expect(messages([try Self.tick("a")]).count == 1, "it feeds no item")
        #expect(
            messages([try Self.tick("a", feeds: "x"), try Self.tick("b", feeds: "x")]).count == 1, "twice the same")
        #expect(
            messages([try Self.tick("a", feeds: "x"), try Self.tick("b", feeds: "y", showWhen: "%a != 'no'")]).count
                == 1)
        #expect(messages([try Self.tick("a", feeds: "x")], feeds: nil).count == 1, "only a questionnaire feeds")
        var required = try Self.tick("a", feeds: "x")
        required.required = true
        #expect(messages([required]).count == 1)
        var chinese = try Self.tick("a", feeds: "x")
        chinese.text = ["zh": "问", "en": "q"]
        #expect(messages([chinese]).first?.contains("no wording in ug") == true)
    }

    @Test func `only what counts and fits is offered, under the other form's ids`() throws {
        let words = ["zh": "问", "en": "q", "ug": "q"]
        let target = Self.form(
            "whole",
            [
                try Self.tick("smoking"), try Self.tick("insulin"),
                FormItem(id: "height", kind: Self.number("cm", 40...250, decimals: 0), text: words),
            ])
        let questionnaire = Self.form(
            "said", feeds: "whole",
            [
                try Self.tick("smokes", feeds: "smoking"), try Self.tick("sugar", feeds: "gone"),
                try Self.tick("injects", feeds: "insulin", showWhen: "%sugar = 'yes'"),
                FormItem(id: "tall", kind: Self.number("cm", 40...250, decimals: 1), text: words, feeds: "height"),
            ])
        #expect(questionnaire.fed(["smokes": .unknown, "injects": .yes], into: target) == ["smoking": .unknown])
        #expect(
            questionnaire.fed(["smokes": .no, "sugar": .yes, "injects": .yes], into: target)
                == ["smoking": .no, "insulin": .yes])
        #expect(
            questionnaire.fed(["tall": .number(170.5)], into: target) == [:], "what the form cannot keep is left out")
        #expect(questionnaire.fed(["tall": .number(170)], into: target) == ["height": .number(170)])
    }

    @Test func `what was signed last is carried over only where the form says so`() throws {
        var smoking = try Self.tick("smoking")
        smoking.defaultFrom = .last
        let form = Self.form("whole", [smoking, try Self.tick("pregnant")])
        let signed: Answers = ["smoking": .yes, "pregnant": .no, "gone": .yes]
        #expect(form.carried(signed) == ["smoking": .yes])
        #expect(form.carried(["smoking": .number(1)]) == [:])
        #expect(form.defaults(from: PatientContext(age: 40, sex: "male")) == [:], "it is offered, never filled in")
    }
}
