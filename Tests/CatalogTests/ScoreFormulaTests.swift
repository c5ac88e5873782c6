import Catalog
import FormEngine
import Foundation
import Testing

/// The formulas, each coefficient as printed, read back out of what the shipped scores compute.
@Suite struct ScoreFormulaTests {
    private static func value(_ id: String, _ answers: Answers) throws -> Double {
        let score = try FormsFixture.assessment().evaluate(answers).score(id)
        return try #require(score?.value, "\(id) is open: \(score?.missing ?? [])")
    }

    /// How much an answer adds to the logit of a probability in percent.
    private static func added(_ id: String, _ nothing: Answers, _ changes: Answers) throws -> Double {
        func logit(_ percent: Double) -> Double { log(percent / (100 - percent)) }
        return logit(try value(id, nothing.merging(changes) { $1 })) - logit(try value(id, nothing))
    }

    private static let mica: Answers = [
        "age": .number(60), "functionalStatus": .string("independent"), "asaClass": .string("V"),
        "creatinine": .number(133), "procedureGroup": .string("hernia"),
    ]

    @Test(
        arguments: [
            ("functionalStatus", "partial", 0.65), ("functionalStatus", "total", 1.03), ("asaClass", "I", -5.17),
            ("asaClass", "II", -3.29), ("asaClass", "III", -1.92), ("asaClass", "IV", -0.95),
            ("procedureGroup", "anorectal", -0.16), ("procedureGroup", "aortic", 1.60),
            ("procedureGroup", "bariatric", -0.25), ("procedureGroup", "brain", 1.40),
            ("procedureGroup", "breast", -1.61), ("procedureGroup", "cardiac", 1.01), ("procedureGroup", "ent", 0.71),
            ("procedureGroup", "foregut", 1.39), ("procedureGroup", "gallbladder", 0.59),
            ("procedureGroup", "intestinal", 1.14), ("procedureGroup", "neck", 0.18),
            ("procedureGroup", "gynaecology", 0.76), ("procedureGroup", "orthopaedic", 0.80),
            ("procedureGroup", "other-abdominal", 1.13), ("procedureGroup", "peripheral-vascular", 0.86),
            ("procedureGroup", "skin", 0.54), ("procedureGroup", "spine", 0.21), ("procedureGroup", "thoracic", 0.40),
            ("procedureGroup", "vein", -1.09), ("procedureGroup", "urology", -0.26),
        ])
    func `Gupta 2011: every coefficient`(item: String, code: String, coefficient: Double) throws {
        #expect(abs(try Self.added("gupta-mica", Self.mica, [item: .string(code)]) - coefficient) < 1e-9)
    }

    @Test func `Gupta 2011: age and constant, and creatinine above 133 µmol/L or 1.5 mg/dL or not measured`() throws {
        let expected = 100 / (1 + exp(5.25 - 0.02 * 60))
        #expect(abs(try Self.value("gupta-mica", Self.mica) - expected) < 1e-9)
        #expect(abs(try Self.added("gupta-mica", Self.mica, ["age": .number(70)]) - 0.2) < 1e-9)
        #expect(abs(try Self.added("gupta-mica", Self.mica, ["creatinine": .number(133.1)]) - 0.61) < 1e-9)
        let other = Self.mica.filter { $0.key != "creatinine" }
        for (answer, coefficient) in [
            (["creatinineMgDl": .number(1.5)], 0), (["creatinineMgDl": .number(1.51)], 0.61),
            (["creatinineNotMeasured": .yes], -0.10),
        ] as [(Answers, Double)] {
            let percent = try Self.value("gupta-mica", other.merging(answer) { $1 })
            #expect(abs(percent - 100 / (1 + exp(5.25 - 1.2 - coefficient))) < 1e-9, "\(answer)")
        }
        // Not measured must be said; a blank is not it.
        #expect(try FormsFixture.assessment().evaluate(other).score("gupta-mica")?.value == nil)
    }

    private static let sort: Answers = [
        "age": .number(64), "asaClass": .string("II"), "urgency": .string("elective"), "sortSpecialty": .no,
        "surgerySeverity": .string("major"), "malignancy": .no,
    ]

    @Test(
        arguments: [
            (["asaClass": .string("I")], 0), (["asaClass": .string("III")], 1.411),
            (["asaClass": .string("IV")], 2.388), (["asaClass": .string("V")], 4.081),
            (["urgency": .string("expedited")], 1.236), (["urgency": .string("urgent")], 1.657),
            (["urgency": .string("immediate")], 2.452), (["sortSpecialty": .yes], 0.712),
            (["surgerySeverity": .string("complex")], 0.381), (["surgerySeverity": .string("minor")], 0),
            (["surgerySeverity": .string("intermediate")], 0), (["malignancy": .yes], 0.667),
            (["age": .number(65)], 0.777), (["age": .number(79)], 0.777), (["age": .number(80)], 1.591),
        ] as [(Answers, Double)])
    func `SORT 2014: every coefficient`(changes: Answers, coefficient: Double) throws {
        #expect(abs(try Self.value("sort", Self.sort) - 100 / (1 + exp(7.366))) < 1e-9)
        #expect(abs(try Self.added("sort", Self.sort, changes) - coefficient) < 1e-9)
    }

    @Test(
        arguments: [
            ("under-1", 0), ("1-2", 1.487), ("2-5", 2.365), ("5-10", 3.074), ("10-50", 4.156), ("over-50", 5.028),
        ])
    func `SORT with clinical judgement 2020: every coefficient`(estimate: String, coefficient: Double) throws {
        let answers = Self.sort.merging(["clinicianRisk": .string(estimate)]) { $1 }
        let sort = try Self.value("sort", answers)
        let expected = 100 / (1 + exp(-(0.04028 * sort + coefficient - 6.403)))
        #expect(abs(try Self.value("sort-clinical", answers) - expected) < 1e-9)
    }

    @Test(
        arguments: [
            ("male", 0.9, 0.7, -0.302, 1.0), ("male", 0.9, 0.9, -0.302, 1.0), ("male", 0.9, 0.91, -0.302, 1.0),
            ("male", 0.9, 3.0, -0.302, 1.0), ("female", 0.7, 0.5, -0.241, 1.012), ("female", 0.7, 0.7, -0.241, 1.012),
            ("female", 0.7, 0.71, -0.241, 1.012), ("female", 0.7, 3.0, -0.241, 1.012),
        ])
    func `CKD-EPI 2021 on both sides of its knot, in both units`(
        sex: String, knot: Double, creatinine: Double, slope: Double, factor: Double
    ) throws {
        func expected(_ creatinine: Double) -> Double {
            142 * pow(min(creatinine / knot, 1), slope) * pow(max(creatinine / knot, 1), -1.2) * pow(0.9938, 50)
                * factor
        }
        let person: Answers = ["age": .number(50), "sex": .string(sex)]
        let milligrams = person.merging(["creatinineMgDl": .number(creatinine)]) { $1 }
        #expect(abs(try Self.value("ckd-epi-2021", milligrams) - expected(creatinine)) < 1e-9)
        let micromoles = (creatinine * 88.4 * 10).rounded() / 10
        let converted = try Self.value("ckd-epi-2021", person.merging(["creatinine": .number(micromoles)]) { $1 })
        #expect(abs(converted - expected(micromoles / 88.4)) < 1e-9)
    }

    @Test func `Cockcroft-Gault 1976: women 0.85, both units by 88.4, and what its three weights are`() throws {
        let man: Answers = [
            "age": .number(65), "sex": .string("male"), "weight": .number(80), "height": .number(170),
            "creatinineMgDl": .number(1.2),
        ]
        let woman = man.merging(["sex": .string("female")]) { $1 }
        let ratio = try Self.value("cockcroft-gault", woman) / Self.value("cockcroft-gault", man)
        #expect(abs(ratio - 0.85) < 1e-12)
        let score = try #require(FormsFixture.assessment().scores.first { $0.id == "cockcroft-gault" })
        #expect(score.formulas.map(\.id) == ["actual-weight", "weight-by-bmi", "weight-over-120-percent"])
        #expect(score.use == "actual-weight")
    }

    @Test func `ideal weight is not defined below 152.4 cm, nor for children, nor without a sex`() throws {
        let form = try FormsFixture.assessment()
        func ideal(_ height: Double, _ age: Double, _ sex: String) -> ScoreResult? {
            form.evaluate(["height": .number(height), "age": .number(age), "sex": .string(sex)]).score("ideal-weight")
        }
        #expect(ideal(152.4, 30, "male")?.value.map { abs($0 - 50) < 1e-9 } == true)
        #expect(ideal(152.3, 30, "male")?.applies == false)
        #expect(ideal(170, 17, "male")?.applies == false)
        #expect(ideal(170, 30, "other")?.applies == false)
    }

    @Test(arguments: ["I", "II", "III", "IV", "V", "VI"])
    func `ASA classes are chosen by a person and never computed`(code: String) throws {
        let form = try FormsFixture.assessment()
        #expect(form.validate(["asaClass": .string(code)]).isEmpty)
        #expect(form.scores.allSatisfy { !$0.id.contains("asa") })
        #expect(form.evaluate(["asaClass": .string(code)]).scores.allSatisfy { $0.value == nil })
    }

    @Test(arguments: ["sort", "sort-clinical", "gupta-mica"])
    func `a paper without a class VI says nothing about an organ donor`(id: String) throws {
        let form = try FormsFixture.assessment()
        func score(_ code: String) -> ScoreResult? {
            form.evaluate(["age": .number(50), "asaClass": .string(code)]).score(id)
        }
        #expect(score("VI")?.applies == false && score("VI")?.lowest == nil)
        #expect(score("V")?.applies == true)
    }

    @Test func `there is no seventh ASA class`() throws {
        #expect(try FormsFixture.assessment().validate(["asaClass": .string("VII")]).map(\.code) == [.unknownChoice])
    }
}
