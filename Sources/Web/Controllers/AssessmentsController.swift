import API
import Clinic
import FormEngine
import Foundation
import HTTPTypes
import Hummingbird

/// Assessments: open, read, save, sign, and the slip.
struct AssessmentsController {
    let service: ClinicService

    var routes: [Route] {
        [
            Route(.post, "/api/v1/assessments", .roles(.clinicians), open),
            Route(.get, "/api/v1/assessments/{assessment}", .roles(.clinicians), show),
            Route(.put, "/api/v1/assessments/{assessment}", .roles(.clinicians), save),
            Route(.post, "/api/v1/assessments/{assessment}/signatures", .roles(.clinicians), sign),
            Route(.get, "/api/v1/assessments/{assessment}/slip.pdf", .roles(.deskOrDoctor), slip),
        ]
    }

    private struct Answered: Codable {
        var answers: Answers
        var cleared: [String]?
    }

    @Sendable private func open(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(AssessmentRequest.self)
        let outcome = try await service.openAssessment(ticket: body.ticket, form: body.form, incoming.request)
        return try .json(
            AssessmentCreated(
                id: outcome.assessment, event: outcome.event, form: outcome.form, formVersion: outcome.formVersion,
                version: outcome.version),
            status: .created, headers: [.eTag: "\"\(outcome.version)\""])
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let (assessment, jobs) = try await service.assessment(context.id("assessment"))
        let prints = PrintViews(service: service, language: context.language)
        let form = try service.form(assessment.form)
        let evaluation = form.evaluate(assessment.answers)
        let changes = try await service.formChanges(of: assessment)
        // What the form has no place for any more is told, and not sent: it could not be saved again.
        let answers = changes == nil ? assessment.answers : form.usable(assessment.answers)
        return try .json(
            AssessmentResponse(
                id: assessment.id, ticket: assessment.ticket, patient: assessment.person, form: assessment.form,
                formVersion: assessment.formVersion, state: assessment.state.rawValue, version: assessment.version,
                answers: try Self.json(answers), evaluation: try Self.json(evaluation),
                signedAt: assessment.signature?.signedAt.date, signedBy: assessment.signature?.doctorName,
                slipSHA256: assessment.signature?.slipSHA256, printJobs: jobs.map(prints.job),
                origins: assessment.provenance.origins.mapValues {
                    AnswerOriginResponse(source: $0.source.rawValue, saidAt: $0.at.date)
                }, cleared: assessment.provenance.cleared,
                formChanges: try changes.map(Self.json)),
            headers: [.eTag: "\"\(assessment.version)\""])
    }

    @Sendable private func save(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(Answered.self)
        let outcome = try await service.saveDraft(
            assessment: context.id("assessment"), answers: body.answers, cleared: body.cleared ?? [],
            version: try request.version(), incoming.request)
        return try .json(
            DraftResponse(id: outcome.assessment, version: outcome.version),
            headers: [.eTag: "\"\(outcome.version)\""])
    }

    @Sendable private func sign(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(SignatureRequest.self)
        let outcome = try await service.sign(
            assessment: context.id("assessment"), version: try request.version(), password: body.password,
            print: body.print ?? true, incoming.request)
        return try .json(
            SignatureResponse(
                id: outcome.assessment, event: outcome.event, revision: outcome.revision,
                slipSHA256: outcome.slipSHA256, printJob: outcome.printJob),
            status: .created)
    }

    @Sendable private func slip(_ request: Request, _ context: WebContext) async throws -> Response {
        .pdf(try await service.slip(ofAssessment: context.id("assessment")), name: "slip")
    }

    static func json<Value: Decodable>(_ value: some Encodable) throws -> Value {
        try Wire.decode(Value.self, from: Wire.encode(value))
    }
}
