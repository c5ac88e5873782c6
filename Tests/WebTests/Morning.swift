import API
import Clinic
import ClinicFixture
import FormEngine
import Foundation
import Testing

/// The road of a patient, act by act.
extension World {
    /// A number for somebody new, and the ticket's id.
    func issue(_ name: String, queue: String = "anesthesia", more: String = "") async throws -> String {
        let body = #"{"patient": {"name": "\#(name)", "sex": "female", "birthDate": "1970-01-01"}\#(more)}"#
        let answer = try await ask("POST", "/api/v1/queues/\(queue)/tickets", as: .desk, body)
        try #require(answer.status == 201, Comment(rawValue: answer.text))
        return try answer.field("id")
    }

    /// The doctor sits in room 1 and serves the queue `anesthesia`.
    func openRoom() async throws {
        let answer = try await ask("PUT", "/api/v1/rooms/1/sitting", as: .doctor, #"{"queues": ["anesthesia"]}"#)
        try #require(answer.status == 200, Comment(rawValue: answer.text))
    }

    /// Calls the next to room 1, and answers with the ticket's id.
    func call() async throws -> String {
        let answer = try await ask("POST", "/api/v1/rooms/1/calls", as: .doctor)
        try #require(answer.status == 201, Comment(rawValue: answer.text))
        return try answer.decoded(CallResponse.self).ticket.id
    }

    /// Opens the ticket's assessment.
    func openAssessment(_ ticket: String) async throws -> String {
        let answer = try await ask("POST", "/api/v1/assessments", as: .doctor, #"{"ticket": "\#(ticket)"}"#)
        try #require(answer.status == 201, Comment(rawValue: answer.text))
        return try answer.field("id")
    }

    /// Opens the ticket's assessment, answers what is required, and signs it.
    func signAssessment(_ ticket: String) async throws -> String {
        let id = try await openAssessment(ticket)
        try await save(id, try completeAnswers(), version: 1)
        try await sign(id, version: 2)
        return id
    }

    func save(_ assessment: String, _ answers: String, version: Int) async throws {
        let saved = try await ask(
            "PUT", "/api/v1/assessments/\(assessment)", as: .doctor, #"{"answers": \#(answers)}"#,
            headers: [("If-Match", "\"\(version)\"")])
        try #require(saved.status == 200, Comment(rawValue: saved.text))
    }

    func sign(_ assessment: String, version: Int) async throws {
        let signed = try await ask(
            "POST", "/api/v1/assessments/\(assessment)/signatures", as: .doctor,
            #"{"password": "\#(ClinicFixture.password)"}"#, headers: [("If-Match", "\"\(version)\"")])
        try #require(signed.status == 201, Comment(rawValue: signed.text))
    }

    /// Answers that can be signed, as JSON.
    func completeAnswers() throws -> String {
        let form = try service.form("anesthesia-assessment")
        var answers: Answers = [:]
        // An answer may show further items.
        while let next = form.evaluate(answers).missing.first.flatMap(form.item) { answers[next.id] = next.plainAnswer }
        return String(decoding: try Wire.encode(answers), as: UTF8.self)
    }
}

extension FormItem {
    /// Something that fits.
    fileprivate var plainAnswer: FormEngine.Answer {
        switch kind {
        case .tick: .no
        case .choice(let choices): .string(choices[0].code)
        case .several: .list([])
        case .number(let range):
            .number((range.min + range.max) / 2 < 1 ? range.max : ((range.min + range.max) / 2).rounded())
        case .date: .string("2026-03-03")
        case .time: .string("08:00")
        case .text: .string("无")
        }
    }
}
