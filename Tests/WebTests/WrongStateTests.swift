import API
import Clinic
import ClinicFixture
import Foundation
import Testing

@Suite("Acts that make no sense now", .serialized)
struct WrongStateTests {
    /// One request that must be refused with 409 or 422, changing nothing.
    private struct Refused: Sendable {
        var method: String
        var path: String
        var role = Role.doctor
        var body = "{}"
        var status = 409
        var code: String
    }

    private func expect(_ refused: [Refused], in world: World) async throws {
        let held = try await world.holdings()
        for (index, one) in refused.enumerated() {
            let language = index.isMultiple(of: 2) ? "zh" : "en"
            let answer = try await world.ask(
                one.method, "/api/v1\(one.path)", as: one.role, one.body, key: UUID().uuidString,
                headers: [("Accept-Language", language)])
            try expectProblem(answer, one.status, one.code, language: language, "\(one.method) \(one.path) \(one.body)")
        }
        #expect(try await world.holdings() == held)
    }

    @Test("of a ticket that waits, and of a room without a sitting")
    func waiting() async throws {
        try await World.with { world in
            let id = try await world.issue("张三")
            let ticket = "/tickets/\(id)"
            let wrong = "ticket.wrong-state"
            try await expect(
                [
                    Refused(method: "PUT", path: "\(ticket)/arrival", role: .desk, code: wrong),
                    Refused(method: "POST", path: "\(ticket)/recalls", code: wrong),
                    Refused(method: "PUT", path: "\(ticket)/absence", code: wrong),
                    Refused(method: "DELETE", path: "\(ticket)/absence", code: wrong),
                    Refused(method: "PUT", path: "\(ticket)/consultation", code: wrong),
                    Refused(method: "PUT", path: "\(ticket)/completion", code: wrong),
                    Refused(method: "POST", path: "/assessments", body: #"{"ticket": "\#(id)"}"#, code: wrong),
                    Refused(method: "POST", path: "/rooms/1/calls", code: "room.no-sitting"),
                    Refused(
                        method: "PATCH", path: "/rooms/1/sitting", body: #"{"state": "open"}"#, code: "room.no-sitting"),
                    Refused(method: "DELETE", path: "/rooms/1/sitting", code: "room.no-sitting"),
                ], in: world)
        }
    }

    @Test("of rooms: nobody waits, a call is open, it is paused, another doctor sits there")
    func rooms() async throws {
        try await World.with { world in
            try await world.openRoom()
            let call = Refused(method: "POST", path: "/rooms/1/calls", code: "queue.nobody-waiting")
            try await expect([call], in: world)
            let id = try await world.issue("张三")
            let other = try await world.issue("李四", queue: "endoscopy")
            _ = try await world.call()
            try await expect(
                [
                    Refused(method: "POST", path: "/rooms/1/calls", code: "room.call-open"),
                    Refused(method: "DELETE", path: "/rooms/1/sitting", code: "room.occupied"),
                    Refused(method: "PUT", path: "/tickets/\(id)/absence", code: "ticket.too-few-calls"),
                    Refused(
                        method: "PUT", path: "/rooms/2/sitting", body: #"{"queues": ["anesthesia"]}"#,
                        code: "doctor.elsewhere"),
                    Refused(
                        method: "PUT", path: "/rooms/1/sitting", body: #"{"queues": []}"#, status: 422,
                        code: "sitting.without-queues"),
                    Refused(
                        method: "PUT", path: "/rooms/1/sitting", body: #"{"queues": ["x"]}"#, status: 404,
                        code: "queue.unknown"),
                ], in: world)
            _ = try await world.ask("PUT", "/api/v1/tickets/\(id)/consultation", as: .doctor)
            try await expect(
                [
                    Refused(
                        method: "POST", path: "/rooms/1/calls", body: #"{"ticket": "\#(other)", "reason": "x"}"#,
                        code: "ticket.not-for-room"),
                    Refused(
                        method: "POST", path: "/rooms/1/calls", body: #"{"ticket": "\#(other)"}"#, status: 422,
                        code: "request.invalid"),
                ], in: world)
            _ = try await world.ask("PATCH", "/api/v1/rooms/1/sitting", as: .doctor, #"{"state": "paused"}"#)
            try await expect([Refused(method: "POST", path: "/rooms/1/calls", code: "room.paused")], in: world)
        }
    }

    @Test("of numbers: a second one for the same patient, an unknown lane, fields that do not fit")
    func numbers() async throws {
        try await World.with { world in
            let id = try await world.issue("张三")
            let patient = try await world.ask("GET", "/api/v1/tickets/\(id)", as: .desk).field("patient")
            func issue(_ body: String, _ status: Int, _ code: String) -> Refused {
                Refused(
                    method: "POST", path: "/queues/anesthesia/tickets", role: .desk, body: body, status: status,
                    code: code)
            }
            try await expect(
                [
                    issue(#"{"patient": {"id": "\#(patient)"}}"#, 409, "ticket.person-has-one"),
                    issue(#"{"patient": {"name": "李四"}, "lane": "nowhere"}"#, 422, "lane.unknown"),
                    issue(#"{"patient": {"name": ""}}"#, 422, "request.invalid"),
                    issue(#"{"patient": {"name": "李四", "birthDate": "2999-01-01"}}"#, 422, "request.invalid"),
                    issue(#"{"patient": {"name": "李四"}, "date": "2020-01-01"}"#, 422, "request.invalid"),
                    issue(#"{"patient": {"name": "李四"}, "slot": "25:00"}"#, 422, "request.invalid"),
                    issue(#"{"patient": {"name": "李四"}, "doctor": "desk"}"#, 422, "request.invalid"),
                    issue(#"{"patient": {"name": "李四"}, "externalId": ""}"#, 422, "request.invalid"),
                ], in: world)
        }
    }

    @Test("of papers and queries")
    func papers() async throws {
        try await World.with { world in
            let ticket = try await world.issue("张三")
            let answer = try await world.ask("POST", "/api/v1/print-jobs", as: .desk, #"{"ticket": "\#(ticket)"}"#)
            let job = try answer.field("id")
            let printed = #"{"outcome": "printed"}"#
            try await expect(
                [
                    Refused(method: "DELETE", path: "/print-jobs/\(job)", code: "print-job.finished"),
                    Refused(
                        method: "POST", path: "/print-jobs/\(job)/resolutions", body: printed, code: "print-job.settled"
                    ),
                    Refused(
                        method: "POST", path: "/print-jobs/\(job)/resolutions", body: #"{"outcome": "burnt"}"#,
                        status: 422, code: "request.invalid"),
                    Refused(method: "POST", path: "/print-jobs", status: 422, code: "request.invalid"),
                    Refused(method: "GET", path: "/print-jobs?state=lost", status: 422, code: "request.invalid"),
                    Refused(
                        method: "GET", path: "/queues/anesthesia/tickets?state=lost", status: 422,
                        code: "request.invalid"),
                    Refused(method: "POST", path: "/patients/searches", status: 422, code: "request.invalid"),
                    Refused(
                        method: "DELETE", path: "/rooms/1/sitting?patients=home", status: 422, code: "request.invalid"),
                    Refused(
                        method: "PATCH", path: "/rooms/1/sitting", body: #"{"state": "shut"}"#, status: 422,
                        code: "request.invalid"),
                ], in: world)
        }
    }
}
