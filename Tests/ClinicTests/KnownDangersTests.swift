import Clinic
import ClinicFixture
import FormEngine
import QueueEngine
import Testing

@Suite("What was dangerous before is not forgotten by denying it") struct KnownDangersTests {
    private let form = "anesthesia-assessment"

    private func carried(_ world: World, _ ticket: String, _ answers: Answers) async throws -> [String] {
        try await world.service.evaluate(form: form, answers: answers, ofTicket: ticket).findings
            .filter { $0.id.hasPrefix("last.") }.compactMap { $0.text["zh"] }
    }

    @Test("an allergy and a difficult airway hold over a visit at which both were denied; other words are no answer")
    func threeVisits() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment {
            $0["drugAllergy"] = .yes
            $0["drugAllergyDetail"] = .string("青霉素，休克")
            $0["difficultIntubation"] = .yes
        }
        let first = try await world.service.assessment(id).assessment
        try await world.leave(first.ticket)
        let second = try await world.back(first.person)
        var given = first.answers.filter { !$0.key.hasPrefix("drugAllergy") }
        given["drugAllergy"] = .no
        given["difficultIntubation"] = .no
        _ = try await world.sign(second, given)
        try await world.leave(second)

        let third = try await world.back(first.person)
        let penicillin = "上次（\(world.service.today)）：药物过敏：青霉素，休克"
        #expect(try await carried(world, third, [:]).contains(penicillin))
        #expect(try await carried(world, third, [:]).contains { $0.contains("既往困难插管") })
        let other: Answers = ["drugAllergy": .yes, "drugAllergyDetail": .string("磺胺，皮疹")]
        #expect(try await carried(world, third, other).contains(penicillin))
        let grown: Answers = ["drugAllergy": .yes, "drugAllergyDetail": .string("青霉素，休克；磺胺，皮疹")]
        #expect(try await !carried(world, third, grown).contains { $0.contains("药物过敏") })
    }

    @Test("what was so at one visit holds for three months, what is measured each time not at all")
    func visit() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment {
            $0["airwayObstruction"] = .yes
            $0["spo2"] = .number(82)
            $0["inr"] = .number(3.6)
        }
        let first = try await world.service.assessment(id).assessment
        try await world.leave(first.ticket)
        world.clock.advance(seconds: 60 * 86_400)
        try await world.openSitting()
        let soon = try await world.back(first.person)
        let said = try await carried(world, soon, ["airwayObstruction": .no])
        #expect(said.contains { $0.contains("喘鸣") } && said.contains { $0.contains("INR 3.6") })
        #expect(!said.contains { $0.contains("SpO₂") })
        #expect(try await !carried(world, soon, ["inr": .number(1.1)]).contains { $0.contains("INR") })
        try await world.leave(soon)
        world.clock.advance(seconds: 60 * 86_400)
        try await world.openSitting()
        let later = try await world.back(first.person)
        #expect(try await carried(world, later, [:]).isEmpty)
    }

    @Test("what stays with a patient and is denied now is a caution, until it is denied and signed twice")
    func denied() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment {
            $0["pacemaker"] = .yes
            $0["pacemakerDetail"] = .string("DDD")
        }
        let first = try await world.service.assessment(id).assessment
        try await world.leave(first.ticket)
        let second = try await world.back(first.person)
        func cautions(_ answers: Answers, of ticket: String) async throws -> [String] {
            try await world.service.evaluate(form: form, answers: answers, ofTicket: ticket).findings
                .filter { $0.id.hasPrefix("denied.") && $0.level == .caution }.compactMap { $0.text["zh"] }
        }
        #expect(try await cautions([:], of: second).isEmpty, "not asked yet")
        #expect(try await cautions(["pacemaker": .yes], of: second).isEmpty)
        let said = try await cautions(["pacemaker": .no], of: second)
        #expect(said == ["\(world.service.today) 的评估有“起搏器或 ICD”，这里答“无”：请核对"])
        #expect(try await cautions(["pacemaker": .unknown], of: second).first?.contains("这里答“不详”") == true)

        var given = first.answers.filter { !$0.key.hasPrefix("pacemaker") }
        given["pacemaker"] = .no
        _ = try await world.sign(second, given)
        try await world.leave(second)
        // One click too many at one visit does not wipe it out; a second signature has been asked twice.
        let third = try await world.back(first.person)
        #expect(try await cautions(["pacemaker": .no], of: third).count == 1)
        _ = try await world.sign(third, given)
        try await world.leave(third)
        world.clock.advance(seconds: 86_400)
        try await world.openSitting()
        let fourth = try await world.back(first.person)
        #expect(try await cautions(["pacemaker": .no], of: fourth).isEmpty)
    }

    @Test("what is not asked any more, and an allergy to another food, are told; NYHA holds until it is answered anew")
    func changed() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment {
            $0["transfusionHistory"] = .yes
            $0["transfusionReaction"] = .yes
            $0["foodAllergy"] = .yes
            $0["foodAllergyDetail"] = .string("花生，休克")
            $0["heartFailure"] = .yes
            $0["nyha"] = .string("IV")
            $0["difficultIntubationSuspected"] = .yes
        }
        let first = try await world.service.assessment(id).assessment
        try await world.leave(first.ticket)
        let second = try await world.back(first.person)
        func said(_ answers: Answers) async throws -> [String] {
            try await world.service.evaluate(form: form, answers: answers, ofTicket: second).findings
                .compactMap { $0.text["zh"] }
        }
        let day = world.service.today
        let hidden = try await said(["transfusionHistory": .no])
        #expect(hidden.contains("\(day) 的评估有“输血反应史”，这里没有写到：请核对"), "\(hidden)")
        let shrimp: Answers = ["foodAllergy": .yes, "foodAllergyDetail": .string("虾，皮疹")]
        #expect(try await said(shrimp).contains("\(day) 的评估有“食物过敏：花生，休克”，这里没有写到：请核对"))
        let both: Answers = ["foodAllergy": .yes, "foodAllergyDetail": .string("花生，休克；虾，皮疹")]
        #expect(try await !said(both).contains { $0.contains("这里没有写到") && $0.contains("花生") })
        #expect(try await said([:]).contains { $0.contains("NYHA IV") && $0.hasPrefix("上次") })
        #expect(try await !said(["heartFailure": .yes, "nyha": .string("II")]).contains { $0.contains("NYHA IV") })
    }

    @Test("what was denied against an earlier visit stands on paper, of the airway too, and in the shared document")
    func onPaper() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(renderer: renderer)
        let (id, _) = try await world.signedAssessment {
            $0["drugAllergy"] = .yes
            $0["drugAllergyDetail"] = .string("青霉素，休克")
            $0["difficultIntubationSuspected"] = .yes
        }
        let first = try await world.service.assessment(id).assessment
        try await world.leave(first.ticket)
        let second = try await world.back(first.person)
        let denied = first.answers.filter {
            !$0.key.hasPrefix("drugAllergy") && $0.key != "difficultIntubationSuspected"
        }
        let (signed, answers) = try await world.sign(second, denied)
        #expect(answers["drugAllergy"] == .no && answers["difficultIntubationSuspected"] == .no)
        let paper = String(describing: try #require(renderer.documents.last))
        #expect(paper.contains("可疑困难插管史”，这里答“无”：请核对"))
        let shared = try await world.service.sharedDocument(ofAssessment: signed, by: World.doctor)
        #expect(shared.contains("上次（\(world.service.today)）：药物过敏：青霉素，休克"))
    }
}
