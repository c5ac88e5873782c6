package import Slip

/// How far a job is, in the words of IPP (RFC 8011, job-state).
package enum IPPJobState: Int, Codable, Hashable, Sendable {
    case pending = 3
    case held = 4
    case processing = 5
    case stopped = 6
    case cancelled = 7
    case aborted = 8
    case completed = 9

    /// Paper may still come of it.
    package var isUnderWay: Bool { self == .pending || self == .held || self == .processing || self == .stopped }
}

/// A job as the print service holds it under our name.
package struct QueuedJob: Hashable, Sendable {
    package var id: Int
    package var uuid: String
    package var state: IPPJobState
    package var documents: Int
    /// Kibibytes received, rounded up.
    package var kibibytes: Int
    /// The service's own words; for people, never for decisions.
    package var message: String

    package init(id: Int, uuid: String, state: IPPJobState, documents: Int, kibibytes: Int, message: String = "") {
        self.id = id
        self.uuid = uuid
        self.state = state
        self.documents = documents
        self.kibibytes = kibibytes
        self.message = message
    }
}

/// A job of our name as the machine lists it.
package struct MachineJob: Hashable, Sendable {
    package var id: Int
    package var state: IPPJobState
    /// Its document has not arrived whole: the machine waits for more of it (RFC 8011, job-state-reasons).
    package var isIncoming: Bool
    /// Sides printed, also of what was stopped on the way (RFC 8011, job-impressions-completed).
    package var impressions: Int

    package init(id: Int, state: IPPJobState, isIncoming: Bool = false, impressions: Int = 0) {
        self.id = id
        self.state = state
        self.isIncoming = isIncoming
        self.impressions = impressions
    }

    /// Paper of it is out.
    package var hasPrinted: Bool { state == .completed || (!state.isUnderWay && impressions > 0) }
}

/// What the printing machine itself, asked past the print service, says about our job.
package enum DeviceRecord: Hashable, Sendable {
    /// The machine cannot be asked (it does not speak IPP): the print service's word is all there is.
    case notAsked
    /// It does not answer now, and nothing hangs on its answer: the print service has the job still, or has given it up.
    case off
    /// It answers, and does not know the job.
    case absent
    /// The machine takes all that it is given and never says what became of it.
    case silent
    /// Never empty. More than one when the print service sent again what it was delivering when it ended.
    case present([MachineJob])
}

/// Why a printer did not do as asked.
package struct PrinterFault: Error, Hashable, Sendable {
    package var problem: PrintProblem
    /// Asking again will not help.
    package var isLasting: Bool

    package init(_ problem: PrintProblem, isLasting: Bool) {
        self.problem = problem
        self.isLasting = isLasting
    }
}

/// A printer as staff see it, at one moment.
package struct PrinterStatus: Hashable, Sendable {
    /// What it is doing.
    package enum State: String, Codable, Hashable, Sendable {
        case idle
        case printing
        case stopped
        case unreachable
    }

    package var state: State
    /// IPP's keywords without their severity (`media-empty`), sorted.
    package var reasons: [String]
    package var problem: PrintProblem?
    /// Jobs that wait at the print service, ours or not.
    package var queued: Int
    /// The reason for which nothing comes out until somebody helps: paper is not sent to such a printer, so that it can
    /// still go to another one. Nil also when nothing is known.
    package var obstacle: String?

    package init(
        state: State, reasons: [String] = [], problem: PrintProblem? = nil, queued: Int = 0, obstacle: String? = nil
    ) {
        self.state = state
        self.reasons = reasons
        self.problem = problem
        self.queued = queued
        self.obstacle = obstacle
    }
}

/// What a printer is given.
package enum DocumentKind: Hashable, Sendable {
    case pdf
    /// A portable bitmap (`P4`), one bit a dot, as wide as the printer's head.
    case raster
}

/// A printer that can hold, release and be asked. Every call ends within the printer's own time limit.
package protocol Printer: Sendable {
    /// As in `PrintJob.printer`.
    var id: String { get }

    var takes: DocumentKind { get }

    /// All jobs of that name at the print service, finished ones included. `id` is a hint: a job of that id and
    /// that name is answer enough.
    func find(name: String, id: Int?) async throws(PrinterFault) -> [QueuedJob]

    /// A new job that is held until released. Returns its id and UUID.
    func create(name: String, media: Media) async throws(PrinterFault) -> (id: Int, uuid: String)

    /// Gives a held job its one document, of the kind that the printer takes.
    func send(_ document: [UInt8], to job: Int) async throws(PrinterFault)

    func release(_ job: Int) async throws(PrinterFault)

    /// Cancelling what is finished is no fault.
    func cancel(_ job: Int) async throws(PrinterFault)

    /// Asks the machine itself for the job of that name.
    func ask(name: String) async throws(PrinterFault) -> DeviceRecord

    /// Stops a job that the machine has. A machine that cannot be asked goes on.
    func cancelAtMachine(_ job: Int) async throws(PrinterFault)

    func status() async -> PrinterStatus
}

extension Printer {
    package var takes: DocumentKind { .pdf }
    package func cancelAtMachine(_ job: Int) async throws(PrinterFault) {}
}
