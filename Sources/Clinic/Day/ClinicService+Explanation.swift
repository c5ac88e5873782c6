package import QueueEngine

extension ClinicService {
    /// Why a ticket of any day stands where it stands, from the journal alone.
    package func explanation(ofTicket id: String) async throws -> Explanation {
        let now = now()
        return try await store.read { [self] reader in
            let (stream, _, ticket) = try place(ofTicket: id, in: reader)
            let history = try reader.events(of: stream, after: 0).map {
                PastEvent(version: $0.version, event: try EventCoding.decode($0.payload), at: $0.time)
            }
            guard let explanation = Explanation(of: ticket, history: history, now: now) else {
                throw Refusal(.ticketUnknown)
            }
            return explanation
        }
    }

    /// The explanation in a language, a sentence a line. Numbers, lanes and rules only.
    package func text(of explanation: Explanation, sheet: RuleSheet?, language: String) -> [String] {
        ExplanationText(
            explanation: explanation, wording: wording, layout: layout, sheet: sheet, language: language
        ).lines
    }
}
