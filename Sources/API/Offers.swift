package import FoundationEssentials

/// `GET /tickets/{ticket}/offers`: what others have said about a patient, for the doctor to confirm. It counts for
/// nothing until then.
package struct OffersResponse: Codable, Sendable {
    /// The form that it is offered to.
    package var form: String
    /// Those that are neither confirmed nor put aside, in the order of the form.
    package var offers: [OfferResponse]
    /// The newest signed assessment of the same person, when there is one.
    package var last: LastAssessmentResponse?

    package init(form: String, offers: [OfferResponse], last: LastAssessmentResponse?) {
        self.form = form
        self.offers = offers
        self.last = last
    }
}

package struct OfferResponse: Codable, Sendable {
    package var item: String
    package var answer: JSONValue
    /// `patient` or `last`.
    package var source: String
    package var saidAt: Date

    package init(item: String, answer: JSONValue, source: String, saidAt: Date) {
        self.item = item
        self.answer = answer
        self.source = source
        self.saidAt = saidAt
    }
}

package struct LastAssessmentResponse: Codable, Sendable {
    package var id: String
    package var form: String
    package var signedAt: Date
    package var signedBy: String
    /// Items that were answered then and are answered otherwise now.
    package var changes: [AnswerChangeResponse]
    /// The numbers of then, by item, that have to be measured or asked anew.
    package var numbers: [String: Double]

    package init(
        id: String, form: String, signedAt: Date, signedBy: String, changes: [AnswerChangeResponse],
        numbers: [String: Double]
    ) {
        self.id = id
        self.form = form
        self.signedAt = signedAt
        self.signedBy = signedBy
        self.changes = changes
        self.numbers = numbers
    }
}

package struct AnswerChangeResponse: Codable, Sendable {
    package var item: String
    package var before: JSONValue
    package var after: JSONValue

    package init(item: String, before: JSONValue, after: JSONValue) {
        self.item = item
        self.before = before
        self.after = after
    }
}

/// Who said an answer that the doctor confirmed.
package struct AnswerOriginResponse: Codable, Sendable {
    /// `patient`, `last` or `record`.
    package var source: String
    package var saidAt: Date

    package init(source: String, saidAt: Date) {
        self.source = source
        self.saidAt = saidAt
    }
}
