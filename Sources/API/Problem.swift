/// An error as RFC 9457 `application/problem+json`: a stable code for programs, a sentence for people.
package struct Problem: Codable, Hashable, Sendable {
    /// `urn:houzhen:problem:` and the code.
    package var type: String
    /// The status's short English phrase.
    package var title: String
    package var status: Int
    /// What went wrong and what to do, in the asker's language.
    package var detail: String
    /// Stable, for programs: `queue.nobody-waiting`.
    package var code: String
    /// The same id stands in the server's log.
    package var requestId: String?
    /// The fields that are wrong, each with its own sentence, where a body has several faults.
    package var errors: [FieldProblem]?

    package init(
        status: Int, title: String, code: String, detail: String, requestId: String? = nil,
        errors: [FieldProblem]? = nil
    ) {
        self.type = "urn:houzhen:problem:\(code)"
        self.title = title
        self.status = status
        self.detail = detail
        self.code = code
        self.requestId = requestId
        self.errors = errors
    }
}

/// One field of a body that is wrong.
package struct FieldProblem: Codable, Hashable, Sendable {
    /// The field, as a dotted path: `patient.birthDate`.
    package var field: String
    package var detail: String

    package init(field: String, detail: String) {
        self.field = field
        self.detail = detail
    }
}
