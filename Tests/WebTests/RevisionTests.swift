import API
import Clinic
import ClinicFixture
import Foundation
import Testing

@Suite("Revisions, PIN and readings on the wire", .serialized)
struct RevisionTests {
    /// A signed assessment of 张三, and its path.
    private func signed(_ world: World) async throws -> String {
        try await world.openRoom()
        _ = try await world.issue("张三")
        return "/api/v1/assessments/\(try await world.signAssessment(try await world.call()))"
    }

    /// Amends it: the patient's name and one answer are other ones now.
    private func amend(_ world: World, _ path: String) async throws {
        let patient = try await world.ask("GET", path, as: .doctor).field("patient")
        _ = try await world.ask("PATCH", "/api/v1/patients/\(patient)", as: .desk, #"{"name": "章三"}"#)
        let opened = try await world.ask("POST", "\(path)/amendments", as: .doctor, #"{"reason": "补充检查"}"#)
        #expect(opened.status == 201 && opened.header("ETag") == "\"3\"", Comment(rawValue: opened.text))
        var answers = try await world.ask("GET", path, as: .doctor).decoded(AssessmentResponse.self).answers
        answers["otherTests"] = .string("心脏彩超正常")
        let id = String(path.split(separator: "/").last ?? "")
        try await world.save(id, String(decoding: try Wire.encode(answers), as: UTF8.self), version: 3)
        try await world.sign(id, version: 4)
    }

    @Test(
        "both revisions are read, with what was changed in words; the replaced slip is another paper than the signed one"
    )
    func both() async throws {
        try await World.with { world in
            let path = try await signed(world)
            let first = try await world.ask("GET", "\(path)/slip.pdf", as: .desk).bytes
            try await amend(world, path)
            let now = try await world.ask("GET", path, as: .doctor).decoded(AssessmentResponse.self)
            #expect(now.state == "signed" && now.revisions.map(\.revision) == [1, 2] && now.amendment == nil)
            #expect(now.revisions.last?.reason == "补充检查")
            #expect(now.differences.map(\.id) == ["name", "otherTests"])
            #expect(now.differences.map(\.new) == ["章三", "心脏彩超正常"])
            let old = try await world.ask("GET", "\(path)/revisions/1", as: .doctor).decoded(RevisionResponse.self)
            #expect(old.replacedBy?.revision == 2 && old.answers["otherTests"] != now.answers["otherTests"])
            let original = try await world.ask("GET", "\(path)/revisions/1/slip.pdf?original=true", as: .doctor)
            #expect(original.bytes == first && Hash.sha256(first) == old.signature.slipSHA256)
            let marked = try await world.ask("GET", "\(path)/revisions/1/slip.pdf", as: .doctor)
            #expect(marked.status == 200 && marked.bytes != first)
        }
    }

    @Test("an auditor reads it without the patient's name, and sees who has read it; the desk does not read it at all")
    func auditor() async throws {
        try await World.with { world in
            let path = try await signed(world)
            try await amend(world, path)
            for reading in ["", "/revisions/1", "/revisions/2"] {
                let answer = try await world.ask("GET", path + reading, as: .auditor)
                #expect(answer.status == 200 && !answer.text.contains("章三") && !answer.text.contains("张三"))
            }
            let shown = try await world.ask("GET", path, as: .auditor).decoded(AssessmentResponse.self)
            #expect(shown.differences.first?.id == "name" && shown.differences.first?.new == nil)
            let readings = try await world.ask("GET", "\(path)/readings", as: .auditor)
                .decoded(ReadingListResponse.self).readings
            #expect(readings.filter { $0.username == "auditor" }.map(\.revision) == [2, 1])
            for role in [Role.desk, .display, .admin] {
                #expect(try await world.ask("GET", path, as: role).status == 403)
            }
            #expect(try await world.ask("GET", "\(path)/readings", as: .admin).status == 200)
            #expect(try await world.ask("GET", "\(path)/readings", as: .doctor).status == 403)
        }
    }

    @Test("revisions that nobody has signed, whatever stands there instead of a number")
    func unknown() async throws {
        try await World.with { world in
            let path = try await signed(world)
            for revision in ["0", "2", "-1", "99999999999999999999", "1e0", "%EF%BC%91", "x"] {
                for rest in ["", "/slip.pdf", "/slip.pdf?original=true"] {
                    let answer = try await world.ask("GET", "\(path)/revisions/\(revision)\(rest)", as: .doctor)
                    try expectProblem(answer, 404, "revision.unknown", "\(revision)\(rest)")
                }
                let drop = try await world.ask(
                    "DELETE", "\(path)/amendments/\(revision)", as: .doctor, headers: [("If-Match", "\"2\"")])
                try expectProblem(drop, 404, "amendment.unknown", revision)
            }
        }
    }

    @Test("a signature takes a password or a PIN, and says what is wrong with either")
    func secrets() async throws {
        try await World.with { world in
            try await world.openRoom()
            _ = try await world.issue("张三")
            let id = try await world.openAssessment(try await world.call())
            try await world.save(id, try world.completeAnswers(), version: 1)
            func sign(_ body: String, _ language: String = "zh") async throws -> Answer {
                try await world.ask(
                    "POST", "/api/v1/assessments/\(id)/signatures", as: .doctor, body,
                    headers: [("If-Match", "\"2\""), ("Accept-Language", language)])
            }
            let password = ClinicFixture.password
            try expectProblem(try await sign("{}"), 422, "request.invalid")
            try expectProblem(try await sign(#"{"password": "\#(password)", "pin": "7391"}"#), 422, "request.invalid")
            try expectProblem(try await sign(#"{"pin": "7391"}"#), 409, "signature.no-pin")
            let pin = "/api/v1/staff/current/pin"
            for (digits, language) in [("1234", "zh"), ("73", "en"), ("999999999", "zh"), ("12 34", "en")] {
                let answer = try await world.ask(
                    "PUT", pin, as: .doctor, #"{"password": "\#(password)", "pin": "\#(digits)"}"#,
                    headers: [("Accept-Language", language)])
                try expectProblem(answer, 422, "request.invalid", language: language, digits)
            }
            let wrong = try await world.ask("PUT", pin, as: .doctor, #"{"password": "nope", "pin": "7391"}"#)
            try expectProblem(wrong, 403, "signature.wrong-password")
            let set = try await world.ask("PUT", pin, as: .doctor, #"{"password": "\#(password)", "pin": "7391"}"#)
            #expect(try set.field("state") == "set")
            try expectProblem(try await sign(#"{"pin": "7392"}"#, "en"), 403, "signature.wrong-pin", language: "en")
            for _ in 0..<3 { _ = try await sign(#"{"pin": "7392"}"#) }
            try expectProblem(try await sign(#"{"pin": "7392"}"#), 403, "signature.pin-locked")
            try expectProblem(try await sign(#"{"pin": "7391"}"#, "en"), 403, "signature.pin-locked", language: "en")
            #expect(try await world.ask("GET", pin, as: .doctor).field("state") == "locked")
            #expect(try await sign(#"{"password": "\#(password)"}"#).status == 201)
            #expect(try await world.ask("GET", pin, as: .doctor).field("state") == "set")
        }
    }

    @Test("the shared document is XML that no browser opens by itself")
    func document() async throws {
        try await World.with { world in
            let path = try await signed(world)
            let answer = try await world.ask("GET", "\(path)/wst-500-10", as: .doctor)
            #expect(answer.status == 200 && answer.header("Content-Type") == "application/xml; charset=utf-8")
            #expect(answer.header("Content-Disposition")?.hasPrefix("attachment") == true)
            #expect(answer.header("Cache-Control")?.contains("no-store") == true)
            #expect(answer.text.contains("C0010") && answer.text.contains("张三"))
            #expect(try await world.ask("GET", "\(path)/wst-500-10", as: .auditor).status == 403)
        }
    }
}
