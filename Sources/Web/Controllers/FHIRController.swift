import Clinic
import FormEngine
import Foundation
import HTTPTypes
import Hummingbird

/// Forms and assessments for hospital systems, as FHIR R4.
struct FHIRController {
    let service: ClinicService
    private static let base = "/api/v1/fhir/R4"

    var routes: [Route] {
        [
            Route(.get, "\(Self.base)/metadata", .roles(.readers), metadata),
            Route(.get, "\(Self.base)/Questionnaire", .roles(.readers), questionnaires),
            Route(.get, "\(Self.base)/Questionnaire/{form}", .roles(.readers), questionnaire),
            Route(.get, "\(Self.base)/CodeSystem", .roles(.readers), codeSystems),
            Route(.get, "\(Self.base)/CodeSystem/{system}", .roles(.readers), codeSystem),
            Route(.get, "\(Self.base)/QuestionnaireResponse/{assessment}", .roles(.clinicians), response),
        ]
    }

    @Sendable private func metadata(_ request: Request, _ context: WebContext) async throws -> Response {
        try .fhir(FHIRCapability.statement(date: service.now().date.formatted(.iso8601)))
    }

    @Sendable private func questionnaires(_ request: Request, _ context: WebContext) async throws -> Response {
        try .fhir(bundle(forms.map { $0.questionnaire(in: context.language) }))
    }

    private var forms: [FormDefinition] { service.forms.values.sorted { $0.id < $1.id } }

    private func bundle(_ resources: [FHIRValue]) -> FHIRValue {
        .object([
            "resourceType": "Bundle", "type": "searchset", "total": .integer(resources.count),
            "entry": .list(resources.map { .object(["resource": $0]) }),
        ])
    }

    @Sendable private func questionnaire(_ request: Request, _ context: WebContext) async throws -> Response {
        try .fhir(try service.form(context.id("form")).questionnaire(in: context.language))
    }

    @Sendable private func codeSystems(_ request: Request, _ context: WebContext) async throws -> Response {
        try .fhir(bundle(allCodeSystems(in: context.language)))
    }

    @Sendable private func codeSystem(_ request: Request, _ context: WebContext) async throws -> Response {
        let id = context.id("system")
        guard let system = allCodeSystems(in: context.language).first(where: { $0["id"]?.text == id }) else {
            throw WebRefusal.notFound
        }
        return try .fhir(system)
    }

    private func allCodeSystems(in language: String) -> [FHIRValue] {
        [FormDefinition.ticks(in: language)] + forms.flatMap { $0.codeSystems(in: language) }
    }

    @Sendable private func response(_ request: Request, _ context: WebContext) async throws -> Response {
        let record = try await service.recordForExchange(
            assessment: context.id("assessment"), by: try context.requireActor())
        return try .fhir(
            record.form.response(
                record.answers, evaluation: record.evaluation, context: record.context, in: context.language))
    }
}

/// What this server says that it can do.
enum FHIRCapability {
    static func statement(date: String) -> FHIRValue {
        func resource(_ type: String, _ interactions: [String]) -> FHIRValue {
            .object([
                "type": .string(type),
                "interaction": .list(interactions.map { .object(["code": .string($0)]) }),
            ])
        }
        return .object([
            "resourceType": "CapabilityStatement", "status": "active", "date": .string(date), "kind": "instance",
            "fhirVersion": "4.0.1", "format": .list(["json"]),
            "implementation": .object(["description": "Houzhen"]),
            "rest": .list([
                .object([
                    "mode": "server",
                    "resource": .list([
                        resource("CodeSystem", ["read", "search-type"]),
                        resource("Questionnaire", ["read", "search-type"]),
                        resource("QuestionnaireResponse", ["read"]),
                    ]),
                ])
            ]),
        ])
    }
}

extension Response {
    /// A FHIR resource.
    static func fhir(_ value: FHIRValue) throws -> Response {
        var response = try Response.json(value)
        response.headers[.contentType] = "application/fhir+json; charset=utf-8"
        return response
    }
}
