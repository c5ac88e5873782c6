import API
import Clinic
import ClinicFixture
import Foundation
import Testing

@Suite("What is read", .serialized)
struct AnswerTests {
    @Test("every GET answers the fields that openapi.yaml lists, and no others")
    func fields() async throws {
        let api = try OpenAPI()
        try await World.with(printers: ["slip"], publicURL: "http://clinic.test") { world in
            let ids = try await fill(world)
            for operation in api.operations where operation.method == "GET" && operation.answer != nil {
                var path = operation.path
                for (name, id) in ids { path = path.replacing("{\(name)}", with: id) }
                let role = operation.roles?.compactMap(Role.init).first { $0 != .admin } ?? .desk
                let answer = try await world.ask("GET", path, as: role)
                #expect(answer.status == 200, "\(operation) \(answer.text)")
                let keys = Set(try answer.decoded([String: JSONValue].self).keys)
                let listed = api.fields(of: operation.answer)
                #expect(keys.isSubset(of: listed.kinds.keys), "\(operation) \(keys.subtracting(listed.kinds.keys))")
                #expect(keys.isSuperset(of: listed.required), "\(operation) \(Set(listed.required).subtracting(keys))")
            }
        }
    }

    /// Somebody inside with a signed assessment and a paper; the id for each parameter of a path.
    private func fill(_ world: World) async throws -> [String: String] {
        try await world.openRoom()
        let body = #"{"patient": {"name": "张三"}, "print": true}"#
        let issued = try await world.ask("POST", "/api/v1/queues/anesthesia/tickets", as: .desk, body)
        let ticket = try await world.call()
        let assessment = try await world.signAssessment(ticket)
        let waiting = try await world.ask("POST", "/api/v1/queues/anesthesia/tickets", as: .desk, body)
        let patient = try await world.ask("GET", "/api/v1/tickets/\(ticket)", as: .desk).field("patient")
        return [
            "ticket": ticket, "assessment": assessment, "revision": "1", "patient": patient,
            "job": try issued.field("printJob"),
            "token": String(try waiting.field("link").split(separator: "/").last ?? ""), "queue": "anesthesia",
            "room": "1", "display": "hall", "form": "anesthesia-assessment",
        ]
    }
}
