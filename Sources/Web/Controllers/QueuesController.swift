import API
import Clinic
import Foundation
import Hummingbird
import QueueEngine

/// Queues: issue, list, plan.
struct QueuesController {
    let service: ClinicService

    var routes: [Route] {
        [
            Route(.get, "/api/v1/queues/{queue}", .roles(.screens), show),
            Route(.post, "/api/v1/queues/{queue}/tickets", .roles(.desk), issue),
            Route(.get, "/api/v1/queues/{queue}/tickets", .roles(.readers), list),
            Route(.get, "/api/v1/queues/{queue}/plan", .roles(.readers), plan),
        ]
    }

    private func queue(_ context: WebContext) throws -> ClinicLayout.Queue {
        let id = QueueID(context.id("queue"))
        guard let queue = service.layout.queue(id) else { throw Refusal(.queueUnknown, ["queue": id.rawValue]) }
        return queue
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let queue = try queue(context)
        let now = service.now()
        let day = try await service.todaysDay()
        let plan = service.plan(of: day, now: now)
        let entries = plan.entries(of: queue.id)
        let number = (day.lastNumbers[queue.id] ?? 0) + 1
        let counts = day.counts(of: queue.id)
        let names = try await service.staffNames()
        return try .json(
            QueueResponse(
                id: queue.id.rawValue, name: queue.name, date: service.today.description,
                counts: Dictionary(uniqueKeysWithValues: Ticket.State.allCases.map { ($0.rawValue, counts[$0] ?? 0) }),
                sittings: day.rooms.filter { $0.sitting?.queues.contains(queue.id) == true }
                    .compactMap { room in room.sitting.map { SittingItem($0, room: room.id, names: names) } },
                nextNumber: number,
                nextLabel: (day.sheet(of: queue.id) ?? queue.sheet).number.label(for: number),
                estimate: service.estimateForNewcomer(in: queue.id, entries: entries, day: day, now: now)?.wire,
                others: service.othersBeforeNewcomer(in: queue.id, entries: entries, plan: plan, day: day, now: now)))
    }

    @Sendable private func issue(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(IssueRequest.self)
        let patient = body.patient
        let details = PersonDetails(
            name: patient.name, sex: patient.sex, birthDate: patient.birthDate, phone: patient.phone,
            language: patient.language,
            identifiers: patient.identifiers?.map { PersonIdentifier(system: $0.system, value: $0.value) })
        let order = IssueOrder(
            patient: patient.id.map { .known($0) } ?? .details(details), lane: body.lane, doctor: body.doctor,
            grade: body.grade, priority: body.priority, extra: body.extra ?? false, continues: body.continues,
            date: body.date, slot: body.slot, externalID: body.externalId, print: body.print ?? false)
        let outcome = try await service.issue(order, in: QueueID(context.id("queue")), incoming.request)
        return try .json(
            IssueResponse(
                id: outcome.ticket, event: outcome.event, number: outcome.number, label: outcome.label,
                lane: outcome.lane, state: outcome.state, position: outcome.position,
                ahead: outcome.position.map { $0 - 1 }, others: outcome.others, estimate: outcome.estimate?.wire,
                link: service.link(ofTicket: outcome.ticket), printJob: outcome.printJob),
            status: .created)
    }

    @Sendable private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let queue = try queue(context)
        let day = try await service.todaysDay()
        var states = Set(Ticket.State.allCases)
        if let asked = request.uri.queryParameters["state"] {
            states = Set(try asked.split(separator: ",").map(Self.state))
        }
        let tickets = day.tickets.values.filter { $0.queue == queue.id && states.contains($0.state) }
            .sorted { $0.number < $1.number }
        let views = TicketViews(service: service, actor: context.actor, language: context.language)
        return try .json(
            TicketListResponse(tickets: try await views.tickets(tickets, of: day, date: service.today)))
    }

    private static func state(_ text: Substring) throws -> Ticket.State {
        guard let state = Ticket.State(rawValue: String(text)) else {
            let known = Ticket.State.allCases.map(\.rawValue).joined(separator: ", ")
            throw InvalidInput([.init("state", "field.not-one-of", ["values": known])])
        }
        return state
    }

    @Sendable private func plan(_ request: Request, _ context: WebContext) async throws -> Response {
        let queue = try queue(context)
        let day = try await service.todaysDay()
        let now = service.now()
        let views = TicketViews(service: service, actor: context.actor, language: context.language)
        let plan = service.plan(of: day, now: now)
        let entries = try await views.items(plan.entries(of: queue.id), of: plan, day: day)
        return try .json(PlanResponse(queue: queue.id.rawValue, at: now.date, entries: entries))
    }
}

extension SittingItem {
    init(_ sitting: Sitting, room: RoomID, names: [String: String]) {
        self.init(
            room: room.rawValue, doctor: sitting.doctor, doctorName: names[sitting.doctor] ?? sitting.doctor,
            queues: sitting.queues.map(\.rawValue), state: sitting.state.rawValue, since: sitting.since.date)
    }
}
