/// What the print service says, and what follows from it.
extension PrintJob {
    func found(_ jobs: [QueuedJob], _ context: PrintContext) -> (job: PrintJob, step: PrintStep) {
        guard let queued = furthest(of: jobs) else { return absent(context) }
        // A create whose answer was lost can leave a second, held job of the same name: it must never be released.
        if let surplus = jobs.first(where: { $0.id != queued.id && $0.state == .held }) {
            return (self, .cancel(job: surplus.id))
        }
        var job = self
        job.cupsJobID = queued.id
        job.cupsJobUUID = queued.uuid
        switch queued.state {
        case .held: return job.held(queued, context)
        case .pending, .processing, .stopped: return job.underWay(queued)
        case .completed: return (job.with(state.mayHavePrinted ? state : .submitted), .ask(queued: queued))
        // Given up there, it may have come out all the same.
        case .cancelled, .aborted: return state.mayHavePrinted ? (job, .ask(queued: queued)) : job.givenUp(queued)
        }
    }

    /// The print service waits for its turn with it, or delivers it.
    private func underWay(_ queued: QueuedJob) -> (job: PrintJob, step: PrintStep) {
        let isFirstTurn = queued.state == .pending && state != .printing
        let job = with(isFirstTurn ? .submitted : .printing)
        if cancelRequested { return (job, .cancel(job: queued.id)) }
        // A print service that ended while it delivered begins again: the machine knows whether it has the paper.
        return (job, isFirstTurn ? .wait : .ask(queued: queued))
    }

    /// The print service gave it up, and the machine has printed nothing of it.
    func givenUp(_ queued: QueuedJob) -> (job: PrintJob, step: PrintStep) {
        switch queued.state {
        case .cancelled where cancelRequested: (with(.cancelled), .done)
        case .cancelled where !state.mayHavePrinted && moveTo != nil: (moved ?? self, .done)
        case .cancelled: (with(.failed, queued.whyCancelled), .done)
        default: (with(.failed, PrintProblem("print.aborted", queued.words)), .done)
        }
    }

    /// Ours, if several bear our name: the one that got furthest, then the one whose UUID we know, then the first.
    private func furthest(of jobs: [QueuedJob]) -> QueuedJob? {
        func rank(_ job: QueuedJob) -> (Int, Int, Int) {
            let progress =
                switch job.state {
                case .completed: 0
                case .processing, .stopped: 1
                case .pending: 2
                case .held: job.documents > 0 ? 3 : 4
                case .cancelled, .aborted: 5
                }
            return (progress, job.uuid == cupsJobUUID ? 0 : 1, job.id)
        }
        return jobs.min { rank($0) < rank($1) }
    }

    private func absent(_ context: PrintContext) -> (job: PrintJob, step: PrintStep) {
        if state.mayHavePrinted { return (self, .ask(queued: nil)) }
        if cancelRequested { return (with(.cancelled), .done) }
        if let moved { return (moved, .done) }
        guard context.documentLength != nil else {
            return (with(.failed, PrintProblem("print.document-missing")), .done)
        }
        return (with(.creating), .create)
    }

    private func held(_ queued: QueuedJob, _ context: PrintContext) -> (job: PrintJob, step: PrintStep) {
        if cancelRequested || (moveTo != nil && !state.mayHavePrinted) { return (self, .cancel(job: queued.id)) }
        switch state {
        case .submitted, .printing:
            // Somebody holds it at the print service, or the service forgot a release that it had confirmed. Releasing
            // it might print twice: a person decides there.
            return (with(state, PrintProblem("print.held-elsewhere")), .wait)
        case .releasing:
            // We stopped between deciding and hearing the answer. The machine knows whether it ever got it.
            return (self, .ask(queued: queued))
        default:
            guard queued.documents > 0 else {
                guard context.documentLength != nil else {
                    return (with(.failed, PrintProblem("print.document-missing")), .cancel(job: queued.id))
                }
                return (self, .send(job: queued.id))
            }
            guard queued.documents == 1, queued.kibibytes == context.kibibytes else {
                return (with(.failed, PrintProblem("print.document-damaged")), .cancel(job: queued.id))
            }
            return (with(.releasing), .release(job: queued.id))
        }
    }
}

extension QueuedJob {
    /// The service's words, as a problem's argument.
    fileprivate var words: [String: String] { message.isEmpty ? [:] : ["message": message] }

    /// A print service also cancels what the machine has no paper for. That is failed as well; only the sentence differs.
    fileprivate var whyCancelled: PrintProblem {
        let code = message.contains("supplied options") ? "print.wrong-paper" : "print.cancelled-elsewhere"
        return PrintProblem(code, words)
    }
}
