import ClinicFixture
import Foundation
import Yams

/// `Resources/openapi.yaml`, as far as the tests ask it.
struct OpenAPI: Sendable {
    struct Operation: Sendable, CustomStringConvertible {
        var method: String
        var path: String
        var roles: [String]?
        /// Whether nobody has to be signed in.
        var isOpen: Bool
        /// The schema's name of the JSON body, if it takes one.
        var body: String?
        /// The schema's name of the JSON answer to a GET, if it gives one.
        var answer: String?
        var takesKey: Bool
        var needsVersion: Bool
        /// The codes that its errors list.
        var codes: Set<String>

        /// Whether it reads a body, meant or not.
        var readsBody: Bool { body != nil || takesKey }
        var parameters: [String] { path.split(separator: "/").filter { $0.hasPrefix("{") }.map(String.init) }
        var description: String { "\(method) \(path)" }

        /// The path with every parameter replaced.
        func path(_ id: String) -> String {
            "/" + path.split(separator: "/").map { $0.hasPrefix("{") ? id : String($0) }.joined(separator: "/")
        }
    }

    let operations: [Operation]
    /// The codes that a problem may have.
    let problemCodes: Set<String>
    private let schemas: [String: Fields]

    init() throws {
        let text = try String(contentsOf: ClinicFixture.root.appending(path: "Resources/openapi.yaml"), encoding: .utf8)
        guard let root = try Yams.load(yaml: text) as? [String: Any], let paths = root["paths"] as? [String: Any],
            let components = root["components"] as? [String: Any],
            let schemas = components["schemas"] as? [String: Any]
        else { throw Unreadable() }
        self.schemas = schemas.mapValues { Self.fields(of: $0, among: schemas) }
        problemCodes = Set((schemas["ProblemCode"] as? [String: Any])?["enum"] as? [String] ?? [])
        operations = paths.flatMap { path, item in
            (item as? [String: Any] ?? [:]).compactMap { method, operation in
                (operation as? [String: Any]).map { Self.operation(method.uppercased(), path, $0) }
            }
        }.sorted { ($0.path, $0.method) < ($1.path, $1.method) }
    }

    struct Unreadable: Error {}

    private static func operation(_ method: String, _ path: String, _ raw: [String: Any]) -> Operation {
        let references = (raw["parameters"] as? [[String: Any]] ?? []).compactMap { $0["$ref"] as? String }
        let content = (raw["requestBody"] as? [String: Any])?["content"] as? [String: Any]
        let schema = (content?["application/json"] as? [String: Any])?["schema"] as? [String: Any]
        let good = (raw["responses"] as? [String: [String: Any]])?["200"]?["content"] as? [String: [String: Any]]
        let answer = good?["application/json"]?["schema"] as? [String: Any]
        let responses = (raw["responses"] as? [String: [String: Any]] ?? [:]).filter { ($0.key.first ?? "2") >= "4" }
        let words = responses.values.compactMap { $0["description"] as? String }.joined(separator: " ")
        return Operation(
            method: method, path: path, roles: raw["x-roles"] as? [String],
            isOpen: (raw["security"] as? [Any])?.isEmpty == true, body: (schema?["$ref"] as? String)?.lastPart,
            answer: (answer?["$ref"] as? String)?.lastPart,
            takesKey: references.contains { $0.lastPart == "IdempotencyKey" },
            needsVersion: references.contains { $0.lastPart == "IfMatch" },
            codes: Set(words.matches(of: #/`([a-z-]+\.[a-z-]+)`/#).map { String($0.output.1) }))
    }

    /// A body's fields.
    struct Fields: Sendable {
        /// Their kinds, by name.
        var kinds: [String: String] = [:]
        var required: [String] = []
    }

    /// The fields of a schema by its name; none for none.
    func fields(of schema: String?) -> Fields { schema.flatMap { schemas[$0] } ?? Fields() }

    private static func fields(of schema: Any, among schemas: [String: Any]) -> Fields {
        let raw = schema as? [String: Any] ?? [:]
        let properties = raw["properties"] as? [String: [String: Any]] ?? [:]
        let kinds = properties.mapValues { property in
            let named = (property["$ref"] as? String).map { schemas[$0.lastPart] as? [String: Any] ?? [:] }
            return (named ?? property)["type"] as? String ?? ""
        }
        return Fields(kinds: kinds, required: raw["required"] as? [String] ?? [])
    }
}

extension String {
    fileprivate var lastPart: String { String(split(separator: "/").last ?? "") }
}
