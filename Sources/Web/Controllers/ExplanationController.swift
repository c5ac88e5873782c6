import API
import Clinic
import Foundation
import Hummingbird
import QueueEngine

/// Why it is not somebody's turn yet: for staff, and for whoever holds the ticket.
struct ExplanationController {
    let service: ClinicService

    var routes: [Route] {
        [
            Route(.get, "/api/v1/tickets/{ticket}/explanation", .roles(.readers), forStaff),
            Route(.get, "/t/{token}/explanation", .open, forPatient),
        ]
    }

    @Sendable private func forStaff(_ request: Request, _ context: WebContext) async throws -> Response {
        try await answer(ticket: context.id("ticket"), reader: .staff, language: context.language)
    }

    @Sendable private func forPatient(_ request: Request, _ context: WebContext) async throws -> Response {
        let asked = request.uri.queryParameters["lang"].map(String.init)
        let language = asked.flatMap { service.wording.languages.contains($0) ? $0 : nil } ?? context.language
        let ticket = try await service.ticket(forLink: context.id("token"))
        return try await answer(ticket: ticket, reader: .patient, language: language)
    }

    private func answer(
        ticket id: String, reader: ExplanationViews.Reader, language: String
    ) async throws -> Response {
        let explanation = try await service.explanation(ofTicket: id)
        var text = service.text(of: explanation, language: language)
        text.namesOtherQueues = reader == .staff
        return try .json(
            ExplanationViews(explanation: explanation, text: text, reader: reader, now: service.now()).response)
    }
}
