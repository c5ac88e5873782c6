package import FoundationEssentials

/// `POST /assessments/{id}/amendments`: makes a signed assessment a draft again.
package struct AmendmentRequest: Codable, Sendable {
    /// Why, in the doctor's own words: printed on the amended slip.
    package var reason: String

    package init(reason: String) { self.reason = reason }
}

package struct AmendmentResponse: Codable, Sendable {
    package var id: String
    package var event: String
    /// The revision that signing it makes.
    package var revision: Int
    /// The draft's version, for `If-Match`.
    package var version: Int

    package init(id: String, event: String, revision: Int, version: Int) {
        self.id = id
        self.event = event
        self.revision = revision
        self.version = version
    }
}

/// An amendment that is not signed yet.
package struct AmendmentSummary: Codable, Sendable {
    package var revision: Int
    package var reason: String
    package var openedBy: String
    package var openedAt: Date

    package init(revision: Int, reason: String, openedBy: String, openedAt: Date) {
        self.revision = revision
        self.reason = reason
        self.openedBy = openedBy
        self.openedAt = openedAt
    }
}

/// One signature.
package struct RevisionSummary: Codable, Sendable {
    /// From 1.
    package var revision: Int
    package var signedAt: Date
    package var signedBy: String
    /// Why it replaces the one before; absent for the first.
    package var reason: String?
    /// Of the signed content.
    package var contentSHA256: String
    /// Of the slip's PDF.
    package var slipSHA256: String?

    package init(
        revision: Int, signedAt: Date, signedBy: String, reason: String?, contentSHA256: String, slipSHA256: String?
    ) {
        self.revision = revision
        self.signedAt = signedAt
        self.signedBy = signedBy
        self.reason = reason
        self.contentSHA256 = contentSHA256
        self.slipSHA256 = slipSHA256
    }
}

/// One thing that differs between two revisions, in words of the asker's language.
package struct DifferenceResponse: Codable, Sendable {
    /// `patient`, `answer`, `score` or `finding`.
    package var kind: String
    /// The item's, score's or finding's id, or the patient's field.
    package var id: String
    package var title: String
    /// Absent where there was nothing, and for who may not read names.
    package var old: String?
    package var new: String?

    package init(kind: String, id: String, title: String, old: String?, new: String?) {
        self.kind = kind
        self.id = id
        self.title = title
        self.old = old
        self.new = new
    }
}

/// `GET /assessments/{id}/revisions/{revision}`: what was signed, as it was signed.
package struct RevisionResponse: Codable, Sendable {
    package var assessment: String
    package var signature: RevisionSummary
    package var form: String
    package var formVersion: Int
    package var answers: [String: JSONValue]
    package var evaluation: JSONValue
    /// What it changed in the revision before it.
    package var differences: [DifferenceResponse]
    /// The revision that holds instead; absent for the one that holds.
    package var replacedBy: RevisionSummary?

    package init(
        assessment: String, signature: RevisionSummary, form: String, formVersion: Int, answers: [String: JSONValue],
        evaluation: JSONValue, differences: [DifferenceResponse], replacedBy: RevisionSummary?
    ) {
        self.assessment = assessment
        self.signature = signature
        self.form = form
        self.formVersion = formVersion
        self.answers = answers
        self.evaluation = evaluation
        self.differences = differences
        self.replacedBy = replacedBy
    }
}
