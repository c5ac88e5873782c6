package import FormEngine
package import QueueEngine

/// One filled form about one patient. A draft is overwritten; what was signed never changes.
package struct Assessment: Codable, Hashable, Sendable {
    package enum State: String, Codable, Hashable, Sendable {
        case draft
        case signed
    }

    package let id: String
    /// The ticket's id.
    package let ticket: String
    package let person: String
    package let form: String
    package var formVersion: Int
    /// Of the definition that the draft was last saved under.
    package var formSHA256: String?
    package var state: State
    /// Grows with each saved draft, so that two windows cannot silently fight.
    package var version: Int
    package var answers: Answers
    /// Whose word the answers are, where the doctor did not give them alone.
    package var provenance = Provenance()
    package let openedAt: Instant
    /// The newest signed revision.
    package var signature: AssessmentSignature?

    package init(
        id: String, ticket: String, person: String, form: String, formVersion: Int, answers: Answers,
        openedAt: Instant
    ) {
        self.id = id
        self.ticket = ticket
        self.person = person
        self.form = form
        self.formVersion = formVersion
        state = .draft
        version = 1
        self.answers = answers
        self.openedAt = openedAt
    }
}

/// Who signed what, when. The journal holds the same hashes.
package struct AssessmentSignature: Codable, Hashable, Sendable {
    package var revision: Int
    package var doctor: String
    package var doctorName: String
    package var signedAt: Instant
    /// Of the signed content: answers, form version and scores, as a write-once document.
    package var contentSHA256: String
    /// Of the slip's PDF; nil when it could not be rendered.
    package var slipSHA256: String?

    package init(
        revision: Int, doctor: String, doctorName: String, signedAt: Instant, contentSHA256: String,
        slipSHA256: String?
    ) {
        self.revision = revision
        self.doctor = doctor
        self.doctorName = doctorName
        self.signedAt = signedAt
        self.contentSHA256 = contentSHA256
        self.slipSHA256 = slipSHA256
    }
}
