import API
import Client
import Foundation
import Testing

/// Somebody of the demo clinic, signed in to a running server.
struct Staff {
    let client: HouzhenClient

    /// Signs in, runs `body`, and hangs up, whatever happens.
    static func with<Result: Sendable>(
        _ username: String, at address: String, password: String = "houzhen-demo",
        _ body: (Staff) async throws -> Result
    ) async throws -> Result {
        let stranger = HouzhenClient(server: try #require(URL(string: address)), language: "en")
        do {
            let session = try await stranger.send(.signIn(SessionRequest(username: username, password: password)))
            let result = try await body(Staff(client: stranger.signed(with: session.token)))
            await stranger.shutdown()
            return result
        } catch {
            await stranger.shutdown()
            throw error
        }
    }

    /// Gives somebody of that name a number; returns its label.
    func issue(to name: String, in queue: String = "anesthesia") async throws -> String {
        let order = IssueRequest(patient: PatientReference(name: name, sex: "male"))
        return try await client.send(.issue(in: queue, order, key: UUID().uuidString)).label
    }
}
