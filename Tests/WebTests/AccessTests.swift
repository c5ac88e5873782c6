import API
import AsyncHTTPClient
import Clinic
import ClinicFixture
import Foundation
import Testing

@Suite("Who may ask", .serialized)
struct AccessTests {
    private let operations: [OpenAPI.Operation]

    init() throws { operations = try OpenAPI().operations }

    @Test("each role on each route: those of the table are let in, the others are told so", arguments: Role.allCases)
    func roles(_ role: Role) async throws {
        let guarded = operations.filter { $0.roles != nil && $0.roles != ["signed-in"] }
        #expect(guarded.count > 30)
        try await World.with { world in
            let before = try await world.holdings()
            for operation in guarded {
                let answer = try await world.ask(operation.method, operation.path(BadInputTests.nobody), as: role, "")
                if operation.roles?.contains(role.rawValue) == true {
                    #expect(answer.status != 401 && answer.status != 403, "\(operation) \(answer.text)")
                } else {
                    try expectProblem(answer, 403, "session.wrong-role", "\(role) \(operation)")
                }
            }
            #expect(try await world.holdings() == before)
        }
    }

    @Test("without a session, and with one that nobody has")
    func noSession() async throws {
        let guarded = operations.filter { !$0.isOpen }
        try await World.with { world in
            let before = try await world.holdings()
            for operation in guarded {
                for headers in [[], [("Authorization", "Bearer nobody")], [("Cookie", "houzhen=nobody; other=1")]] {
                    let answer = try await world.ask(
                        operation.method, operation.path(BadInputTests.nobody), headers: headers)
                    try expectProblem(answer, 401, "session.required", "\(operation)")
                    #expect(answer.header("WWW-Authenticate") == "Bearer")
                }
            }
            #expect(try await world.holdings() == before)
        }
    }

    @Test("a session ends by signing out, and after its hours")
    func endOfSession() async throws {
        try await World.with { world in
            let path = "/api/v1/sessions/current"
            #expect(try await world.ask("GET", path, as: .desk).decoded(Staff.self).roles == ["desk"])
            #expect(try await world.ask("DELETE", path, as: .desk).status == 204)
            try expectProblem(try await world.ask("GET", path, as: .desk), 401, "session.required")
            #expect(try await world.ask("GET", path, as: .doctor).status == 200)
            world.clock.advance(seconds: 12 * 3600)
            try expectProblem(try await world.ask("GET", path, as: .doctor), 401, "session.required")
        }
    }

    @Test("wrong names and passwords give one answer, and the ninth try in a row has to wait")
    func wrongPasswords() async throws {
        try await World.with { world in
            let path = "/api/v1/sessions"
            let stranger = try await world.ask(
                "POST", path, as: nil, #"{"username": "nobody", "password": "houzhen-demo"}"#)
            try expectProblem(stranger, 401, "session.wrong-name-or-password")
            let wrong = #"{"username": "desk", "password": "wrong"}"#
            for _ in 0..<8 {
                try expectProblem(
                    try await world.ask("POST", path, as: nil, wrong), 401, "session.wrong-name-or-password")
            }
            let answer = try await world.ask(
                "POST", path, as: nil, #"{"username": "desk", "password": "houzhen-demo"}"#)
            try expectProblem(answer, 429, "session.too-many-tries")
            #expect(Int(answer.header("Retry-After") ?? "").map { (1...60).contains($0) } == true)
            world.clock.advance(seconds: 61)
            let right = try await world.ask("POST", path, as: nil, #"{"username": "desk", "password": "houzhen-demo"}"#)
            #expect(right.status == 201)
        }
    }

    @Test("the cookie is HttpOnly and SameSite, Secure behind https, and it opens what the token opens")
    func cookie() async throws {
        for isSecure in [false, true] {
            try await World.with(isSecure: isSecure) { world in
                let body = #"{"username": "doctor", "password": "houzhen-demo"}"#
                let answer = try await world.ask("POST", "/api/v1/sessions", as: nil, body)
                let parts = (answer.header("Set-Cookie") ?? "").split(separator: ";").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                #expect(parts.contains("HttpOnly") && parts.contains("SameSite=Strict") && parts.contains("Path=/"))
                #expect(parts.contains("Secure") == isSecure)
                #expect(parts.contains("Max-Age=43200"))
                #expect(parts.first == "houzhen=\(try answer.field("token"))")
                let cookie = [("Cookie", "a=b; \(parts[0])")]
                let current = try await world.ask("GET", "/api/v1/sessions/current", headers: cookie)
                #expect(try current.decoded(Staff.self).username == "doctor")
                let out = try await world.ask("DELETE", "/api/v1/sessions/current", headers: cookie)
                #expect(out.header("Set-Cookie")?.contains("Max-Age=0") == true)
                #expect(try await world.ask("GET", "/api/v1/sessions/current", headers: cookie).status == 401)
            }
        }
    }
}
