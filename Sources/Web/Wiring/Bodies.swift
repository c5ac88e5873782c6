import API
import Clinic
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A request's body, and what makes it repeatable.
struct Incoming {
    let bytes: [UInt8]
    let request: Clinic.Request

    /// Reads the body up to the limit, and the `Idempotency-Key`.
    init(_ request: Hummingbird.Request, _ context: WebContext) async throws {
        do {
            bytes = Array(buffer: try await request.body.collect(upTo: WebContext.bodyLimit))
        } catch is NIOTooManyBytesError {
            throw WebRefusal.bodyTooLarge
        }
        let key = HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] }
        if let key {
            let isFine = !key.isEmpty && key.count <= IdempotencyLimits.keyLength && key.allSatisfy { $0.isASCII }
            guard isFine else { throw WebRefusal.badKey }
        }
        self.request = Clinic.Request(
            actor: try context.requireActor(), key: key,
            route: "\(request.method.rawValue) \(request.uri.path)",
            bodyHash: Hash.sha256(bytes + "\(request.uri.query ?? "")\n\(request.headers[.ifMatch] ?? "")".utf8))
    }

    /// The body as a value; an empty body reads as `{}`.
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Self.decode(type, from: bytes) }

    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        do {
            return try Wire.decode(type, from: bytes.isEmpty ? Data("{}".utf8) : Data(bytes))
        } catch DecodingError.keyNotFound(let key, let context) {
            throw WebRefusal.missingField(Self.path(context.codingPath + [key]))
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            throw context.codingPath.isEmpty ? WebRefusal.badJSON : WebRefusal.badField(Self.path(context.codingPath))
        } catch let error as DecodingError {
            guard case .dataCorrupted(let context) = error, !context.codingPath.isEmpty else {
                throw WebRefusal.badJSON
            }
            throw WebRefusal.badField(Self.path(context.codingPath))
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}

extension Hummingbird.Request {
    /// The body of a request that needs no key: sessions and evaluations.
    func decode<Value: Decodable>(_ type: Value.Type) async throws -> Value {
        do {
            return try Incoming.decode(type, from: Array(buffer: try await body.collect(upTo: WebContext.bodyLimit)))
        } catch is NIOTooManyBytesError {
            throw WebRefusal.bodyTooLarge
        }
    }

    /// The draft's version from `If-Match: "3"`.
    func version() throws -> Int {
        guard let tag = headers[.ifMatch], let version = Int(tag.replacing("W/", with: "").replacing("\"", with: ""))
        else {
            throw WebRefusal.versionRequired
        }
        return version
    }
}

extension Wire {
    /// A value of the clinic as the wire's own kind of value.
    static func converted<Value: Decodable>(_ value: some Encodable) throws -> Value {
        try decode(Value.self, from: encode(value))
    }
}

extension Response {
    /// A value as JSON.
    static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        headers[.cacheControl] = "no-store"
        return Response(
            status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: try Wire.encode(value))))
    }

    static func pdf(_ bytes: [UInt8], name: String) -> Response {
        file(bytes, type: "application/pdf", disposition: "inline; filename=\"\(name).pdf\"")
    }

    static func xml(_ text: String, name: String) -> Response {
        file(
            Array(text.utf8), type: "application/xml; charset=utf-8",
            disposition: "attachment; filename=\"\(name).xml\"")
    }

    private static func file(_ bytes: [UInt8], type: String, disposition: String) -> Response {
        let headers: HTTPFields = [
            .contentType: type, .cacheControl: "private, no-store", .contentDisposition: disposition,
        ]
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
