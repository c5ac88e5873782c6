import API
package import Foundation

/// One request to the server as a value: it can be kept and sent again, byte for byte, under the same key.
package struct Request<Answer: Decodable & Sendable>: Sendable {
    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    package let method: String
    /// Below `/api/v1`, beginning with a slash, already percent-encoded.
    package let path: String
    /// The query, in order.
    package let query: [URLQueryItem]
    /// JSON, or nothing.
    package let body: Data?
    /// The idempotency key; every request but a GET, a sign-in or a stateless evaluation has one.
    package let key: String?
    /// The draft's version that the sender has seen.
    package let ifMatch: Int?

    /// A request that reads.
    package static func get(_ path: String, query: [URLQueryItem] = []) -> Request {
        Request(method: "GET", path: path, query: query, body: nil, key: nil, ifMatch: nil)
    }

    /// A request that changes something. Without a `key` it must be harmless to repeat.
    package static func act(
        _ method: String, _ path: String, query: [URLQueryItem] = [], body: (any Encodable & Sendable)? = nil,
        key: String?, ifMatch: Int? = nil
    ) throws -> Request {
        Request(
            method: method, path: path, query: query, body: try body.map { try Wire.encode($0) }, key: key,
            ifMatch: ifMatch)
    }

    /// Path and query, as they follow the base URL's own path.
    var target: String {
        guard !query.isEmpty else { return path }
        let pairs = query.map { "\($0.name.escaped)=\(($0.value ?? "").escaped)" }
        return path + "?" + pairs.joined(separator: "&")
    }
}

extension String {
    /// Percent-encoded so that it can stand as one path segment or one query value.
    package var escaped: String {
        addingPercentEncoding(withAllowedCharacters: .unreserved) ?? self
    }
}

extension CharacterSet {
    /// RFC 3986's unreserved characters, and nothing else.
    fileprivate static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

/// The answer of a route whose body does not matter.
package struct NoAnswer: Decodable, Sendable {
    /// Takes any body, and none.
    package init(from decoder: any Decoder) throws {}

    init() {}
}
