import API
import Clinic
import ClinicFixture
import FormEngine
import Foundation
import Testing

@Suite("Drafts and their versions", .serialized)
struct VersionTests {
    @Test("the ETag grows with each draft, and a draft that moved is refused with 412")
    func moved() async throws {
        try await World.with { world in
            try await world.openRoom()
            _ = try await world.issue("张三")
            let path = "/api/v1/assessments/\(try await world.openAssessment(try await world.call()))"
            #expect(try await world.ask("GET", path, as: .doctor).header("ETag") == "\"1\"")
            let body = #"{"answers": {"height": 170}}"#
            let saved = try await world.ask("PUT", path, as: .doctor, body, headers: [("If-Match", "\"1\"")])
            #expect(saved.status == 200 && saved.header("ETag") == "\"2\"")
            let late = try await world.ask(
                "PUT", path, as: .doctor, #"{"answers": {}}"#, headers: [("If-Match", "W/\"1\"")])
            try expectProblem(late, 412, "assessment.moved")
            try expectProblem(try await world.ask("PUT", path, as: .doctor, body), 428, "request.version-required")
            let now = try await world.ask("GET", path, as: .doctor)
            #expect(now.header("ETag") == "\"2\"")
            #expect(try now.decoded(AssessmentResponse.self).answers == ["height": .number(170)])
            let sign = #"{"password": "\#(ClinicFixture.password)"}"#
            let signed = try await world.ask(
                "POST", "\(path)/signatures", as: .doctor, sign, headers: [("If-Match", "\"1\"")])
            try expectProblem(signed, 412, "assessment.moved")
        }
    }

    @Test("answers that do not fit are told one by one, and nothing is saved")
    func badAnswers() async throws {
        try await World.with { world in
            try await world.openRoom()
            _ = try await world.issue("张三")
            let path = "/api/v1/assessments/\(try await world.openAssessment(try await world.call()))"
            let body = #"{"answers": {"height": 9000, "sex": "none", "nobodyAsked": "yes", "weight": "heavy"}}"#
            for language in ["zh", "en"] {
                let answer = try await world.ask(
                    "PUT", path, as: .doctor, body, headers: [("If-Match", "\"1\""), ("Accept-Language", language)])
                try expectProblem(answer, 422, "assessment.invalid-answers", language: language)
                let fields = try answer.decoded(Problem.self).errors?.map(\.field).sorted()
                #expect(fields == ["answers.height", "answers.nobodyAsked", "answers.sex", "answers.weight"])
            }
            #expect(try await world.ask("GET", path, as: .doctor).header("ETag") == "\"1\"")
        }
    }

    @Test("what is not complete cannot be signed, nor with a wrong password, nor twice; what is signed never changes")
    func signing() async throws {
        try await World.with { world in
            try await world.openRoom()
            _ = try await world.issue("张三")
            let path = "/api/v1/assessments/\(try await world.openAssessment(try await world.call()))"
            let sign = #"{"password": "\#(ClinicFixture.password)"}"#
            let early = try await world.ask(
                "POST", "\(path)/signatures", as: .doctor, sign, headers: [("If-Match", "\"1\"")])
            try expectProblem(early, 422, "assessment.incomplete")
            try expectProblem(try await world.ask("GET", "\(path)/slip.pdf", as: .desk), 409, "assessment.not-signed")
            let body = #"{"answers": \#(try world.completeAnswers())}"#
            let saved = try await world.ask("PUT", path, as: .doctor, body, headers: [("If-Match", "\"1\"")])
            #expect(saved.status == 200, Comment(rawValue: saved.text))
            let version = [("If-Match", "\"2\"")]
            let wrong = try await world.ask(
                "POST", "\(path)/signatures", as: .doctor, #"{"password": "x"}"#, headers: version)
            try expectProblem(wrong, 403, "signature.wrong-password")
            let signed = try await world.ask("POST", "\(path)/signatures", as: .doctor, sign, headers: version)
            #expect(signed.status == 201, Comment(rawValue: signed.text))
            let held = try await world.holdings()
            let twice = try await world.ask("POST", "\(path)/signatures", as: .doctor, sign, headers: version)
            try expectProblem(twice, 409, "assessment.signed")
            let change = try await world.ask("PUT", path, as: .doctor, body, headers: version)
            try expectProblem(change, 409, "assessment.signed")
            #expect(try await world.holdings() == held)
            let slip = try await world.ask("GET", "\(path)/slip.pdf", as: .desk)
            #expect(slip.status == 200 && slip.header("Content-Type") == "application/pdf")
            #expect(Hash.sha256(slip.bytes) == (try signed.field("slipSHA256")))
        }
    }
}
