import CCups
import Clinic
import Foundation

/// The machine behind a queue, where it speaks IPP itself. CUPS is told not to wait for the paper (`waitjob=false`), for
/// then it prints a job once even when it is killed; so the machine is the one to ask.
final class Device {
    private let connection: IPPConnection
    private let uri: String
    private let resource: String

    /// Nil for a machine that does not speak IPP, or is named in a way that only CUPS can follow (`dnssd://`).
    /// - Parameter certificate: SHA-256 of what an `ipps` machine must show; nil for any.
    init?(uri: String, certificate: String?, patience: Double) {
        guard let parts = URLComponents(string: uri), let scheme = parts.scheme, ["ipp", "ipps"].contains(scheme),
            let host = parts.host, !host.isEmpty
        else { return nil }
        let port = parts.port ?? 631
        resource = parts.path.isEmpty ? "/" : parts.path
        self.uri = "\(scheme)://\(host):\(port)\(resource)"
        connection = IPPConnection(
            host: host, port: port, isEncrypted: scheme == "ipps", certificate: certificate, patience: patience,
            silence: "print.no-machine")
    }

    /// So many of the jobs that it has finished last are looked through first: a machine may remember hundreds.
    private static let latest = 50

    /// What the machine says about the jobs of that name. Unfinished jobs are read first: one that is finished meanwhile
    /// is then among the finished ones, which come with the newest before the others (RFC 8011, 4.2.6).
    func record(of name: String) throws(PrinterFault) -> DeviceRecord {
        guard let unfinished = try jobs("not-completed"), let finished = try jobs("completed", limit: Self.latest)
        else { return .notAsked }
        var ours = Self.ours(in: unfinished + finished, name)
        if ours.isEmpty, finished.count == Self.latest {
            guard let all = try jobs("completed") else { return .notAsked }
            ours = Self.ours(in: all, name)
        }
        return ours.isEmpty ? .absent : .present(ours)
    }

    /// Nil from a machine that does not list its jobs: it cannot be asked.
    private func jobs(_ which: String, limit: Int? = nil) throws(PrinterFault) -> [IPPResponse.Record]? {
        var request = IPPRequest(IPP_OP_GET_JOBS, printer: uri)
        request.add("which-jobs", .keyword(which))
        if let limit { request.add("limit", .integer(limit)) }
        request.add(
            "requested-attributes",
            .keywords(["job-id", "job-name", "job-state", "job-state-reasons", "job-impressions-completed"]))
        let response = try connection.exchange(request, resource: resource)
        if response.status == IPP_STATUS_ERROR_NOT_FOUND { return [] }
        return response.isSuccess ? response.records : nil
    }

    /// The oldest first, each once.
    private static func ours(in records: [IPPResponse.Record], _ name: String) -> [MachineJob] {
        var jobs: [Int: MachineJob] = [:]
        for record in records {
            if let job = NamedJob(record), job.name == name { jobs[job.queued.id] = MachineJob(job.queued, record) }
        }
        return jobs.values.sorted { $0.id < $1.id }
    }

    /// It may be finished or gone already: what became of it is read afterwards.
    func cancel(_ job: Int) throws(PrinterFault) {
        var request = IPPRequest(IPP_OP_CANCEL_JOB, printer: uri)
        request.add("job-id", .integer(job))
        _ = try connection.exchange(request, resource: resource)
    }

    /// How it is; nil when it does not say.
    func condition() throws(PrinterFault) -> PrinterCondition? {
        var request = IPPRequest(IPP_OP_GET_PRINTER_ATTRIBUTES, printer: uri)
        request.add("requested-attributes", .keywords(PrinterCondition.attributes))
        let response = try connection.exchange(request, resource: resource)
        return response.isSuccess ? response.records.first.map(PrinterCondition.init) : nil
    }
}

extension MachineJob {
    /// Reasons for which a job waits for more of its document.
    private static let incoming: Set<String> = ["job-incoming", "job-data-insufficient"]

    fileprivate init(_ job: QueuedJob, _ record: IPPResponse.Record) {
        let reasons = record.texts["job-state-reasons"] ?? []
        self.init(
            id: job.id, state: job.state, isIncoming: !Self.incoming.isDisjoint(with: reasons),
            impressions: record.integers["job-impressions-completed"] ?? 0)
    }
}
