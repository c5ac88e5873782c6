import API
import Clinic
import FormEngine
import Foundation
import HTTPTypes
import Hummingbird

/// Assessments: open, read, save, sign, the slip, and who has read it.
struct AssessmentsController {
    let service: ClinicService
    let statuses: PrinterStatuses

    var routes: [Route] {
        [
            Route(.post, "/api/v1/assessments", .roles(.clinicians), open),
            Route(.get, "/api/v1/assessments/{assessment}", .roles(.assessmentReaders), show),
            Route(.put, "/api/v1/assessments/{assessment}", .roles(.clinicians), save),
            Route(.post, "/api/v1/assessments/{assessment}/signatures", .roles(.clinicians), sign),
            Route(.get, "/api/v1/assessments/{assessment}/slip.pdf", .roles(.deskOrDoctor), slip),
            Route(.get, "/api/v1/assessments/{assessment}/wst-500-10", .roles(.clinicians), document),
            Route(.get, "/api/v1/assessments/{assessment}/readings", .roles(.auditors), readings),
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
        let actor = try context.requireActor()
        let record = try await service.assessmentRecord(
            context.id("assessment"), in: context.language, by: actor)
        let assessment = record.assessment
        let prints = PrintViews(service: service, statuses: statuses, language: context.language)
        let views = RevisionViews(actor: actor)
        let changes = try await service.formChanges(of: assessment)
        // What the form has no place for any more is told, and not sent: it could not be saved again.
        let answers =
            changes == nil ? assessment.answers : try service.form(assessment.form).usable(assessment.answers)
        let names = try await service.staffNames()
        return try .json(
            AssessmentResponse(
                id: assessment.id, ticket: assessment.ticket, patient: assessment.person, form: assessment.form,
                formVersion: assessment.formVersion, state: assessment.state.rawValue, version: assessment.version,
                answers: try Wire.converted(answers), evaluation: try Wire.converted(record.evaluation),
                signedAt: assessment.signature?.signedAt.date, signedBy: assessment.signature?.doctorName,
                slipSHA256: assessment.signature?.slipSHA256, printJobs: record.printJobs.map(prints.job),
                revisions: assessment.revisions.map(views.summary),
                amendment: assessment.amendment.map(views.amendment),
                differences: record.differences.map(views.difference),
                origins: assessment.provenance.origins.mapValues {
                    AnswerOriginResponse(source: $0.source.rawValue, saidAt: $0.at.date)
                }, cleared: assessment.provenance.cleared,
                savedBy: assessment.provenance.savedBy.map { StaffName(username: $0, name: names[$0] ?? $0) },
                formChanges: try changes.map { try Wire.converted($0) }),
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
            assessment: context.id("assessment"), version: try request.version(), secret: try Self.secret(body),
            print: body.print ?? true, incoming.request)
        return try .json(
            SignatureResponse(
                id: outcome.assessment, event: outcome.event, revision: outcome.revision,
                slipSHA256: outcome.slipSHA256, printJob: outcome.printJob),
            status: .created)
    }

    @Sendable private func slip(_ request: Request, _ context: WebContext) async throws -> Response {
        .pdf(
            try await service.slip(ofAssessment: context.id("assessment"), by: try context.requireActor()),
            name: "slip")
    }

    @Sendable private func document(_ request: Request, _ context: WebContext) async throws -> Response {
        .xml(
            try await service.sharedDocument(
                ofAssessment: context.id("assessment"), by: try context.requireActor()), name: "wst-500-10")
    }

    private static func secret(_ body: SignatureRequest) throws -> SigningSecret {
        switch (body.password, body.pin) {
        case (let password?, nil): .password(password)
        case (nil, let pin?): .pin(pin)
        default: throw InvalidInput([.init("password", "field.one-of-two", ["other": "pin"])])
        }
    }

    @Sendable private func readings(_ request: Request, _ context: WebContext) async throws -> Response {
        let readings = try await service.readings(ofAssessment: context.id("assessment"))
        return try .json(
            ReadingListResponse(
                readings: readings.map {
                    ReadingResponse(
                        username: $0.username, name: $0.name, at: $0.at.date, revision: $0.revision,
                        shape: $0.shape.rawValue)
                }))
    }
}
