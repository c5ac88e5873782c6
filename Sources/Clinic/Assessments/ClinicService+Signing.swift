import FormEngine
import QueueEngine
import Slip

/// What signing answered.
package struct SignatureOutcome: Codable, Sendable {
    package var assessment: String
    package var event: String
    package var revision: Int
    package var slipSHA256: String?
    package var printJob: String?
}

/// Something that must be answered is not. It can be signed once these are.
package struct IncompleteAssessment: Error, Sendable {
    package var form: String
    package var missing: [String]
}

/// The answers contradict each other in a way that the form forbids. It can be signed once they are changed.
package struct BlockedAssessment: Error, Sendable {
    package var form: String
    /// The ids of the findings that forbid it.
    package var findings: [String]
}

extension ClinicService {
    /// Signs a draft: the slip is rendered first, then answers, form, scores and slip are frozen together, unless the
    /// draft moved meanwhile. A slip that cannot be rendered stops its print job, never the signature.
    package func sign(
        assessment id: String, version: Int, secret: SigningSecret, print: Bool, _ request: Request
    ) async throws -> SignatureOutcome {
        var request = request
        // The body holds the password or the PIN, and what is kept of a request must not help to guess it.
        request.bodyHash = Hash.sha256("\(id) \(version) \(print)")
        let asked = request
        if let outcome: SignatureOutcome = try await store.read({ [self] in try earlierOutcome(of: asked, in: $0) }) {
            return outcome
        }
        try await confirm(request.actor, secret: secret)
        let now = now()
        let content = try await content(ofDraft: id, version: version, by: request.actor, at: now)
        let document = StoredDocument(
            mediaType: "application/json", bytes: Array(try EventCoding.json(content).utf8))
        let rendered = await render(content, digest: document.sha256)
        let outcome = try await perform(asked) { [self] transaction, now in
            try freeze(
                content, document: document, rendered: rendered, version: version, print: print, by: asked.actor,
                at: now, in: transaction)
        }
        // Whoever signed it has read it: the signature says so already.
        readings.remember(Reading.Key(asked.actor.username, id, content.revision, .record), at: self.now())
        wakePrinting()
        return outcome
    }

    private func content(
        ofDraft id: String, version: Int, by actor: Actor, at now: Instant
    ) async throws -> SignedContent {
        let (draft, form, before, evaluation) = try await store.read { [self] reader in
            let draft = try self.draft(id, version: version, in: reader)
            let before = try self.newestContent(of: draft, in: reader)
            let form = try before?.form ?? self.form(draft.form)
            return (draft, form, before, try self.evaluation(of: draft, by: form, signed: before, in: reader))
        }
        guard evaluation.missing.isEmpty else { throw IncompleteAssessment(form: form.id, missing: evaluation.missing) }
        let blocks = evaluation.findings.filter(\.blocks)
        guard blocks.isEmpty else { throw BlockedAssessment(form: form.id, findings: blocks.map(\.id)) }
        try await store.read { [self] reader in
            try requireSettledOffers(of: draft, visible: evaluation.visible, in: reader)
        }
        let (ticket, _, date) = try await ticket(draft.ticket)
        var content = SignedContent(
            assessment: id, revision: 1, form: form, answers: form.counted(draft.answers),
            provenance: draft.provenance, evaluation: evaluation,
            patient: try await person(draft.person), ticket: draft.ticket, label: ticket.label,
            date: "\(date)",
            room: ticket.room?.rawValue, doctor: actor.username, doctorName: actor.name, signedAt: now)
        if let amendment = draft.amendment, let before, let signature = draft.signature {
            var patient = before.patient
            // Not on the slip.
            patient.phone = content.patient.phone
            guard content.answers != before.answers || content.patient != patient else {
                throw Conflict("amendment.unchanged")
            }
            content.revision = amendment.revision
            content.room = before.room ?? content.room
            content.replaces = SignedContent.Replaced(before, sha256: signature.contentSHA256, reason: amendment.reason)
        }
        return content
    }

    /// - Parameter replacedBy: the newer revision, which the slip of an older one must say.
    func render(
        _ content: SignedContent, digest: String, copy: Int = 1, printer: String? = nil, showsAll: Bool = false,
        replacedBy: AssessmentSignature? = nil
    ) async -> Result<RenderedSlip, RenderProblem> {
        let printer = (printer ?? connectedPrinter(for: .slip)).flatMap(layout.printer)
        let page = AssessmentSlip(
            content: content, digest: digest, replacedBy: replacedBy, layout: layout, wording: wording,
            printer: printer, showsAll: showsAll
        ).document(copy: copy, at: now())
        do {
            return .success(try await renderer.render(page, createdAt: content.signedAt))
        } catch let problem as RenderProblem {
            return .failure(problem)
        } catch {
            return .failure(.library("\(type(of: error))"))
        }
    }

    /// What is signed here is known beside every other draft of the person: nobody signs one without having looked at it again.
    private func moveOtherDrafts(of signed: Assessment, in transaction: any Transaction) throws {
        for var other in try transaction.assessments(person: signed.person)
        where other.id != signed.id && other.state == .draft {
            other.version += 1
            try transaction.save(other)
        }
    }

    /// The rows and events of a signature. The journal has the moment of this act, which is after that of signing by as
    /// long as rendering took: its times never go back.
    private func freeze(
        _ content: SignedContent, document: StoredDocument, rendered: Result<RenderedSlip, RenderProblem>,
        version: Int, print: Bool, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws -> SignatureOutcome {
        var assessment = try draft(content.assessment, version: version, in: transaction)
        let slip = try? rendered.get()
        let pdf = slip.map { StoredDocument(mediaType: "application/pdf", bytes: $0.bytes) }
        try transaction.save(document)
        if let pdf { try transaction.save(pdf) }
        assessment.state = .signed
        assessment.answers = content.answers
        assessment.formVersion = content.form.version
        assessment.amendment = nil
        assessment.revisions.append(
            AssessmentSignature(
                revision: content.revision, doctor: content.doctor, doctorName: content.doctorName,
                signedAt: content.signedAt, reason: content.replaces?.reason, contentSHA256: document.sha256,
                slipSHA256: pdf?.sha256))
        try transaction.save(assessment)
        try moveOtherDrafts(of: assessment, in: transaction)
        // Paper of the revision before that is not out yet would tell what no longer holds.
        for job in try transaction.printJobs(subject: assessment.id) where job.state.isUnfinished {
            try stop(job, by: actor, at: now, in: transaction)
        }
        var payload = [
            "revision": "\(content.revision)", "form": content.form.id, "formVersion": "\(content.form.version)",
            "contentSHA256": document.sha256, "ticket": content.ticket,
        ]
        payload["slipSHA256"] = pdf?.sha256
        payload["replaces"] = content.replaces?.contentSHA256
        let event = try note(
            "assessment-signed", on: "assessment/\(assessment.id)", payload: payload, by: actor, at: now,
            in: transaction)
        var outcome = SignatureOutcome(
            assessment: assessment.id, event: event.id, revision: content.revision, slipSHA256: pdf?.sha256)
        if print {
            outcome.printJob = try queuePrint(
                purpose: .slip, subject: assessment.id, label: content.label,
                number: PaperNumber(revision: content.revision, copy: 1), rendered: rendered, printer: nil,
                by: actor, at: now, in: transaction
            ).id
        }
        return outcome
    }

    /// The slip of a signed assessment, marked as a copy. Throws ``CopyTaken`` when another revision is signed already.
    func renderCopy(
        ofAssessment assessment: Assessment, number: PaperNumber, printer: String?, showsAll: Bool
    ) async throws -> Result<RenderedSlip, RenderProblem> {
        guard let signature = assessment.signature,
            let content = try await store.read({ [self] in try newestContent(of: assessment, in: $0) })
        else {
            throw Conflict("assessment.not-signed")
        }
        guard content.revision == number.revision else { throw CopyTaken() }
        return await render(
            content, digest: signature.contentSHA256, copy: number.copy, printer: printer, showsAll: showsAll)
    }
}
