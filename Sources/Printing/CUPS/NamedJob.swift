import CCups
import Clinic

/// A job as an IPP server lists it.
struct NamedJob {
    static let attributes = [
        "job-id", "job-uuid", "job-name", "job-state", "number-of-documents", "job-k-octets",
        "job-printer-state-message",
    ]

    let name: String
    let queued: QueuedJob

    init?(_ record: IPPResponse.Record) {
        guard let id = record.integers["job-id"], let name = record.text("job-name"),
            let state = record.integers["job-state"].flatMap(IPPJobState.init(rawValue:))
        else { return nil }
        self.name = name
        queued = QueuedJob(
            id: id, uuid: record.text("job-uuid") ?? "", state: state,
            documents: record.integers["number-of-documents"] ?? 0, kibibytes: record.integers["job-k-octets"] ?? 0,
            message: record.text("job-printer-state-message") ?? "")
    }
}

extension IPPResponse {
    /// Statuses up to 0xFF mean that it was done.
    var isSuccess: Bool { (0...0xFF).contains(Int(status.rawValue)) }

    /// What a refusal means to us.
    func fault(queue: String) -> PrinterFault {
        let words = ["queue": queue, "message": statusMessage]
        switch status {
        case IPP_STATUS_ERROR_NOT_FOUND:
            return PrinterFault(PrintProblem("print.no-such-queue", words), isLasting: true)
        case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
            return PrinterFault(PrintProblem("print.not-accepting", words), isLasting: false)
        case IPP_STATUS_ERROR_BUSY, IPP_STATUS_ERROR_TEMPORARY, IPP_STATUS_ERROR_SERVICE_UNAVAILABLE,
            IPP_STATUS_ERROR_TOO_MANY_JOBS:
            return PrinterFault(PrintProblem("print.busy", words), isLasting: false)
        default:
            let name = ippErrorString(status).map { String(cString: $0) } ?? ""
            return PrinterFault(
                PrintProblem("print.refused", words.merging(["status": name]) { first, _ in first }), isLasting: true)
        }
    }
}
