package import FormEngine
import Synchronization

/// A draft keeps the definition that it was begun under, as a write-once document, so that it can say what a new version
/// of the form has changed. It goes on under the new one.
extension ClinicService {
    /// The definition as a document; many drafts share one. Written out once for each form: a draft saves itself often.
    func document(of form: FormDefinition) throws -> StoredDocument {
        if let known = formDocuments.withLock({ $0[form.id] }) { return known }
        let document = StoredDocument(mediaType: "application/json", bytes: Array(try EventCoding.json(form).utf8))
        formDocuments.withLock { $0[form.id] = document }
        return document
    }

    /// What has changed in the form since the draft was last saved; nil when nothing has.
    package func formChanges(of draft: Assessment) async throws -> FormChanges? {
        guard draft.state == .draft, draft.amendment == nil, let sha256 = draft.formSHA256 else { return nil }
        let form = try form(draft.form)
        guard try document(of: form).sha256 != sha256,
            let document = try await store.read({ try $0.document(sha256: sha256) })
        else { return nil }
        let old = try EventCoding.value(FormDefinition.self, from: document.bytes)
        let changes = form.changes(since: old, answers: draft.answers)
        return changes.isEmpty ? nil : changes
    }
}
