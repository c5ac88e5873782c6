import QueueEngine
import Slip

/// What a request for paper answered.
package struct PrintOutcome: Codable, Sendable {
    package var printJob: String
    package var event: String
    package var copy: Int
}

/// Another request has printed a copy of that number.
private struct CopyTaken: Error {}

extension ClinicService {
    /// The printer for a purpose that is connected; nil when PDFs are kept.
    func connectedPrinter(for purpose: PrintPurpose) -> String? {
        layout.printers.first { $0.purpose == purpose && settings.connectedPrinters.contains($0.id) }?.id
    }

    /// Writes the row of a paper to print, in the transaction of what it shows.
    @discardableResult
    func queuePrint(
        purpose: PrintPurpose, subject: String, label: String, copy: Int, showsAll: Bool = false,
        rendered: Result<RenderedSlip, RenderProblem>, printer: String?, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> PrintJob {
        guard try !transaction.printJobs(subject: subject).contains(where: { $0.copy == copy }) else {
            throw CopyTaken()
        }
        let printer = printer ?? connectedPrinter(for: purpose)
        let job: PrintJob
        switch rendered {
        case .success(let slip):
            let stored = try save(slip, in: transaction)
            job = PrintJob(
                id: newID(), purpose: purpose, subject: subject, label: label, copy: copy, showsAll: showsAll,
                media: slip.media,
                documentSHA256: stored.document, rasterSHA256: stored.raster, printer: printer,
                state: printer == nil ? .kept : .queued, createdAt: now)
        case .failure(let problem):
            job = PrintJob(
                id: newID(), purpose: purpose, subject: subject, label: label, copy: copy, showsAll: showsAll,
                media: .a5,
                documentSHA256: nil, printer: printer, state: .blocked, problem: problem.problem, createdAt: now)
        }
        try transaction.save(job)
        try noteRequest(job, by: actor, at: now, in: transaction)
        return job
    }

    /// Stores the PDF and, where there is one, the picture. Returns their hashes.
    func save(
        _ slip: RenderedSlip, in transaction: any Transaction
    ) throws -> (document: String, raster: String?) {
        let document = StoredDocument(mediaType: "application/pdf", bytes: slip.bytes)
        try transaction.save(document)
        let raster = slip.raster.map { StoredDocument(mediaType: "image/x-portable-bitmap", bytes: $0) }
        if let raster { try transaction.save(raster) }
        return (document.sha256, raster?.sha256)
    }

    /// Journals that a paper was asked for.
    func noteRequest(
        _ job: PrintJob, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws {
        try note(
            "print-requested", on: "print/\(job.id)",
            payload: ["purpose": job.purpose.rawValue, "subject": job.subject, "copy": "\(job.copy)"], by: actor,
            at: now, in: transaction)
    }

    /// Prints a signed slip or a ticket again, marked as the next copy.
    /// - Parameter showsAll: of a slip, every answer, also each "no".
    package func printAgain(
        assessment: String?, ticket: String?, printer: String?, showsAll: Bool = false, _ request: Request
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
        let outcome = try await withNextCopy(of: subject.id) { [self] copy in
            let (label, rendered) = try await render(
                subject.id, purpose: subject.purpose, copy: copy, printer: printer, showsAll: showsAll)
            return try await perform(request) { [self] transaction, now in
                let job = try queuePrint(
                    purpose: subject.purpose, subject: subject.id, label: label, copy: copy, showsAll: showsAll,
                    rendered: rendered, printer: printer, by: request.actor, at: now, in: transaction)
                let event = try transaction.head(of: "print/\(job.id)")?.eventID ?? ""
                return PrintOutcome(printJob: job.id, event: event, copy: copy)
            }
        }
        wakePrinting()
        return outcome
    }

    /// Numbers a copy, which is rendered before it is written: when another one was written meanwhile, once more.
    func withNextCopy<Outcome>(
        of subject: String, _ print: (Int) async throws -> Outcome
    ) async throws -> Outcome {
        while true {
            let last = try await store.read { try $0.printJobs(subject: subject) }.map(\.copy).max()
            do {
                return try await print((last ?? 0) + 1)
            } catch is CopyTaken {
                continue
            }
        }
    }

    func render(
        _ subject: String, purpose: PrintPurpose, copy: Int, printer: String?, showsAll: Bool
    ) async throws -> (label: String, Result<RenderedSlip, RenderProblem>) {
        switch purpose {
        case .slip:
            let (assessment, _) = try await assessment(subject)
            return (
                try await ticket(assessment.ticket).ticket.label,
                try await renderCopy(
                    ofAssessment: assessment, copy: copy, printer: printer, showsAll: showsAll)
            )
        case .ticket:
            return (
                try await ticket(subject).ticket.label, try await renderTicket(subject, copy: copy, printer: printer)
            )
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
}
