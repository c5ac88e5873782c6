import API
import Client
import Foundation

/// What all faces of a rehearsal share.
struct Stage: Sendable {
    /// Signed in as whoever acts.
    var client: HouzhenClient
    let pace: Pace
    let book: Book
    let queue: QueueItem
    /// Today in the clinic, for answers that are dates.
    let date: String
    let random: SeededRandom
    let password: String

    /// How long a cut request is repeated: longer than any restart of the server.
    static let persistence = Persistence(
        firstPause: .milliseconds(50), longestPause: .seconds(1), limit: .seconds(120))

    /// The same stage, for another member of staff.
    func seen(by client: HouzhenClient) -> Stage {
        var copy = self
        copy.client = client
        return copy
    }

    /// Sends a request, again and again over lost connections, under one key.
    func ask<Answer>(_ request: Request<Answer>) async throws(ClientError) -> Answer {
        try await client.send(request, persisting: Self.persistence) { [book] _, _ in
            await book.note(.connectionLost)
        }
    }

    /// A new idempotency key.
    static func newKey() -> String { UUID().uuidString.lowercased() }
}
