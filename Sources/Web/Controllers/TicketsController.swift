import API
import Clinic
import Foundation
import HTTPTypes
import Hummingbird
import QueueEngine

/// Acts on one ticket.
struct TicketsController {
    let service: ClinicService

    var routes: [Route] {
        [
            Route(.get, "/api/v1/tickets/{ticket}", .roles(.readers), show),
            Route(.delete, "/api/v1/tickets/{ticket}", .roles(.deskOrDoctor), cancel),
            Route(.put, "/api/v1/tickets/{ticket}/arrival", .roles(.desk), act { .arrive(ticket: $0) }),
            Route(
                .post, "/api/v1/tickets/{ticket}/recalls", .roles(.deskOrDoctor),
                act(status: .created) { .recall(ticket: $0) }),
            Route(.put, "/api/v1/tickets/{ticket}/absence", .roles(.deskOrDoctor), act { .miss(ticket: $0) }),
            Route(.delete, "/api/v1/tickets/{ticket}/absence", .roles(.deskOrDoctor), act { .rejoin(ticket: $0) }),
            Route(.put, "/api/v1/tickets/{ticket}/consultation", .roles(.doctor), act { .comeIn(ticket: $0) }),
            Route(.put, "/api/v1/tickets/{ticket}/completion", .roles(.doctor), act { .complete(ticket: $0) }),
        ]
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let (ticket, day, date) = try await service.ticket(context.id("ticket"))
        let views = TicketViews(service: service, actor: context.actor, language: context.language)
        return try .json(try await views.tickets([ticket], of: day, date: date)[0])
    }

    @Sendable private func cancel(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let reason = request.uri.queryParameters["reason"].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
        let outcome = try await service.act(onTicket: context.id("ticket"), reason: reason, incoming.request) {
            .cancel(ticket: $0)
        }
        return try .json(ActResponse(outcome))
    }

    private func act(
        status: HTTPResponse.Status = .ok, _ command: @escaping @Sendable (TicketID) -> Command
    ) -> Route.Handler {
        { request, context in
            let incoming = try await Incoming(request, context)
            let outcome = try await service.act(onTicket: context.id("ticket"), incoming.request, command)
            return try .json(ActResponse(outcome), status: status)
        }
    }
}

extension ActResponse {
    init(_ outcome: ActOutcome) {
        var ticket: TicketReference?
        if let id = outcome.ticket, let label = outcome.label, let queue = outcome.queue, let lane = outcome.lane,
            let state = outcome.state
        {
            ticket = TicketReference(id: id, label: label, queue: queue, lane: lane, state: state)
        }
        self.init(event: outcome.event, ticket: ticket)
    }
}
