@testable import Clinic
import ClinicFixture
import FormEngine
import QueueEngine
import Testing

@Suite("Figures of the last weeks hold until there are new ones") struct CarriedFiguresTests {
    private static let slow: Answers = [
        "platelets": .number(60), "inr": .number(1.8), "aptt": .number(60), "prothrombinTime": .number(22),
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
        "they are offered in both forms, and once confirmed speak against a spinal and ask for the decision",
        arguments: ["anesthesia-assessment", "reassessment"])
    func confirmed(form: String) async throws {
        let (world, ticket) = try await world()
        let offered = try await world.service.offers(ofTicket: ticket, form: form).open
            .filter { Self.slow[$0.item] != nil }
        #expect(Set(offered.map(\.item)) == Set(Self.slow.keys) && offered.allSatisfy { $0.origin.source == .last })
        // Nobody has settled them yet: each is told beside whatever is planned.
        let open = try await findings(Self.spinal(form), of: ticket, in: world, form: form)
        for item in Self.slow.keys { #expect(open["denied.\(item)"] == .caution, "\(item)") }
        let confirmed = Self.spinal(form).merging(Self.slow) { $1 }
        let told = try await findings(confirmed, of: ticket, in: world, form: form)
        for id in ["neuraxialInr", "neuraxialPlatelets", "neuraxialAptt", "neuraxialProthrombinTime"] {
            #expect(told[id] == .danger, "\(id)")
        }
        #expect(!told.keys.contains { $0.hasPrefix("denied.") })
        let evaluation = try await world.service.evaluate(form: form, answers: confirmed, ofTicket: ticket)
        #expect(evaluation.missing.contains("neuraxialDespiteRisk"))
        #expect(Set(evaluation.visible).isSuperset(of: Self.slow.keys), "also where there are no new tests")
    }

    @Test("new figures settle them; after three months they are neither offered nor told")
    func settled() async throws {
        let (world, ticket) = try await world()
        let normal: Answers = [
            "platelets": .number(200), "inr": .number(1), "aptt": .number(30), "prothrombinTime": .number(12),
        ]
        let form = "anesthesia-assessment"
        let anew = try await findings(Self.spinal(form).merging(normal) { $1 }, of: ticket, in: world, form: form)
        #expect(!anew.keys.contains { $0.hasPrefix("denied.") || $0.hasPrefix("last.") })
        let (old, late) = try await self.world(after: 91)
        #expect(try await old.service.offers(ofTicket: late, form: nil).open.allSatisfy { Self.slow[$0.item] == nil })
        let nothing = try await findings(Self.spinal(form), of: late, in: old, form: form)
        #expect(!nothing.keys.contains { $0.hasPrefix("denied.") })
    }

    @Test("a figure that was dangerous by itself is carried until it is measured anew")
    func dangerous() async throws {
        let (world, ticket) = try await world(["platelets": .number(40)])
        let form = "reassessment"
        #expect(try await findings([:], of: ticket, in: world, form: form)["last.plateletsVeryLow"] == .danger)
        let measured: Answers = ["newTests": .yes, "platelets": .number(150)]
        #expect(try await findings(measured, of: ticket, in: world, form: form)["last.plateletsVeryLow"] == nil)
    }

    @Test("what the patient has said, and is denied here, is told with its words")
    func detail() async throws {
        let world = try await World(publicURL: "https://clinic.example")
        let ticket = try await world.issue("张三").ticket
        let said: [String: Answer?] = ["drugAllergy": .yes, "drugAllergyDetail": .string("青霉素，休克")]
        _ = try await world.service.savePatientAnswers(
            forLink: world.service.linkToken(ofTicket: ticket), changes: said)
        let finding = try await world.service.evaluate(
            form: "anesthesia-assessment", answers: ["drugAllergy": .no], ofTicket: ticket
        ).findings.first { $0.id == "told.drugAllergy" }
        #expect(finding?.text["zh"] == "患者自述“药物过敏”有：青霉素，休克；这里答“无”：请核对")
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
        for (day, level) in [("2026-03-04", FindingLevel.danger), ("2026-03-03", nil), (today, nil)] {
            let dated = nothing.merging(["operationDate": .string(day)]) { $1 }
            #expect(try await found(dated)["date.operationDate"] == level, "\(day)")
        }
    }
}
