package import FormEngine
import QueueEngine

/// An assessment as it is read: its draft, or what was signed last.
package struct AssessmentRecord: Sendable {
    package var assessment: Assessment
    package var evaluation: Evaluation
    package var printJobs: [PrintJob]
    /// What an amendment has changed so far; of what is signed, what its last revision changed.
    package var differences: [Difference]
}

/// One signed revision, as it was signed.
package struct AssessmentRevision: Sendable {
    package var assessment: String
    package var signature: AssessmentSignature
    package var form: FormDefinition
    package var answers: Answers
    package var evaluation: Evaluation
    /// What it changed in the revision before it; empty for the first.
    package var differences: [Difference]
    /// The revision that holds instead.
    package var replacedBy: AssessmentSignature?
}

extension ClinicService {
    /// - Parameters:
    ///   - language: of the differences' words.
    ///   - actor: whose reading is journalled, once it is signed.
    package func assessmentRecord(
        _ id: String, in language: String, by actor: Actor
    ) async throws -> AssessmentRecord {
        let record = try await assessmentRecord(id, in: language)
        try await noteReading(of: id, revision: record.assessment.signature?.revision, .record, by: actor)
        return record
    }

    private func assessmentRecord(_ id: String, in language: String) async throws -> AssessmentRecord {
        try await store.read { [self] reader in
            guard let assessment = try reader.assessment(id: id) else { throw NotFound("assessment") }
            let jobs = try reader.printJobs(subject: id)
            guard let signed = try newestContent(of: assessment, in: reader) else {
                let evaluation = try evaluation(
                    of: assessment, by: form(assessment.form), signed: nil, in: reader)
                return AssessmentRecord(
                    assessment: assessment, evaluation: evaluation, printJobs: jobs, differences: [])
            }
            guard assessment.state == .draft else {
                return AssessmentRecord(
                    assessment: assessment, evaluation: signed.evaluation, printJobs: jobs,
                    differences: try differences(
                        from: assessment.revisions.dropLast().last, to: signed, language, reader))
            }
            let evaluation = try evaluation(of: assessment, by: signed.form, signed: signed, in: reader)
            let draft = Filling(
                answers: signed.form.counted(assessment.answers), evaluation: evaluation,
                patient: try reader.person(id: assessment.person) ?? signed.patient)
            let text = DifferenceText(form: signed.form, wording: wording, language: language)
            return AssessmentRecord(
                assessment: assessment, evaluation: evaluation, printJobs: jobs,
                differences: text.differences(from: signed.filling, to: draft))
        }
    }

    package func assessmentRevision(
        _ revision: Int, of id: String, in language: String, by actor: Actor
    ) async throws -> AssessmentRevision {
        let found = try await assessmentRevision(revision, of: id, in: language)
        try await noteReading(of: id, revision: revision, .record, by: actor)
        return found
    }

    private func assessmentRevision(
        _ revision: Int, of id: String, in language: String
    ) async throws -> AssessmentRevision {
        try await store.read { [self] reader in
            let (assessment, signature) = try self.signature(revision, of: id, in: reader)
            let signed = try content(of: signature, in: reader)
            let before = assessment.revisions.first { $0.revision == revision - 1 }
            return AssessmentRevision(
                assessment: id, signature: signature, form: signed.form, answers: signed.answers,
                evaluation: signed.evaluation, differences: try differences(from: before, to: signed, language, reader),
                replacedBy: Self.replacement(of: signature, in: assessment))
        }
    }

    private func signature(
        _ revision: Int, of id: String, in reader: any StoreReader
    ) throws -> (Assessment, AssessmentSignature) {
        guard let assessment = try reader.assessment(id: id) else { throw NotFound("assessment") }
        guard let signature = assessment.revisions.first(where: { $0.revision == revision }) else {
            throw NotFound("revision")
        }
        return (assessment, signature)
    }

    private static func replacement(
        of signature: AssessmentSignature, in assessment: Assessment
    ) -> AssessmentSignature? {
        assessment.signature.flatMap { $0.revision == signature.revision ? nil : $0 }
    }

    private func differences(
        from before: AssessmentSignature?, to signed: SignedContent, _ language: String, _ reader: any StoreReader
    ) throws -> [Difference] {
        guard let before else { return [] }
        return DifferenceText(form: signed.form, wording: wording, language: language)
            .differences(from: try content(of: before, in: reader).filling, to: signed.filling)
    }

    /// The PDF of the slip that holds.
    package func slip(ofAssessment id: String, by actor: Actor) async throws -> [UInt8] {
        let (revision, pdf) = try await store.read { [self] reader in
            guard let assessment = try reader.assessment(id: id) else { throw NotFound("assessment") }
            guard let signature = assessment.signature else { throw Conflict("assessment.not-signed") }
            return (signature.revision, try frozenSlip(of: signature, in: reader))
        }
        try await noteReading(of: id, revision: revision, .slip, by: actor)
        return pdf
    }

    /// The PDF of one revision's slip. One that was replaced is rendered anew and says so on every page; `original` gives
    /// the very bytes that were signed, whose hash the journal holds.
    package func slip(
        ofRevision revision: Int, of id: String, original: Bool, by actor: Actor
    ) async throws -> [UInt8] {
        let pdf = try await slip(ofRevision: revision, of: id, original: original)
        try await noteReading(of: id, revision: revision, .slip, by: actor)
        return pdf
    }

    private func slip(ofRevision revision: Int, of id: String, original: Bool) async throws -> [UInt8] {
        let (assessment, signature) = try await store.read { [self] in try self.signature(revision, of: id, in: $0) }
        guard !original, let newer = Self.replacement(of: signature, in: assessment) else {
            return try await store.read { [self] in try frozenSlip(of: signature, in: $0) }
        }
        let content = try await store.read { [self] in try self.content(of: signature, in: $0) }
        guard let slip = try? await render(content, digest: signature.contentSHA256, replacedBy: newer).get() else {
            throw Conflict("slip.not-rendered")
        }
        return slip.bytes
    }

    private func frozenSlip(of signature: AssessmentSignature, in reader: any StoreReader) throws -> [UInt8] {
        guard let sha = signature.slipSHA256, let pdf = try reader.document(sha256: sha) else {
            throw Conflict("slip.not-rendered")
        }
        return pdf.bytes
    }
}

extension SignedContent {
    var filling: Filling { Filling(answers: answers, evaluation: evaluation, patient: patient) }
}
