package import Slip

/// A print service with its machine, in memory: holds, prints, and fails as it is told. For tests.
package actor InMemoryPrinter: Printer {
    /// What can be asked of it.
    package enum Call: String, Hashable, Sendable, CaseIterable {
        case find
        case create
        case send
        case release
        case cancel
        case ask
    }

    /// One paper that came out.
    package struct Sheet: Hashable, Sendable {
        package var name: String
        package var media: Media
        package var document: [UInt8]
    }

    private struct Held {
        var name: String
        var media: Media
        var document: [UInt8]?
        var state: IPPJobState
    }

    package nonisolated let id: String
    /// What came out, in order.
    package private(set) var printed: [Sheet] = []
    /// Calls, in order.
    package private(set) var calls: [Call] = []

    private var jobs: [Held] = []
    private var faults: [Call: [PrinterFault]] = [:]
    private var lostAnswers: Set<Call> = []
    private var isOutOfPaper = false
    /// Papers that the machine has forgotten: so many of the first.
    private var forgotten = 0
    private var speaksIPP: Bool
    private var current = PrinterStatus(state: .idle)

    package init(id: String, speaksIPP: Bool = true) {
        self.id = id
        self.speaksIPP = speaksIPP
    }

    // MARK: What a test does to it

    /// The next such call fails, and does nothing.
    package func fail(_ call: Call, with fault: PrinterFault) { faults[call, default: []].append(fault) }

    /// The next such call is done, but its answer does not arrive.
    package func loseAnswer(of call: Call) { lostAnswers.insert(call) }

    /// Released jobs wait until there is paper. `isKnown`: the machine says so before it is given anything.
    package func setOutOfPaper(_ value: Bool, isKnown: Bool = false) {
        isOutOfPaper = value
        let isKnownToBeEmpty = isKnown
        current = PrinterStatus(
            state: value ? .stopped : .idle, reasons: value ? ["media-empty"] : [],
            obstacle: value && isKnownToBeEmpty ? "media-empty" : nil)
        if !value { printAll() }
    }

    /// The service forgets its jobs, as after a crash.
    package func forgetJobs() { jobs = [] }

    /// The machine forgets what it printed, as when it was switched off.
    package func forgetPapers() { forgotten = printed.count }

    /// Somebody cancels all jobs at the service.
    package func cancelEverything() {
        for index in jobs.indices where jobs[index].state != .completed { jobs[index].state = .cancelled }
    }

    /// The service ended while it delivered that job, and begins again with it: what came out before comes out again
    /// unless somebody cancels the job before `printAgain`.
    package func deliverAgain(_ job: Int) { jobs[job - 1].state = .processing }

    /// Whatever the service has to deliver comes out.
    package func printAgain() { printAll() }

    // MARK: Printer

    package func find(name: String, id: Int?) throws(PrinterFault) -> [QueuedJob] {
        try note(.find)
        return jobs.enumerated().filter { $0.element.name == name }.map { index, job in
            QueuedJob(
                id: index + 1, uuid: "urn:uuid:\(self.id)-\(index + 1)", state: job.state,
                documents: job.document == nil ? 0 : 1, kibibytes: ((job.document?.count ?? 0) + 1023) / 1024)
        }
    }

    package func create(name: String, media: Media) throws(PrinterFault) -> (id: Int, uuid: String) {
        try note(.create)
        jobs.append(Held(name: name, media: media, state: .held))
        try answer(.create)
        return (jobs.count, "urn:uuid:\(id)-\(jobs.count)")
    }

    package func send(_ document: [UInt8], to job: Int) throws(PrinterFault) {
        try note(.send)
        jobs[job - 1].document = document
        try answer(.send)
    }

    package func release(_ job: Int) throws(PrinterFault) {
        try note(.release)
        guard jobs[job - 1].state == .held else {
            throw PrinterFault(PrintProblem("print.refused"), isLasting: true)
        }
        jobs[job - 1].state = .processing
        if !isOutOfPaper { printAll() }
        try answer(.release)
    }

    package func cancel(_ job: Int) throws(PrinterFault) {
        try note(.cancel)
        if jobs[job - 1].state != .completed { jobs[job - 1].state = .cancelled }
        try answer(.cancel)
    }

    package func ask(name: String) throws(PrinterFault) -> DeviceRecord {
        try note(.ask)
        guard speaksIPP else { return .notAsked }
        let known = printed.indices.dropFirst(forgotten).filter { printed[$0].name == name }
        return known.isEmpty ? .absent : .present(known.map { MachineJob(id: $0 + 1, state: .completed) })
    }

    package func status() -> PrinterStatus { current }

    private func note(_ call: Call) throws(PrinterFault) {
        calls.append(call)
        guard var waiting = faults[call], !waiting.isEmpty else { return }
        let fault = waiting.removeFirst()
        faults[call] = waiting
        throw fault
    }

    private func answer(_ call: Call) throws(PrinterFault) {
        guard lostAnswers.remove(call) != nil else { return }
        throw PrinterFault(PrintProblem("print.no-answer"), isLasting: false)
    }

    private func printAll() {
        for index in jobs.indices where jobs[index].state == .processing {
            jobs[index].state = .completed
            printed.append(
                Sheet(name: jobs[index].name, media: jobs[index].media, document: jobs[index].document ?? []))
        }
    }
}
