/// What the machine says, and what follows from it.
extension PrintJob {
    func asked(_ record: DeviceRecord, _ queued: QueuedJob?) -> (job: PrintJob, step: PrintStep) {
        if case .present(let jobs) = record { return seen(jobs, queued) }
        guard let queued else {
            if record == .off { return (self, .wait) }
            let code = record == .silent ? "print.cut-off" : "print.lost-after-release"
            return (with(.unknown, PrintProblem(code)), .done)
        }
        switch queued.state {
        case .pending, .processing, .stopped: return (self, .wait)
        case .cancelled, .aborted: return needsMachine(for: queued) ? forgotten(by: record) : givenUp(queued)
        case .held:
            guard state == .releasing, record != .off else { return (self, .wait) }
            return (self, cancelRequested ? .cancel(job: queued.id) : .release(job: queued.id))
        case .completed: return delivered(to: record)
        }
    }

    /// What became of it cannot be said without the machine. What the machine once had may be out, whatever the print
    /// service has given up since: we stop it there ourselves when its paper is out.
    func needsMachine(for queued: QueuedJob) -> Bool {
        switch queued.state {
        case .held, .completed: true
        case .cancelled, .aborted: printerJobID != nil
        case .pending, .processing, .stopped: false
        }
    }

    /// Given up by the print service, and the machine that once had it shows nothing of it now.
    private func forgotten(by record: DeviceRecord) -> (job: PrintJob, step: PrintStep) {
        record == .off ? (self, .wait) : (with(.unknown, PrintProblem("print.not-at-printer")), .done)
    }

    /// The print service delivered it to a machine that shows nothing of it.
    private func delivered(to record: DeviceRecord) -> (job: PrintJob, step: PrintStep) {
        switch record {
        case .off, .present: (self, .wait)
        case .silent: (with(.sent), .done)
        case .notAsked: (with(.printed), .done)
        // It can be asked and does not know the job: it has forgotten it, or never took it. A person must look.
        case .absent: (with(.unknown, PrintProblem("print.not-at-printer")), .done)
        }
    }

    /// The machine has it, perhaps more than once.
    private func seen(_ jobs: [MachineJob], _ queued: QueuedJob?) -> (job: PrintJob, step: PrintStep) {
        guard let first = Self.furthest(of: jobs) else { return (self, .wait) }
        var job = self
        job.printerJobID = first.id
        if let surplus = jobs.first(where: { $0.id != first.id && $0.state.isUnderWay }), first.willSuffice {
            return (job.with(.printing), .cancelAtMachine(job: surplus.id))
        }
        switch first.state {
        case .pending, .held, .processing, .stopped:
            return (job.with(.printing), cancelRequested ? .cancelAtMachine(job: first.id) : .wait)
        case .completed:
            if let queued, queued.state.isUnderWay { return job.takingBack(queued, isKnown: printerJobID == first.id) }
            return (job.counted(jobs.count(where: \.hasPrinted)), .done)
        case .cancelled, .aborted:
            // The print service may be about to send it once more.
            if let queued, queued.state.isUnderWay { return (job, .wait) }
            return (job.endedWithoutPaper(first.state, queued), .done)
        }
    }

    /// The paper is out, and the print service still has the job: it would send it again if it ended now. It is given a
    /// moment to end by itself.
    private func takingBack(_ queued: QueuedJob, isKnown: Bool) -> (job: PrintJob, step: PrintStep) {
        (with(.printing), isKnown || queued.state == .held ? .cancel(job: queued.id) : .wait)
    }

    private func counted(_ papers: Int) -> PrintJob {
        papers == 1 ? with(.printed) : with(.doubled, PrintProblem("print.came-more-than-once", ["count": "\(papers)"]))
    }

    private func endedWithoutPaper(_ machine: IPPJobState, _ queued: QueuedJob?) -> PrintJob {
        if let queued, queued.state != .completed { return givenUp(queued).job }
        if machine == .aborted { return with(.failed, PrintProblem("print.aborted-at-printer")) }
        return cancelRequested ? with(.cancelled) : with(.failed, PrintProblem("print.cancelled-at-printer"))
    }

    /// The one that tells most of the paper: what is done, what is being done, what waits; the older of two alike.
    private static func furthest(of jobs: [MachineJob]) -> MachineJob? {
        func rank(_ job: MachineJob) -> (Int, Int) {
            let progress =
                switch job.state {
                case .completed: 0
                case .processing, .stopped: job.isIncoming ? 2 : 1
                case .pending, .held: 3
                case .cancelled, .aborted: 4
                }
            return (progress, job.id)
        }
        return jobs.min { rank($0) < rank($1) }
    }
}

extension MachineJob {
    /// Its paper is out, or nothing more is needed for it to come: any other of the name is too much.
    fileprivate var willSuffice: Bool { state == .completed || (state.isUnderWay && !isIncoming) }
}
