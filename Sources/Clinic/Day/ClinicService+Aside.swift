import Foundation
package import QueueEngine

/// Acts beside the ordinary course: back on a later day, transferred, given priority, taken back.
extension ClinicService {
    /// A ticket of an earlier day, as the one that continues it knows it. It must be the same person's.
    func continued(
        _ id: String, person: String, queue: QueueID, on date: LocalDate, in transaction: any Transaction
    ) throws -> Continued {
        let (stream, day, ticketID) = try place(ofTicket: id, in: transaction)
        guard let ticket = try days.day(stream, in: transaction).tickets[ticketID], ticket.person == person else {
            throw Refusal(.ticketUnknown)
        }
        guard let days = day.days(until: date), days > 0 else {
            throw InvalidInput([.init("continues", "field.earlier-day")])
        }
        // Only who was seen, or sent for tests, comes back on it; and into the queue whose number it is.
        guard ticket.state.mayReturn, ticket.queue == queue else {
            throw Conflict("ticket.return-not-seen", ["label": ticket.label])
        }
        return Continued(ticket: ticketID, label: ticket.label, number: ticket.number, days: days)
    }

    /// Another queue, room, doctor or grade; a room stands for the doctor who sits there.
    package func transfer(
        ticket id: String, queue: QueueID?, room: RoomID?, doctor: String?, grade: String?, reason: String?,
        _ request: Request
    ) async throws -> ActOutcome {
        _ = try await store.read { [self] in try place(ofTicket: id, in: $0) }
        guard [queue?.rawValue, room?.rawValue, doctor, grade].contains(where: { $0 != nil }) else {
            throw InvalidInput([.init("queue", "field.transfer-where")])
        }
        for (field, value) in [("doctor", doctor), ("grade", grade)] where value != nil && room != nil {
            throw InvalidInput([.init(field, "field.one-of-two", ["other": "room"])])
        }
        if doctor != nil, grade != nil {
            throw InvalidInput([.init("grade", "field.one-of-two", ["other": "doctor"])])
        }
        if let doctor, try await store.read({ try $0.staff(username: doctor) })?.roles.contains(.doctor) != true {
            throw InvalidInput([.init("doctor", "field.doctor")])
        }
        let today = try await todaysDay()
        var reach = doctor.map { Reach.doctor($0) } ?? grade.map { .grade($0) } ?? .anyone
        if let room {
            guard let state = today.room(room) else { throw Refusal(.roomUnknown, ["room": room.rawValue]) }
            guard let there = state.sitting else { throw Refusal(.roomNoSitting, ["room": room.rawValue]) }
            let ticket = try await self.ticket(id).ticket
            guard there.queues.contains(queue ?? ticket.queue) else {
                throw Refusal(.ticketNotForRoom, ["label": ticket.label, "room": room.rawValue])
            }
            reach = .doctor(there.doctor)
        }
        return try await act(onTicket: id, reason: reason, request) { [reach] in
            .transfer(ticket: $0, queue: queue, reach: reach)
        }
    }

    /// A priority class, with the reason for it.
    package func prioritize(
        ticket id: String, priority: String, reason: String?, _ request: Request
    ) async throws -> ActOutcome {
        _ = try await store.read { [self] in try place(ofTicket: id, in: $0) }
        guard !(reason ?? "").allSatisfy(\.isWhitespace) else {
            throw InvalidInput([.init("reason", "field.reason-priority")])
        }
        return try await act(onTicket: id, reason: reason, request) { .prioritize(ticket: $0, priority: priority) }
    }

    /// Takes back an act, by the event that its answer named. Whom it had moved and told another place is told again.
    package func undo(event id: String, _ request: Request) async throws -> ActOutcome {
        try await performPromising(request) { [self] transaction, now in
            guard let event = try transaction.event(id: id), event.stream.hasPrefix("day/"),
                let date = event.stream.split(separator: "/").last.flatMap({ LocalDate(String($0)) })
            else { throw Refusal(.undoUnknown) }
            let done = try act(
                .undo(version: event.version), on: event.stream, date: date, by: request.actor, at: now,
                in: transaction)
            guard let done, case .undone(_, _, let ticket, _) = done.act else {
                return (ActOutcome(event: done?.event.id ?? id), [])
            }
            let undone = try EventCoding.decode(event.payload).act
            let orders = undone.moved.map { PromiseOrder(ticket: $0, stream: event.stream, occasion: .undo) }
            if case .sittingClosed = undone {
                let day = try days.day(event.stream, in: transaction)
                return (ActOutcome(event: done.event.id, closed: closed(undone.moved, in: day, at: now)), orders)
            }
            guard let ticket else { return (ActOutcome(event: done.event.id), orders) }
            return (
                try outcome(event: done.event.id, ticket: ticket, stream: event.stream, in: transaction), orders
            )
        }
    }
}
