import API
import Clinic
import FormEngine
import Foundation
import Hummingbird

/// Forms and their stateless scoring.
struct FormsController {
    let service: ClinicService

    var routes: [Route] {
        [
            Route(.get, "/api/v1/forms", .roles(.readers), list),
            Route(.get, "/api/v1/forms/{form}", .roles(.readers), show),
            Route(.post, "/api/v1/forms/{form}/evaluations", .roles(.readers), evaluate),
        ]
    }

    private struct FormList: Encodable {
        struct Item: Encodable {
            var id: String
            var version: Int
            var title: [String: String]
            /// Of a patient's questionnaire: the form that it feeds.
            var feeds: String?
        }

        var forms: [Item]
    }

    private struct Answered: Decodable {
        var answers: Answers
        /// Whose answers they are: what is known of the patient is said beside them.
        var ticket: String?
    }

    @Sendable private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let forms = service.forms.values.sorted { $0.id < $1.id }
        return try .json(
            FormList(forms: forms.map { .init(id: $0.id, version: $0.version, title: $0.title, feeds: $0.feeds) }))
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        try .json(try service.form(context.id("form")))
    }

    @Sendable private func evaluate(_ request: Request, _ context: WebContext) async throws -> Response {
        let body = try await request.decode(Answered.self)
        if let ticket = body.ticket {
            guard try context.requireActor().roles.contains(.doctor) else { throw WebRefusal.forbidden }
            return try .json(
                try await service.evaluate(form: context.id("form"), answers: body.answers, ofTicket: ticket))
        }
        return try .json(try service.evaluate(form: context.id("form"), answers: body.answers))
    }
}
