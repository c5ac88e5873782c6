import API
import Clinic
import ClinicFixture
import Foundation
import Testing

/// Answers made to break something, over HTTP: each is told shortly and soon, and the draft stays as it was.
@Suite("Hostile answers", .serialized)
struct HostileAnswersTests {
    /// Far more than any of them takes, far less than what grows without bound would.
    private static let longest = Duration.seconds(10)
    /// A person reads it.
    private static let longestSentence = 4_000

    private static let bodies: [(name: String, body: String)] = [
        ("a number as large as there is", #"{"answers": {"height": 1e308}}"#),
        ("a number that is none", #"{"answers": {"height": 1e999}}"#),
        ("not a number", #"{"answers": {"height": NaN}}"#),
        ("a thousand digits", #"{"answers": {"height": \#(String(repeating: "9", count: 1_000))}}"#),
        ("a direction override", "{\"answers\": {\"drugAllergyDetail\": \"\u{202E}neht\"}}"),
        ("a terminal's escape", #"{"answers": {"drugAllergyDetail": "\u001b[2J"}}"#),
        (
            "a hundred thousand characters",
            #"{"answers": {"drugAllergyDetail": "\#(String(repeating: "长", count: 100_000))"}}"#
        ),
        (
            "an item of a hundred thousand characters",
            #"{"answers": {"\#(String(repeating: "x", count: 100_000))": 1}}"#
        ),
        (
            "ten thousand choices",
            #"{"answers": {"plannedAnaesthesia": [\#(Array(repeating: #""general""#, count: 10_000).joined(separator: ","))]}}"#
        ),
        (
            "twenty thousand items that nobody asked",
            #"{"answers": {\#((0..<20_000).map { "\"a\($0)\": 1" }.joined(separator: ","))}}"#
        ),
        (
            "lists in lists in lists",
            #"{"answers": {"height": \#(String(repeating: "[", count: 50_000))\#(String(repeating: "]", count: 50_000))}}"#
        ),
        (
            "objects in objects in objects",
            #"{"answers": \#(String(repeating: #"{"a":"#, count: 400))1\#(String(repeating: "}", count: 400))}"#
        ),
    ]

    @Test("are refused as a draft, shortly and soon, and change nothing")
    func drafts() async throws {
        try await World.with { world in
            let path = try await draft(world)
            for (name, body) in Self.bodies {
                let start = ContinuousClock.now
                let answer = try await world.ask("PUT", path, as: .doctor, body, headers: [("If-Match", "\"1\"")])
                #expect(ContinuousClock.now - start < Self.longest, "\(name)")
                #expect([400, 413, 422].contains(answer.status), "\(name): \(answer.status)")
                let problem = try answer.decoded(Problem.self)
                #expect(!problem.detail.isEmpty && problem.detail.count < Self.longestSentence, "\(name)")
                #expect(!answer.text.contains("\u{202E}") && !answer.text.contains("\u{1B}"), "\(name)")
            }
            #expect(try await world.ask("GET", path, as: .doctor).header("ETag") == "\"1\"")
        }
    }

    @Test("count as none in an evaluation, or are refused; either soon")
    func evaluations() async throws {
        try await World.with { world in
            let draft = try await draft(world)
            for path in ["\(draft)/evaluations", "/api/v1/forms/anesthesia-assessment/evaluations"] {
                for (name, body) in Self.bodies {
                    let start = ContinuousClock.now
                    let answer = try await world.ask("POST", path, as: .doctor, body)
                    #expect(ContinuousClock.now - start < Self.longest, "\(path) \(name)")
                    #expect([200, 400, 413, 422].contains(answer.status), "\(path) \(name): \(answer.status)")
                    #expect(!answer.text.contains("\u{202E}") && !answer.text.contains("\u{1B}"), "\(path) \(name)")
                }
            }
        }
    }

    private func draft(_ world: World) async throws -> String {
        try await world.openRoom()
        _ = try await world.issue("张三")
        return "/api/v1/assessments/\(try await world.openAssessment(try await world.call()))"
    }
}
