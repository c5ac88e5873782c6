import API
import Clinic
import FormEngine
import Foundation
import Testing

@Suite("The patient's questionnaire", .serialized)
struct QuestionnaireTests {
    private static let patient = #"{"patient": {"name": "张三", "sex": "male", "birthDate": "1970-01-01"}}"#

    /// A ticket, and the path of its answers.
    private func ticket(_ world: World) async throws -> (id: String, path: String) {
        let issued = try await world.ask("POST", "/api/v1/queues/anesthesia/tickets", as: .desk, Self.patient)
        let link = try issued.field("link")
        return (try issued.field("id"), "/t/\(link.split(separator: "/").last ?? "")/answers")
    }

    private func offers(_ world: World, _ ticket: String) async throws -> [String: OfferResponse] {
        let answer = try await world.ask("GET", "/api/v1/tickets/\(ticket)/offers", as: .doctor)
        let offers = try answer.decoded(OffersResponse.self).offers
        return Dictionary(uniqueKeysWithValues: offers.map { ($0.item, $0) })
    }

    @Test("who holds the ticket's link answers, the doctor confirms, and the rest of the world sees nothing")
    func road() async throws {
        try await World.with(publicURL: "http://clinic.test") { world in
            try await world.openRoom()
            let (id, path) = try await ticket(world)
            #expect(try await world.ask("GET", "/t/nobody/answers").status == 404)
            let first = try await world.ask("GET", path)
            #expect(first.status == 200 && first.header("Cache-Control") == "no-store")
            #expect(!first.text.contains("张三"))
            let body = #"{"answers": {"smoking": "yes", "height": 171, "asthma": "no"}}"#
            #expect(try await world.ask("PATCH", path, as: nil, body).status == 200)
            let taken = try await world.ask("PATCH", path, as: nil, #"{"answers": {"asthma": null}}"#)
            #expect(taken.text.contains(#""answers":{"height":171,"smoking":"yes"}"#), "\(taken.text.suffix(200))")
            #expect(Set(try await offers(world, id).keys) == ["height", "smoking"])
            for role in [Role.desk, .admin, .display, .auditor] {
                #expect(try await world.ask("GET", "/api/v1/tickets/\(id)/offers", as: role).status == 403)
            }
            let assessment = try await world.openAssessment(try await world.call())
            let draft = #"{"answers": {"smoking": "yes"}, "cleared": ["height"]}"#
            let saved = try await world.ask(
                "PUT", "/api/v1/assessments/\(assessment)", as: .doctor, draft, headers: [("If-Match", "\"1\"")])
            #expect(saved.status == 200, "\(saved.text)")
            let shown = try await world.ask("GET", "/api/v1/assessments/\(assessment)", as: .doctor)
                .decoded(AssessmentResponse.self)
            #expect(shown.origins?["smoking"]?.source == "patient" && shown.cleared == ["height"])
            #expect(try await offers(world, id).isEmpty)
        }
    }

    @Test("signing says which words are not confirmed")
    func signing() async throws {
        try await World.with(publicURL: "http://clinic.test") { world in
            try await world.openRoom()
            let (_, path) = try await ticket(world)
            _ = try await world.ask("PATCH", path, as: nil, #"{"answers": {"otherMedicines": "中药"}}"#)
            let assessment = try await world.openAssessment(try await world.call())
            let place = "/api/v1/assessments/\(assessment)"
            let answers = try world.completeAnswers()
            _ = try await world.ask(
                "PUT", place, as: .doctor, "{\"answers\": \(answers)}", headers: [("If-Match", "\"1\"")])
            let refused = try await world.ask(
                "POST", "\(place)/signatures", as: .doctor, #"{"password": "houzhen-demo"}"#,
                headers: [("If-Match", "\"2\"")])
            try expectProblem(refused, 422, "assessment.unconfirmed")
            #expect(try refused.decoded(Problem.self).errors?.map(\.field) == ["answers.otherMedicines"])
        }
    }

    @Test(
        "hostile answers are refused with a sentence, and nothing is kept",
        arguments: [
            #"{"answers": {"nothing": "yes"}}"#, #"{"answers": {"smoking": "maybe"}}"#,
            #"{"answers": {"smoking": ["yes"]}}"#,
            #"{"answers": {"height": 1e308}}"#, #"{"answers": {"height": "tall"}}"#,
            "{\"answers\": {\"drugAllergyDetail\": \"\u{202E}neht\"}}",
        ])
    func hostile(_ body: String) async throws {
        try await World.with(publicURL: "http://clinic.test") { world in
            let (id, path) = try await ticket(world)
            try expectProblem(try await world.ask("PATCH", path, as: nil, body), 422, "assessment.invalid-answers")
            let long = String(repeating: "长", count: 100_000)
            let refused = try await world.ask("PATCH", path, as: nil, #"{"answers": {"otherMedicines": "\#(long)"}}"#)
            #expect([413, 422].contains(refused.status))
            #expect(try await offers(world, id).isEmpty)
        }
    }

    @Test("a link may save as often as a hand can, and no oftener; another link goes on")
    func pace() async throws {
        try await World.with(publicURL: "http://clinic.test") { world in
            let (_, path) = try await ticket(world)
            for _ in 0..<60 {
                #expect(try await world.ask("PATCH", path, as: nil, #"{"answers": {"smoking": "no"}}"#).status == 200)
            }
            // A slow machine gives tries back meanwhile: one a second.
            var refused: Answer?
            for _ in 0..<120 where refused == nil {
                let answer = try await world.ask("PATCH", path, as: nil, #"{"answers": {"smoking": "yes"}}"#)
                if answer.status == 429 { refused = answer }
            }
            let answer = try #require(refused)
            try expectProblem(answer, 429, "request.too-often")
            #expect(Int(answer.header("Retry-After") ?? "").map { $0 >= 1 } == true)
            let (_, other) = try await ticket(world)
            #expect(try await world.ask("PATCH", other, as: nil, #"{"answers": {"smoking": "yes"}}"#).status == 200)
        }
    }
}
