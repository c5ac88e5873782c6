import FormEngine
import Testing

/// What must be dealt with before an operation, and answers that cannot both be so.
@Suite struct ActiveDiseaseTests {
    private func found(_ answers: Answers, in form: FormDefinition? = nil) throws -> [String: FindingLevel] {
        let form = try form ?? FormsFixture.assessment()
        return form.evaluate(answers).findings.reduce(into: [:]) { $0[$1.id] = $1.level }
    }

    @Test func `unstable angina and heart failure at rest are dangers, and no mild disease`() throws {
        let angina: Answers = [
            "coronaryDisease": .yes, "coronarySigns": .list(["unstable"]), "asaClass": .string("II"),
        ]
        let unstable = try found(angina)
        #expect(unstable["anginaUnstable"] == .danger && unstable["asaTwo"] == .caution)
        let stable = try found(angina.merging(["coronarySigns": .list(["stable"])]) { $1 })
        #expect(stable["anginaUnstable"] == nil && stable["asaTwo"] == nil)
        for (code, id, level) in [
            ("IV", "heartFailureSevere", FindingLevel.danger), ("III", "heartFailureMarked", .caution),
        ] {
            let failing: Answers = ["heartFailure": .yes, "nyha": .string(code), "asaClass": .string("II")]
            #expect(try found(failing)[id] == level && found(failing)["asaTwo"] == .caution)
        }
        #expect(try found(["heartFailure": .yes, "nyha": .string("II")]).values.allSatisfy { $0 != .danger })
    }

    @Test(arguments: [
        ("aptt", 45.0, "neuraxialAptt", "apttLong"),
        ("prothrombinTime", 16, "neuraxialProthrombinTime", "prothrombinTimeLong"),
    ])
    func `slow coagulation speaks against a spinal, and asks for a decision`(
        item: String, limit: Double, spinal: String, alone: String
    ) throws {
        let form = try FormsFixture.assessment()
        func answers(_ value: Double) -> Answers {
            ["decision": .string("fit"), "plannedAnaesthesia": .list(["neuraxial"]), item: .number(value)]
        }
        #expect(try found(answers(limit))[spinal] == nil && found(answers(limit))[alone] == nil)
        let long = try found(answers(limit + 0.1))
        #expect(long[spinal] == .danger && long[alone] == .caution)
        #expect(form.evaluate(answers(limit + 0.1)).missing.contains("neuraxialDespiteRisk"))
        #expect(!form.evaluate(answers(limit)).missing.contains("neuraxialDespiteRisk"))
        #expect(try found([item: .number(limit + 0.1), "plannedAnaesthesia": .list(["general"])])[spinal] == nil)
    }

    @Test func `an INR from before the last dose of warfarin is none`() throws {
        func warfarin(tested: String) -> Answers {
            [
                "medicinesTaken": .list(["warfarin"]), "lastWarfarin": .string("2026-11-20"), "inr": .number(1.1),
                "testsDate": .string(tested), "plannedAnaesthesia": .list(["neuraxial"]),
            ]
        }
        func asksDecision(_ answers: Answers) throws -> Bool {
            let day: Answers = ["operationDate": .string("2026-11-27"), "operationTime": .string("09:00")]
            let fit = answers.merging(day.merging(["decision": .string("fit")]) { $1 }) { $1 }
            return try FormsFixture.assessment().evaluate(fit).missing.contains("neuraxialDespiteRisk")
        }
        var undated = warfarin(tested: "2026-11-25")
        undated["testsDate"] = nil
        for stale in [warfarin(tested: "2026-10-01"), warfarin(tested: "2026-11-20"), undated] {
            let findings = try found(stale)
            #expect(findings["warfarinInr"] == .caution && findings["neuraxialInrMissing"] == .danger)
            #expect(try asksDecision(stale))
        }
        #expect(try !asksDecision(warfarin(tested: "2026-11-25")))
        #expect(try found(warfarin(tested: "2026-11-25"))["warfarinInr"] == nil)
    }

    @Test func `a stent of the last six months is a danger in both forms, and its date is held against the ticks`()
        throws
    {
        for form in [
            try FormsFixture.assessment(), try #require(FormsFixture.shipped().first { $0.id == "reassessment" }),
        ] {
            let stent: Answers = ["age": .number(60), "coronaryDisease": .yes, "stent": .yes]
            func dangers(_ answers: Answers) -> [String] {
                form.evaluate(stent.merging(answers) { $1 }).findings.filter { $0.level == .danger }.compactMap(\.item)
            }
            #expect(dangers(["stentWithin6Months": .yes]) == ["stentWithin6Months"])
            #expect(dangers(["stentWithin6Months": .no]).isEmpty)
            #expect(
                try found(stent.merging(["stentWithin6Months": .unknown]) { $1 }, in: form)["stentAgeUnknown"]
                    == .caution)
            #expect(form.evaluate(stent).missing.contains("stentWithin6Months"))
            let dated = stent.merging([
                "stentDate": .string("2026-09-01"), "stentWithin6Months": .no, "recentCardiacEvent": .no,
            ]) { $1 }
            let doubts = form.doubts(of: dated, asking: Set(form.evaluate(dated).visible), on: "2026-11-24")
            let ticks = ["stentWithin6Months", "recentCardiacEvent"]
            #expect(doubts == [.denied(item: "stentDate", daysAgo: 84, ticks: ticks)])
        }
    }

    @Test func `fasting by the clock is held against what it cannot be relied on for, in both forms`() throws {
        let told: Answers = ["decision": .string("fit"), "instructions": .list(["no-food", "no-water"])]
        for form in [
            try FormsFixture.assessment(), try #require(FormsFixture.shipped().first { $0.id == "reassessment" }),
        ] {
            for stomach in ["gastroparesis", "obstruction"] {
                let full = told.merging([stomach: .yes]) { $1 }
                #expect(try found(full, in: form)["fastingUnreliable"] == .danger)
                let nothing = full.merging(["instructions": .list(["nil-by-mouth"])]) { $1 }
                #expect(try found(nothing, in: form)["fastingUnreliable"] == nil)
            }
        }
        #expect(try found(told.merging(["urgency": .string("immediate")]) { $1 })["fastingImmediate"] == .caution)
        #expect(try found(told.merging(["urgency": .string("elective")]) { $1 })["fastingImmediate"] == nil)
    }

    @Test func `medicines beside the list are told to the patient, or the doctor is told that they are not`() throws {
        let fit: Answers = ["decision": .string("fit")]
        for other: Answers in [["otherMedicines": .string("丙戊酸钠")], ["opioidsSedatives": .yes], ["chemotherapy": .yes]]
        {
            let unsaid = fit.merging(other) { $1 }
            #expect(try found(unsaid)["medicinesUnsaid"] == .caution)
            #expect(try found(unsaid.merging(["medicines": .string("照常吃")]) { $1 })["medicinesUnsaid"] == nil)
        }
        #expect(try found(fit)["medicinesUnsaid"] == nil)
    }

    @Test func `a food allergy says which; small contradictions are told`() throws {
        let food = try FormsFixture.assessment().evaluate([
            "foodAllergy": .yes, "foodAllergyDetail": .string("鸡蛋，喉头水肿"),
        ])
        #expect(food.findings.contains { $0.text["zh"] == "食物过敏：鸡蛋，喉头水肿" && $0.level == .caution })
        let told: [(Answers, String)] = [
            (["age": .number(1), "preterm": .yes, "birthWeeks": .number(39)], "pretermDisagrees"),
            (["refusesTransfusion": .yes, "blood": .string("cross-match")], "bloodDespiteRefusal"),
            (["previousAnaesthesia": .yes, "anaesthesiaProblems": .unknown], "anaesthesiaProblemsUnknown"),
            (["upperLipBite": .string("III")], "upperLipBite"),
            (["glucose": .number(3.8)], "glucoseLow"), (["albumin": .number(27.9)], "albuminLow"),
            (["bilirubin": .number(51.1)], "bilirubinHigh"),
        ]
        for (answers, id) in told { #expect(try found(answers)[id] == .caution, "\(id)") }
        let near: [(Answers, String)] = [
            (["glucose": .number(3.9)], "glucoseLow"), (["albumin": .number(28)], "albuminLow"),
            (["bilirubin": .number(51)], "bilirubinHigh"), (["upperLipBite": .string("II")], "upperLipBite"),
        ]
        for (answers, id) in near { #expect(try found(answers)[id] == nil, "\(id)") }
    }
}
