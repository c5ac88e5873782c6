import API
import Clinic
import ClinicFixture
import Foundation
import SQLiteStore
import Testing

@Suite("The same request again", .serialized)
struct RepeatedRequestTests {
    /// Does one act under a key, and again: the same bytes, and nothing more has happened. Then another body under
    /// the same key is refused.
    private func twice(
        _ world: World, _ method: String, _ path: String, as role: Role, _ body: String = "{}", version: Int? = nil,
        other: String? = nil
    ) async throws -> Answer {
        let key = UUID().uuidString
        let headers = version.map { [("If-Match", "\"\($0)\"")] } ?? []
        let first = try await world.ask(method, path, as: role, body, key: key, headers: headers)
        let note = Comment(rawValue: "\(method) \(path): \(first.text)")
        try #require((200...201).contains(first.status), note)
        let held = try await world.holdings()
        let again = try await world.ask(method, path, as: role, body, key: key, headers: headers)
        #expect(again.status == first.status && again.bytes == first.bytes, note)
        let refused = try await world.ask(method, path, as: role, other ?? body + " ", key: key, headers: headers)
        try expectProblem(refused, 422, "request.key-reused", path)
        #expect(try await world.holdings().withoutPaper == held.withoutPaper, note)
        return first
    }

    @Test("every act of a morning acts once, and answers the same bytes")
    func morning() async throws {
        try await World.with(printers: ["slip", "ticket"], publicURL: "http://clinic.test") { world in
            let patient = try await twice(
                world, "POST", "/api/v1/patients", as: .desk, #"{"name": "欧阳娜娜", "phone": "139"}"#
            ).field("id")
            _ = try await twice(world, "PATCH", "/api/v1/patients/\(patient)", as: .desk, #"{"sex": "female"}"#)
            let tickets = "/api/v1/queues/anesthesia/tickets"
            let ticket = try await twice(world, "POST", tickets, as: .desk, #"{"patient": {"id": "\#(patient)"}}"#)
            let room = "/api/v1/rooms/1"
            _ = try await twice(world, "PUT", "\(room)/sitting", as: .doctor, #"{"queues": ["anesthesia"]}"#)
            _ = try await twice(world, "PATCH", "\(room)/sitting", as: .doctor, #"{"state": "paused"}"#)
            _ = try await twice(world, "PATCH", "\(room)/sitting", as: .doctor, #"{"state": "open"}"#)
            let call = try await twice(world, "POST", "\(room)/calls", as: .doctor).decoded(CallResponse.self)
            #expect(call.ticket.id == (try ticket.field("id")))
            try await missAndReturn(world, "/api/v1/tickets/\(call.ticket.id)")
            _ = try await twice(world, "POST", "\(room)/calls", as: .doctor)
            _ = try await twice(world, "PUT", "/api/v1/tickets/\(call.ticket.id)/consultation", as: .doctor)
            let assessment = try await assess(world, ticket: call.ticket.id)
            try await amend(world, assessment: assessment)
            try await reprint(world, assessment: assessment)
            _ = try await twice(world, "PUT", "/api/v1/tickets/\(call.ticket.id)/completion", as: .doctor)
            _ = try await twice(world, "DELETE", "\(room)/sitting?patients=spread", as: .desk)
        }
    }

    @Test("a booked number, its arrival, and a cancelled one")
    func booked() async throws {
        try await World.with { world in
            let tickets = "/api/v1/queues/anesthesia/tickets"
            let body = #"{"patient": {"name": "张三"}, "slot": "23:30", "externalId": "L1"}"#
            let ticket = try await twice(world, "POST", tickets, as: .desk, body).decoded(IssueResponse.self)
            #expect(ticket.state == "booked" && ticket.position == nil)
            _ = try await twice(world, "PUT", "/api/v1/tickets/\(ticket.id)/arrival", as: .desk)
            _ = try await twice(world, "DELETE", "/api/v1/tickets/\(ticket.id)", as: .desk)
            let known = try await world.ask("POST", tickets, as: .desk, body).decoded(IssueResponse.self)
            #expect(known.id == ticket.id && known.state == "cancelled")
        }
    }

    @Test("a key is its owner's: another's request under it is a request of its own, and a refusal is not kept")
    func owners() async throws {
        try await World.with { world in
            let body = #"{"name": "张三"}"#
            let first = try await world.ask("POST", "/api/v1/patients", as: .desk, body, key: "k")
            let second = try await world.ask("POST", "/api/v1/patients", as: .admin, body, key: "k")
            #expect(try first.field("id") != (try second.field("id")))
            let refused = try await world.ask("POST", "/api/v1/patients", as: .desk, "{}", key: "r")
            try expectProblem(refused, 422, "request.invalid")
            #expect(try await world.ask("POST", "/api/v1/patients", as: .desk, body, key: "r").status == 201)
        }
    }

    @Test("after a day a key is new again")
    func aDayLater() async throws {
        try await World.with { world in
            let body = #"{"name": "张三"}"#
            let first = try await world.ask("POST", "/api/v1/patients", as: .desk, body, key: "k")
            world.clock.advance(seconds: 24 * 3600 + 1)
            let session = try await world.service.signIn(username: "desk", password: ClinicFixture.password)
            let later = try await world.ask(
                "POST", "/api/v1/patients", body, key: "k", headers: [("Authorization", "Bearer \(session.token)")])
            #expect(try first.field("id") != (try later.field("id")))
        }
    }

    private func missAndReturn(_ world: World, _ ticket: String) async throws {
        for _ in 0..<2 {
            world.clock.advance(seconds: 16)
            _ = try await twice(world, "POST", "\(ticket)/recalls", as: .doctor)
        }
        _ = try await twice(world, "PUT", "\(ticket)/absence", as: .desk)
        _ = try await twice(world, "DELETE", "\(ticket)/absence", as: .desk)
    }

    private func assess(_ world: World, ticket: String) async throws -> String {
        let opened = try await twice(world, "POST", "/api/v1/assessments", as: .doctor, #"{"ticket": "\#(ticket)"}"#)
        let path = "/api/v1/assessments/\(try opened.field("id"))"
        let body = #"{"answers": \#(try world.completeAnswers())}"#
        _ = try await twice(world, "PUT", path, as: .doctor, body, version: 1)
        // A signature's request is known by what is signed: its password leaves no hash.
        let sign = #"{"password": "\#(ClinicFixture.password)"}"#
        let other = #"{"password": "\#(ClinicFixture.password)", "print": false}"#
        _ = try await twice(world, "POST", "\(path)/signatures", as: .doctor, sign, version: 2, other: other)
        return try opened.field("id")
    }

    private func amend(_ world: World, assessment: String) async throws {
        let path = "/api/v1/assessments/\(assessment)/amendments"
        let reason = #"{"reason": "补充"}"#
        _ = try await twice(world, "POST", path, as: .doctor, reason, other: #"{"reason": "别的"}"#)
        _ = try await twice(world, "DELETE", "\(path)/2", as: .doctor, version: 3)
        let pin = #"{"password": "\#(ClinicFixture.password)", "pin": "7391"}"#
        let none = #"{"password": "\#(ClinicFixture.password)"}"#
        _ = try await twice(world, "PUT", "/api/v1/staff/current/pin", as: .doctor, pin, other: none)
    }

    private func reprint(_ world: World, assessment: String) async throws {
        let jobs = "/api/v1/print-jobs"
        let job = try await twice(world, "POST", jobs, as: .doctor, #"{"assessment": "\#(assessment)"}"#)
        _ = try await twice(world, "DELETE", "\(jobs)/\(try job.field("id"))", as: .doctor)
        let other = try await twice(world, "POST", jobs, as: .doctor, #"{"assessment": "\#(assessment)"}"#)
        let id = try other.field("id")
        try await world.store.write { transaction in
            var job = try #require(try transaction.printJob(id: id))
            job.state = .unknown
            try transaction.save(job)
        }
        _ = try await twice(world, "POST", "\(jobs)/\(id)/resolutions", as: .doctor, #"{"outcome": "reprint"}"#)
    }
}

extension World.Holdings {
    /// Without what is rendered after its number is committed.
    fileprivate var withoutPaper: Self {
        var rest = self
        rest.jobs = jobs.filter { $0.purpose == .slip }
        return rest
    }
}
