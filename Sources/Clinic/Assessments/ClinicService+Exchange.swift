package import FormEngine
import Foundation
import QueueEngine

/// One assessment as other systems get it: what was signed, under the form that it was signed with; else the draft.
package struct ExchangeRecord: Sendable {
    package var form: FormDefinition
    package var answers: Answers
    package var evaluation: Evaluation
    package var context: FHIRResponseContext
}

extension ClinicService {
    /// Throws ``NotFound`` when there is no such assessment.
    package func recordForExchange(assessment id: String) async throws -> ExchangeRecord {
        let (assessment, _) = try await assessment(id)
        guard let signature = assessment.signature,
            let document = try await store.read({ try $0.document(sha256: signature.contentSHA256) })
        else {
            let form = try form(assessment.form)
            let authored = assessment.openedAt.date.formatted(.iso8601)
            return ExchangeRecord(
                form: form, answers: assessment.answers, evaluation: form.evaluate(assessment.answers),
                context: FHIRResponseContext(
                    id: id, status: .inProgress, patient: assessment.person, authored: authored))
        }
        let signed = try EventCoding.value(SignedContent.self, from: document.bytes)
        return ExchangeRecord(
            form: signed.form, answers: signed.answers, evaluation: signed.evaluation,
            context: FHIRResponseContext(
                id: id, status: signed.revision > 1 ? .amended : .completed, patient: assessment.person,
                authored: signed.signedAt.date.formatted(.iso8601), signer: signed.doctorName))
    }
}
