@testable import Clinic
import ClinicFixture
import FormEngine
import QueueEngine
import Testing

@Suite("Figures of the last weeks speak on until there are new ones") struct CarriedFiguresTests {
    private static let slow: Answers = [
        "platelets": .number(60), "inr": .number(1.8), "aptt": .number(60), "prothrombinTime": .number(22),
        "testsDate": .string("2026-02-20"),
    ]

    /// A world where somebody had these figures at an earlier visit, and is back.
    private func world(after days: Double = 0, _ figures: Answers = slow) async throws -> (world: World, ticket: String)
    {
        let world = try await World()
        let (id, _) = try await world.signedAssessment { $0.merge(figures) { $1 } }
        let first = try await world.service.assessment(id).assessment
        try await world.leave(first.ticket)
        if days > 0 {
            world.clock.advance(seconds: days * 86_400)
            try await world.openSitting()
        }
        return (world, try await world.back(first.person))
    }

    private func findings(
        _ answers: Answers, of ticket: String, in world: World, form: String
    ) async throws -> [String: FindingLevel] {
        try await world.service.evaluate(form: form, answers: answers, ofTicket: ticket).findings
            .reduce(into: [:]) { $0[$1.id] = $1.level }
    }

    /// In the re-assessment, where there are no new tests.
    private static func spinal(_ form: String) -> Answers {
        let planned: Answers = ["plannedAnaesthesia": .list(["neuraxial"]), "decision": .string("fit")]
        return form == "reassessment" ? planned.merging(["newTests": .no]) { $1 } : planned
    }

    @Test(
        "they speak against a spinal and ask for the decision, in both forms, and are nobody's answer",
        arguments: ["anesthesia-assessment", "reassessment"])
    func held(form: String) async throws {
        let (world, ticket) = try await world()
        let offers = try await world.service.offers(ofTicket: ticket, form: form).open
        #expect(offers.allSatisfy { Self.slow[$0.item] == nil })
        let evaluation = try await world.service.evaluate(form: form, answers: Self.spinal(form), ofTicket: ticket)
        let levels = evaluation.findings.reduce(into: [String: FindingLevel]()) { $0[$1.id] = $1.level }
        for id in ["neuraxialInr", "neuraxialPlatelets", "neuraxialAptt", "neuraxialProthrombinTime"] {
            #expect(levels["last.\(id)"] == .danger, "\(id)")
        }
        #expect(levels["last.inr"] == .caution && levels["last.apttLong"] == .caution)
        let inr = evaluation.findings.first { $0.id == "last.neuraxialInr" }?.text["zh"]
        #expect(inr == "上次（2026-02-20）：拟行椎管内麻醉，INR 1.8：椎管内血肿风险", "with the day of the test")
        #expect(evaluation.missing.contains("neuraxialDespiteRisk"))
        #expect(Set(evaluation.visible).isSuperset(of: Self.slow.keys), "also where there are no new tests")
    }

    @Test("new figures settle them, and none is held for longer than three months from its test")
    func settled() async throws {
        let (world, ticket) = try await world()
        let normal: Answers = [
            "platelets": .number(200), "inr": .number(1), "aptt": .number(30), "prothrombinTime": .number(12),
        ]
        let form = "anesthesia-assessment"
        let anew = try await findings(Self.spinal(form).merging(normal) { $1 }, of: ticket, in: world, form: form)
        #expect(!anew.keys.contains { $0.hasPrefix("last.") })
        // An older paper that turns up settles nothing.
        let older = normal.merging(["testsDate": .string("2026-02-10")]) { $1 }
        let found = try await findings(Self.spinal(form).merging(older) { $1 }, of: ticket, in: world, form: form)
        #expect(found["last.neuraxialInr"] == .danger)
        // Tested ten days before the visit.
        for (days, isHeld) in [(80.0, true), (81, false)] {
            let (old, late) = try await self.world(after: days)
            let found = try await findings(Self.spinal(form), of: late, in: old, form: form)
            #expect((found["last.inr"] != nil) == isHeld, "\(days)")
        }
    }

    @Test(
        "the newest test speaks, whichever visit brought it, and whichever was amended last", arguments: [true, false])
    func newest(isFirstAmended: Bool) async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment {
            $0.merge(["inr": .number(3.2), "testsDate": .string("2026-02-27")]) { $1 }
        }
        let first = try await world.service.assessment(id).assessment
        try await world.leave(first.ticket)
        let second = try await world.back(first.person)
        // An older paper, signed later.
        let older: Answers = ["inr": .number(1), "testsDate": .string("2026-02-01")]
        let (other, _) = try await world.sign(second, first.answers.merging(older) { $1 })
        _ = try await world.amend(isFirstAmended ? id : other) { $0["weight"] = .number(71) }
        try await world.leave(second)
        let third = try await world.back(first.person)
        let found = try await findings(
            Self.spinal("anesthesia-assessment"), of: third, in: world, form: "anesthesia-assessment")
        #expect(found["last.neuraxialInr"] == .danger && found["last.inrVeryHigh"] == .danger)
    }

    @Test("an INR of before is no INR since the last dose, whatever day the new tests have")
    func stale() async throws {
        let (world, ticket) = try await world(["inr": .number(1.1)])
        let warfarin: Answers = [
            "medicinesTaken": .list(["warfarin"]), "anticoagulants": .yes, "lastWarfarin": .string("2026-02-25"),
            "testsDate": .string("2026-03-01"), "haemoglobin": .number(118),
        ]
        for form in ["anesthesia-assessment", "reassessment"] {
            let answers = Self.spinal(form).merging(warfarin) { $1 }.merging(
                form == "reassessment" ? ["newTests": .yes] : [:]
            ) { $1 }
            let found = try await findings(answers, of: ticket, in: world, form: form)
            #expect(found["neuraxialInrMissing"] == .danger && found["warfarinInr"] == .caution, "\(form)")
        }
    }

    @Test("what was held is signed with its day, and the next visit does not quote it again")
    func chain() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment { $0.merge(Self.slow) { $1 } }
        let first = try await world.service.assessment(id).assessment
        let person = first.person
        try await world.leave(first.ticket)
        let ticket = try await world.back(person)
        let decided: Answers = ["neuraxialDespiteRisk": .string("if-enough")]
        let given = first.answers.filter { Self.slow[$0.key] == nil }
            .merging(Self.spinal("anesthesia-assessment").merging(decided) { $1 }) { $1 }
        let (signed, _) = try await world.sign(ticket, given)
        let assessment = try await world.service.assessment(signed).assessment
        let content = try await world.service.store.read { [service = world.service] in
            try service.newestContent(of: assessment, in: $0)
        }
        let told = content?.evaluation.findings.compactMap { $0.text["zh"] } ?? []
        #expect(told.contains("上次（2026-02-20）：INR 1.8"))
        try await world.leave(ticket)
        let third = try await world.back(person)
        let again = try await world.service.evaluate(
            form: "anesthesia-assessment", answers: Self.spinal("anesthesia-assessment"), ofTicket: third
        ).findings.compactMap { $0.text["zh"] }.filter { $0.contains("INR 1.8") }
        #expect(
            Set(again) == ["上次（2026-02-20）：INR 1.8", "上次（2026-02-20）：拟行椎管内麻醉，INR 1.8：椎管内血肿风险"])
    }

    @Test("a figure that was dangerous by itself is told until it is measured anew")
    func dangerous() async throws {
        let (world, ticket) = try await world(["platelets": .number(40)])
        let form = "reassessment"
        for asked: Answers in [[:], ["newTests": .no]] {
            #expect(try await findings(asked, of: ticket, in: world, form: form)["last.plateletsVeryLow"] == .danger)
        }
        let measured: Answers = ["newTests": .yes, "platelets": .number(150)]
        #expect(try await findings(measured, of: ticket, in: world, form: form)["last.plateletsVeryLow"] == nil)
    }

    @Test("a failing kidney is told until creatinine is measured anew, whether tests are new or not")
    func kidney() async throws {
        let figures: Answers = ["age": .number(78), "sex": .string("female"), "creatinine": .number(330)]
        let (world, ticket) = try await world(figures)
        let known: Answers = ["age": .number(78), "sex": .string("female")]
        for asked in [known, known.merging(["newTests": .no]) { $1 }, known.merging(["newTests": .yes]) { $1 }] {
            let found = try await findings(asked, of: ticket, in: world, form: "reassessment")
            #expect(found["last.ckd-epi-2021.G5"] == .danger, "\(asked)")
        }
        let measured = known.merging(["newTests": .yes, "creatinine": .number(70)]) { $1 }
        #expect(
            try await findings(measured, of: ticket, in: world, form: "reassessment")["last.ckd-epi-2021.G5"] == nil)
    }

    @Test("a medicine that cannot be stopped in time any more asks for its last dose")
    func lateHold() async throws {
        let world = try await World()
        let ticket = try await world.issue("张三").ticket
        func found(_ change: Answers) async throws -> FindingLevel? {
            let answers: Answers = [
                "medicinesTaken": .list(["sglt2i"]), "operationDate": .string("2026-03-04"),
                "operationTime": .string("08:30"),
            ]
            return try await findings(
                answers.merging(change) { $1 }, of: ticket, in: world, form: "anesthesia-assessment")[
                    "drug-hold.late.sglt2i"]
        }
        // The clock stands at eight; the set asks for 72 hours.
        #expect(try await found([:]) == .caution)
        #expect(try await found(["lastSglt2i": .string("2026-03-01")]) == nil, "told: whether it is enough is said")
        #expect(try await found(["operationDate": .string("2026-03-05")]) == nil, "in time, if it is the last from now")
    }

    @Test("a figure in another unit is the same figure", arguments: ["anesthesia-assessment", "reassessment"])
    func otherUnit(form: String) async throws {
        let (world, ticket) = try await world(["haemoglobinGdl": .number(6), "creatinineMgDl": .number(6.8)])
        let asked: Answers = form == "reassessment" ? ["newTests": .yes] : [:]
        let before = try await findings(asked, of: ticket, in: world, form: form)
        #expect(before["last.haemoglobinGdlVeryLow"] == .danger && before["last.creatinineMgDlVeryHigh"] == .danger)
        let measured = asked.merging(["haemoglobin": .number(140), "creatinine": .number(80)]) { $1 }
        let after = try await findings(measured, of: ticket, in: world, form: form)
        #expect(after["last.haemoglobinGdlVeryLow"] == nil && after["last.creatinineMgDlVeryHigh"] == nil)
    }

    @Test("a low score beside an airway that was difficult at an earlier visit is no comfort")
    func carriedAirway() async throws {
        let (world, ticket) = try await world([
            "previousAnaesthesia": .yes, "laryngealGrade": .string("IV"), "difficultIntubation": .yes,
        ])
        let denied: Answers = [
            "age": .number(58), "weight": .number(70), "mallampati": .string("I"), "mouthOpening": .number(5),
            "thyromental": .number(7), "previousAnaesthesia": .no, "difficultIntubation": .no,
        ]
        let evaluation = try await world.service.evaluate(
            form: "anesthesia-assessment", answers: denied, ofTicket: ticket)
        #expect(evaluation.findings.contains { $0.id == "last.difficultIntubation" })
        for score in evaluation.scores where ["el-ganzouri", "lemon"].contains(score.id) {
            let words = (score.band ?? score.lowestBand)?.text["zh"]
            #expect(words?.hasPrefix("气道有警示") == true, "\(score.id) \(words ?? "")")
        }
    }

    @Test("an anticoagulant of the last visit that is denied is told, until it is denied twice")
    func anticoagulant() async throws {
        let (world, ticket) = try await world([
            "anticoagulants": .yes, "medicinesTaken": .list(["warfarin"]), "lastWarfarin": .string("2026-02-27"),
        ])
        let found = try await findings(["anticoagulants": .no], of: ticket, in: world, form: "reassessment")
        #expect(found["denied.anticoagulants"] == .caution)
    }

    @Test("an operation of today whose fast has begun asks for the last meal; nothing by mouth for days is a danger")
    func fasting() async throws {
        let world = try await World()
        let ticket = try await world.issue("张三").ticket
        let today = world.service.today.description
        func found(_ answers: Answers) async throws -> [String: FindingLevel] {
            try await findings(answers, of: ticket, in: world, form: "anesthesia-assessment")
        }
        // The clock stands at eight.
        let soon: Answers = ["operationDate": .string(today), "operationTime": .string("09:30")]
        #expect(try await found(soon)["date.fasting-begun"] == .caution)
        let evening: Answers = ["operationDate": .string(today), "operationTime": .string("18:00")]
        #expect(try await found(evening)["date.fasting-begun"] == nil)
        let nothing: Answers = ["decision": .string("fit"), "instructions": .list(["nil-by-mouth"])]
        for (day, level) in [("2026-03-04", FindingLevel.danger), ("2026-03-03", .danger), (today, nil)] {
            let dated = nothing.merging(["operationDate": .string(day)]) { $1 }
            #expect(try await found(dated)["date.operationDate"] == level, "\(day)")
        }
        // From the afternoon on the next morning is near enough, by hours; its evening is not.
        world.clock.advance(seconds: 12.5 * 3600)
        let next = nothing.merging(["operationDate": .string("2026-03-03")]) { $1 }
        #expect(try await found(next)["date.operationDate"] == nil)
        for (time, level) in [("08:00", nil), ("09:00", FindingLevel.danger)] {
            let timed = next.merging(["operationTime": .string(time)]) { $1 }
            #expect(try await found(timed)["date.operationDate"] == level, "\(time)")
        }
    }
}
