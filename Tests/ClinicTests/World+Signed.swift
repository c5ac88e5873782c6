@testable import Clinic
import ClinicFixture
import FormEngine
import QueueEngine
import Slip
import Synchronization

extension World {
    /// Somebody assessed and signed; `change` alters the least that a signature takes.
    func signedAssessment(
        of name: String = "张三", language: String? = nil, _ change: (inout Answers) -> Void = { _ in }
    ) async throws -> (id: String, signed: SignatureOutcome) {
        try await openSitting()
        let details = Self.details(name, sex: "male", birthDate: "1968-04-17", language: language)
        _ = try await service.issue(Self.order(.details(details)), in: Self.queue, request())
        let opened = try await service.openAssessment(ticket: try await call().ticket, form: nil, request(Self.doctor))
        var answers = try completeAnswers()
        change(&answers)
        let draft = try await service.saveDraft(
            assessment: opened.assessment, answers: try completeAnswers(answers), version: opened.version,
            request(Self.doctor))
        return (opened.assessment, try await sign(draft))
    }

    /// Opens an amendment, changes the answers and signs it.
    func amend(
        _ id: String, reason: String = "补充", of form: FormDefinition? = nil, _ change: (inout Answers) -> Void
    ) async throws -> SignatureOutcome {
        let opened = try await service.openAmendment(assessment: id, reason: reason, request(Self.doctor))
        var answers = try await service.assessment(id).assessment.answers
        change(&answers)
        let draft = try await service.saveDraft(
            assessment: id,
            answers: try form.map { try completeAnswers(of: $0, answers) } ?? completeAnswers(answers),
            version: opened.version, request(Self.doctor))
        return try await sign(draft)
    }
}

/// Keeps every document that it was asked to render.
final class KeepingRenderer: SlipRendering {
    private let kept = Mutex<[Slip.Document]>([])

    var documents: [Slip.Document] { kept.withLock { $0 } }

    func render(_ document: Slip.Document, createdAt: Instant) async throws -> RenderedSlip {
        kept.withLock { $0.append(document) }
        return try await PlainRenderer().render(document, createdAt: createdAt)
    }
}

extension Slip.Document {
    /// Whether a text stands in one of its frames at the top.
    func says(_ text: String) -> Bool {
        body.contains { block in
            guard case .box(let box) = block else { return false }
            return ([box.label] + box.items).contains { $0.runs.map(\.text).joined().contains(text) }
        }
    }
}
