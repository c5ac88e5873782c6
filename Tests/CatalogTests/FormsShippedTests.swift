import Catalog
import FormEngine
import Testing

@Suite struct FormsShippedTests {
    @Test func `every shipped form loads without a problem, and its worked examples come out`() throws {
        let forms = try Forms.load(folder: FormsFixture.folder)
        #expect(forms.contains { $0.id == "anesthesia-assessment" })
        for form in forms {
            #expect(form.problems().isEmpty)
            #expect(form.vectorProblems().isEmpty)
            #expect(form.scores.allSatisfy { !$0.vectors.isEmpty }, "Every score has worked examples.")
        }
    }

    @Test func `the assessment has its five sections and its two scores`() throws {
        let form = try FormsFixture.assessment()
        #expect(form.sections.map(\.id) == ["vitals", "history", "airway", "asa", "conclusion"])
        #expect(form.scores.map(\.id) == ["bmi", "stop-bang"])
    }

    @Test func `what the patient reads is in all three languages`() throws {
        for item in try FormsFixture.assessment().items where item.forPatient {
            #expect(item.text["ug"] != nil)
            #expect(item.kind.choices.allSatisfy { $0.text["ug"] != nil })
        }
    }

    @Test func `a healthy patient needs one click for each section of ticks`() throws {
        let form = try FormsFixture.assessment()
        let record = form.defaults(from: PatientContext(age: 40, sex: "male"))
        var answers = record
        for section in form.sections { answers.merge(form.nothingAbnormal(in: section.id, answers: answers)) { $1 } }
        #expect(
            form.evaluate(answers).missing == [
                "height", "weight", "systolic", "diastolic", "heartRate", "spo2", "mouthOpening", "mallampati",
                "thyromental", "neckCircumference", "asaClass", "asaEmergency", "decision",
            ])
        #expect(form.validate(answers).isEmpty)
    }

    @Test func `a pregnancy is asked of whom it may concern, and never ticked away`() throws {
        let form = try FormsFixture.assessment()
        let woman = form.defaults(from: PatientContext(age: 30, sex: "female"))
        #expect(form.evaluate(woman).visible.contains("pregnant"))
        #expect(form.nothingAbnormal(in: "history", answers: woman)["pregnant"] == nil)
        let man = form.defaults(from: PatientContext(age: 30, sex: "male"))
        #expect(!form.evaluate(man).visible.contains("pregnant"))
    }

    @Test func `an allergy is the first thing that staff see, in the doctor's words`() throws {
        let form = try FormsFixture.assessment()
        let finding = form.evaluate([
            "hypertension": .yes, "reflux": .yes, "drugAllergy": .yes, "drugAllergyDetail": .string("青霉素，喉头水肿"),
        ]).findings.first
        #expect(finding?.id == "drugAllergy" && finding?.level == .danger)
        #expect(finding?.text["zh"] == "药物过敏：青霉素，喉头水肿")
        #expect(form.evaluate(["drugAllergy": .unknown]).findings.map(\.id) == ["drugAllergyUnknown"])
    }

    @Test(arguments: [(90.0, "danger"), (91, "caution"), (95, "caution"), (96, nil)] as [(Double, String?)])
    func `oxygen saturation is graded on both sides of its cut-offs`(spo2: Double, level: String?) throws {
        let findings = try FormsFixture.assessment().evaluate(["spo2": .number(spo2)]).findings
        #expect(findings.first?.level.rawValue == level)
    }
}
