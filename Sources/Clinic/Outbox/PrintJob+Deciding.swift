/// The state machine. Everything here follows from three rules:
///
/// - **Read before acting.** A job that may be known to the print service is looked for by its name first; ids alone
///   are never trusted, for a print service hands them out again after a crash.
/// - **State first, act after.** The job returned is saved before the step is taken, so that after a crash the state
///   says the most that may have happened.
/// - **Doubt is shown.** From `releasing` on paper may exist: such a job is followed or asked about, never sent again.
extension PrintJob {
    /// What the job becomes, and what to do next. The times are not touched.
    package func deciding(_ observation: PrintObservation, _ context: PrintContext) -> (job: PrintJob, step: PrintStep)
    {
        guard state.isUnfinished else { return (self, .done) }
        switch observation {
        case .taken: return taken(context)
        case .found(let jobs): return reached.found(jobs, context)
        case .created(let id, let uuid): return reached.created(id: id, uuid: uuid)
        case .sent: return (reached, .find)
        case .released: return (reached.with(.submitted), .wait)
        case .cancelled: return (reached, .find)
        case .cancelledAtMachine: return (reached, .wait)
        case .asked(let record, let queued): return reached.asked(record, queued)
        case .fault(let fault): return failing(fault, context)
        }
    }

    private func taken(_ context: PrintContext) -> (job: PrintJob, step: PrintStep) {
        guard state == .queued else { return (self, .find) }
        if cancelRequested { return (with(.cancelled), .done) }
        if let obstacle = context.obstacle {
            // Who says what hinders it was reached: what waits for a person is not given up for times out of reach.
            return (reached.with(.queued, PrintProblem("print.waits-for-printer", ["reason": obstacle])), .wait)
        }
        guard context.documentLength != nil else {
            return (with(.failed, PrintProblem("print.document-missing")), .done)
        }
        return (with(.creating), .create)
    }

    private func created(id: Int, uuid: String) -> (job: PrintJob, step: PrintStep) {
        var job = self
        job.cupsJobID = id
        job.cupsJobUUID = uuid
        // What may have been printed already is not sent again, however it came to be created.
        return (job, isUnwanted || state.mayHavePrinted ? .cancel(job: id) : .send(job: id))
    }

    private func failing(_ fault: PrinterFault, _ context: PrintContext) -> (job: PrintJob, step: PrintStep) {
        var job = self
        job.problem = fault.problem
        if fault.isLasting {
            if state.mayHavePrinted { return (job, .wait) }
            if let moved { return (moved, .done) }
            // Nothing was released, so nothing can come out: the refusal is the outcome.
            return (
                job.with(cancelRequested ? .cancelled : .failed, fault.problem),
                cupsJobID.map { .cancel(job: $0) } ?? .done
            )
        }
        // Even if the print service holds such a job, nobody will release it.
        if !state.mayHavePrinted, let moved { return (moved, .done) }
        job.attempts += 1
        guard !state.mayHavePrinted, job.attempts >= context.attemptLimit else { return (job, .wait) }
        return (job.with(cancelRequested ? .cancelled : .failed, fault.problem), .done)
    }

    /// It is to come out elsewhere, or nowhere.
    var isUnwanted: Bool { cancelRequested || moveTo != nil }

    /// The job as it begins anew at the printer that was chosen for it; nil when none was. Only for what was never
    /// released.
    package var moved: PrintJob? {
        guard !cancelRequested, let moveTo else { return nil }
        var job = with(.queued)
        job.printer = moveTo
        job.moveTo = nil
        job.cupsJobID = nil
        job.cupsJobUUID = nil
        job.attempts = 0
        // A ticket bears its printer's name and has a length that this one takes: it is drawn anew for the other.
        if purpose == .ticket { (job.documentSHA256, job.rasterSHA256) = (nil, nil) }
        return job
    }

    /// The printer answered.
    private var reached: PrintJob {
        var job = self
        job.attempts = 0
        job.problem = nil
        return job
    }

    func with(_ state: PrintState, _ problem: PrintProblem? = nil) -> PrintJob {
        var job = self
        job.state = state
        job.problem = problem
        return job
    }
}
