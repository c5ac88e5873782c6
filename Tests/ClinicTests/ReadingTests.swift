@testable import Clinic
import ClinicFixture
import FormEngine
import QueueEngine
import Testing

@Suite("Who has read what was signed") struct ReadingTests {
    private static let auditor = Actor(username: "auditor", name: "审计员", roles: [.auditor])

    private func read(_ id: String, by actor: Actor, in world: World) async throws {
        _ = try await world.service.assessmentRecord(id, in: "zh", by: actor)
    }

    @Test(
        "Each reading is an event: who, which, when, in which shape, and nothing that it says",
        arguments: Engine.allCases)
    func noted(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            let (id, _) = try await world.signedAssessment(of: "欧阳娜娜") { $0["otherTests"] = .string("布洛芬皮疹") }
            let doctor2 = Actor(username: "doctor2", name: "陈医生", roles: [.doctor])
            try await read(id, by: doctor2, in: world)
            world.clock.advance(seconds: 5)
            _ = try await world.service.slip(ofAssessment: id, by: World.desk)
            _ = try await world.service.recordForExchange(assessment: id, by: doctor2)
            _ = try await world.service.sharedDocument(ofAssessment: id, by: doctor2)
            let readings = try await world.service.readings(ofAssessment: id)
            #expect(readings.map(\.username) == ["doctor2", "desk", "doctor2", "doctor2"])
            #expect(readings.map(\.shape) == [.record, .slip, .fhir, .document])
            #expect(readings.map(\.revision) == [1, 1, 1, 1])
            #expect(readings[1].name == "李护士" && readings[1].at.seconds(since: readings[0].at) == 5)
            for event in world.store.events where event.type == "assessment-read" {
                for secret in ["欧阳", "娜娜", "布洛芬", "1968-04-17", "male"] { #expect(!event.payload.contains(secret)) }
            }
        }
    }

    @Test("A page that reads again by itself is one reading; after ten minutes it is another")
    func quiet() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment()
        for _ in 0..<50 {
            try await read(id, by: Self.auditor, in: world)
            world.clock.advance(seconds: 10)
        }
        #expect(try await world.service.readings(ofAssessment: id).count == 1)
        world.clock.advance(seconds: RecentReadings.quietSeconds - 500 - 1)
        try await read(id, by: Self.auditor, in: world)
        #expect(try await world.service.readings(ofAssessment: id).count == 1)
        world.clock.advance(seconds: 1)
        try await read(id, by: Self.auditor, in: world)
        #expect(try await world.service.readings(ofAssessment: id).count == 2)
    }

    @Test("Two people, two shapes and two revisions are each their own reading")
    func apart() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment()
        try await read(id, by: Self.auditor, in: world)
        try await read(id, by: Actor(username: "doctor2", name: "陈医生", roles: [.doctor]), in: world)
        _ = try await world.amend(id) { $0["weight"] = .number(90) }
        try await read(id, by: Self.auditor, in: world)
        // The signer's own page right after signing is no reading; later it is one.
        world.clock.advance(seconds: RecentReadings.quietSeconds)
        _ = try await world.service.assessmentRevision(1, of: id, in: "zh", by: World.doctor)
        let readings = try await world.service.readings(ofAssessment: id)
        #expect(readings.map(\.username) == ["auditor", "doctor2", "auditor", "doctor"])
        #expect(readings.map(\.revision) == [1, 1, 2, 1])
    }

    @Test("A draft, and the signer's own page after signing, are no readings of what is signed")
    func noReading() async throws {
        let world = try await World()
        let draft = try await world.completeDraft()
        try await read(draft.assessment, by: World.doctor, in: world)
        _ = try await world.sign(draft)
        try await read(draft.assessment, by: World.doctor, in: world)
        #expect(try await world.service.readings(ofAssessment: draft.assessment).isEmpty)
        await #expect(throws: NotFound("assessment")) { try await world.service.readings(ofAssessment: "nobody") }
    }

    @Test("What cannot be journalled is not shown, and is noted the next time")
    func failed() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment()
        world.store.failNextCommit()
        await #expect(throws: RecordingStore.CommitFailed.self) { try await read(id, by: Self.auditor, in: world) }
        try await read(id, by: Self.auditor, in: world)
        #expect(try await world.service.readings(ofAssessment: id).map(\.username) == ["auditor"])
    }
}
