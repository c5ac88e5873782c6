package import FormEngine
import QueueEngine

/// What opening an amendment, or dropping one, answered.
package struct AmendmentOutcome: Codable, Sendable {
    package var assessment: String
    package var event: String
    /// The revision that signing it makes, or would have made.
    package var revision: Int
    /// The draft's version.
    package var version: Int
}

extension ClinicService {
    /// Makes a signed assessment a draft again, with a reason. What was signed stays, holds and can be read until the
    /// amendment is signed too, and stays readable after that.
    package func openAmendment(
        assessment id: String, reason: String, _ request: Request
    ) async throws -> AmendmentOutcome {
        let reason = try Self.checkedReason(reason)
        return try await perform(request) { [self] transaction, now in
            guard var assessment = try transaction.assessment(id: id) else { throw NotFound("assessment") }
            guard let signature = assessment.signature else { throw Conflict("assessment.not-signed") }
            if let open = assessment.amendment { throw Conflict("amendment.open", ["doctor": open.doctorName]) }
            guard signature.revision < Amendment.mostRevisions else {
                throw Conflict("amendment.too-many", ["limit": "\(Amendment.mostRevisions)"])
            }
            let amendment = Amendment(
                revision: signature.revision + 1, reason: reason, doctor: request.actor.username,
                doctorName: request.actor.name, openedAt: now)
            assessment.amendment = amendment
            assessment.state = .draft
            assessment.version += 1
            try transaction.save(assessment)
            let event = try noteAmendment("amendment-opened", of: assessment, amendment, request, now, transaction)
            try saveReason(reason, event: event.id, by: request.actor, at: now, in: transaction)
            return AmendmentOutcome(
                assessment: id, event: event.id, revision: amendment.revision, version: assessment.version)
        }
    }

    /// Lets go of an amendment that is not signed: what was signed before is all there is again. Throws `DraftMoved` when
    /// another window has gone on with it meanwhile.
    package func dropAmendment(
        assessment id: String, revision: Int, version: Int, _ request: Request
    ) async throws -> AmendmentOutcome {
        try await perform(request) { [self] transaction, now in
            guard let known = try transaction.assessment(id: id) else { throw NotFound("assessment") }
            guard known.amendment?.revision == revision else { throw NotFound("amendment") }
            var assessment = try draft(id, version: version, in: transaction)
            guard let amendment = assessment.amendment, let signed = try newestContent(of: assessment, in: transaction)
            else { throw NotFound("amendment") }
            assessment.amendment = nil
            assessment.state = .signed
            assessment.answers = signed.answers
            assessment.provenance = signed.provenance
            assessment.version += 1
            try transaction.save(assessment)
            let event = try noteAmendment("amendment-dropped", of: assessment, amendment, request, now, transaction)
            return AmendmentOutcome(
                assessment: id, event: event.id, revision: revision, version: assessment.version)
        }
    }

    private static func checkedReason(_ reason: String) throws -> String {
        let reason = PersonRules.trimmed(reason)
        let fault: InvalidInput.Fault? =
            if reason.isEmpty {
                .init("reason", "field.amendment-reason")
            } else if reason.unicodeScalars.count > reasonLimit {
                .init("reason", "field.too-long", ["limit": "\(reasonLimit)"])
            } else if reason.unicodeScalars.contains(where: PersonRules.isUnprintable) {
                .init("reason", "field.unprintable")
            } else {
                nil
            }
        if let fault { throw InvalidInput([fault]) }
        return reason
    }

    private func noteAmendment(
        _ type: String, of assessment: Assessment, _ amendment: Amendment, _ request: Request, _ now: Instant,
        _ transaction: any Transaction
    ) throws -> StoredEvent {
        try note(
            type, on: "assessment/\(assessment.id)",
            payload: ["ticket": assessment.ticket, "revision": "\(amendment.revision)"], by: request.actor, at: now,
            in: transaction)
    }

    /// Stateless scoring by the form of an assessment, which may be an older one than that in force.
    package func evaluate(assessment id: String, answers: Answers) async throws -> Evaluation {
        try await store.read { [self] reader in
            guard var assessment = try reader.assessment(id: id) else { throw NotFound("assessment") }
            let signed = try newestContent(of: assessment, in: reader)
            let form = try signed?.form ?? form(assessment.form)
            let problems = form.validate(answers)
            guard problems.isEmpty else { throw InvalidAnswers(problems: problems, form: form.id) }
            assessment.answers = answers
            return try evaluation(of: assessment, by: form, signed: signed, in: reader)
        }
    }

    /// The form that an assessment is filled with.
    package func formOfAssessment(_ id: String) async throws -> FormDefinition {
        try await store.read { [self] reader in
            guard let assessment = try reader.assessment(id: id) else { throw NotFound("assessment") }
            return try form(of: assessment, in: reader)
        }
    }
}
