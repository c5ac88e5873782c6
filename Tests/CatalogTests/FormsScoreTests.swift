import Catalog
import FormEngine
import Testing

/// BMI and STOP-BANG of the shipped form, against the reference's examples and on both sides of every cut-off.
@Suite struct FormsScoreTests {
    private static func bmi(_ weight: Double, _ height: Double) throws -> ScoreResult {
        let form = try FormsFixture.assessment()
        return try #require(form.evaluate(["weight": .number(weight), "height": .number(height)]).score("bmi"))
    }

    @Test(arguments: [
        (68, 182, 20.5289, "normal", "normal"), (80, 170, 27.6817, "overweight", "overweight"),
        (69.36, 170, 24, "overweight", "normal"), (69.35, 170, 23.9965, "normal", "normal"),
        (74, 200, 18.5, "normal", "normal"), (73.99, 200, 18.4975, "underweight", "underweight"),
        (112, 200, 28, "obese", "overweight"), (111.99, 200, 27.9975, "overweight", "overweight"),
        (100, 200, 25, "overweight", "overweight"), (99.99, 200, 24.9975, "overweight", "normal"),
        (120, 200, 30, "obese", "obese-1"), (140, 200, 35, "obese", "obese-2"), (160, 200, 40, "obese", "obese-3"),
    ])
    func `BMI is classified unrounded, by the Chinese and the WHO table`(
        weight: Double, height: Double, value: Double, chinese: String, who: String
    ) throws {
        let bmi = try Self.bmi(weight, height)
        #expect(abs((bmi.value ?? 0) - value) < 0.0001)
        #expect(bmi.band?.code == chinese && bmi.band?.table == "ws-t-428")
        #expect(bmi.otherBands.map(\.code) == [who])
    }

    @Test func `the working of a logistic model shows the terms that were summed`() throws {
        let answers: Answers = [
            "age": .number(75), "functionalStatus": .string("partial"), "asaClass": .string("III"),
            "creatinine": .number(150), "procedureGroup": .string("aortic"), "urgency": .string("elective"),
            "sortSpecialty": .yes, "surgerySeverity": .string("minor"), "malignancy": .no,
            "clinicianRisk": .string("2-5"),
        ]
        let scores = try FormsFixture.assessment().evaluate(answers).scores
        func working(_ id: String) -> String? { scores.first { $0.id == id }?.working["zh"] }
        #expect(
            working("gupta-mica")
                == "100 ÷ (1 + e⁻ˣ)，x = −5.25 + 0.02 × 75 + 0.65 部分依赖 − 1.92 ASA III + 0.61 肌酐>133 µmol/L + 1.6 主动脉")
        #expect(working("sort") == "100 ÷ (1 + e⁻ˣ)，x = −7.366 + 1.411 ASA III + 0.712 胃肠、胸科或血管 + 0.777 年龄 65–79")
        #expect(working("sort-clinical")?.hasPrefix("100 ÷ (1 + e⁻ˣ)，x = −6.403 + 0.04028 × 1.1") == true)
    }

    @Test func `BMI is shown with one decimal and its working`() throws {
        let bmi = try Self.bmi(80, 170)
        #expect(bmi.shown == "27.7")
        #expect(bmi.working["zh"] == "80 ÷ (170 ÷ 100)²")
        #expect(bmi.source == "WS/T 428-2013")
    }

    /// All that STOP-BANG asks, and none of it applies, each number just at its cut-off.
    private static let nothing: Answers = [
        "snoring": .no, "tired": .no, "observedApnoea": .no, "hypertension": .no, "weight": .number(140),
        "height": .number(200), "age": .number(50), "neckCircumference": .number(40), "sex": .string("female"),
    ]

    private static func stopBang(_ changes: Answers, without gone: Set<String> = []) throws -> ScoreResult {
        let answers = nothing.merging(changes) { $1 }.filter { !gone.contains($0.key) }
        return try #require(FormsFixture.assessment().evaluate(answers).score("stop-bang"))
    }

    @Test(
        arguments: [
            ([:], 0, "low"),
            (["snoring": .yes, "tired": .yes, "sex": .string("male")], 3, "high"),
            (["snoring": .yes, "hypertension": .yes, "age": .number(51)], 3, "intermediate"),
            (
                ["snoring": .yes, "tired": .yes, "observedApnoea": .yes, "hypertension": .yes, "age": .number(51)], 5,
                "high"
            ),
            (["age": .number(51)], 1, "low"), (["neckCircumference": .number(40.1)], 1, "low"),
            (["weight": .number(140.01)], 1, "low"), (["sex": .string("male")], 1, "low"),
            (["snoring": .yes, "tired": .yes], 2, "low"),
            (["snoring": .yes, "tired": .yes, "age": .number(51)], 3, "intermediate"),
            (["snoring": .yes, "tired": .yes, "weight": .number(141)], 3, "high"),
            (["snoring": .yes, "tired": .yes, "neckCircumference": .number(41)], 3, "high"),
            (["snoring": .yes, "age": .number(51), "sex": .string("male")], 3, "intermediate"),
        ] as [(Answers, Double, String)])
    func `STOP-BANG counts strictly above its cut-offs and knows the extra rule`(
        changes: Answers, value: Double, band: String
    ) throws {
        let score = try Self.stopBang(changes)
        #expect(score.value == value)
        #expect(score.band?.code == band)
        #expect(score.most == 8)
    }

    @Test func `STOP-BANG with gaps says what it may still become and which answers decide`() throws {
        let score = try Self.stopBang(
            ["snoring": .yes, "age": .number(58), "sex": .string("male"), "observedApnoea": .unknown],
            without: ["neckCircumference"])
        #expect(score.lowest == 3 && score.highest == 5 && score.value == nil)
        #expect(score.working["zh"] == "打鼾 + 年龄>50 + 男")
        #expect(score.missing == ["neckCircumference"])
        #expect(score.unknown == ["observedApnoea"])
        #expect(score.lowestBand?.code == "intermediate" && score.highestBand?.code == "high")
    }

    @Test func `STOP-BANG waits for weight and height where its BMI does`() throws {
        #expect(try Self.stopBang([:], without: ["weight", "height"]).missing == ["height", "weight"])
    }

    @Test(arguments: [("male", 42.9, false), ("male", 43, true), ("female", 40.9, false), ("female", 41, true)])
    func `the other neck rule is there to be chosen`(sex: String, neck: Double, counts: Bool) throws {
        var form = try FormsFixture.assessment()
        let index = try #require(form.scores.firstIndex { $0.id == "stop-bang" })
        let place = try #require(form.scores[index].parts.firstIndex { $0.id == "neck" })
        form.scores[index].parts[place].use = "by-sex"
        #expect(form.problems().isEmpty)
        let answers = Self.nothing.merging(["sex": .string(sex), "neckCircumference": .number(neck)]) { $1 }
        let score = try #require(form.evaluate(answers).score("stop-bang"))
        #expect(score.parts.contains { $0.id == "neck" } == counts)
        #expect((score.working["zh"] ?? "").contains("颈围≥43 cm（女 ≥41）") == counts)
    }

    @Test func `the working says by which cut-off the neck counted`() throws {
        let score = try Self.stopBang(["neckCircumference": .number(41)])
        #expect(score.working["zh"] == "颈围>40 cm")
        #expect(score.working["en"] == "neck > 40 cm")
    }

    @Test func `a rule that stands beside others says its cut-off and its source`() throws {
        let form = try FormsFixture.assessment()
        let neck = try #require(form.scores.first { $0.id == "stop-bang" }?.parts.first { $0.id == "neck" })
        #expect(neck.rules.count == 2)
        for rule in neck.rules { #expect(rule.label?["zh"] != nil && rule.source?.isEmpty == false, "\(rule.id)") }
        #expect(neck.inForce?.id == "over-40")
    }

    @Test(arguments: [17, 18]) func `children are not scored`(age: Double) throws {
        let score = try Self.stopBang(["age": .number(age)])
        #expect(score.applies == (age >= 18))
        #expect((score.value == nil) == (age < 18))
    }
}

extension Evaluation {
    /// The score of that id.
    func score(_ id: String) -> ScoreResult? { scores.first { $0.id == id } }
}
