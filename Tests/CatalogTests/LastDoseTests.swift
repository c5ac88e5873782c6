import FormEngine
import Testing

@Suite struct LastDoseTests {
    /// Rivaroxaban 20 mg, of which the set in force asks for 72 hours, before an operation on 4 March at eight.
    private static let taken: Answers = [
        "medicinesTaken": .list(["rivaroxaban-high"]), "operationDate": .string("2026-03-04"),
        "operationTime": .string("08:00"),
    ]

    private func evaluation(_ answers: [String: String]) throws -> Evaluation {
        try FormsFixture.assessment().evaluate(Self.taken.merging(answers.mapValues(Answer.string)) { $1 })
    }

    private func findings(_ evaluation: Evaluation) -> [Finding] {
        evaluation.findings.filter { $0.id.hasPrefix("drug-hold") }
    }

    @Test func `an interval that is too short is a danger that says both numbers`() throws {
        let short = try evaluation(["lastRivaroxabanHigh": "2026-03-02", "lastTimeRivaroxabanHigh": "20:00"])
        let finding = try #require(findings(short).first)
        #expect(finding.level == .danger && finding.item == "lastRivaroxabanHigh")
        #expect(finding.text["zh"] == "利伐沙班（>10 mg/日）：停药至手术 36 小时，规则要求 72 小时：不够")
        #expect(finding.source?.hasSuffix("(asra-us v2)") == true)
        #expect(short.drugHolds.map(\.isKept) == [false])
    }

    @Test(arguments: [("08:00", true), ("08:01", false)])
    func `the interval is judged to the minute`(time: String, kept: Bool) throws {
        let evaluation = try evaluation(["lastRivaroxabanHigh": "2026-03-01", "lastTimeRivaroxabanHigh": time])
        #expect(evaluation.drugHolds.map(\.isKept) == [kept])
        #expect(findings(evaluation).isEmpty == kept, "that it is long enough is no finding")
    }

    @Test(arguments: [("2026-02-28", true), ("2026-03-01", nil), ("2026-03-02", false)] as [(String, Bool?)])
    func `a dose without its time may have been taken anywhen on its day`(day: String, kept: Bool?) throws {
        let evaluation = try evaluation(["lastRivaroxabanHigh": day])
        #expect(evaluation.drugHolds.map(\.isKept) == [kept])
        #expect(findings(evaluation).map(\.level) == (kept == nil ? [.caution] : kept == false ? [.danger] : []))
    }

    @Test func `an operation without its time may be anywhen on its day`() throws {
        let form = try FormsFixture.assessment()
        var answers = Self.taken.filter { $0.key != "operationTime" }
        answers["lastRivaroxabanHigh"] = .string("2026-03-01")
        let hold = try #require(form.evaluate(answers).drugHolds.first)
        #expect(hold.isKept == nil && hold.sinceMost.map { $0 > 95 && $0 < 96 } == true)
        answers["operationDate"] = .string("2026-03-03")
        #expect(form.evaluate(answers).drugHolds.first?.isKept == false)
    }

    @Test func `a dose after the operation is a mistake that is told, and one that nobody has told is a caution`()
        throws
    {
        let later = try evaluation(["lastRivaroxabanHigh": "2026-03-05"])
        #expect(findings(later).map(\.level) == [.caution])
        #expect(findings(try evaluation([:])).map(\.level) == [.caution])
    }

    @Test func `while it is not known which rule counts, only what breaks all of them is too short`() throws {
        let form = try FormsFixture.assessment()
        var answers: Answers = [
            "medicinesTaken": .list(["rivaroxaban-low"]), "operationDate": .string("2026-03-04"),
            "operationTime": .string("08:00"), "lastRivaroxabanLow": .string("2026-03-03"),
        ]
        for (time, kept) in [("09:00", false), ("05:00", nil), ("02:00", true)] as [(String, Bool?)] {
            answers["lastTimeRivaroxabanLow"] = .string(time)
            #expect(form.evaluate(answers).drugHolds.map(\.isKept) == [kept], "24 or 30 hours, \(time)")
        }
        answers["lastTimeRivaroxabanLow"] = .string("09:00")
        let short = findings(form.evaluate(answers)).first?.text["zh"]
        #expect(short == "利伐沙班（≤10 mg/日）：停药至手术 23 小时，规则要求 ≥24 小时：不够")
    }

    @Test func `without the creatinine that decides, the tests are asked for and not the times`() throws {
        let answers: Answers = [
            "medicinesTaken": .list(["rivaroxaban-low"]), "operationDate": .string("2026-03-04"),
            "operationTime": .string("08:00"), "lastRivaroxabanLow": .string("2026-03-03"),
            "lastTimeRivaroxabanLow": .string("05:00"),
        ]
        let finding = try #require(findings(try FormsFixture.assessment().evaluate(answers)).first)
        #expect(finding.level == .caution)
        #expect(finding.text["zh"] == "利伐沙班（≤10 mg/日）：停药至手术 27 小时；要停多久看肾功能等，还缺化验，够不够不能定")
    }

    @Test func `what is taken as always, or left to the doctor, is never too short`() throws {
        let form = try FormsFixture.assessment()
        let answers: Answers = [
            "medicinesTaken": .list(["aspirin", "insulin"]), "operationDate": .string("2026-03-04"),
            "operationTime": .string("08:00"), "lastAspirin": .string("2026-03-04"),
            "lastInsulin": .string("2026-03-03"),
        ]
        let evaluation = form.evaluate(answers)
        #expect(findings(evaluation).isEmpty && evaluation.drugHolds.allSatisfy { $0.isKept == nil })
    }

    @Test func `every medicine that is stopped by the clock has its last dose asked, in both forms`() throws {
        for form in try FormsFixture.shipped() {
            guard let holds = form.drugHolds else { continue }
            let asked = Set(holds.lastDoses?.items.map(\.drug) ?? [])
            let stopped = holds.sets.flatMap(\.rules).filter { ($0.hours ?? 0) > 0 && $0.drug != "reserpine" }
            #expect(!stopped.isEmpty && stopped.allSatisfy { asked.contains($0.drug) }, "\(form.id)")
        }
    }

    @Test func `before a spinal the doctor says what is done about an interval that is not known to be long enough`()
        throws
    {
        func isWaitedFor(_ answers: [String: String], _ more: Answers = ["plannedAnaesthesia": .list(["neuraxial"])])
            throws -> Bool
        {
            let all = Self.taken.merging(answers.mapValues(Answer.string)) { $1 }.merging(more) { $1 }
            return try FormsFixture.assessment().evaluate(all).missing.contains("neuraxialDespiteRisk")
        }
        let short = ["decision": "fit", "lastRivaroxabanHigh": "2026-03-02"]
        #expect(try isWaitedFor(short))
        #expect(try isWaitedFor(short.merging(["lastRivaroxabanHigh": "2026-03-01"]) { $1 }), "not known to the hour")
        #expect(try !isWaitedFor(short.merging(["lastRivaroxabanHigh": "2026-02-28"]) { $1 }), "long enough")
        #expect(try isWaitedFor(["decision": "fit"]), "not told: a blank is no long time ago")
        #expect(try !isWaitedFor(short.merging(["decision": "optimise"]) { $1 }))
        #expect(try !isWaitedFor(short, ["plannedAnaesthesia": .list(["general"])]))
        #expect(try !isWaitedFor(short.merging(["neuraxialDespiteRisk": "if-enough"]) { $1 }), "said")
        let clopidogrel: Answers = [
            "plannedAnaesthesia": .list(["neuraxial"]), "medicinesTaken": .list(["clopidogrel"]),
        ]
        #expect(try isWaitedFor(["decision": "fit"], clopidogrel), "the set leaves it to the doctor, who has to say it")
        let spinal: Answers = ["plannedAnaesthesia": .list(["neuraxial"]), "medicinesTaken": .list([])]
        #expect(try !isWaitedFor(["decision": "fit"], spinal), "nobody else is asked")
        #expect(
            try isWaitedFor(["decision": "fit"], spinal.merging(["anticoagulants": .yes]) { $1 }), "none was ticked")
        #expect(try isWaitedFor(["decision": "fit"], spinal.merging(["inr": .number(1.5)]) { $1 }))
        #expect(try isWaitedFor(["decision": "fit"], spinal.merging(["platelets": .number(79)]) { $1 }))
    }

    @Test func `a last dose that names no medicine or no date is told`() throws {
        var form = try FormsFixture.assessment()
        form.drugHolds?.lastDoses?.items = [
            LastDoseItems(drug: "tea", date: "lastWarfarin"),
            LastDoseItems(drug: "warfarin", date: "doseWarfarin", time: "lastWarfarin", confirm: "lastWarfarin"),
        ]
        form.drugHolds?.lastDoses?.tooShort["zh"] = "{drog}"
        let problems = form.problems().map(\.message).joined(separator: "\n")
        for part in [
            "names tea", "doseWarfarin is no date", "lastWarfarin is no time", "lastWarfarin is no item of kind choice",
            "{drog}",
        ] {
            #expect(problems.contains(part), "\(part) in \(problems)")
        }
    }
}
