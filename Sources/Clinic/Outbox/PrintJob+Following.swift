/// What the print service and the machine say, and what follows from it.
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
        case .pending:
            return (job.with(.submitted), cancelRequested ? .cancel(job: queued.id) : .wait)
        case .processing, .stopped:
            return (job.with(.printing), cancelRequested ? .cancel(job: queued.id) : .wait)
        case .completed: return (job.with(state.mayHavePrinted ? state : .submitted), .ask(queued: queued))
        case .cancelled where cancelRequested: return (job.with(.cancelled), .done)
        case .cancelled where !state.mayHavePrinted && moveTo != nil: return (job.moved ?? job, .done)
        case .cancelled: return (job.with(.failed, queued.whyCancelled), .done)
        case .aborted: return (job.with(.failed, PrintProblem("print.aborted", queued.words)), .done)
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

    func asked(_ record: DeviceRecord, _ queued: QueuedJob?) -> (job: PrintJob, step: PrintStep) {
        switch record {
        case .present(let id, let deviceState):
            var job = self
            job.printerJobID = id
            return job.followed(deviceState)
        case .notAsked, .absent, .silent:
            if let queued, queued.state == .held {
                guard state == .releasing else { return (self, .wait) }
                return (self, cancelRequested ? .cancel(job: queued.id) : .release(job: queued.id))
            }
            guard queued != nil else {
                let code = record == .silent ? "print.cut-off" : "print.lost-after-release"
                return (with(.unknown, PrintProblem(code)), .done)
            }
            if record == .silent { return (with(.sent), .done) }
            // The print service delivered it. A machine that can be asked and does not know it has forgotten, or never
            // took it: that is for a person to see.
            if record == .notAsked { return (with(.printed), .done) }
            return (with(.unknown, PrintProblem("print.not-at-printer")), .done)
        }
    }

    private func followed(_ deviceState: IPPJobState) -> (job: PrintJob, step: PrintStep) {
        switch deviceState {
        case .pending, .held, .processing, .stopped:
            (with(.printing), cancelRequested ? printerJobID.map { .cancelAtMachine(job: $0) } ?? .wait : .wait)
        case .completed: (with(.printed), .done)
        case .cancelled where cancelRequested: (with(.cancelled), .done)
        case .cancelled: (with(.failed, PrintProblem("print.cancelled-at-printer")), .done)
        case .aborted: (with(.failed, PrintProblem("print.aborted-at-printer")), .done)
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
