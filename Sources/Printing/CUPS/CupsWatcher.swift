import CCups
import Clinic

/// Asks how a printer is, on a thread and a connection of its own: a job that is on its way does not delay the answer.
actor CupsWatcher {
    private nonisolated let thread = DedicatedThread(name: "houzhen-watch")
    private let address: PrinterAddress
    private var connection: IPPConnection

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(address: PrinterAddress, patience: Double) {
        self.address = address
        connection = IPPConnection(host: address.host, port: address.port, patience: patience)
    }

    deinit { thread.stop() }

    func status() -> PrinterStatus {
        var request = IPPRequest(IPP_OP_GET_PRINTER_ATTRIBUTES, printer: address.printerURI)
        request.add(
            "requested-attributes",
            .keywords(["printer-state", "printer-state-reasons", "queued-job-count", "printer-is-accepting-jobs"]))
        do throws(PrinterFault) {
            let response = try connection.exchange(request, resource: "/")
            guard response.isSuccess, let record = response.records.first else {
                throw response.fault(queue: address.queue)
            }
            return Self.status(record)
        } catch {
            return PrinterStatus(state: .unreachable, problem: error.problem)
        }
    }

    private static func status(_ record: IPPResponse.Record) -> PrinterStatus {
        let state: PrinterStatus.State =
            switch record.integers["printer-state"] {
            case 4: .printing
            case 5: .stopped
            default: .idle
            }
        var reasons = Set((record.texts["printer-state-reasons"] ?? []).map(plain))
        // What CUPS says to itself is no reason for anybody.
        reasons = reasons.filter { $0 != "none" && !$0.hasPrefix("cups-") }
        if record.integers["printer-is-accepting-jobs"] == 0 { reasons.insert("not-accepting") }
        return PrinterStatus(state: state, reasons: reasons.sorted(), queued: record.integers["queued-job-count"] ?? 0)
    }

    /// `media-empty-warning` without how bad it is.
    private static func plain(_ reason: String) -> String {
        for severity in ["-error", "-warning", "-report"] where reason.hasSuffix(severity) {
            return String(reason.dropLast(severity.count))
        }
        return reason
    }
}
