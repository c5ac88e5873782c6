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
            host: host, port: port, isEncrypted: scheme == "ipps", certificate: certificate, patience: patience)
    }

    /// What the machine says about the job of that name. Unfinished jobs are read first: one that is finished meanwhile
    /// is then among the finished ones.
    func record(of name: String) throws(PrinterFault) -> DeviceRecord {
        for which in ["not-completed", "completed"] {
            var request = IPPRequest(IPP_OP_GET_JOBS, printer: uri)
            request.add("which-jobs", .keyword(which))
            request.add("requested-attributes", .keywords(["job-id", "job-name", "job-state"]))
            let response = try connection.exchange(request, resource: resource)
            if response.status == IPP_STATUS_ERROR_NOT_FOUND { continue }
            // A machine that does not list its jobs cannot be asked.
            guard response.isSuccess else { return .notAsked }
            for job in response.records.compactMap(NamedJob.init) where job.name == name {
                return .present(id: job.queued.id, state: job.queued.state)
            }
        }
        return .absent
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
