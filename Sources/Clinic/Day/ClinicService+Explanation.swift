package import QueueEngine

extension ClinicService {
    /// Why a ticket of any day stands where it stands, from the journal alone.
    package func explanation(ofTicket id: String) async throws -> Explanation {
        let now = now()
        return try await store.read { [self] reader in
            let (stream, date, ticket) = try place(ofTicket: id, in: reader)
            let history = try pasts.events(of: stream, in: reader)
            guard var explanation = Explanation(of: ticket, history: history, now: now) else {
                throw Refusal(.ticketUnknown)
            }
            if isOver(explanation.ticket, on: date) {
                explanation.ahead = nil
                explanation.dayOver = date.description
            }
            return explanation
        }
    }

    /// Whether a number waits for nothing any more, since its day is over.
    package func isOver(_ ticket: Ticket, on date: LocalDate) -> Bool {
        date < today && ticket.state.isActive && ![.called, .inRoom].contains(ticket.state)
    }

    /// The explanation's words in a language. Numbers, lanes and rules only.
    package func text(of explanation: Explanation, language: String) -> ExplanationText {
        ExplanationText(explanation: explanation, wording: wording, layout: layout, language: language)
    }
}
