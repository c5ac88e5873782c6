import Clinic
import ClinicFixture
import FormEngine
import QueueEngine
import Testing

@Suite struct JournalPrivacyTests {
    static let secrets = [
        "欧阳", "娜娜", "13912345678", "6501021968", "MZ-778899", "1968-04-17", "female", "布洛芬皮疹", "主任的熟人",
        "HIS-20260302", "gastro", "John", "Smith", ClinicFixture.password,
    ]

    @Test("After a full morning the journal holds no name, phone, identifier or answer", arguments: Engine.allCases)
    func journal(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store, publicURL: "https://clinic.example")
            try await Self.playMorning(in: world)
            let events = world.store.events
            let types = Set(events.map(\.type))
            let expected: Set = [
                "person-registered", "person-updated", "ticket-issued", "ticket-called", "assessment-opened",
                "assessment-signed", "reason-given", "print-requested", "signed-in",
            ]
            #expect(types.isSuperset(of: expected))
            for event in events {
                for secret in Self.secrets {
                    let row = [event.id, event.stream, event.actor, event.type, event.payload].joined(separator: "\n")
                    #expect(!row.contains(secret), "\(event.type)")
                }
            }
        }
    }

    @Test("What is kept of a repeated request names nobody")
    func outcomes() async throws {
        let world = try await World()
        let keys = try await Self.playMorning(in: world)
        for (key, actor) in keys {
            let record = try await world.store.read { try $0.idempotencyRecord(key: key, actor: actor) }
            let outcome = try #require(record?.outcome)
            for secret in Self.secrets { #expect(!outcome.contains(secret), "\(key)") }
        }
    }

    @Test("What is kept of a signature does not depend on its password")
    func password() async throws {
        let world = try await World()
        let draft = try await world.completeDraft()
        let body = #"{"password":"\#(ClinicFixture.password)"}"#
        _ = try await world.sign(draft, request(World.doctor, key: "k", body: body))
        let record = try await world.store.read { try $0.idempotencyRecord(key: "k", actor: "doctor") }
        #expect(record != nil && record?.bodyHash != Hash.sha256(body))
    }

    /// Returns the keys of its requests, with who asked.
    @discardableResult
    private static func playMorning(in world: World) async throws -> [(key: String, actor: String)] {
        let card = PersonIdentifier(system: PersonIdentifier.identityCard, value: "650102196804170011")
        let number = PersonIdentifier(system: PersonIdentifier.outpatientNumber, value: "MZ-778899")
        let details = World.details(
            "欧阳娜娜", sex: "female", birthDate: "1968-04-17", phone: "13912345678", identifiers: [card, number])
        _ = try await world.service.register(details, request(key: "register"))
        _ = try await world.service.signIn(username: "doctor", password: ClinicFixture.password)
        try await world.openSitting()
        let order = World.order(.details(details), externalID: "HIS-20260302-0001")
        let issued = try await world.service.issue(order, in: World.queue, request(key: "issue"))
        try await world.issue("John Smith", request(key: "second"))
        _ = try await world.service.call(
            room: World.room, chosen: issued.ticket, reason: "主任的熟人", request(World.doctor, key: "call"))
        try await assess(issued.ticket, in: world)
        return [("register", "desk"), ("issue", "desk"), ("second", "desk"), ("call", "doctor"), ("sign", "doctor")]
    }

    private static func assess(_ ticket: String, in world: World) async throws {
        let opened = try await world.service.openAssessment(ticket: ticket, form: nil, request(World.doctor))
        var answers = try world.completeAnswers()
        answers["drugAllergy"] = .yes
        answers["drugAllergyDetail"] = .string("布洛芬皮疹")
        answers["plannedOperation"] = .string("gastroscopy")
        let draft = try await world.service.saveDraft(
            assessment: opened.assessment, answers: answers, version: opened.version,
            request(World.doctor, key: "draft"))
        _ = try await world.sign(draft, request(World.doctor, key: "sign"))
    }
}
