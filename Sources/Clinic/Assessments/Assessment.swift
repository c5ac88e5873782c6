package import FormEngine
package import QueueEngine

/// One filled form about one patient. A draft is overwritten; what was signed never changes: an amendment is a new draft
/// that becomes a new signed revision beside the old one.
package struct Assessment: Codable, Hashable, Sendable {
    package enum State: String, Codable, Hashable, Sendable {
        /// Being filled for the first time, or being amended.
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
    /// What was signed, oldest first; its place is its revision less one. It only ever grows.
    package var revisions: [AssessmentSignature] = []
    /// Why the draft is one again, while a signed assessment is being amended.
    package var amendment: Amendment?

    /// The newest signed revision: the one that holds, also while it is being amended.
    package var signature: AssessmentSignature? { revisions.last }

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
    /// From 1.
    package var revision: Int
    package var doctor: String
    package var doctorName: String
    package var signedAt: Instant
    /// Why it replaces the revision before it; nil for the first.
    package var reason: String?
    /// Of the signed content: answers, form version and scores, as a write-once document.
    package var contentSHA256: String
    /// Of the slip's PDF; nil when it could not be rendered.
    package var slipSHA256: String?

    package init(
        revision: Int, doctor: String, doctorName: String, signedAt: Instant, reason: String?, contentSHA256: String,
        slipSHA256: String?
    ) {
        self.reason = reason
        self.revision = revision
        self.doctor = doctor
        self.doctorName = doctorName
        self.signedAt = signedAt
        self.contentSHA256 = contentSHA256
        self.slipSHA256 = slipSHA256
    }
}

/// A signed assessment that is being changed: who began it, and why. The reason is somebody's own words and may name a
/// person, so the journal has only its hash.
package struct Amendment: Codable, Hashable, Sendable {
    /// So many revisions an assessment has at most: whoever needs more is writing another assessment.
    package static let mostRevisions = 20

    /// The revision that its signature will make.
    package var revision: Int
    package var reason: String
    package var doctor: String
    package var doctorName: String
    package var openedAt: Instant

    package init(revision: Int, reason: String, doctor: String, doctorName: String, openedAt: Instant) {
        self.revision = revision
        self.reason = reason
        self.doctor = doctor
        self.doctorName = doctorName
        self.openedAt = openedAt
    }
}
