package import FoundationEssentials

/// `POST /forms/{form}/evaluations`: stateless scoring.
package struct EvaluationRequest: Codable, Sendable {
    package var answers: [String: JSONValue]

    package init(answers: [String: JSONValue]) { self.answers = answers }
}

/// `POST /assessments`: opens the ticket's assessment, or answers with the one that is open.
package struct AssessmentRequest: Codable, Sendable {
    package var ticket: String
    /// The form; the queue's own when absent.
    package var form: String?

    package init(ticket: String, form: String? = nil) {
        self.ticket = ticket
        self.form = form
    }
}

package struct AssessmentCreated: Codable, Sendable {
    package var id: String
    package var event: String
    package var form: String
    package var formVersion: Int
    /// The draft's version, for `If-Match`.
    package var version: Int

    package init(id: String, event: String, form: String, formVersion: Int, version: Int) {
        self.id = id
        self.event = event
        self.form = form
        self.formVersion = formVersion
        self.version = version
    }
}

/// `PUT /assessments/{id}` with `If-Match: "<version>"`.
package struct DraftRequest: Codable, Sendable {
    package var answers: [String: JSONValue]
    /// Items whose offered answer is put aside, beside those of before; none when absent.
    package var cleared: [String]?

    package init(answers: [String: JSONValue], cleared: [String]? = nil) {
        self.answers = answers
        self.cleared = cleared
    }
}

package struct DraftResponse: Codable, Sendable {
    package var id: String
    package var version: Int

    package init(id: String, version: Int) {
        self.id = id
        self.version = version
    }
}

/// Who did something.
package struct StaffName: Codable, Sendable {
    package var username: String
    package var name: String

    package init(username: String, name: String) {
        self.username = username
        self.name = name
    }
}

/// `GET /assessments/{id}`. The `ETag` is the draft's version.
package struct AssessmentResponse: Codable, Sendable {
    package var id: String
    package var ticket: String
    package var patient: String
    package var form: String
    package var formVersion: Int
    /// `draft` (also while it is being amended) or `signed`.
    package var state: String
    package var version: Int
    package var answers: [String: JSONValue]
    /// As `POST /forms/{form}/evaluations` answers.
    package var evaluation: JSONValue
    package var signedAt: Date?
    package var signedBy: String?
    /// Of the signed slip's PDF.
    package var slipSHA256: String?
    package var printJobs: [PrintJobResponse]
    /// By item: whose word an answer is that the doctor did not give alone.
    package var origins: [String: AnswerOriginResponse]?
    /// Items whose offered answer was put aside.
    package var cleared: [String]?
    /// Who saved the draft last; nil while nobody has.
    package var savedBy: StaffName?
    /// What a new version of the form has changed since the draft was last saved.
    package var formChanges: JSONValue?
    /// What was signed, oldest first; the last one holds.
    package var revisions: [RevisionSummary]
    /// While it is being amended.
    package var amendment: AmendmentSummary?
    /// What the amendment has changed so far; of what is signed, what its last revision changed.
    package var differences: [DifferenceResponse]

    package init(
        id: String, ticket: String, patient: String, form: String, formVersion: Int, state: String,
        version: Int, answers: [String: JSONValue], evaluation: JSONValue, signedAt: Date?,
        signedBy: String?, slipSHA256: String?, printJobs: [PrintJobResponse], revisions: [RevisionSummary],
        amendment: AmendmentSummary?, differences: [DifferenceResponse],
        origins: [String: AnswerOriginResponse]? = nil, cleared: [String]? = nil,
        savedBy: StaffName? = nil, formChanges: JSONValue? = nil
    ) {
        self.savedBy = savedBy
        self.formChanges = formChanges
        self.origins = origins
        self.cleared = cleared
        self.id = id
        self.ticket = ticket
        self.patient = patient
        self.form = form
        self.formVersion = formVersion
        self.state = state
        self.version = version
        self.answers = answers
        self.evaluation = evaluation
        self.signedAt = signedAt
        self.signedBy = signedBy
        self.slipSHA256 = slipSHA256
        self.printJobs = printJobs
        self.revisions = revisions
        self.amendment = amendment
        self.differences = differences
    }
}

/// `POST /assessments/{id}/signatures` with `If-Match`: either the password or the PIN.
package struct SignatureRequest: Codable, Sendable {
    /// The signer's password, asked again.
    package var password: String?
    /// The signer's PIN.
    package var pin: String?
    /// Whether to print the slip; true when absent.
    package var print: Bool?

    package init(password: String? = nil, pin: String? = nil, print: Bool? = nil) {
        self.password = password
        self.pin = pin
        self.print = print
    }
}

package struct SignatureResponse: Codable, Sendable {
    package var id: String
    package var event: String
    package var revision: Int
    /// Of the slip's PDF; absent when the slip could not be rendered (the print job then says why).
    package var slipSHA256: String?
    package var printJob: String?

    package init(id: String, event: String, revision: Int, slipSHA256: String?, printJob: String?) {
        self.id = id
        self.event = event
        self.revision = revision
        self.slipSHA256 = slipSHA256
        self.printJob = printJob
    }
}

/// `GET /assessments/{id}/readings`: who has read it since it was signed, oldest first.
package struct ReadingListResponse: Codable, Sendable {
    package var readings: [ReadingResponse]

    package init(readings: [ReadingResponse]) { self.readings = readings }
}

package struct ReadingResponse: Codable, Sendable {
    package var username: String
    package var name: String
    package var at: Date
    package var revision: Int
    /// `record`, `slip`, `fhir` or `document`.
    package var shape: String

    package init(username: String, name: String, at: Date, revision: Int, shape: String) {
        self.username = username
        self.name = name
        self.at = at
        self.revision = revision
        self.shape = shape
    }
}
