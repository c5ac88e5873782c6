import FormEngine
import Testing

@Suite struct LastMealTests {
    private func form() throws -> FormDefinition {
        try #require(try FormsFixture.shipped().first { $0.id == "reassessment" })
    }

    private func findings(_ answers: [String: String], age: Int = 40, today: Answer = .yes) throws -> [Finding] {
        var all = answers.mapValues(Answer.string)
        all["operationToday"] = today
        all["operationTime"] = all["operationTime"] ?? .string("13:30")
        all["age"] = .number(Double(age))
        return try form().evaluate(all).findings.filter { $0.id.hasPrefix("last-meal") }
    }

    @Test func `what was eaten or drunk too late is a danger that says both numbers and names its paper`() throws {
        let finding = try #require(try findings(["lastMeal": "10:00"]).first)
        #expect(finding.level == .danger && finding.item == "lastMeal")
        #expect(finding.text["zh"] == "清淡饮食、牛奶：距手术 3.5 小时，要求 6 小时：不够")
        #expect(finding.text["en"] == "Light meal, milk: 3.5 h before the operation, 6 h are asked for: too short")
        #expect(finding.source?.contains("2017;126:376") == true)
    }

    @Test(
        arguments: [
            ("lastFattyMeal", "05:30", "05:31"), ("lastMeal", "07:30", "07:31"), ("lastBreastMilk", "09:30", "09:31"),
            ("lastDrink", "11:30", "11:31"),
        ])
    func `two, four, six and eight hours are judged to the minute`(item: String, kept: String, late: String) throws {
        #expect(try findings([item: kept], age: 1).isEmpty, "long enough is no finding")
        #expect(try findings([item: late], age: 1).map(\.item) == [item])
    }

    @Test func `a minute short of two hours does not read as two hours`() throws {
        #expect(try findings(["lastDrink": "11:31"]).first?.text["zh"] == "清饮料：距手术 1.9 小时，要求 2 小时：不够")
    }

    @Test func `a meal after the operation is a mistake that is told`() throws {
        let later = try findings(["lastDrink": "14:00"])
        #expect(later.map(\.level) == [.caution] && later.first?.text["zh"]?.contains("晚于手术时间") == true)
    }

    @Test func `what is not asked is not judged`() throws {
        #expect(try findings([:]).isEmpty)
        #expect(try findings(["lastMeal": "12:00"], today: .no).isEmpty, "the times are of the day of the operation")
        #expect(try findings(["lastBreastMilk": "13:00"]).isEmpty, "of an infant only")
    }

    @Test func `a form that asks for a food that its clock does not know is refused`() throws {
        var form = try form()
        form.lastMeals?.items = [
            LastMealItem(step: "tea", time: "lastDrink"), LastMealItem(step: "clear", time: "operationDate"),
        ]
        let told = form.problems().map(\.message).joined(separator: "\n")
        #expect(told.contains("tea is no step of the clock; its steps are fatty, light, breast-milk, clear."))
        #expect(told.contains("operationDate is no time item"))
        form.lastMeals?.clock = "bmi"
        #expect(form.problems().map(\.message).contains { $0.contains("bmi is no score with a clock") })
    }
}
