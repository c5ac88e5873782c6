@testable import Clinic
import ClinicFixture
import FormEngine
import QueueEngine
import Testing

@Suite struct QuestionnaireTests {
    /// Somebody with a number, and the token on their paper.
    private func waiting(_ world: World, _ name: String = "张三") async throws -> (ticket: String, token: String) {
        let issued = try await world.issue(name)
        return (issued.ticket, world.service.linkToken(ofTicket: issued.ticket))
    }

    private func say(_ answers: [String: Answer?], _ token: String, in world: World) async throws
        -> PatientQuestionnaire
    {
        try await world.service.savePatientAnswers(forLink: token, changes: answers)
    }

    @Test("What a patient answers is kept and can be changed and taken away", arguments: Engine.allCases)
    func answers(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store, publicURL: "https://clinic.example")
            let (_, token) = try await waiting(world)
            #expect(try await world.service.questionnaire(forLink: token).answers == [:])
            _ = try await say(["smoking": .yes, "height": .number(170)], token, in: world)
            _ = try await say(["smoking": .unknown, "height": nil], token, in: world)
            let now = try await world.restarted().service.questionnaire(forLink: token)
            #expect(now.answers == ["smoking": .unknown])
            #expect(now.form.feeds == "anesthesia-assessment" && now.settled.isEmpty)
        }
    }

    @Test(
        "Of a pregnancy only those are asked whom it may concern, and nobody's sex or age is told to a phone",
        arguments: [
            ("male", "1990-01-01", false), ("female", "1990-01-01", true), ("female", "1940-01-01", false),
            ("female", nil, true), ("unknown", "1990-01-01", true),
        ] as [(String, String?, Bool)])
    func concerned(_ sex: String, _ birthDate: String?, _ isAsked: Bool) async throws {
        let world = try await World(MemoryStore(), publicURL: "https://clinic.example")
        let person = PersonDetails(
            name: "张三", sex: sex, birthDate: birthDate, phone: nil, language: nil, identifiers: nil)
        let issued = try await world.service.issue(World.order(.details(person)), in: World.queue, request())
        let token = world.service.linkToken(ofTicket: issued.ticket)
        let asked = try await world.service.questionnaire(forLink: token).form
        #expect(asked.items.contains { $0.id == "pregnant" } == isAsked)
        #expect(asked.items.contains { $0.id == "lastPeriod" } == isAsked)
        #expect(asked.sections.contains { $0.id == "women" } == isAsked, "no screen stands empty")
        if isAsked {
            _ = try await say(["lastPeriod": .string("2026-02-20")], token, in: world)
            let offers = try await world.service.offers(ofTicket: issued.ticket, form: nil)
            #expect(offers.open.map(\.item) == ["lastMenstrualPeriod"])
        } else {
            await #expect(throws: InvalidAnswers.self) { try await say(["pregnant": .yes], token, in: world) }
        }
    }

    @Test("Nothing of it is in the journal, and another's link shows another's answers")
    func privacy() async throws {
        let world = try await World(MemoryStore(), publicURL: "https://clinic.example")
        let (_, token) = try await waiting(world)
        let (_, other) = try await waiting(world, "李四")
        let before = world.store.events.count
        _ = try await say(["drugAllergy": .yes, "drugAllergyDetail": .string("头孢")], token, in: world)
        #expect(world.store.events.count == before)
        #expect(try await world.service.questionnaire(forLink: other).answers == [:])
        await #expect(throws: NotFound("ticket")) { try await world.service.questionnaire(forLink: "nobody") }
    }

    @Test(
        "What does not fit is refused, and nothing of that request is kept",
        arguments: [
            ["drugAllergy": .yes, "drugAllergyDetail": .string(String(repeating: "青", count: 201))],
            ["drugAllergyDetail": .string("\u{202E}safe")], ["height": .number(.nan)], ["height": .number(1e300)],
            ["nothing": .yes], ["smoking": .string("maybe")], ["smoking": .list(["yes"])],
        ] as [[String: Answer]])
    func hostile(_ answers: [String: Answer]) async throws {
        let world = try await World(MemoryStore(), publicURL: "https://clinic.example")
        let (_, token) = try await waiting(world)
        await #expect(throws: InvalidAnswers.self) { try await say(answers, token, in: world) }
        #expect(try await world.service.questionnaire(forLink: token).answers == [:])
        let longest = String(repeating: "青", count: 200)
        _ = try await say(["drugAllergy": .yes, "drugAllergyDetail": .string(longest)], token, in: world)
    }

    @Test("The patient's word counts for nothing until the doctor confirms it, and then says whose it was")
    func confirming() async throws {
        let world = try await World(MemoryStore(), publicURL: "https://clinic.example")
        try await world.openSitting()
        let (ticket, token) = try await waiting(world)
        _ = try await say(["smoking": .yes, "snoring": .no, "asthma": .yes], token, in: world)
        _ = try await world.call()
        let opened = try await world.service.openAssessment(ticket: ticket, form: nil, request(World.doctor))
        var draft = try await world.service.assessment(opened.assessment).assessment
        #expect(draft.answers["smoking"] == nil, "nothing is filled in")
        let form = try world.service.form(draft.form)
        #expect(form.evaluate(draft.answers).findings.allSatisfy { $0.item != "asthma" })
        var offers = try await world.service.offers(ofTicket: ticket, form: nil)
        #expect(offers.open.map(\.item) == ["asthma", "smoking", "snoring"])
        #expect(offers.open.allSatisfy { $0.origin.source == .patient })
        let saved = try await world.service.saveDraft(
            assessment: opened.assessment, answers: ["smoking": .yes, "snoring": .yes], cleared: ["asthma"],
            version: opened.version, request(World.doctor))
        draft = try await world.service.assessment(opened.assessment).assessment
        #expect(draft.provenance.origins["smoking"]?.source == .patient)
        #expect(draft.provenance.origins["snoring"] == nil, "changed: the doctor's own word")
        offers = try await world.service.offers(ofTicket: ticket, form: nil)
        #expect(offers.open.isEmpty)
        // What the doctor has settled the patient changes no more; the rest they do.
        let now = try await say(["smoking": .no, "asthma": .no, "alcohol": .yes], token, in: world)
        #expect(now.settled == ["asthma", "smoking", "snoring"])
        #expect(now.answers["smoking"] == .yes && now.answers["asthma"] == .yes && now.answers["alcohol"] == .yes)
        _ = try await world.service.saveDraft(
            assessment: opened.assessment, answers: ["smoking": .no, "snoring": .yes], version: saved.version,
            request(World.doctor))
        draft = try await world.service.assessment(opened.assessment).assessment
        #expect(draft.provenance.origins["smoking"] == nil)
        #expect(draft.provenance.cleared == ["asthma"])
    }

    @Test("An assessment is not signed while the patient's word is neither confirmed nor put aside")
    func signing() async throws {
        let world = try await World(MemoryStore(), publicURL: "https://clinic.example")
        let draft = try await world.completeDraft()
        let ticket = try await world.service.assessment(draft.assessment).assessment.ticket
        let token = world.service.linkToken(ofTicket: ticket)
        _ = try await say(["otherMedicines": .string("中药")], token, in: world)
        let refusal = await #expect(throws: UnconfirmedAnswers.self) { try await world.sign(draft) }
        #expect(refusal?.items == ["otherMedicines"])
        var answers = try world.completeAnswers()
        answers["otherMedicines"] = .string("中药")
        let confirmed = try await world.service.saveDraft(
            assessment: draft.assessment, answers: answers, version: draft.version, request(World.doctor))
        _ = try await world.sign(confirmed)
        let signed = try await world.service.assessment(draft.assessment).assessment
        let hash = try #require(signed.signature?.contentSHA256)
        let document = try #require(try await world.store.read { try $0.document(sha256: hash) })
        let content = try EventCoding.value(SignedContent.self, from: document.bytes)
        #expect(content.provenance.origins["otherMedicines"]?.source == .patient)
        #expect(content.provenance.origins["age"] == nil || content.provenance.origins["age"]?.source == .record)
        await #expect(throws: Conflict("questionnaire.closed")) {
            try await world.service.questionnaire(forLink: token)
        }
    }

    @Test("A danger of the whole form that a re-assessment does not ask is told there, and signed with it")
    func carriedDangers() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(renderer: renderer)
        let (id, _) = try await world.signedAssessment {
            $0["sleepApnoea"] = .yes
            $0["cpap"] = .no
            $0["inr"] = .number(3.6)
        }
        let before = try await world.service.assessment(id).assessment
        let danger = "已诊断睡眠呼吸暂停，没有用呼吸机：术后气道梗阻、呼吸抑制风险"
        #expect(renderer.documents.last?.says(danger) == true)
        _ = try await world.service.act(onTicket: before.ticket, request(World.doctor)) { .complete(ticket: $0) }
        let again = try await world.service.issue(World.order(.known(before.person)), in: World.queue, request())
        let day = world.service.today
        for form in ["reassessment", "anesthesia-assessment"] {
            let known = try await world.service.evaluate(form: form, answers: [:], ofTicket: again.ticket)
            #expect(known.findings.contains { $0.text["zh"] == "上次（\(day)）：\(danger)" && $0.level == .danger })
            let offers = try await world.service.offers(ofTicket: again.ticket, form: form)
            #expect(offers.last?.numbers["inr"] == 3.6)
        }
        // What holds for life stays until it is said again; what is measured anew is settled by the new figure.
        func said(_ answers: Answers) async throws -> [String] {
            try await world.service.evaluate(form: "anesthesia-assessment", answers: answers, ofTicket: again.ticket)
                .findings.filter { $0.text["zh"]?.contains("睡眠呼吸暂停，没有用呼吸机") == true }.map(\.id)
        }
        #expect(try await said(["sleepApnoea": .no]).count == 1, "denied without a word, it would be gone")
        #expect(try await said(["sleepApnoea": .yes, "cpap": .no]).contains { !$0.hasPrefix("last.") })
        #expect(try await said(["sleepApnoea": .yes, "cpap": .no]).count == 1)
        let record = try #require(try await world.service.person(before.person).birthDate.flatMap { LocalDate($0) })
        let years = try #require(record.years(until: world.service.today))
        let aged = try await world.service.evaluate(
            form: "anesthesia-assessment", answers: ["age": .number(Double(years - 30))], ofTicket: again.ticket)
        #expect(aged.findings.contains { $0.id == "record.age" && $0.level == .danger })

        _ = try await world.call()
        let opened = try await world.service.openAssessment(
            ticket: again.ticket, form: "reassessment", request(World.doctor))
        let form = try world.service.form("reassessment")
        var given = before.answers.filter { form.item($0.key) != nil && $0.key != "inr" }
        given["newTests"] = .no
        let answers = try world.completeAnswers(of: form, given)
        let draft = try await world.service.saveDraft(
            assessment: opened.assessment, answers: answers, version: opened.version, request(World.doctor))
        _ = try await world.sign(draft)
        #expect(renderer.documents.last?.says("上次（2026-03-02）：\(danger)") == true)
        #expect(renderer.documents.last?.says("上次（2026-03-02）：INR 3.6") == true, "hidden, and so not asked")
        _ = try await world.amend(opened.assessment, reason: "体重写错", of: form) { $0["weight"] = .number(93) }
        #expect(renderer.documents.last?.says("上次（2026-03-02）：\(danger)") == true, "an amendment keeps it")
    }

    @Test("What the last assessment says is offered where the form says so, with what has changed since")
    func lastAssessment() async throws {
        let world = try await World(MemoryStore(), publicURL: "https://clinic.example")
        let draft = try await world.completeDraft()
        let before = try await world.service.assessment(draft.assessment).assessment
        _ = try await world.sign(draft)
        _ = try await world.service.act(onTicket: before.ticket, request(World.doctor)) { .complete(ticket: $0) }
        world.clock.advance(seconds: 3600)
        let again = try await world.service.issue(
            World.order(.known(before.person)), in: World.queue, request())
        let offers = try await world.service.offers(ofTicket: again.ticket, form: "reassessment")
        let offered = Dictionary(uniqueKeysWithValues: offers.open.map { ($0.item, $0) })
        #expect(offered["weight"]?.answer == before.answers["weight"])
        #expect(offered["weight"]?.origin.source == .last)
        #expect(offered["systolic"] == nil, "what is measured anew is not carried over")
        #expect(offers.last?.id == draft.assessment && offers.last?.changes == [])
        _ = try await world.call()
        let opened = try await world.service.openAssessment(
            ticket: again.ticket, form: "reassessment", request(World.doctor))
        #expect(opened.form == "reassessment")
        _ = try await world.service.saveDraft(
            assessment: opened.assessment, answers: ["weight": .number(91)], version: opened.version,
            request(World.doctor))
        let now = try await world.service.offers(ofTicket: again.ticket, form: nil)
        #expect(now.last?.changes.map(\.item) == ["weight"])
        #expect(now.open.allSatisfy { $0.item != "weight" })
    }
}
