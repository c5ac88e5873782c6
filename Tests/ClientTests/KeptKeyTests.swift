import API
import Client
import Foundation
import Testing

@Suite("An act keeps its key over lost connections")
struct KeptKeyTests {
    private static let answer = #"{"event":"e1","ticket":null}"#
    private static let quick = Persistence(
        firstPause: .milliseconds(10), longestPause: .milliseconds(20), limit: .seconds(10))

    @Test("A request whose answer was cut is repeated with the same key and the same bytes")
    func repeatsTheSame() async throws {
        let server = ScriptedServer { _, number in number < 4 ? .cut : .json(200, Self.answer) }
        let client = HouzhenClient(server: try await server.start()).signed(with: "t")
        let issue = IssueRequest(patient: PatientReference(id: "p"), lane: "first")
        _ = try? await client.send(.issue(in: "a b", issue, key: "k-1"), persisting: Self.quick)
        let seen = server.seen
        #expect(seen.count == 4)
        #expect(Set(seen.map { $0.headers["idempotency-key"] }) == ["k-1"])
        #expect(Set(seen.map(\.body)).count == 1)
        #expect(seen[0].target == "/api/v1/queues/a%20b/tickets")
        #expect(seen[0].headers["authorization"] == "Bearer t")
        await client.shutdown()
        try await server.stop()
    }

    @Test("A server that was down and comes back gets the act once it is there")
    func waitsForTheServer() async throws {
        let first = ScriptedServer { _, _ in .cut }
        let address = try await first.start()
        try await first.stop()
        let second = ScriptedServer { _, _ in .json(200, Self.answer) }
        let client = HouzhenClient(server: address)
        async let answer = client.send(.rejoin("t1", key: "k-2"), persisting: Self.quick)
        try await Task.sleep(for: .milliseconds(100))
        _ = try await second.start(port: try #require(address.port))
        #expect(try await answer.event == "e1")
        #expect(second.seen.map { $0.headers["idempotency-key"] } == ["k-2"])
        await client.shutdown()
        try await second.stop()
    }

    @Test("A refusal is not repeated, and carries its code")
    func takesRefusals() async throws {
        let problem =
            #"{"type":"urn:houzhen:problem:queue.nobody-waiting","title":"Conflict","status":409,"#
            + #""detail":"Nobody waits.","code":"queue.nobody-waiting"}"#
        let server = ScriptedServer { _, _ in .json(409, problem) }
        let client = HouzhenClient(server: try await server.start(), language: "en")
        await #expect {
            try await client.send(.call(to: "1", key: "k-3"), persisting: Self.quick)
        } throws: { error in
            (error as? ClientError)?.problem?.code == "queue.nobody-waiting"
        }
        #expect(server.seen.count == 1)
        #expect(server.seen[0].headers["accept-language"] == "en")
        await client.shutdown()
        try await server.stop()
    }

    @Test("No connection and no answer are told apart")
    func tellsApart() async throws {
        let server = ScriptedServer { _, number in number == 1 ? .cut : .silence }
        let address = try await server.start()
        let client = HouzhenClient(server: address, patience: 0.3)
        for _ in 1...2 {
            await #expect {
                try await client.send(.clinic())
            } throws: { error in
                if case ClientError.lost = error { true } else { false }
            }
        }
        try await server.stop()
        // Nobody listens on the lowest port; one that was just closed may be somebody else's by now.
        let other = HouzhenClient(server: try #require(URL(string: "http://127.0.0.1:1")))
        await #expect {
            try await other.send(.clinic())
        } throws: { error in
            if case ClientError.unreachable = error { true } else { false }
        }
        await client.shutdown()
        await other.shutdown()
    }

    @Test("Giving up ends with what the last try came to")
    func givesUp() async throws {
        let server = ScriptedServer { _, _ in .cut }
        let client = HouzhenClient(server: try await server.start())
        let short = Persistence(
            firstPause: .milliseconds(5), longestPause: .milliseconds(5), limit: .seconds(4))
        await #expect(throws: ClientError.self) {
            try await client.send(.markMissed("t", key: "k-4"), persisting: short)
        }
        #expect(server.seen.count > 1)
        await client.shutdown()
        try await server.stop()
    }
}
