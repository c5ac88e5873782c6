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
        try await answer(ticket: context.id("ticket"), language: context.language)
    }

    @Sendable private func forPatient(_ request: Request, _ context: WebContext) async throws -> Response {
        let asked = request.uri.queryParameters["lang"].map(String.init)
        let language = asked.flatMap { service.wording.languages.contains($0) ? $0 : nil } ?? context.language
        return try await answer(ticket: try await service.ticket(forLink: context.id("token")), language: language)
    }

    private func answer(ticket id: String, language: String) async throws -> Response {
        let explanation = try await service.explanation(ofTicket: id)
        let (ticket, day, _) = try await service.ticket(id)
        let text = service.text(of: explanation, sheet: day.sheet(of: ticket.queue), language: language)
        return try .json(
            ExplanationResponse(
                label: explanation.ticket.label, state: explanation.ticket.state.rawValue, at: service.now().date,
                text: text, ahead: explanation.ahead?.total, earlier: explanation.ahead?.earlier,
                later: (explanation.ahead?.later ?? []).map {
                    ExplanationGroup(rule: RuleWords.code(of: $0.rule), lane: $0.lane.rawValue, count: $0.count)
                },
                passedBy: explanation.passings.map {
                    ExplanationPassing(
                        label: $0.label, lane: $0.choice.lane.rawValue, rule: RuleWords.code(of: $0.choice.rule),
                        at: $0.at.date)
                },
                roomsOpen: explanation.ahead?.roomsOpen, estimate: explanation.ahead?.estimate?.wire))
    }
}
