package import QueueEngine

/// A number of an earlier day on which its patient may return: no new one is used up.
package struct Returning: Sendable {
    package var ticket: TicketID
    /// What it will be called today: 复A012.
    package var label: String
    package var queue: QueueID
    package var date: LocalDate
}

extension Ticket.State {
    /// Whether its patient was seen, or sent for tests, and so may come back on the number.
    var mayReturn: Bool { [.done, .inRoom, .atTests].contains(self) }
}

extension ClinicService {
    /// The days before today whose numbers may still hold for a return, the latest first; as many as the sheets allow.
    package func pastDays() async throws -> [(date: LocalDate, day: ClinicDay)] {
        let most = layout.queues.map(\.sheet.tests.validDays).max() ?? 0
        var past: [(LocalDate, ClinicDay)] = []
        for back in 0..<most {
            let date = dates.date(of: now().adding(seconds: -Double(back + 1) * 86_400))
            let day = try await day(date)
            if day.isOpen, date < today { past.append((date, day)) }
        }
        return past
    }

    /// On which numbers of those days a person may return to `day`. Issuing says no where the person has one already.
    package func returns(
        of person: String, in past: [(date: LocalDate, day: ClinicDay)], to day: ClinicDay
    ) -> [Returning] {
        past.flatMap { date, then in
            then.tickets(ofPerson: person).compactMap { ticket in
                guard ticket.state.mayReturn, let sheet = layout.queue(ticket.queue)?.sheet,
                    let days = date.days(until: today), days <= sheet.tests.validDays
                else { return nil }
                return Returning(
                    ticket: ticket.id, label: day.unmistakable(sheet.number.returning(ticket.label)),
                    queue: ticket.queue, date: date)
            }
        }
    }
}
