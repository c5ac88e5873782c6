package import FormEngine
import Foundation
import QueueEngine

/// One assessment as other systems get it: what was signed, under the form that it was signed with and about the patient as
/// known then; else the draft.
package struct ExchangeRecord: Sendable {
    package var form: FormDefinition
    package var answers: Answers
    package var evaluation: Evaluation
    package var context: FHIRResponseContext
}

extension ClinicService {
    /// Throws ``NotFound`` when there is no such assessment.
    package func recordForExchange(assessment id: String, by actor: Actor) async throws -> ExchangeRecord {
        let (assessment, _) = try await assessment(id)
        try await noteReading(of: id, revision: assessment.signature?.revision, .fhir, by: actor)
        return try await recordForExchange(assessment)
    }

    private func recordForExchange(_ assessment: Assessment) async throws -> ExchangeRecord {
        let hospital = layout.hospital.best(for: "zh")
        guard let signed = try await store.read({ [self] in try newestContent(of: assessment, in: $0) }) else {
            let patient = try await person(assessment.person)
            let form = try form(assessment.form)
            let authored = assessment.openedAt.date.formatted(.iso8601)
            return ExchangeRecord(
                form: form, answers: assessment.answers, evaluation: form.evaluate(assessment.answers),
                context: FHIRResponseContext(
                    id: assessment.id, status: .inProgress, subject: patient.fhirResource(of: hospital),
                    authored: authored))
        }
        return ExchangeRecord(
            form: signed.form, answers: signed.answers, evaluation: signed.evaluation,
            context: FHIRResponseContext(
                id: assessment.id, status: signed.revision > 1 ? .amended : .completed,
                subject: signed.patient.fhirResource(of: hospital),
                authored: signed.signedAt.date.formatted(.iso8601), signer: signed.doctorName))
    }
}
