import API
import Clinic
import FormEngine
import Foundation
import HTTPTypes
import Hummingbird

/// Amending what is signed, and reading every revision of it.
struct AmendmentsController {
    let service: ClinicService
    private static let base = "/api/v1/assessments/{assessment}"

    var routes: [Route] {
        [
            Route(.post, "\(Self.base)/amendments", .roles(.clinicians), open),
            Route(.delete, "\(Self.base)/amendments/{revision}", .roles(.clinicians), drop),
            Route(.get, "\(Self.base)/form", .roles(.assessmentReaders), form),
            Route(.post, "\(Self.base)/evaluations", .roles(.clinicians), evaluate),
            Route(.get, "\(Self.base)/revisions/{revision}", .roles(.assessmentReaders), revision),
            Route(.get, "\(Self.base)/revisions/{revision}/slip.pdf", .roles(.clinicians), slip),
        ]
    }

    private struct Answered: Codable {
        var answers: Answers
    }

    @Sendable private func open(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(AmendmentRequest.self)
        let outcome = try await service.openAmendment(
            assessment: context.id("assessment"), reason: body.reason, incoming.request)
        return try answer(outcome, status: .created)
    }

    @Sendable private func drop(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let outcome = try await service.dropAmendment(
            assessment: context.id("assessment"), revision: Self.revision(context), version: try request.version(),
            incoming.request)
        return try answer(outcome, status: .ok)
    }

    private func answer(_ outcome: AmendmentOutcome, status: HTTPResponse.Status) throws -> Response {
        try .json(
            AmendmentResponse(
                id: outcome.assessment, event: outcome.event, revision: outcome.revision, version: outcome.version),
            status: status, headers: [.eTag: "\"\(outcome.version)\""])
    }

    @Sendable private func form(_ request: Request, _ context: WebContext) async throws -> Response {
        try .json(try await service.formOfAssessment(context.id("assessment")))
    }

    @Sendable private func evaluate(_ request: Request, _ context: WebContext) async throws -> Response {
        let body = try await request.decode(Answered.self)
        return try .json(try await service.evaluate(assessment: context.id("assessment"), answers: body.answers))
    }

    @Sendable private func revision(_ request: Request, _ context: WebContext) async throws -> Response {
        let actor = try context.requireActor()
        let revision = try await service.assessmentRevision(
            Self.revision(context), of: context.id("assessment"), in: context.language, by: actor)
        return try .json(try RevisionViews(actor: actor).revision(revision))
    }

    @Sendable private func slip(_ request: Request, _ context: WebContext) async throws -> Response {
        let isOriginal = request.uri.queryParameters["original"] == "true"
        return .pdf(
            try await service.slip(
                ofRevision: Self.revision(context), of: context.id("assessment"), original: isOriginal,
                by: try context.requireActor()), name: "slip")
    }

    /// What is no number is a revision that nobody has signed.
    private static func revision(_ context: WebContext) -> Int { Int(context.id("revision")) ?? 0 }
}
