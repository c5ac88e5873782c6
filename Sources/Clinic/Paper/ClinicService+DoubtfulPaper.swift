import QueueEngine

/// What settling a doubtful job answered.
package struct ResolutionOutcome: Codable, Sendable {
    package var printJob: String
    package var event: String
    package var state: String
    /// The new job, when it is printed again.
    package var again: String?
}

/// What a person says of a paper that cannot be left to itself.
package enum PrintResolution: String, Sendable, CaseIterable {
    /// It is in the tray, once: what was too much was taken back.
    case printed
    /// It is not there: print it again, as a copy.
    case reprint
    /// It is not there, and nobody needs it any more.
    case dismiss

    /// Why the job will not be printed, of one that did not come out.
    var reason: PrintProblem? {
        switch self {
        case .printed: nil
        case .reprint: .printedAnew
        case .dismiss: PrintProblem("print.not-needed")
        }
    }

    /// Whether that can be said of a job in this state.
    package func settles(_ state: PrintState) -> Bool {
        switch self {
        case .printed: state == .unknown || state == .doubled
        case .reprint: state == .unknown || state == .failed || state == .blocked
        case .dismiss: state == .unknown || state == .failed || state == .blocked
        }
    }
}

extension PrintProblem {
    /// Another paper of the same took its place.
    static let printedAnew = PrintProblem("print.printed-anew")
}

extension ClinicService {
    /// Asks for a job to be stopped. What is printed already cannot be.
    package func cancelPrint(_ id: String, _ request: Request) async throws -> ResolutionOutcome {
        let outcome = try await perform(request) { [self] transaction, now in
            guard let job = try transaction.printJob(id: id) else { throw NotFound("print-job") }
            guard job.state.isUnfinished else { throw Conflict("print-job.finished") }
            let (stopped, event) = try stop(job, by: request.actor, at: now, in: transaction)
            return ResolutionOutcome(printJob: id, event: event.id, state: stopped.state.rawValue, again: nil)
        }
        wakePrinting()
        return outcome
    }

    /// Asks for an unfinished job to be stopped.
    @discardableResult
    func stop(
        _ job: PrintJob, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws -> (job: PrintJob, event: StoredEvent) {
        var job = job
        // Also a queued one: the outbox may be about to take it, and sees the wish with its next save.
        job.cancelRequested = true
        // What it waited for concerns it no more.
        if job.state == .queued { (job.state, job.problem) = (.cancelled, nil) }
        job.updatedAt = now
        try transaction.save(job)
        return (job, try note("print-cancelled", on: "print/\(job.id)", by: actor, at: now, in: transaction))
    }

    /// A person looked at the tray.
    package func resolvePrint(
        _ id: String, _ resolution: PrintResolution, _ request: Request
    ) async throws -> ResolutionOutcome {
        if let outcome: ResolutionOutcome = try await store.read({ [self] in try earlierOutcome(of: request, in: $0) })
        {
            return outcome
        }
        let old = try await printJob(id)
        guard resolution.settles(old.state) else { throw Conflict("print-job.settled") }
        let outcome = try await withNextNumber(of: old.subject) { [self] number in
            let again =
                resolution == .reprint
                ? try await render(
                    old.subject, purpose: old.purpose, number: number, printer: old.printer, showsAll: old.showsAll
                ).1 : nil
            return try await settle(old, resolution, number: number, again: again, request)
        }
        wakePrinting()
        return outcome
    }

    private func settle(
        _ old: PrintJob, _ resolution: PrintResolution, number: PaperNumber,
        again rendered: Result<RenderedSlip, RenderProblem>?, _ request: Request
    ) async throws -> ResolutionOutcome {
        let id = old.id
        return try await perform(request) { [self] transaction, now in
            guard var job = try transaction.printJob(id: id), job.state == old.state else {
                throw Conflict("print-job.settled")
            }
            let event = try note(
                "print-resolved", on: "print/\(id)", payload: ["outcome": resolution.rawValue],
                by: request.actor, at: now, in: transaction)
            job.state = resolution == .printed ? .printed : .cancelled
            job.problem = resolution.reason
            job.updatedAt = now
            try transaction.save(job)
            let again = try rendered.map {
                try queuePrint(
                    purpose: old.purpose, subject: old.subject, label: old.label, number: number,
                    showsAll: old.showsAll, rendered: $0,
                    printer: old.printer, by: request.actor, at: now, in: transaction)
            }
            return ResolutionOutcome(printJob: id, event: event.id, state: job.state.rawValue, again: again?.id)
        }
    }
}
