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

/// What a signature freezes, as one write-once document.
struct SignedContent: Codable, Sendable {
    var assessment: String
    var revision: Int
    var form: FormDefinition
    var answers: Answers
    /// Whose word the answers are, where the doctor did not give them alone.
    var provenance = Provenance()
    var evaluation: Evaluation
    var patient: Person
    var ticket: String
    var label: String
    /// Where it was, when known.
    var room: String?
    var doctor: String
    var doctorName: String
    var signedAt: Instant
}

extension ClinicService {
    /// Signs a draft: the slip is rendered first, then answers, form, scores and slip are frozen together, unless the
    /// draft moved meanwhile. A slip that cannot be rendered stops its print job, never the signature.
    package func sign(
        assessment id: String, version: Int, password: String, print: Bool, _ request: Request
    ) async throws -> SignatureOutcome {
        var request = request
        // The body holds the password, and what is kept of a request must not help to guess it.
        request.bodyHash = Hash.sha256("\(id) \(version) \(print)")
        let asked = request
        if let outcome: SignatureOutcome = try await store.read({ [self] in try earlierOutcome(of: asked, in: $0) }) {
            return outcome
        }
        try await confirm(request.actor, password: password)
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
        if outcome.printJob != nil { wakePrinting() }
        return outcome
    }

    private func content(
        ofDraft id: String, version: Int, by actor: Actor, at now: Instant
    ) async throws -> SignedContent {
        let draft = try await store.read { [self] in try self.draft(id, version: version, in: $0) }
        let form = try form(draft.form)
        let evaluation = form.evaluate(draft.answers)
        guard evaluation.missing.isEmpty else { throw IncompleteAssessment(form: form.id, missing: evaluation.missing) }
        let blocks = evaluation.findings.filter(\.blocks)
        guard blocks.isEmpty else { throw BlockedAssessment(form: form.id, findings: blocks.map(\.id)) }
        try await store.read { [self] in
            try requireSettledOffers(of: draft, visible: evaluation.visible, in: $0)
        }
        let (ticket, _, _) = try await ticket(draft.ticket)
        return SignedContent(
            assessment: id, revision: 1, form: form, answers: form.counted(draft.answers),
            provenance: draft.provenance, evaluation: evaluation,
            patient: try await person(draft.person), ticket: draft.ticket, label: ticket.label,
            room: ticket.room?.rawValue, doctor: actor.username, doctorName: actor.name, signedAt: now)
    }

    private func render(
        _ content: SignedContent, digest: String, copy: Int = 1, printer: String? = nil, showsAll: Bool = false
    ) async -> Result<RenderedSlip, RenderProblem> {
        let printer = (printer ?? connectedPrinter(for: .slip)).flatMap(layout.printer)
        let page = AssessmentSlip(
            content: content, digest: digest, layout: layout, wording: wording, printer: printer, showsAll: showsAll
        ).document(copy: copy, at: now())
        do {
            return .success(try await renderer.render(page, createdAt: content.signedAt))
        } catch let problem as RenderProblem {
            return .failure(problem)
        } catch {
            return .failure(.library("\(type(of: error))"))
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
        assessment.signature = AssessmentSignature(
            revision: content.revision, doctor: content.doctor, doctorName: content.doctorName,
            signedAt: content.signedAt, contentSHA256: document.sha256, slipSHA256: pdf?.sha256)
        try transaction.save(assessment)
        var payload = [
            "revision": "\(content.revision)", "form": content.form.id, "formVersion": "\(content.form.version)",
            "contentSHA256": document.sha256, "ticket": content.ticket,
        ]
        payload["slipSHA256"] = pdf?.sha256
        let event = try note(
            "assessment-signed", on: "assessment/\(assessment.id)", payload: payload, by: actor, at: now,
            in: transaction)
        var outcome = SignatureOutcome(
            assessment: assessment.id, event: event.id, revision: content.revision, slipSHA256: pdf?.sha256)
        if print {
            outcome.printJob = try queuePrint(
                purpose: .slip, subject: assessment.id, label: content.label, copy: 1, rendered: rendered,
                printer: nil, by: actor, at: now, in: transaction
            ).id
        }
        return outcome
    }

    /// The slip of a signed assessment, marked as a copy.
    func renderCopy(
        ofAssessment assessment: Assessment, copy: Int, printer: String?, showsAll: Bool
    ) async throws -> Result<RenderedSlip, RenderProblem> {
        guard let signature = assessment.signature,
            let document = try await store.read({ try $0.document(sha256: signature.contentSHA256) })
        else { throw Conflict("assessment.not-signed") }
        return await render(
            try EventCoding.value(SignedContent.self, from: document.bytes), digest: signature.contentSHA256,
            copy: copy,
            printer: printer, showsAll: showsAll)
    }

    /// The PDF of a signed assessment's slip.
    package func slip(ofAssessment id: String) async throws -> [UInt8] {
        let (assessment, _) = try await assessment(id)
        guard let signature = assessment.signature else { throw Conflict("assessment.not-signed") }
        guard let sha = signature.slipSHA256, let pdf = try await store.read({ try $0.document(sha256: sha) }) else {
            throw Conflict("slip.not-rendered")
        }
        return pdf.bytes
    }
}
