import API
import AsyncHTTPClient
package import Foundation
import NIOCore
import NIOHTTP1

/// A connection to one Houzhen server, as one member of staff or as nobody yet.
///
/// It is a value: `signed(with:)` gives another one that shares the sockets. Whoever made the first one ends them with
/// `shutdown()`.
package struct HouzhenClient: Sendable {
    /// The server's address, without `/api/v1`.
    package let server: URL
    /// What `Accept-Language` says: the language of refusals and reasons.
    package private(set) var language: String
    /// The bearer token, once signed in.
    package private(set) var token: String?

    let http: HTTPClient
    private let limit: TimeAmount

    /// No answer that the contract knows is longer.
    private static let answerLimit = 32 << 20

    /// A client that has not signed in. `patience` is how many seconds one request may take.
    package init(server: URL, language: String = "zh", patience: Double = 10) {
        self.server = server
        self.language = language
        self.limit = .milliseconds(Int64(patience * 1000))
        var settings = HTTPClient.Configuration()
        settings.redirectConfiguration = .disallow
        settings.httpVersion = .http1Only
        // A feed lives on its heartbeats; one that says nothing for this long is dead.
        settings.timeout = .init(connect: .seconds(3), read: .seconds(60))
        // Trying again is the caller's decision: it shows the nurse that the server is away.
        settings.connectionPool.retryConnectionEstablishment = false
        self.http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    /// The same connection, as the staff member whom the token belongs to.
    package func signed(with token: String) -> HouzhenClient {
        var copy = self
        copy.token = token
        return copy
    }

    /// The same connection, asking for refusals and reasons in another language.
    package func speaking(_ language: String) -> HouzhenClient {
        var copy = self
        copy.language = language
        return copy
    }

    /// Closes the sockets. Requests still under way fail as lost.
    package func shutdown() async {
        try? await http.shutdown()
    }

    /// Sends the request once.
    package func send<Answer>(_ request: Request<Answer>) async throws(ClientError) -> Answer {
        let (status, body) = try await exchange(request)
        guard (200...299).contains(status) else {
            if let problem = try? Wire.decode(Problem.self, from: body) { throw .refused(problem) }
            throw .unreadable(status: status, "not a problem document")
        }
        if body.isEmpty, let nothing = NoAnswer() as? Answer { return nothing }
        do {
            return try Wire.decode(Answer.self, from: body)
        } catch {
            throw .unreadable(status: status, "\(Answer.self): \(error)")
        }
    }

    /// The head that every request to this server carries.
    func head(method: String, target: String) -> HTTPClientRequest {
        var base = server.absoluteString
        while base.hasSuffix("/") { base.removeLast() }
        var head = HTTPClientRequest(url: base + "/api/v1" + target)
        head.method = HTTPMethod(rawValue: method)
        head.headers.add(name: "Accept-Language", value: language)
        if let token { head.headers.add(name: "Authorization", value: "Bearer \(token)") }
        return head
    }

    private func exchange<Answer>(_ request: Request<Answer>) async throws(ClientError) -> (Int, Data) {
        var message = head(method: request.method, target: request.target)
        message.headers.add(name: "Accept", value: "application/json, application/problem+json")
        if let key = request.key { message.headers.add(name: "Idempotency-Key", value: key) }
        if let version = request.ifMatch { message.headers.add(name: "If-Match", value: "\"\(version)\"") }
        if let body = request.body {
            message.headers.add(name: "Content-Type", value: "application/json")
            message.body = .bytes(body)
        }
        do {
            let answer = try await http.execute(message, deadline: .now() + limit)
            let bytes = try await answer.body.collect(upTo: Self.answerLimit)
            return (Int(answer.status.code), Data(bytes.readableBytesView))
        } catch {
            throw ClientError(transport: error)
        }
    }
}
