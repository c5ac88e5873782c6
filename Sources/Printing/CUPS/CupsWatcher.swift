import CCups
import Clinic

/// Asks how a printer is, on a thread and connections of its own: a job that is on its way does not delay the answer.
/// CUPS knows of a lack of paper only while it prints; so the machine is asked as well, where it speaks IPP.
actor CupsWatcher {
    private nonisolated let thread = DedicatedThread(name: "houzhen-watch")
    private let address: PrinterAddress
    private let patience: Double
    private var connection: IPPConnection
    private var device: Device?
    private var deviceURI: String?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(address: PrinterAddress, patience: Double) {
        self.address = address
        self.patience = patience
        connection = IPPConnection(address, patience: patience)
    }

    deinit { thread.stop() }

    func status() -> PrinterStatus {
        do throws(PrinterFault) {
            let queue = try queueCondition()
            follow(queue.deviceURI)
            return try Self.status(queue, machine: machineCondition())
        } catch {
            let isRefused = error.problem.code == "print.wrong-certificate"
            return PrinterStatus(
                state: .unreachable, problem: error.problem, obstacle: isRefused ? "wrong-certificate" : nil)
        }
    }

    private func queueCondition() throws(PrinterFault) -> PrinterCondition {
        var request = IPPRequest(IPP_OP_GET_PRINTER_ATTRIBUTES, printer: address.printerURI)
        request.add("requested-attributes", .keywords(PrinterCondition.attributes))
        let response = try connection.exchange(request, resource: "/")
        guard response.isSuccess, let record = response.records.first else {
            throw response.fault(queue: address.queue)
        }
        return PrinterCondition(record)
    }

    /// The machine behind the queue may be another one by now.
    private func follow(_ uri: String?) {
        guard uri != deviceURI else { return }
        deviceURI = uri
        device = Device(uri: uri ?? "", certificate: address.machineCertificate, patience: patience)
    }

    private enum Machine {
        case notAsked
        case off
        case answers(PrinterCondition)
    }

    private func machineCondition() throws(PrinterFault) -> Machine {
        guard let device else { return .notAsked }
        do throws(PrinterFault) {
            return try device.condition().map(Machine.answers) ?? .notAsked
        } catch {
            if error.isLasting { throw error }
            // A print server elsewhere may reach what we cannot.
            return address.isHere ? .off : .notAsked
        }
    }

    private static func status(_ queue: PrinterCondition, machine: Machine) -> PrinterStatus {
        var all = [queue]
        switch machine {
        case .notAsked: break
        case .off:
            let own = queue.withoutItsMachine
            return PrinterStatus(
                state: queue.isStopped ? .stopped : .unreachable, reasons: own.reasons, queued: queue.queued,
                obstacle: own.obstacle)
        case .answers(let condition): all = [queue.besideItsMachine, condition]
        }
        let state: PrinterStatus.State =
            all.contains(where: \.isStopped) ? .stopped : all.contains(where: \.isPrinting) ? .printing : .idle
        let reasons = Set(all.flatMap(\.reasons))
        return PrinterStatus(
            state: state, reasons: reasons.sorted(), queued: queue.queued,
            obstacle: all.compactMap(\.obstacle).first)
    }
}
