import FormEngine

extension ClinicService {
    /// What is signed as the shared document 麻醉术前访视记录 of WS/T 500.10, as XML. The reading is journalled.
    package func sharedDocument(ofAssessment id: String, by actor: Actor) async throws -> String {
        let content = try await store.read { [self] reader in
            guard let assessment = try reader.assessment(id: id) else { throw NotFound("assessment") }
            return try newestContent(of: assessment, in: reader)
        }
        guard let content else { throw Conflict("assessment.not-signed") }
        guard let mapping = documents[content.form.id] else { throw Conflict("document.no-mapping") }
        try await noteReading(of: id, revision: content.revision, .document, by: actor)
        return ClinicalDocument(content: content, mapping: mapping, layout: layout, wording: wording).xml
    }
}
