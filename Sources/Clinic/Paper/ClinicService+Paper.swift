import QueueEngine
import Slip

/// What a request for paper answered.
package struct PrintOutcome: Codable, Sendable {
    package var printJob: String
    package var event: String
    package var copy: Int
}

/// Which paper of its subject one is: copies are counted from 1 for each signed revision.
struct PaperNumber: Hashable, Sendable {
    /// Nil for a ticket.
    var revision: Int?
    var copy: Int
}

/// Another request has printed a copy of that number, or signed another revision.
struct CopyTaken: Error {}

extension ClinicService {
    /// The printer for a purpose that is connected; nil when PDFs are kept.
    func connectedPrinter(for purpose: PrintPurpose) -> String? {
        layout.printers.first { $0.purpose == purpose && settings.connectedPrinters.contains($0.id) }?.id
    }

    /// Writes the row of a paper to print, in the transaction of what it shows.
    @discardableResult
    func queuePrint(
        purpose: PrintPurpose, subject: String, label: String, number: PaperNumber, showsAll: Bool = false,
        rendered: Result<RenderedSlip, RenderProblem>, printer: String?, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> PrintJob {
        guard try nextNumber(of: subject, in: transaction) == number else { throw CopyTaken() }
        let printer = printer ?? connectedPrinter(for: purpose)
        let job: PrintJob
        switch rendered {
        case .success(let slip):
            let stored = try save(slip, in: transaction)
            try settleWhatDidNotPrint(purpose, of: subject, at: now, in: transaction)
            job = PrintJob(
                id: newID(), purpose: purpose, subject: subject, label: label, copy: number.copy,
                revision: number.revision, showsAll: showsAll,
                media: slip.media,
                documentSHA256: stored.document, rasterSHA256: stored.raster, printer: printer,
                state: printer == nil ? .kept : .queued, createdAt: now)
        case .failure(let problem):
            job = PrintJob(
                id: newID(), purpose: purpose, subject: subject, label: label, copy: number.copy,
                revision: number.revision, showsAll: showsAll,
                media: .a5,
                documentSHA256: nil, printer: printer, state: .blocked, problem: problem.problem, createdAt: now)
        }
        try transaction.save(job)
        try noteRequest(job, by: actor, at: now, in: transaction)
        return job
    }

    /// A paper that can be drawn takes the place of those of the same that failed: nobody needs to look at them any more.
    private func settleWhatDidNotPrint(
        _ purpose: PrintPurpose, of subject: String, at now: Instant, in transaction: any Transaction
    ) throws {
        for var old in try transaction.printJobs(subject: subject)
        where old.purpose == purpose && [.failed, .blocked].contains(old.state) {
            old.state = .cancelled
            old.problem = .printedAnew
            old.updatedAt = now
            try transaction.save(old)
        }
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
        let outcome = try await withNextNumber(of: subject.id) { [self] number in
            let (label, rendered) = try await render(
                subject.id, purpose: subject.purpose, number: number, printer: printer, showsAll: showsAll)
            return try await perform(request) { [self] transaction, now in
                let job = try queuePrint(
                    purpose: subject.purpose, subject: subject.id, label: label, number: number, showsAll: showsAll,
                    rendered: rendered, printer: printer, by: request.actor, at: now, in: transaction)
                let event = try transaction.head(of: "print/\(job.id)")?.eventID ?? ""
                return PrintOutcome(printJob: job.id, event: event, copy: number.copy)
            }
        }
        wakePrinting()
        return outcome
    }

    /// Numbers a copy, which is rendered before it is written: when another one was written meanwhile, once more.
    func withNextNumber<Outcome>(
        of subject: String, _ print: (PaperNumber) async throws -> Outcome
    ) async throws -> Outcome {
        while true {
            let number = try await store.read { [self] in try nextNumber(of: subject, in: $0) }
            do {
                return try await print(number)
            } catch is CopyTaken {
                continue
            }
        }
    }

    private func nextNumber(of subject: String, in reader: any StoreReader) throws -> PaperNumber {
        let revision = try reader.assessment(id: subject)?.signature?.revision
        let copies = try reader.printJobs(subject: subject).filter { $0.revision == revision }.map(\.copy)
        return PaperNumber(revision: revision, copy: (copies.max() ?? 0) + 1)
    }

    func render(
        _ subject: String, purpose: PrintPurpose, number: PaperNumber, printer: String?, showsAll: Bool
    ) async throws -> (label: String, Result<RenderedSlip, RenderProblem>) {
        switch purpose {
        case .test:
            guard let printer = layout.printers.first(where: { $0.id == subject }) else { throw NotFound("printer") }
            return (printer.name.best(for: "zh"), await renderTestPage(of: printer))
        case .slip:
            let (assessment, _) = try await assessment(subject)
            return (
                try await ticket(assessment.ticket).ticket.label,
                try await renderCopy(
                    ofAssessment: assessment, number: number, printer: printer, showsAll: showsAll)
            )
        case .ticket:
            return (
                try await ticket(subject).ticket.label,
                try await renderTicket(subject, copy: number.copy, printer: printer)
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
    package func document(ofPrintJob id: String, by actor: Actor) async throws -> [UInt8] {
        let job = try await printJob(id)
        guard let sha = job.documentSHA256, let pdf = try await store.read({ try $0.document(sha256: sha) }) else {
            throw Conflict("slip.not-rendered")
        }
        try await noteReading(of: job.subject, revision: job.revision, .slip, by: actor)
        return pdf.bytes
    }
}
