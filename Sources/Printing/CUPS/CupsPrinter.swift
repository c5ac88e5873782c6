import CCups
package import Clinic
package import Slip

/// A queue of a CUPS server. Works on a thread and a connection of its own, so that a server that hangs holds up
/// nobody else; each call ends when the server has been silent for `patience` seconds.
package actor CupsPrinter: Printer {
    package nonisolated let id: String
    private nonisolated let watcher: CupsWatcher
    private nonisolated let thread: DedicatedThread
    private let address: PrinterAddress
    private let patience: Double
    private var connection: IPPConnection
    private var device: Device?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - id: as in `PrintJob.printer`.
    ///   - patience: seconds of silence.
    package init(id: String, address: PrinterAddress, patience: Double = 5) {
        self.id = id
        self.address = address
        self.patience = patience
        thread = DedicatedThread(name: "houzhen-print")
        watcher = CupsWatcher(address: address, patience: min(patience, 2))
        connection = IPPConnection(address, patience: patience)
    }

    deinit { thread.stop() }

    package nonisolated func status() async -> PrinterStatus { await watcher.status() }

    package func find(name: String, id: Int?) throws(PrinterFault) -> [QueuedJob] {
        if let id, let job = try job(id), job.name == name { return [job.queued] }
        var request = IPPRequest(IPP_OP_GET_JOBS, printer: address.printerURI)
        request.add("which-jobs", .keyword("all"))
        request.add("requested-attributes", .keywords(NamedJob.attributes))
        let response = try perform(request)
        return response.records.compactMap(NamedJob.init).filter { $0.name == name }.map(\.queued)
    }

    package func create(name: String, media: Media) throws(PrinterFault) -> (id: Int, uuid: String) {
        var request = IPPRequest(IPP_OP_CREATE_JOB, printer: address.printerURI)
        request.add("job-name", .name(name))
        request.add("job-hold-until", .keyword("indefinite"), to: .job)
        // Always said: a queue's default paper is somebody else's choice.
        request.add("media", .keyword(media.pwgName), to: .job)
        request.add("print-scaling", .keyword("none"), to: .job)
        request.add("sides", .keyword("one-sided"), to: .job)
        let response = try perform(request)
        guard let id = response.records.first?.integers["job-id"], let job = try job(id) else {
            throw PrinterFault(PrintProblem("print.no-answer", ["message": "job-id"]), isLasting: false)
        }
        return (id, job.queued.uuid)
    }

    package func send(_ document: [UInt8], to job: Int) throws(PrinterFault) {
        var request = IPPRequest(IPP_OP_SEND_DOCUMENT, printer: address.printerURI)
        request.add("job-id", .integer(job))
        request.add("document-format", .mimeType("application/pdf"))
        request.add("last-document", .boolean(true))
        _ = try perform(request, document: document)
    }

    package func release(_ job: Int) throws(PrinterFault) {
        var request = IPPRequest(IPP_OP_RELEASE_JOB, printer: address.printerURI)
        request.add("job-id", .integer(job))
        _ = try perform(request)
    }

    package func cancel(_ job: Int) throws(PrinterFault) {
        var request = IPPRequest(IPP_OP_CANCEL_JOB, printer: address.printerURI)
        request.add("job-id", .integer(job))
        // It may be finished or gone already: what became of it is read afterwards.
        _ = try perform(request, allowing: [IPP_STATUS_ERROR_NOT_POSSIBLE, IPP_STATUS_ERROR_NOT_FOUND])
    }

    package func ask(name: String) throws(PrinterFault) -> DeviceRecord {
        try withDevice { device throws(PrinterFault) in try device.record(of: name) } ?? .notAsked
    }

    package func cancelAtMachine(_ job: Int) throws(PrinterFault) {
        try withDevice { device throws(PrinterFault) in try device.cancel(job) }
    }

    /// Nil for a machine that cannot be asked.
    private func withDevice<Answer>(
        _ ask: (Device) throws(PrinterFault) -> Answer
    ) throws(PrinterFault) -> Answer? {
        if device == nil {
            device = Device(uri: try deviceURI(), certificate: address.machineCertificate, patience: patience)
        }
        guard let device else { return nil }
        do throws(PrinterFault) {
            return try ask(device)
        } catch {
            // The queue may lead to another machine by now.
            self.device = nil
            throw error
        }
    }

    private func job(_ id: Int) throws(PrinterFault) -> NamedJob? {
        var request = IPPRequest(IPP_OP_GET_JOB_ATTRIBUTES, printer: address.printerURI)
        request.add("job-id", .integer(id))
        request.add("requested-attributes", .keywords(NamedJob.attributes))
        return try perform(request, allowing: [IPP_STATUS_ERROR_NOT_FOUND]).records.first.flatMap(NamedJob.init)
    }

    private func deviceURI() throws(PrinterFault) -> String {
        var request = IPPRequest(IPP_OP_GET_PRINTER_ATTRIBUTES, printer: address.printerURI)
        request.add("requested-attributes", .keyword("device-uri"))
        return try perform(request).records.first?.text("device-uri") ?? ""
    }

    private func perform(
        _ request: IPPRequest, document: [UInt8]? = nil, allowing allowed: [ipp_status_t] = []
    ) throws(PrinterFault) -> IPPResponse {
        let response = try connection.exchange(request, resource: "/", document: document)
        guard response.isSuccess || allowed.contains(response.status) else {
            throw response.fault(queue: address.queue)
        }
        return response
    }
}

extension Media {
    /// The self-describing name of PWG 5101.1.
    var pwgName: String {
        switch paper {
        case .a5: "iso_a5_148x210mm"
        case .a4: "iso_a4_210x297mm"
        case .receipt80: "custom_80x\(height)mm_80x\(height)mm"
        }
    }
}
