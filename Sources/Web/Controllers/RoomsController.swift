import API
import Clinic
import Foundation
import Hummingbird
import QueueEngine

/// Rooms: who sits there, who is called.
struct RoomsController {
    let service: ClinicService

    var routes: [Route] {
        [
            Route(.get, "/api/v1/rooms", .roles(.readers), list),
            Route(.get, "/api/v1/rooms/{room}", .roles(.readers), show),
            Route(.put, "/api/v1/rooms/{room}/sitting", .roles(.deskOrDoctor), open),
            Route(.patch, "/api/v1/rooms/{room}/sitting", .roles(.deskOrDoctor), change),
            Route(.delete, "/api/v1/rooms/{room}/sitting", .roles(.deskOrDoctor), close),
            Route(.post, "/api/v1/rooms/{room}/calls", .roles(.doctor), call),
        ]
    }

    private func room(_ context: WebContext) throws -> ClinicLayout.Room {
        let id = RoomID(context.id("room"))
        guard let room = service.layout.room(id) else { throw Refusal(.roomUnknown, ["room": id.rawValue]) }
        return room
    }

    @Sendable private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let picture = try await picture(context)
        var rooms: [RoomResponse] = []
        for room in service.layout.rooms { rooms.append(try await view(room, in: picture)) }
        return try .json(RoomListResponse(rooms: rooms))
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        try .json(try await view(try room(context), in: picture(context)))
    }

    /// The day as one request sees it, planned once for all rooms.
    private struct Picture {
        let day: ClinicDay
        let plan: Plan
        let now: Instant
        let names: [String: String]
        let views: TicketViews
    }

    private func picture(_ context: WebContext) async throws -> Picture {
        let day = try await service.todaysDay()
        let now = service.now()
        return Picture(
            day: day, plan: service.plan(of: day, now: now), now: now, names: try await service.staffNames(),
            views: TicketViews(service: service, actor: context.actor, language: context.language))
    }

    private func view(_ room: ClinicLayout.Room, in picture: Picture) async throws -> RoomResponse {
        let state = picture.day.room(room.id)
        let current = state?.current.flatMap { picture.day.tickets[$0] }
        let rules = rules(for: current, sitting: state?.sitting, in: picture.day)
        let tickets = try await picture.views.tickets(
            current.map { [$0] } ?? [], of: picture.day, date: service.today)
        return RoomResponse(
            id: room.id.rawValue, name: room.name,
            sitting: state?.sitting.map { SittingItem($0, room: room.id, names: picture.names) },
            current: tickets.first, next: try await next(for: room.id, in: picture),
            leastCalls: rules?.leastCalls ?? 1, leastSeconds: rules?.leastSeconds ?? 0,
            recallFrom: current.flatMap { recallFrom($0, rules) })
    }

    private func rules(for ticket: Ticket?, sitting: Sitting?, in day: ClinicDay) -> MissedRules? {
        (ticket?.queue ?? sitting?.queues.first).flatMap { day.sheet(of: $0)?.missed }
    }

    private func recallFrom(_ ticket: Ticket, _ rules: MissedRules?) -> Date? {
        guard ticket.state == .called, let last = ticket.lastCallAt, let rules else { return nil }
        let from = last.adding(seconds: Double(rules.leastSeconds))
        return from > service.now() ? from.date : nil
    }

    /// Whom the room would call: the plan's first for it.
    private func next(for room: RoomID, in picture: Picture) async throws -> PlanItem? {
        guard let next = picture.day.next(for: room, now: picture.now),
            let entry = picture.plan.entry(of: next.ticket)
        else { return nil }
        return try await picture.views.items([entry], of: picture.plan, day: picture.day).first
    }

    @Sendable private func open(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(SittingRequest.self)
        if body.doctor == nil, !incoming.request.actor.roles.contains(.doctor) {
            throw InvalidInput([.init("doctor", "field.empty")])
        }
        let outcome = try await service.openSitting(
            room: RoomID(context.id("room")), doctor: body.doctor ?? incoming.request.actor.username,
            queues: body.queues.map { QueueID($0) }, grade: body.grade, turn: try Self.turn(body.turn),
            incoming.request)
        return try .json(ActResponse(outcome))
    }

    @Sendable private func change(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(SittingChange.self)
        let room = RoomID(context.id("room"))
        switch body.state {
        case "paused": return try .json(ActResponse(try await service.pauseSitting(room: room, incoming.request)))
        case "open": return try .json(ActResponse(try await service.resumeSitting(room: room, incoming.request)))
        default: throw InvalidInput([.init("state", "field.not-one-of", ["values": "open, paused"])])
        }
    }

    @Sendable private func close(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let patients = request.uri.queryParameters["patients"]
        guard patients == nil || patients == "spread" else {
            throw InvalidInput([.init("patients", "field.not-one-of", ["values": "spread"])])
        }
        let spread = try Self.spread(request.uri.queryParameters["to"])
        guard patients != nil || request.uri.queryParameters["to"] == nil else {
            throw InvalidInput([.init("patients", "field.not-one-of", ["values": "spread"])])
        }
        let outcome = try await service.closeSitting(
            room: RoomID(context.id("room")), spread: patients == nil ? nil : spread, incoming.request)
        return try .json(ActResponse(outcome))
    }

    private static func turn(_ text: String?) throws -> Sitting.Turn {
        guard let text else { return .rotation }
        guard let turn = Sitting.Turn(rawValue: text) else {
            throw InvalidInput([.init("turn", "field.not-one-of", ["values": "rotation, order"])])
        }
        return turn
    }

    private static func spread(_ text: Substring?) throws -> Spread {
        guard let text else { return .anyone }
        guard let spread = Spread(rawValue: String(text)) else {
            throw InvalidInput([.init("to", "field.not-one-of", ["values": "anyone, evenly"])])
        }
        return spread
    }

    @Sendable private func call(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(CallRequest.self)
        let outcome = try await service.call(
            room: RoomID(context.id("room")), chosen: body.ticket, reason: body.reason, incoming.request)
        let views = TicketViews(service: service, actor: context.actor, language: context.language)
        let sheet = try await service.todaysDay().sheet(of: QueueID(outcome.queue))
        return try .json(
            CallResponse(
                id: outcome.event, event: outcome.event,
                ticket: TicketReference(
                    id: outcome.ticket, label: outcome.label, queue: outcome.queue, lane: outcome.lane,
                    state: outcome.state),
                room: outcome.room,
                reason: views.reason(outcome.choice, sheet: sheet, wasTold: outcome.wasTold == true),
                completed: outcome.completed),
            status: .created)
    }
}
