package import API

extension Request<JSONValue> {
    /// A form's definition.
    package static func form(_ form: String) -> Self { get("/forms/\(form.escaped)") }

    /// Scores the answers. It changes nothing and has no key.
    package static func evaluate(_ form: String, answers: [String: JSONValue]) throws -> Self {
        try act("POST", "/forms/\(form.escaped)/evaluations", body: EvaluationRequest(answers: answers), key: nil)
    }
}

extension Request<AssessmentCreated> {
    /// Opens the ticket's assessment.
    package static func openAssessment(_ assessment: AssessmentRequest, key: String) throws -> Self {
        try act("POST", "/assessments", body: assessment, key: key)
    }
}

extension Request<AssessmentResponse> {
    /// One assessment, with its print jobs.
    package static func assessment(_ id: String) -> Self { get("/assessments/\(id.escaped)") }
}

extension Request<DraftResponse> {
    /// Saves the draft over the version that was seen.
    package static func saveDraft(
        _ id: String, version: Int, answers: [String: JSONValue], key: String
    ) throws -> Self {
        try act(
            "PUT", "/assessments/\(id.escaped)", body: DraftRequest(answers: answers), key: key, ifMatch: version)
    }
}

extension Request<SignatureResponse> {
    /// Signs the version that was seen.
    package static func sign(_ id: String, version: Int, _ signature: SignatureRequest, key: String) throws -> Self {
        try act("POST", "/assessments/\(id.escaped)/signatures", body: signature, key: key, ifMatch: version)
    }
}
