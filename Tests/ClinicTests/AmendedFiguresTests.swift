@testable import Clinic
import ClinicFixture
import FormEngine
import QueueEngine
import Testing

@Suite("What is known of other visits when one is amended, dated wrongly, or signed meanwhile")
struct AmendedFiguresTests {
    private static let form = "anesthesia-assessment"
    private static let slow: Answers = ["inr": .number(1.8), "testsDate": .string("2026-02-20")]
    private static let spinal: Answers = ["plannedAnaesthesia": .list(["neuraxial"])]

    /// Two signed visits of one person: the first with these figures, the second with those.
    private func visits(
        _ first: Answers, _ second: Answers = [:]
    ) async throws -> (world: World, ids: [String], person: String) {
        let world = try await World()
        let (id, _) = try await world.signedAssessment { $0.merge(first) { $1 } }
        let assessment = try await world.service.assessment(id).assessment
        try await world.leave(assessment.ticket)
        world.clock.advance(seconds: 60)
        let ticket = try await world.back(assessment.person)
        let given = assessment.answers.filter { first[$0.key] == nil }.merging(second) { $1 }
        let (other, _) = try await world.sign(ticket, given)
        try await world.leave(ticket)
        return (world, [id, other], assessment.person)
    }

    private func amending(_ id: String, in world: World, _ change: Answers) async throws -> Evaluation {
        let answers = try await world.service.assessment(id).assessment.answers
        return try await world.service.evaluate(assessment: id, answers: answers.merging(change) { $1 })
    }

    @Test("a spinal that an amendment plans is held against the figures of other visits, earlier and later")
    func amended() async throws {
        for isSecond in [true, false] {
            let (world, ids, _) =
                isSecond ? try await visits(Self.slow) : try await visits([:], Self.slow)
            let evaluation = try await amending(ids[isSecond ? 1 : 0], in: world, Self.spinal)
            #expect(evaluation.findings.contains { $0.id == "last.neuraxialInr" && $0.level == .danger }, "\(isSecond)")
            #expect(evaluation.missing == ["neuraxialDespiteRisk"], "\(isSecond)")
            await #expect(throws: IncompleteAssessment.self) {
                _ = try await world.amend(ids[isSecond ? 1 : 0]) { $0.merge(Self.spinal) { $1 } }
            }
        }
    }

    @Test("an amendment's own newer figures, and those that another amendment has mended, are what counts")
    func mended() async throws {
        let few: Answers = ["platelets": .number(40), "testsDate": .string("2026-02-20")]
        let (world, ids, _) = try await visits(few)
        let newer: Answers = ["platelets": .number(150), "testsDate": .string("2026-02-28")]
        #expect(try await amending(ids[1], in: world, newer).findings.allSatisfy { !$0.id.hasPrefix("last.") })
        let (other, both, _) = try await visits(few)
        _ = try await other.amend(both[0]) { $0["platelets"] = .number(140) }
        #expect(try await amending(both[1], in: other, [:]).findings.allSatisfy { !$0.id.hasPrefix("last.") })
    }

    @Test("an amendment's figures are of its visit: a later one's speak, also beside a finding of its own")
    func undated() async throws {
        let planned = Self.spinal.merging(["neuraxialDespiteRisk": .string("if-enough")]) { $1 }
        for own in [150.0, 70] {
            let (world, ids, _) = try await visits(
                planned.merging(["platelets": .number(own)]) { $1 },
                ["platelets": .number(40)])
            let told = try await amending(ids[0], in: world, ["weight": .number(71)]).findings.map(\.id)
            #expect(told.contains("last.neuraxialPlatelets") && told.contains("last.plateletsVeryLow"), "\(own)")
        }
    }

    @Test("once its operation is over, nothing is to be decided any more")
    func over() async throws {
        let day: Answers = ["operationDate": .string("2026-03-04")]
        let (world, ids, _) = try await visits(Self.spinal.merging(day) { $1 }, Self.slow)
        let before = try await amending(ids[0], in: world, [:])
        #expect(before.missing == ["neuraxialDespiteRisk"])
        world.clock.advance(seconds: 5 * 86_400)
        let after = try await amending(ids[0], in: world, [:])
        #expect(after.missing.isEmpty && !after.findings.contains { $0.id.hasPrefix("last.") })
    }

    @Test("a test that is still to come cannot be signed; of one that was signed before, the day is its visit's")
    func yetToCome() async throws {
        let world = try await World()
        let ticket = try await world.issue("张三").ticket
        let later: Answers = ["platelets": .number(150), "testsDate": .string("2026-03-10")]
        let evaluation = try await world.service.evaluate(form: Self.form, answers: later, ofTicket: ticket)
        let finding = evaluation.findings.first { $0.id == "date.testsDate" }
        #expect(finding?.level == .danger && finding?.blocks == true)
        // Of other days that are to come, a last dose may be planned.
        let dose: Answers = [
            "medicinesTaken": .list(["warfarin"]), "anticoagulants": .yes, "lastWarfarin": .string("2026-03-10"),
        ]
        let planned = try await world.service.evaluate(form: Self.form, answers: dose, ofTicket: ticket)
        #expect(planned.findings.first { $0.id == "date.lastWarfarin" }?.blocks == false)
        let patient = try await world.service.store.read { reader in
            try reader.ticketPlace(id: ticket).flatMap { try reader.person(id: $0.person) }
        }
        let filling = Filling(answers: later, evaluation: evaluation, patient: try #require(patient))
        let visit = (signedAt: world.clock.now, filling: filling, visitedAt: world.clock.now)
        let holds = HeldFigure(days: 90, date: "testsDate")
        #expect(world.service.measured(holds, at: visit) == world.service.today)
    }

    @Test("what a visit measured after it was signed is added to it")
    func addedLater() async throws {
        let (world, ids, _) = try await visits([:])
        world.clock.advance(seconds: 5 * 86_400)
        let evaluation = try await amending(
            ids[1], in: world, ["platelets": .number(150), "testsDate": .string("2026-03-04")])
        #expect(!evaluation.findings.contains { $0.id == "date.testsDate" })
    }

    @Test("what another doctor signs meanwhile has to be looked at before a draft of the same person is signed")
    func signedMeanwhile() async throws {
        let (world, ids, person) = try await visits([:])
        let ticket = try await world.back(person)
        let opened = try await world.service.openAssessment(ticket: ticket, form: nil, request(World.doctor))
        let answers = try await world.service.assessment(ids[0]).assessment.answers
        let draft = try await world.service.saveDraft(
            assessment: opened.assessment, answers: answers, version: opened.version, request(World.doctor))
        _ = try await world.amend(ids[1]) { $0["platelets"] = .number(40) }
        await #expect(throws: DraftMoved.self) { _ = try await world.sign(draft) }
        #expect(try await world.service.assessment(opened.assessment).assessment.version == draft.version + 1)
    }

    @Test("whether the operation is today and its date agree in the re-assessment")
    func today() async throws {
        let world = try await World()
        let ticket = try await world.issue("张三").ticket
        let today = world.service.today.description
        for (said, day, isTold) in [
            (Answer.no, today, true), (.unknown, today, true), (.yes, "2026-03-12", true), (.yes, today, false),
            (.no, "2026-03-12", false),
        ] {
            let answers: Answers = ["operationToday": said, "operationDate": .string(day)]
            let found = try await world.service.evaluate(form: "reassessment", answers: answers, ofTicket: ticket)
                .findings.first { $0.id == "date.operationDate" }
            #expect((found?.level == .danger) == isTold, "\(said) \(day)")
        }
    }
}
