package import FormEngine
package import QueueEngine

/// What a patient has answered in the questionnaire, for one ticket. It is the patient's: nothing of it counts before
/// the doctor confirms it, and the journal holds nothing of it.
package struct PatientAnswers: Codable, Hashable, Sendable {
    package let ticket: String
    package let person: String
    /// The questionnaire, and the version that the newest answer was given to.
    package var form: String
    package var formVersion: Int
    package var answers: Answers
    package var savedAt: Instant

    package init(
        ticket: String, person: String, form: String, formVersion: Int, answers: Answers, savedAt: Instant
    ) {
        self.ticket = ticket
        self.person = person
        self.form = form
        self.formVersion = formVersion
        self.answers = answers
        self.savedAt = savedAt
    }
}
