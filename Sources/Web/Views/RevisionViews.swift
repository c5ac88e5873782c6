import API
import Clinic
import FormEngine

/// Signatures, amendments and what they changed, as one asker may read them.
struct RevisionViews {
    let actor: Actor

    func summary(_ signature: AssessmentSignature) -> RevisionSummary {
        RevisionSummary(
            revision: signature.revision, signedAt: signature.signedAt.date, signedBy: signature.doctorName,
            reason: signature.reason, contentSHA256: signature.contentSHA256, slipSHA256: signature.slipSHA256)
    }

    func amendment(_ amendment: Amendment) -> AmendmentSummary {
        AmendmentSummary(
            revision: amendment.revision, reason: amendment.reason, openedBy: amendment.doctorName,
            openedAt: amendment.openedAt.date)
    }

    /// Who may not read names is told that one was corrected, not from what to what.
    func difference(_ difference: Difference) -> DifferenceResponse {
        let isHidden = difference.kind == .patient && !actor.readsNames
        return DifferenceResponse(
            kind: difference.kind.rawValue, id: difference.id, title: difference.title,
            old: isHidden ? nil : difference.old, new: isHidden ? nil : difference.new)
    }

    func revision(_ revision: AssessmentRevision) throws -> RevisionResponse {
        RevisionResponse(
            assessment: revision.assessment, signature: summary(revision.signature), form: revision.form.id,
            formVersion: revision.form.version, answers: try Wire.converted(revision.answers),
            evaluation: try Wire.converted(revision.evaluation),
            differences: revision.differences.map(difference), replacedBy: revision.replacedBy.map(summary))
    }
}
