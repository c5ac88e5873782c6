import API
import Clinic
import Foundation
import Testing

/// What goes wrong on every route there is, taken from `openapi.yaml`: nothing is changed by any of it.
@Suite("Bad input on every route", .serialized)
struct BadInputTests {
    /// An id of the right shape that nobody has.
    static let nobody = "01999999-9999-7999-8999-999999999999"
    private let operations: [OpenAPI.Operation]
    private let api: OpenAPI

    init() throws {
        api = try OpenAPI()
        operations = api.operations
    }

    /// Runs `body` for each operation that fits, in both languages in turn, and expects that nothing has changed.
    private func each(
        _ fits: @escaping @Sendable (OpenAPI.Operation) -> Bool,
        _ body: @escaping @Sendable (World, OpenAPI.Operation, _ language: String) async throws -> Void
    ) async throws {
        let chosen = operations.filter(fits)
        #expect(!chosen.isEmpty)
        try await World.with(publicURL: "http://clinic.test") { world in
            let before = try await world.holdings()
            for (index, operation) in chosen.enumerated() {
                try await body(world, operation, index.isMultiple(of: 2) ? "en" : "zh")
            }
            #expect(try await world.holdings() == before)
        }
    }

    @Test("malformed JSON")
    func malformed() async throws {
        try await each({ $0.body != nil }) { world, operation, language in
            for text in [#"{"a": "#, "nonsense", "[]", "3", "null", "\u{0}", #"{"a": 1}}"#] {
                let answer = try await world.ask(operation, body: text, language: language)
                try expectProblem(answer, 400, "request.bad-json", language: language, "\(operation) \(text)")
            }
        }
    }

    @Test("missing fields")
    func missing() async throws {
        let api = api
        try await each({ !(api.fields(of: $0.body).required.isEmpty) }) { world, operation, language in
            let fields = api.fields(of: operation.body)
            for field in fields.required {
                let rest = Self.body(fields.kinds, of: fields.required.filter { $0 != field })
                let answer = try await world.ask(operation, body: rest, language: language)
                try expectProblem(answer, 422, "request.missing-field", language: language, "\(operation) \(field)")
                #expect(try answer.decoded(Problem.self).detail.contains(field))
            }
        }
    }

    @Test("fields of the wrong type")
    func wrongTypes() async throws {
        let api = api
        try await each({ $0.body != nil }) { world, operation, language in
            let fields = api.fields(of: operation.body)
            for (field, kind) in fields.kinds {
                let others = Self.body(fields.kinds, of: fields.required.filter { $0 != field }).dropLast()
                let comma = others.count > 1 ? ", " : ""
                let wrong = kind == "boolean" || kind == "object" || kind == "array" ? #""text""# : "[true]"
                let body = "\(others)\(comma)\"\(field)\": \(wrong)}"
                let answer = try await world.ask(operation, body: body, language: language)
                try expectProblem(answer, 422, "request.bad-field", language: language, "\(operation) \(body)")
                #expect(try answer.decoded(Problem.self).detail.contains(field))
            }
        }
    }

    @Test("unknown ids")
    func unknownIDs() async throws {
        try await each({ !$0.parameters.isEmpty && $0.codes.contains { $0.hasSuffix(".unknown") } }) {
            world, operation, language in
            let answer = try await world.ask(
                operation, body: Self.fine[operation.description] ?? (operation.body == nil ? nil : "{}"),
                language: language)
            let code = try answer.decoded(Problem.self).code
            try expectProblem(answer, 404, code, language: language, "\(operation)")
            #expect(operation.codes.contains(code) && code.hasSuffix(".unknown"), "\(operation) \(code)")
        }
    }

    /// Bodies that fit, for routes whose id is not looked for before the body has been checked.
    private static let fine = [
        "POST /api/v1/queues/{queue}/tickets": #"{"patient": {"name": "张三"}}"#,
        "PUT /api/v1/tickets/{ticket}/priority": #"{"priority": "elderly", "reason": "八十岁"}"#,
        "PUT /api/v1/rooms/{room}/sitting": #"{"doctor": "doctor", "queues": ["anesthesia"]}"#,
        "PATCH /api/v1/rooms/{room}/sitting": #"{"state": "paused"}"#,
        "POST /api/v1/forms/{form}/evaluations": #"{"answers": {}}"#,
        "PATCH /t/{token}/answers": #"{"answers": {}}"#,
        "PUT /api/v1/assessments/{assessment}": #"{"answers": {}}"#,
        "POST /api/v1/assessments/{assessment}/signatures": #"{"password": "houzhen-demo"}"#,
        "POST /api/v1/assessments/{assessment}/amendments": #"{"reason": "补充"}"#,
        "POST /api/v1/assessments/{assessment}/evaluations": #"{"answers": {}}"#,
        "PUT /api/v1/print-jobs/{job}/printer": #"{"printer": "slip"}"#,
        "POST /api/v1/print-jobs/{job}/resolutions": #"{"outcome": "printed"}"#,
    ]

    @Test("ids in the body that nobody has")
    func unknownIDsInBodies() async throws {
        try await World.with(printers: ["slip"]) { world in
            let before = try await world.holdings()
            let id = Self.nobody
            let cases: [(String, Role, String, Int, String)] = [
                ("/api/v1/queues/anesthesia/tickets", .desk, #"{"patient": {"id": "\#(id)"}}"#, 404, "patient.unknown"),
                ("/api/v1/assessments", .doctor, #"{"ticket": "\#(id)"}"#, 404, "ticket.unknown"),
                ("/api/v1/assessments", .doctor, #"{"ticket": "no-id-at-all"}"#, 404, "ticket.unknown"),
                ("/api/v1/print-jobs", .desk, #"{"ticket": "\#(id)"}"#, 404, "ticket.unknown"),
                ("/api/v1/print-jobs", .desk, #"{"assessment": "\#(id)"}"#, 404, "assessment.unknown"),
                ("/api/v1/print-jobs", .desk, #"{"ticket": "\#(id)", "printer": "nine"}"#, 404, "printer.unknown"),
            ]
            for (path, role, body, status, code) in cases {
                try expectProblem(try await world.ask("POST", path, as: role, body), status, code, body)
            }
            #expect(try await world.holdings() == before)
        }
    }

    @Test("a body of the limit is read, and one byte more is refused")
    func tooLarge() async throws {
        try await each(\.readsBody) { world, operation, language in
            let limit = 256 * 1024
            let full = "{}" + String(repeating: " ", count: limit - 2)
            let read = try await world.ask(operation, body: full, language: language)
            #expect(read.status != 413, "\(operation)")
            let refused = try await world.ask(operation, body: full + " ", language: language)
            try expectProblem(refused, 413, "request.too-large", language: language, "\(operation)")
        }
    }

    @Test("a key that is too long, empty or not ASCII")
    func badKeys() async throws {
        try await each(\.takesKey) { world, operation, language in
            for key in [String(repeating: "k", count: 129), "clé"] {
                let answer = try await world.ask(operation, body: "{}", key: key, language: language)
                try expectProblem(answer, 400, "request.bad-key", language: language, "\(operation)")
            }
            let answer = try await world.ask(operation, body: "{}", key: String(repeating: "k", count: 128))
            #expect(answer.status != 400, "\(operation)")
        }
    }

    @Test("no If-Match, or one that is no version")
    func noVersion() async throws {
        try await each(\.needsVersion) { world, operation, language in
            let body = Self.fine[operation.description]
            for headers in [[], [("If-Match", "newest")]] {
                let answer = try await world.ask(
                    operation.method, operation.path(Self.nobody), as: .doctor, body,
                    headers: headers + [("Accept-Language", language)])
                try expectProblem(answer, 428, "request.version-required", language: language, "\(operation)")
            }
        }
    }

    /// An object with these fields, each with a value of its kind.
    private static func body(_ kinds: [String: String], of fields: [String]) -> String {
        let values = ["string": #""x""#, "array": "[]", "object": "{}", "boolean": "false", "number": "1"]
        let pairs = fields.map { "\"\($0)\": \(values[kinds[$0] ?? ""] ?? "null")" }
        return "{\(pairs.joined(separator: ", "))}"
    }
}

extension World {
    /// Asks an operation, as somebody who may, with ids that nobody has and a version where one is needed.
    func ask(
        _ operation: OpenAPI.Operation, body: String?, key: String? = nil, language: String = "zh"
    ) async throws -> Answer {
        var headers = [("Accept-Language", language)]
        if operation.needsVersion { headers.append(("If-Match", "\"1\"")) }
        let role = operation.roles?.lazy.compactMap(Role.init).first { $0 != .admin }
        return try await ask(
            operation.method, operation.path(BadInputTests.nobody), as: role, body, key: key, headers: headers)
    }
}
