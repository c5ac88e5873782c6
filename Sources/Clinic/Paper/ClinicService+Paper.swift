import QueueEngine
import Slip

/// What a request for paper answered.
package struct PrintOutcome: Codable, Sendable {
    package var printJob: String
    package var event: String
    package var copy: Int
}

/// What settling a doubtful job answered.
package struct ResolutionOutcome: Codable, Sendable {
    package var printJob: String
    package var event: String
    package var state: String
    /// The new job, when it is printed again.
    package var again: String?
}

extension ClinicService {
    /// The printer for a purpose that is connected; nil when PDFs are kept.
    private func connectedPrinter(for purpose: PrintPurpose) -> String? {
        layout.printers.first { $0.purpose == purpose && settings.connectedPrinters.contains($0.id) }?.id
    }

    /// Writes the row of a paper to print, in the transaction of what it shows.
    @discardableResult
    func queuePrint(
        purpose: PrintPurpose, subject: String, label: String, copy: Int,
        rendered: Result<RenderedSlip, RenderProblem>, printer: String?, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> PrintJob {
        let printer = printer ?? connectedPrinter(for: purpose)
        let job: PrintJob
        switch rendered {
        case .success(let slip):
            let document = StoredDocument(mediaType: "application/pdf", bytes: slip.bytes)
            try transaction.save(document)
            job = PrintJob(
                id: newID(), purpose: purpose, subject: subject, label: label, copy: copy, media: slip.media,
                documentSHA256: document.sha256, printer: printer, state: printer == nil ? .kept : .queued,
                createdAt: now)
        case .failure(let problem):
            job = PrintJob(
                id: newID(), purpose: purpose, subject: subject, label: label, copy: copy, media: .a5,
                documentSHA256: nil, printer: printer, state: .blocked, problem: problem.problem, createdAt: now)
        }
        try transaction.save(job)
        try noteRequest(job, by: actor, at: now, in: transaction)
        return job
    }

    @discardableResult
    private func noteRequest(
        _ job: PrintJob, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws -> StoredEvent {
        try note(
            "print-requested", on: "print/\(job.id)",
            payload: ["purpose": job.purpose.rawValue, "subject": job.subject, "copy": "\(job.copy)"], by: actor,
            at: now, in: transaction)
    }

    /// Prints a signed slip or a ticket again, marked as the next copy.
    package func printAgain(
        assessment: String?, ticket: String?, printer: String?, _ request: Request
    ) async throws -> PrintOutcome {
        if let outcome: PrintOutcome = try await store.read({ [self] in try earlierOutcome(of: request, in: $0) }) {
            return outcome
        }
        if let printer, !settings.connectedPrinters.contains(printer) { throw NotFound("printer") }
        let subject: (id: String, purpose: PrintPurpose)
        switch (assessment, ticket) {
        case (let id?, nil): subject = (id, .slip)
        case (nil, let id?): subject = (id, .ticket)
        default: throw InvalidInput([.init("assessment", "field.one-of-two", ["other": "ticket"])])
        }
        let copy = try await store.read { try $0.printJobs(subject: subject.id) }.map(\.copy).max().map { $0 + 1 } ?? 1
        let (label, rendered) = try await render(subject.id, purpose: subject.purpose, copy: copy)
        let outcome = try await perform(request) { [self] transaction, now in
            let job = try queuePrint(
                purpose: subject.purpose, subject: subject.id, label: label, copy: copy, rendered: rendered,
                printer: printer, by: request.actor, at: now, in: transaction)
            let event = try transaction.head(of: "print/\(job.id)")?.eventID ?? ""
            return PrintOutcome(printJob: job.id, event: event, copy: copy)
        }
        wakePrinting()
        return outcome
    }

    private func render(
        _ subject: String, purpose: PrintPurpose, copy: Int
    ) async throws -> (label: String, Result<RenderedSlip, RenderProblem>) {
        switch purpose {
        case .slip:
            let (assessment, _) = try await assessment(subject)
            return (
                try await ticket(assessment.ticket).ticket.label,
                try await renderCopy(ofAssessment: assessment, copy: copy)
            )
        case .ticket:
            return (try await ticket(subject).ticket.label, try await renderTicket(subject, copy: copy))
        }
    }

    package func printJob(_ id: String) async throws -> PrintJob {
        guard let job = try await store.read({ try $0.printJob(id: id) }) else { throw NotFound("print-job") }
        return job
    }

    package func printJobs(in states: [PrintState]) async throws -> [PrintJob] {
        try await store.read { try $0.printJobs(in: states) }
    }

    /// The PDF of a print job.
    package func document(ofPrintJob id: String) async throws -> [UInt8] {
        let job = try await printJob(id)
        guard let sha = job.documentSHA256, let pdf = try await store.read({ try $0.document(sha256: sha) }) else {
            throw Conflict("slip.not-rendered")
        }
        return pdf.bytes
    }

    /// Asks for a job to be stopped. What is printed already cannot be.
    package func cancelPrint(_ id: String, _ request: Request) async throws -> ResolutionOutcome {
        let outcome = try await perform(request) { [self] transaction, now in
            guard var job = try transaction.printJob(id: id) else { throw NotFound("print-job") }
            guard job.state.isUnfinished else { throw Conflict("print-job.finished") }
            // Also a queued one: the outbox may be about to take it, and sees the wish with its next save.
            job.cancelRequested = true
            if job.state == .queued { job.state = .cancelled }
            job.updatedAt = now
            try transaction.save(job)
            let event = try note("print-cancelled", on: "print/\(id)", by: request.actor, at: now, in: transaction)
            return ResolutionOutcome(printJob: id, event: event.id, state: job.state.rawValue, again: nil)
        }
        wakePrinting()
        return outcome
    }

    /// A person looked at the tray: a doubtful, failed or blocked job is printed, or is printed again as a copy.
    package func resolvePrint(_ id: String, printed: Bool, _ request: Request) async throws -> ResolutionOutcome {
        if let outcome: ResolutionOutcome = try await store.read({ [self] in try earlierOutcome(of: request, in: $0) })
        {
            return outcome
        }
        let old = try await printJob(id)
        guard [.unknown, .failed, .blocked].contains(old.state), !printed || old.state == .unknown else {
            throw Conflict("print-job.settled")
        }
        let copy = (try await store.read { try $0.printJobs(subject: old.subject) }.map(\.copy).max() ?? 1) + 1
        let rendered = printed ? nil : try await render(old.subject, purpose: old.purpose, copy: copy)
        let outcome = try await perform(request) { [self] transaction, now in
            guard var job = try transaction.printJob(id: id), job.state == old.state else {
                throw Conflict("print-job.settled")
            }
            let event = try note(
                "print-resolved", on: "print/\(id)", payload: ["outcome": printed ? "printed" : "reprint"],
                by: request.actor, at: now, in: transaction)
            job.state = printed ? .printed : .cancelled
            job.updatedAt = now
            try transaction.save(job)
            let again = try rendered.map {
                try queuePrint(
                    purpose: old.purpose, subject: old.subject, label: old.label, copy: copy, rendered: $0.1,
                    printer: old.printer, by: request.actor, at: now, in: transaction)
            }
            return ResolutionOutcome(printJob: id, event: event.id, state: job.state.rawValue, again: again?.id)
        }
        wakePrinting()
        return outcome
    }
}
