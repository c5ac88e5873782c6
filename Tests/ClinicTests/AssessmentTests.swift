@testable import Clinic
import ClinicFixture
import FormEngine
import QueueEngine
import Testing

@Suite struct AssessmentTests {
    @Test("Opening makes a draft of version 1, with age and sex from the record, and the patient came in")
    func open() async throws {
        let world = try await World()
        try await world.openSitting()
        let details = World.details("张三", sex: "male", birthDate: "1968-03-03")
        let issued = try await world.service.issue(World.order(.details(details)), in: World.queue, request())
        _ = try await world.call()
        let opened = try await world.service.openAssessment(ticket: issued.ticket, form: nil, request(World.doctor))
        #expect(opened.version == 1)
        #expect(try await world.service.ticket(issued.ticket).ticket.state == .inRoom)
        let draft = try await world.service.assessment(opened.assessment).assessment
        #expect(draft.state == .draft)
        #expect(draft.answers == ["age": .number(57), "sex": .string("male")])
    }

    @Test("A ticket has one assessment: opening again is the same one")
    func openAgain() async throws {
        let world = try await World()
        let opened = try await world.openAssessment()
        let ticket = try await world.service.assessment(opened.assessment).assessment.ticket
        let again = try await world.service.openAssessment(ticket: ticket, form: nil, request(World.doctor))
        #expect(again.assessment == opened.assessment)
        #expect(again.event == opened.event)
        let mark = AssessmentMark(id: opened.assessment, state: .draft)
        #expect(try await world.service.assessmentMarks(ofTickets: [ticket]) == [ticket: mark])
    }

    @Test("Somebody who was not called is not assessed")
    func notCalled() async throws {
        let world = try await World()
        let issued = try await world.issue("张三")
        await #expect(throws: Refusal(.ticketWrongState, ["label": "A001", "state": "waiting"])) {
            try await world.service.openAssessment(ticket: issued.ticket, form: nil, request(World.doctor))
        }
    }

    @Test("A draft that another window has moved is not overwritten")
    func moved() async throws {
        let world = try await World()
        let opened = try await world.openAssessment()
        func save(_ answers: Answers, version: Int) async throws -> Int {
            try await world.service.saveDraft(
                assessment: opened.assessment, answers: answers, version: version, request(World.doctor)
            ).version
        }
        #expect(try await save(["weight": .number(70)], version: 1) == 2)
        await #expect(throws: DraftMoved(version: 2)) { try await save(["weight": .number(80)], version: 1) }
        await #expect(throws: DraftMoved(version: 2)) { try await save(["weight": .number(80)], version: 3) }
        let draft = try await world.service.assessment(opened.assessment).assessment
        #expect(draft.answers["weight"] == .number(70))
        await #expect(throws: InvalidAnswers.self) { try await save(["weight": .number(-1)], version: 2) }
    }

    @Test("A draft that lacks an answer, or was moved, is not signed")
    func incomplete() async throws {
        let world = try await World()
        let opened = try await world.openAssessment()
        var answers = try world.completeAnswers()
        answers["asaClass"] = nil
        let draft = try await world.service.saveDraft(
            assessment: opened.assessment, answers: answers, version: 1, request(World.doctor))
        let refusal = await #expect(throws: IncompleteAssessment.self) { try await world.sign(draft) }
        #expect(refusal?.missing == ["asaClass"])
        var moved = draft
        moved.version = 1
        await #expect(throws: DraftMoved(version: 2)) { try await world.sign(moved) }
        #expect(try await world.service.assessment(opened.assessment).assessment.state == .draft)
    }

    @Test("A draft that is moved while its slip is rendered is not signed")
    func movedWhileRendering() async throws {
        let renderer = BusyRenderer()
        let world = try await World(renderer: renderer)
        let draft = try await world.completeDraft()
        renderer.meanwhile {
            _ = try await world.service.saveDraft(
                assessment: draft.assessment, answers: [:], version: draft.version, request(World.doctor))
        }
        await #expect(throws: DraftMoved(version: 3)) { try await world.sign(draft) }
        #expect(try await world.service.assessment(draft.assessment).assessment.state == .draft)
        #expect(try await world.service.printJobs(in: PrintState.allCases) == [])
    }

    @Test("Signing takes the password, and wrong ones are counted")
    func wrongPassword() async throws {
        let world = try await World()
        let draft = try await world.completeDraft()
        for _ in 0..<8 {
            await #expect(throws: Conflict("signature.wrong-password")) {
                try await world.sign(draft, password: "wrong")
            }
        }
        await #expect(throws: SignInRefusal.tooManyTries(seconds: 60)) { try await world.sign(draft) }
        world.clock.advance(seconds: 60)
        #expect(try await world.sign(draft).revision == 1)
    }

    @Test("What is signed is frozen: nothing changes it afterwards", arguments: Engine.allCases)
    func frozen(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            let draft = try await world.completeDraft()
            let signed = try await world.sign(draft, request(World.doctor, key: "k"))
            let before = try await world.service.assessment(draft.assessment).assessment
            #expect(before.state == .signed)
            await #expect(throws: Conflict("assessment.signed")) {
                try await world.service.saveDraft(
                    assessment: draft.assessment, answers: [:], version: draft.version, request(World.doctor))
            }
            await #expect(throws: Conflict("assessment.signed")) { try await world.sign(draft) }
            let again = try await world.sign(draft, request(World.doctor, key: "k"))
            #expect(again.event == signed.event && again.printJob == signed.printJob)
            #expect(try await world.service.assessment(draft.assessment).assessment == before)
            #expect(
                try await world.service.slip(ofAssessment: draft.assessment, by: World.doctor).starts(with: "%PDF".utf8)
            )
            let journalled = world.store.events.filter { $0.type == "assessment-signed" }
            #expect(journalled.count == 1)
            let signature = try #require(before.signature)
            #expect(journalled.first?.payload.contains(signature.contentSHA256) == true)
            #expect(journalled.first?.payload.contains(try #require(signature.slipSHA256)) == true)
        }
    }

    @Test("Only answers that count are signed: those of hidden items are left out")
    func counted() async throws {
        let world = try await World()
        let opened = try await world.openAssessment()
        var answers = try world.completeAnswers()
        answers["drugAllergy"] = .no
        answers["drugAllergyDetail"] = .string("青霉素")
        let draft = try await world.service.saveDraft(
            assessment: opened.assessment, answers: answers, version: 1, request(World.doctor))
        _ = try await world.sign(draft)
        let signed = try await world.service.assessment(opened.assessment).assessment
        #expect(signed.answers["drugAllergyDetail"] == nil)
        #expect(signed.answers["drugAllergy"] == .no)
        let hash = try #require(signed.signature?.contentSHA256)
        let document = try #require(try await world.store.read { try $0.document(sha256: hash) })
        #expect(!String(decoding: document.bytes, as: UTF8.self).contains("青霉素"))
    }

    @Test("Two signatures at the same moment are one")
    func twice() async throws {
        let world = try await World()
        let draft = try await world.completeDraft()
        async let first = try? world.sign(draft)
        async let second = try? world.sign(draft)
        let outcomes = await [first, second].compactMap(\.self)
        #expect(outcomes.count == 1)
        #expect(try await world.service.assessment(draft.assessment).printJobs.count == 1)
    }
}
