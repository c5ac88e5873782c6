import API
import Clinic
import ClinicFixture
import Foundation
import Testing

@Suite("Who sees whose name", .serialized)
struct NamesTests {
    private static let names = ["张三", "欧阳娜娜", "阿卜杜热合曼·买买提依明", "John Smith"]

    /// One called, one inside, one missed, and one who waits.
    private func fill(_ world: World) async throws {
        try await world.openRoom()
        for name in Self.names { _ = try await world.issue(name) }
        let missed = try await world.call()
        for _ in 0..<2 {
            world.clock.advance(seconds: 16)
            _ = try await world.ask("POST", "/api/v1/tickets/\(missed)/recalls", as: .doctor)
        }
        _ = try await world.ask("PUT", "/api/v1/tickets/\(missed)/absence", as: .doctor)
        _ = try await world.call()
    }

    @Test("screens show masked names only")
    func screens() async throws {
        try await World.with { world in
            try await fill(world)
            for role in [Role.display, .desk] {
                let answer = try await world.ask("GET", "/api/v1/displays/hall", as: role)
                for name in Self.names { #expect(!answer.text.contains(name)) }
                let screen = try answer.decoded(DisplayResponse.self)
                #expect(screen.calls.first?.masked == "欧阳**")
                #expect(screen.missed.map(\.masked) == ["张*"])
                let shown = screen.ready.map(\.masked) + (screen.rooms.compactMap { $0.current?.masked })
                #expect(Set(shown).isSubset(of: ["张*", "欧阳**", "阿卜杜***", "J*** S***"]))
            }
        }
    }

    @Test("an auditor reads queues, plans, tickets and rooms without names; the desk reads them with names")
    func auditor() async throws {
        try await World.with { world in
            try await fill(world)
            let list = try await world.ask("GET", "/api/v1/queues/anesthesia/tickets", as: .desk)
            let ticket = try #require(try list.decoded(TicketListResponse.self).tickets.first?.id)
            let paths = [
                "/queues/anesthesia/tickets", "/queues/anesthesia/plan", "/tickets/\(ticket)", "/rooms", "/rooms/1",
            ]
            for path in paths {
                let desk = try await world.ask("GET", "/api/v1" + path, as: .desk)
                #expect(Self.names.contains { desk.text.contains($0) }, "\(path)")
                let auditor = try await world.ask("GET", "/api/v1" + path, as: .auditor)
                #expect(auditor.status == 200 && !Self.names.contains { auditor.text.contains($0) }, "\(path)")
                #expect(!auditor.text.contains("\"name\":\"") && auditor.text.contains("masked"), "\(path)")
            }
        }
    }

    @Test("the patient's page has numbers and the masked name, and only the token opens it")
    func patientPage() async throws {
        try await World.with(publicURL: "http://clinic.test") { world in
            try await world.openRoom()
            _ = try await world.issue("张三")
            let body = #"{"patient": {"name": "李四", "language": "ug"}}"#
            let issued = try await world.ask("POST", "/api/v1/queues/anesthesia/tickets", as: .desk, body)
            let link = try issued.field("link")
            let id = try issued.field("id")
            #expect(link.hasPrefix("http://clinic.test/t/") && !link.contains(id))
            let answer = try await world.ask("GET", link.dropFirst("http://clinic.test".count) + "/status")
            #expect(answer.status == 200 && !answer.text.contains("李四") && answer.text.contains("李*"))
            #expect(try answer.field("label") == "A002")
            #expect(try answer.field("language") == "ug")
            #expect(try answer.decoded([String: JSONValue].self)["ahead"] == .number(1))
            let guess = try await world.ask("GET", "/t/\(id)/status")
            try expectProblem(guess, 404, "ticket.unknown")
        }
    }
}
