/// Whether what was begun was also signed: a draft whose patient has left must be found again.
extension ClinicService {
    /// How far the assessments of some tickets are, by ticket; a ticket without one is absent.
    package func assessmentStates(ofTickets ids: [String]) async throws -> [String: Assessment.State] {
        try await store.read { reader in
            var states: [String: Assessment.State] = [:]
            for id in ids { states[id] = try reader.assessment(ticket: id)?.state }
            return states
        }
    }
}
