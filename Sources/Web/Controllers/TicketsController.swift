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
            Route(.put, "/api/v1/tickets/{ticket}/tests", .roles(.deskOrDoctor), act { .sendForTests(ticket: $0) }),
            Route(
                .delete, "/api/v1/tickets/{ticket}/tests", .roles(.deskOrDoctor), act { .returnFromTests(ticket: $0) }),
            Route(.put, "/api/v1/tickets/{ticket}/hold", .roles(.deskOrDoctor), act { .hold(ticket: $0) }),
            Route(.delete, "/api/v1/tickets/{ticket}/hold", .roles(.deskOrDoctor), act { .release(ticket: $0) }),
            Route(.post, "/api/v1/tickets/{ticket}/transfers", .roles(.deskOrDoctor), transfer),
            Route(.put, "/api/v1/tickets/{ticket}/priority", .roles(.deskOrDoctor), prioritize),
            Route(.post, "/api/v1/undos", .roles(.deskOrDoctor), undo),
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

    @Sendable private func transfer(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(TransferRequest.self)
        let outcome = try await service.transfer(
            ticket: context.id("ticket"), queue: body.queue.map { QueueID($0) }, room: body.room.map { RoomID($0) },
            doctor: body.doctor, grade: body.grade, reason: body.reason, incoming.request)
        return try .json(ActResponse(outcome), status: .created)
    }

    @Sendable private func prioritize(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(PriorityRequest.self)
        let outcome = try await service.prioritize(
            ticket: context.id("ticket"), priority: body.priority, reason: body.reason, incoming.request)
        return try .json(ActResponse(outcome))
    }

    @Sendable private func undo(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(UndoRequest.self)
        let outcome = try await service.undo(event: body.event, incoming.request)
        return try .json(ActResponse(outcome), status: .created)
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
        self.init(
            event: outcome.event, ticket: ticket, position: outcome.position, others: outcome.others,
            estimate: outcome.estimate?.wire,
            closed: outcome.closed.map { closed in
                ClosedSittingItem(
                    moved: closed.moved.map {
                        .init(
                            ticket: $0.ticket, label: $0.label, doctor: $0.doctor, grade: $0.grade,
                            position: $0.position,
                            others: $0.others, estimate: $0.estimate?.wire)
                    },
                    left: closed.left)
            })
    }
}
