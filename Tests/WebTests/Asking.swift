import API
import AsyncHTTPClient
import Clinic
import Foundation
import NIOCore
import NIOHTTP1
import Testing

/// What the server answered.
struct Answer: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var bytes: [UInt8]

    func header(_ name: String) -> String? { headers.first(name: name) }

    /// The body as a value of the wire.
    func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value { try Wire.decode(type, from: Data(bytes)) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A text field of a JSON body.
    func field(_ name: String) throws -> String {
        guard case .string(let text)? = try decoded([String: JSONValue].self)[name] else {
            throw Missing(field: name, text: text)
        }
        return text
    }

    struct Missing: Error {
        var field: String
        var text: String
    }
}

extension World {
    /// Asks once.
    ///
    /// - Parameters:
    ///   - role: whose session; nobody's when nil.
    ///   - body: JSON text.
    func ask(
        _ method: String, _ path: String, as role: Role? = nil, _ body: String? = nil, key: String? = nil,
        headers: [(String, String)] = []
    ) async throws -> Answer {
        try await ask(method, path, as: role, bytes: body.map { Array($0.utf8) }, key: key, headers: headers)
    }

    func ask(
        _ method: String, _ path: String, as role: Role?, bytes: [UInt8]?, key: String? = nil,
        headers: [(String, String)] = []
    ) async throws -> Answer {
        let response = try await client.execute(
            request(method, path, as: role, bytes: bytes, key: key, headers: headers), timeout: .seconds(20))
        let body = try await response.body.collect(upTo: 4 << 20)
        return Answer(
            status: Int(response.status.code), headers: response.headers, bytes: Array(body.readableBytesView))
    }

    func request(
        _ method: String, _ path: String, as role: Role?, bytes: [UInt8]? = nil, key: String? = nil,
        headers: [(String, String)] = []
    ) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = HTTPMethod(rawValue: method)
        if let token = role.flatMap({ tokens[$0] }) {
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        if let key { request.headers.add(name: "Idempotency-Key", value: key) }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let bytes {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: bytes))
        }
        return request
    }
}

/// Whether an answer is a problem as RFC 9457 has it, with this status and code, and a sentence for people.
func expectProblem(
    _ answer: Answer, _ status: Int, _ code: String, language: String = "zh", _ what: String = "",
    _ place: SourceLocation = #_sourceLocation
) throws {
    let note = Comment(rawValue: "\(what): \(answer.status) \(answer.text)")
    #expect(answer.status == status, note, sourceLocation: place)
    #expect(answer.header("Content-Type") == "application/problem+json; charset=utf-8", note, sourceLocation: place)
    let problem = try answer.decoded(Problem.self)
    #expect(problem.code == code, note, sourceLocation: place)
    #expect(problem.type == "urn:houzhen:problem:\(code)", note, sourceLocation: place)
    #expect(problem.status == status && !problem.title.isEmpty, note, sourceLocation: place)
    for sentence in [problem.detail] + (problem.errors ?? []).map(\.detail) {
        expectSentence(sentence, language: language, note, place)
    }
}

/// A sentence is in its language, has nothing left to fill in, and names no type of the program.
private func expectSentence(_ text: String, language: String, _ note: Comment, _ place: SourceLocation) {
    let isChinese = text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    #expect(isChinese == (language == "zh"), note, sourceLocation: place)
    #expect(
        !text.contains("{") && !text.hasPrefix("problem.") && !text.hasPrefix("field."), note, sourceLocation: place)
    for word in ["Error", "Swift", "Optional(", "DecodingError", "Coding", "Refusal", "NotFound", "WebRefusal", "nil"] {
        #expect(!text.contains(word), note, sourceLocation: place)
    }
}
