@testable import Clinic
import ClinicFixture
import FormEngine
import Testing

@Suite("What the patient has said and the assessment does not is told") struct ToldByPatientTests {
    /// What is told beside answers to a form, by item.
    private func told(
        _ answers: Answers, to form: String = "anesthesia-assessment", ticket: String, in world: World
    ) async throws -> [String: String] {
        try await world.service.evaluate(form: form, answers: answers, ofTicket: ticket).findings
            .filter { $0.id.hasPrefix("told.") && $0.level == .caution }
            .reduce(into: [:]) { $0[String($1.id.dropFirst(5))] = $1.text["zh"] }
    }

    private func say(_ said: [String: Answer?], ticket: String, in world: World) async throws {
        _ = try await world.service.savePatientAnswers(
            forLink: world.service.linkToken(ofTicket: ticket), changes: said)
    }

    @Test("where it is denied, with the patient's words")
    func denied() async throws {
        let world = try await World(publicURL: "https://clinic.example")
        let ticket = try await world.issue("张三").ticket
        try await say(["drugAllergy": .yes, "drugAllergyDetail": .string("青霉素，休克")], ticket: ticket, in: world)
        let told = try await told(["drugAllergy": .no], ticket: ticket, in: world)
        #expect(told == ["drugAllergy": "患者自述“药物过敏”有：青霉素，休克；这里答“无”：请核对"])
    }

    @Test("also where the question above it is denied, so that it is not asked")
    func hidden() async throws {
        let world = try await World(publicURL: "https://clinic.example")
        let ticket = try await world.issue("张三").ticket
        try await say(
            [
                "previousAnaesthesia": .yes, "anaesthesiaProblems": .yes,
                "anaesthesiaProblemsDetail": .string("上次麻醉心跳停过"),
            ], ticket: ticket, in: world)
        for (answer, words) in [(Answer.no, "无"), (.unknown, "不详")] {
            let told = try await told(["previousAnaesthesia": answer], ticket: ticket, in: world)
            #expect(
                told == ["previousAnaesthesia": "患者自述“既往麻醉”有：既往麻醉不良事件、上次麻醉心跳停过；这里答“\(words)”：请核对"])
        }
    }

    @Test("also where it is said after the doctor's own answer; what was confirmed or put aside stays")
    func late() async throws {
        let world = try await World(publicURL: "https://clinic.example")
        try await world.openSitting()
        let ticket = try await world.issue("张三").ticket
        try await say(["asthma": .yes, "smoking": .yes], ticket: ticket, in: world)
        _ = try await world.call()
        let opened = try await world.service.openAssessment(ticket: ticket, form: nil, request(World.doctor))
        _ = try await world.service.saveDraft(
            assessment: opened.assessment, answers: ["drugAllergy": .no, "smoking": .yes], cleared: ["asthma"],
            version: opened.version, request(World.doctor))
        try await say(
            ["drugAllergy": .yes, "drugAllergyDetail": .string("头孢休克"), "asthma": .no, "smoking": .no], ticket: ticket,
            in: world)
        let told = try await told(["drugAllergy": .no, "smoking": .yes], ticket: ticket, in: world)
        #expect(told == ["drugAllergy": "患者自述“药物过敏”有：头孢休克；这里答“无”：请核对"])
        let link = world.service.linkToken(ofTicket: ticket)
        let said = try await world.service.questionnaire(forLink: link).answers
        #expect(said["smoking"] == .yes && said["asthma"] == .yes)
    }

    @Test("and what a short form does not ask, unless the last assessment says it")
    func unasked() async throws {
        let world = try await World(publicURL: "https://clinic.example")
        let (id, _) = try await world.signedAssessment { $0.merge(["diabetes": .yes, "hypertension": .no]) { $1 } }
        let first = try await world.service.assessment(id).assessment
        try await world.leave(first.ticket)
        let ticket = try await world.back(first.person)
        try await say(
            ["diabetes": .yes, "hypertension": .yes, "observedApnoea": .yes, "snoring": .no, "walkBlocks": .yes],
            ticket: ticket, in: world)
        let told = try await told([:], to: "reassessment", ticket: ticket, in: world)
        #expect(Set(told.keys) == ["hypertension", "observedApnoea"], "neither what is known nor what is well")
        #expect(told["hypertension"] == "患者自述“高血压”有，以前的评估没有，本表不问：请问清")
        #expect(try await self.told([:], ticket: ticket, in: world).isEmpty, "the whole form asks it")
    }

    @Test("on the slip too")
    func printed() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(renderer: renderer, publicURL: "https://clinic.example")
        let (id, _) = try await world.signedAssessment { $0["hypertension"] = .no }
        let first = try await world.service.assessment(id).assessment
        try await world.leave(first.ticket)
        let ticket = try await world.back(first.person)
        try await say(["hypertension": .yes], ticket: ticket, in: world)
        let form = try world.service.form("reassessment")
        let opened = try await world.service.openAssessment(ticket: ticket, form: form.id, request(World.doctor))
        var given = first.answers.filter { form.item($0.key) != nil }
        given["newTests"] = .no
        let draft = try await world.service.saveDraft(
            assessment: opened.assessment, answers: try world.completeAnswers(of: form, given), version: opened.version,
            request(World.doctor))
        _ = try await world.sign(draft)
        #expect(renderer.documents.last?.says("患者自述“高血压”有，以前的评估没有") == true)
    }
}
