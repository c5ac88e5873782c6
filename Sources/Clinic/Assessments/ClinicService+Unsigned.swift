/// Which assessment a ticket has, and how far it is: a draft whose patient has left must be found again.
package struct AssessmentMark: Hashable, Sendable {
    package var id: String
    package var state: Assessment.State
}

extension ClinicService {
    /// The assessments of some tickets, by ticket; a ticket without one is absent.
    package func assessmentMarks(ofTickets ids: [String]) async throws -> [String: AssessmentMark] {
        try await store.read { reader in
            var marks: [String: AssessmentMark] = [:]
            for id in ids {
                marks[id] = try reader.assessment(ticket: id).map { AssessmentMark(id: $0.id, state: $0.state) }
            }
            return marks
        }
    }
}
