import API
import Clinic
import Foundation
import QueueEngine

/// Tickets, plans and reasons as the wire has them. Full names only for those who may read them.
struct TicketViews {
    let service: ClinicService
    let actor: Actor?
    let language: String

    /// Some tickets of a day, with their places in its plan.
    func tickets(_ tickets: [Ticket], of day: ClinicDay, date: LocalDate) async throws -> [TicketResponse] {
        let now = service.now()
        let people = try await service.people(tickets.map(\.person))
        let marks = try await service.assessmentMarks(ofTickets: tickets.map(\.id.description))
        // Of a day that is over nobody has a place any more.
        let needsPlan =
            date >= service.today && tickets.contains { $0.state == .waiting || $0.state == .ready }
        let plan = needsPlan ? service.plan(of: day, now: now) : nil
        let places = Dictionary((plan?.entries ?? []).map { ($0.ticket, $0) }) { first, _ in first }
        let others = plan.map { day.countsOfOtherQueues(before: Set(tickets.map(\.id)), in: $0) } ?? [:]
        return tickets.map { ticket in
            let person = people[ticket.person]
            let entry = places[ticket.id]
            let mark = marks[ticket.id.description]
            return TicketResponse(
                id: ticket.id.description, queue: ticket.queue.rawValue, date: date.description,
                number: ticket.number, label: ticket.label, lane: ticket.lane.rawValue, state: ticket.state.rawValue,
                patient: ticket.person, name: actor?.readsNames == true ? person?.name : nil,
                masked: person.map { Masking.mask($0.name) } ?? "*", room: ticket.room?.rawValue,
                issuedAt: ticket.issuedAt.date, arrivedAt: ticket.arrivedAt?.date, calledAt: ticket.calledAt?.date,
                startedAt: ticket.startedAt?.date, endedAt: ticket.endedAt?.date, calls: ticket.calls,
                misses: ticket.misses, assessment: mark?.id, assessmentState: mark?.state.rawValue,
                position: entry?.position, ahead: entry.map { $0.position - 1 },
                others: entry == nil ? nil : others[ticket.id] ?? 0, estimate: entry?.estimate(now: now)?.wire)
        }
    }

    /// Some entries of a plan.
    func items(_ entries: [Plan.Entry], of plan: Plan, day: ClinicDay) async throws -> [PlanItem] {
        let now = service.now()
        let others = day.countsOfOtherQueues(before: Set(entries.map(\.ticket)), in: plan)
        let tickets = entries.compactMap { day.tickets[$0.ticket] }
        let people = try await service.people(tickets.map(\.person))
        return entries.compactMap { entry in
            guard let ticket = day.tickets[entry.ticket] else { return nil }
            let person = people[ticket.person]
            return PlanItem(
                ticket: Self.reference(ticket), masked: person.map { Masking.mask($0.name) } ?? "*",
                name: actor?.readsNames == true ? person?.name : nil, position: entry.position,
                others: others[entry.ticket] ?? 0,
                reason: reason(entry.choice, sheet: day.sheet(of: ticket.queue), wasTold: ticket.state == .ready),
                estimate: entry.estimate(now: now)?.wire, expectedAt: entry.at?.date, room: entry.room?.rawValue,
                waitingSince: (ticket.joinedAt ?? ticket.issuedAt).date)
        }
    }

    static func reference(_ ticket: Ticket) -> TicketReference {
        TicketReference(
            id: ticket.id.description, label: ticket.label, queue: ticket.queue.rawValue, lane: ticket.lane.rawValue,
            state: ticket.state.rawValue)
    }

    /// Why somebody comes where they come: a code and a sentence.
    func reason(_ choice: Choice, sheet: RuleSheet?, wasTold: Bool) -> ReasonItem {
        let words = RuleWords(wording: service.wording, language: language)
        return ReasonItem(
            code: RuleWords.code(of: choice.rule, wasTold: wasTold),
            text: words.reason(
                choice.rule, lane: choice.lane, condition: choice.condition, sheet: sheet, wasTold: wasTold))
    }
}

extension WaitEstimate {
    /// As the wire has it.
    var wire: Estimate { Estimate(fromMinutes: fromMinutes, toMinutes: toMinutes) }
}
