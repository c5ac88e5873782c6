package import QueueEngine

extension ClinicService {
    /// Why a ticket of any day stands where it stands, from the journal alone.
    package func explanation(ofTicket id: String) async throws -> Explanation {
        let now = now()
        return try await store.read { [self] reader in
            let (stream, _, ticket) = try place(ofTicket: id, in: reader)
            let history = try pasts.events(of: stream, in: reader)
            guard let explanation = Explanation(of: ticket, history: history, now: now) else {
                throw Refusal(.ticketUnknown)
            }
            return explanation
        }
    }

    /// The explanation's words in a language. Numbers, lanes and rules only.
    package func text(of explanation: Explanation, language: String) -> ExplanationText {
        ExplanationText(explanation: explanation, wording: wording, layout: layout, language: language)
    }
}
