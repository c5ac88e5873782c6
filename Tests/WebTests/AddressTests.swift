import API
import Clinic
import Foundation
import Testing

@Suite("Addresses and methods", .serialized)
struct AddressTests {
    @Test("a method that an address does not have is answered 405, with those that it has")
    func wrongMethods() async throws {
        let paths = Dictionary(grouping: try OpenAPI().operations, by: \.path)
        try await World.with { world in
            let before = try await world.holdings()
            for (path, operations) in paths {
                let own = operations.map(\.method).sorted()
                for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] where !own.contains(method) {
                    let answer = try await world.ask(method, operations[0].path("nobody"), as: .desk)
                    try expectProblem(answer, 405, "request.wrong-method", "\(method) \(path)")
                    #expect(answer.header("Allow") == own.joined(separator: ", "), "\(method) \(path)")
                }
            }
            #expect(try await world.holdings() == before)
        }
    }

    @Test("an address that leads nowhere is answered 404, whoever asks and however")
    func unknownAddresses() async throws {
        try await World.with { world in
            for path in [
                "/nowhere", "/api/v1", "/api/v1/nothing", "/api/v2/clinic", "/api/v1/clinic/x", "/static", "/%00",
            ] {
                for method in ["GET", "POST", "DELETE"] {
                    let answer = try await world.ask(method, path, as: .desk)
                    try expectProblem(answer, 404, "request.not-found", "\(method) \(path)")
                }
            }
        }
    }

    @Test(
        "the language is the first of Accept-Language that is known, and odd ones stop nobody",
        arguments: [
            ("en", "en"), ("en-GB,zh;q=0.5", "en"), ("zh-CN,en", "zh"), ("fr, en;q=0.3", "en"), ("", "zh"),
            ("fr", "zh"),
            (";", "zh"), (";;,;q=1,,", "zh"), (",", "zh"), ("*", "zh"), ("ug", "zh"), (" EN ;q=1", "en"),
        ])
    func languages(_ asked: String, _ language: String) async throws {
        try await World.with { world in
            let answer = try await world.ask("GET", "/nowhere", headers: [("Accept-Language", asked)])
            try expectProblem(answer, 404, "request.not-found", language: language, asked)
            #expect(answer.header("Content-Language") == language)
        }
    }

    @Test("every answer tells browsers to load nothing from elsewhere and to tell nobody where they were")
    func securityHeaders() async throws {
        try await World.with { world in
            for path in ["/", "/doctor", "/static/api.js", "/healthz", "/api/v1/clinic", "/nowhere", "/display/hall"] {
                let answer = try await world.ask("GET", path, as: .desk)
                #expect(answer.header("Referrer-Policy") == "no-referrer", "\(path)")
                #expect(answer.header("X-Content-Type-Options") == "nosniff", "\(path)")
                #expect(answer.header("X-Frame-Options") == "DENY", "\(path)")
                let policy = answer.header("Content-Security-Policy") ?? ""
                #expect(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), "\(path)")
                #expect(!policy.contains("unsafe"), "\(path)")
            }
            let answer = try await world.ask("GET", "/api/v1/patients/nobody", as: .desk)
            #expect(answer.header("Cache-Control") == "no-store")
        }
    }
}
