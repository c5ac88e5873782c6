import QueueEngine
import Slip

extension ClinicService {
    /// Prints a page that says that the printer works.
    package func printTestPage(at id: String, _ request: Request) async throws -> PrintOutcome {
        if let outcome: PrintOutcome = try await store.read({ [self] in try earlierOutcome(of: request, in: $0) }) {
            return outcome
        }
        guard let printer = layout.printers.first(where: { $0.id == id }) else { throw NotFound("printer") }
        let outcome = try await withNextNumber(of: id) { [self] number in
            let rendered = await renderTestPage(of: printer)
            return try await perform(request) { [self] transaction, now in
                let job = try queuePrint(
                    purpose: .test, subject: id, label: printer.name.best(for: "zh"), number: number,
                    rendered: rendered,
                    printer: settings.connectedPrinters.contains(id) ? id : nil, by: request.actor, at: now,
                    in: transaction)
                let event = try transaction.head(of: "print/\(job.id)")?.eventID ?? ""
                return PrintOutcome(printJob: job.id, event: event, copy: number.copy)
            }
        }
        wakePrinting()
        return outcome
    }

    func renderTestPage(of printer: ClinicLayout.Printer) async -> Result<RenderedSlip, RenderProblem> {
        let now = now()
        let paper = TestPaper(printer: printer, layout: layout, wording: wording, at: now)
        return await Self.result { try await renderer.render(paper.document, createdAt: now) }
    }

    /// Sends a job that waits to another printer. Only while nothing of it can have been printed: what was released
    /// stays where it is.
    package func movePrint(_ id: String, to printer: String, _ request: Request) async throws -> ResolutionOutcome {
        let anew = try await drawnAnew(id, for: printer)
        let outcome = try await perform(request) { [self] transaction, now in
            guard var job = try transaction.printJob(id: id) else { throw NotFound("print-job") }
            guard settings.connectedPrinters.contains(printer),
                let chosen = layout.printers.first(where: { $0.id == printer })
            else { throw NotFound("printer") }
            guard job.state.isUnfinished, !job.cancelRequested else { throw Conflict("print-job.finished") }
            // It tries the printer whose name it bears.
            guard job.purpose != .test || printer == job.printer else { throw Conflict("print-job.test-stays") }
            guard !job.state.mayHavePrinted else { throw Conflict("print-job.may-have-printed") }
            guard chosen.purpose == layout.printers.first(where: { $0.id == job.printer })?.purpose else {
                throw Conflict("print-job.other-paper")
            }
            // What waits here goes at once; what the print service may hold is taken back there first.
            job.moveTo = printer == job.printer ? nil : printer
            if let anew { (job.documentSHA256, job.media) = (try save(anew, in: transaction).document, anew.media) }
            if job.state == .queued, let moved = job.moved { job = moved }
            job.updatedAt = now
            try transaction.save(job)
            let event = try note(
                "print-moved", on: "print/\(id)", payload: ["printer": printer], by: request.actor, at: now,
                in: transaction)
            return ResolutionOutcome(printJob: id, event: event.id, state: job.state.rawValue, again: nil)
        }
        // A ticket is drawn for its printer.
        renderTickets()
        wakePrinting()
        return outcome
    }

    /// A slip that waits, laid out for the paper of another printer: nil where it is the same paper. Of a revision that has
    /// been amended since there is no other layout: the newer one is to be printed.
    private func drawnAnew(_ id: String, for printer: String) async throws -> RenderedSlip? {
        let job = try await printJob(id)
        func paper(of printer: String?) -> ClinicLayout.SlipPaper? {
            layout.printers.first { $0.id == printer }?.paper
        }
        guard job.purpose == .slip, job.state.isUnfinished, let wanted = paper(of: printer),
            wanted != paper(of: job.moveTo ?? job.printer)
        else { return nil }
        do {
            let number = PaperNumber(revision: job.revision, copy: job.copy)
            return try await render(
                job.subject, purpose: .slip, number: number, printer: printer, showsAll: job.showsAll
            ).1.get()
        } catch  where error is CopyTaken || error is RenderProblem {
            throw Conflict("print-job.other-paper")
        }
    }
}
