package import Clinic
import Foundation
package import Slip
import Synchronization

/// An ESC/POS printer on a TCP port, which knows no jobs: they are held here, in memory, until they are released. Then
/// the picture is sent in one go. A machine that took all of it was *sent* it; a line that broke on the way leaves no job,
/// so that the outbox, which finds none, asks a person. So does it after a restart.
package actor ReceiptPrinter: Printer {
    package nonisolated let id: String
    package nonisolated var takes: DocumentKind { .raster }
    private nonisolated let thread: DedicatedThread
    private nonisolated let isSending = Mutex(false)
    private let address: ReceiptAddress
    private let patience: Double
    private var jobs: [Int: Held] = [:]
    private var lastJob = 0
    /// Names of jobs whose line broke.
    private var broken: Set<String> = []

    private struct Held {
        var name: String
        let uuid: String
        var document: [UInt8]?
        /// As the printer counts it.
        var length = 0
        var state = IPPJobState.held
    }

    /// Jobs that are remembered after they ended.
    static let memory = 100

    /// Seconds that a question about paper may take: many machines answer none.
    static let answerPatience = 0.4

    package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - id: as in `PrintJob.printer`.
    ///   - patience: seconds of silence before the machine counts as gone. It must be longer than printing one ticket takes.
    package init(id: String, address: ReceiptAddress, patience: Double = 10) {
        self.id = id
        self.address = address
        self.patience = patience
        thread = DedicatedThread(name: "houzhen-receipt")
    }

    deinit { thread.stop() }

    /// A job that was never heard of here is looked for at the machine's place: one that is away has answered nothing.
    package func find(name: String, id: Int?) throws(PrinterFault) -> [QueuedJob] {
        let known = jobs.filter { $0.value.name == name }.map { id, job in
            QueuedJob(
                id: id, uuid: job.uuid, state: job.state, documents: job.length > 0 ? 1 : 0,
                kibibytes: (job.length + 1023) / 1024)
        }
        if known.isEmpty && !broken.contains(name) { _ = try connect() }
        return known
    }

    /// Also sees whether the machine is there: a job for one that is not has left nothing behind.
    package func create(name: String, media: Media) throws(PrinterFault) -> (id: Int, uuid: String) {
        _ = try connect()
        lastJob += 1
        let uuid = "urn:uuid:\(UUID().uuidString.lowercased())"
        jobs[lastJob] = Held(name: name, uuid: uuid)
        jobs[lastJob - Self.memory] = nil
        return (lastJob, uuid)
    }

    package func send(_ document: [UInt8], to job: Int) throws(PrinterFault) {
        guard ReceiptCommands.print(bitmap: document) != nil else {
            throw PrinterFault(PrintProblem("print.document-damaged"), isLasting: true)
        }
        jobs[job]?.document = document
        jobs[job]?.length = document.count
    }

    package func release(_ job: Int) throws(PrinterFault) {
        guard let held = jobs[job], held.state == .held, let document = held.document,
            let bytes = ReceiptCommands.print(bitmap: document)
        else { return }
        let line = try connect()
        if let fault = trouble(line) { throw fault }
        isSending.withLock { $0 = true }
        defer { isSending.withLock { $0 = false } }
        do throws(TCPLine.Fault) {
            try deliver(bytes, on: line)
        } catch {
            // Some of it may be on paper, and nobody can say how much.
            jobs[job] = nil
            broken.insert(held.name)
            throw PrinterFault(PrintProblem("print.cut-off"), isLasting: false)
        }
        jobs[job]?.state = .completed
        jobs[job]?.document = nil
    }

    package func cancel(_ job: Int) throws(PrinterFault) {
        guard jobs[job]?.state == .held else { return }
        jobs[job]?.state = .cancelled
        jobs[job]?.document = nil
    }

    package func ask(name: String) throws(PrinterFault) -> DeviceRecord { .silent }

    /// While it prints it takes no second connection, and is not asked.
    package nonisolated func status() async -> PrinterStatus {
        isSending.withLock { $0 } ? PrinterStatus(state: .printing) : await asked()
    }

    private func asked() -> PrinterStatus {
        do throws(PrinterFault) {
            let reasons = reasons(try connect(patience: min(patience, 2)))
            let obstacle = reasons.first { $0 != "media-low" }
            return PrinterStatus(state: obstacle == nil ? .idle : .stopped, reasons: reasons, obstacle: obstacle)
        } catch {
            return PrinterStatus(state: .unreachable, problem: error.problem)
        }
    }
}

// MARK: On the line

extension ReceiptPrinter {
    private func connect(patience: Double? = nil) throws(PrinterFault) -> TCPLine {
        do throws(TCPLine.Fault) {
            return try TCPLine(host: address.host, port: address.port, seconds: patience ?? self.patience)
        } catch {
            throw PrinterFault(PrintProblem("print.receipt-unreachable", ["server": address.place]), isLasting: false)
        }
    }

    /// Sends all, and waits until the machine has reached the end of it, or has ended the connection, or, where it does
    /// neither, until the network has confirmed every byte.
    private func deliver(_ bytes: [UInt8], on line: TCPLine) throws(TCPLine.Fault) {
        try line.send(bytes + (address.answers ? ReceiptCommands.answerWhenReached : []), seconds: patience)
        line.finish()
        guard address.answers else {
            let end = ContinuousClock.now + .seconds(patience)
            while line.unconfirmed > 0 {
                guard ContinuousClock.now < end else { throw .cut }
                Thread.sleep(forTimeInterval: 0.02)
            }
            return
        }
        while true {
            switch try line.receive(seconds: patience) {
            case .byte(let byte) where ReceiptCommands.isImmediate(byte): continue
            case .byte: return
            // An end before everything was confirmed is a cut.
            case .end where line.unconfirmed == 0: return
            case .end, .nothing: throw .cut
            }
        }
    }

    /// Why nothing should be sent now.
    private func trouble(_ line: TCPLine) -> PrinterFault? {
        let reasons = reasons(line)
        if reasons.contains("cover-open") { return PrinterFault(PrintProblem("print.receipt-cover"), isLasting: false) }
        if reasons.contains("media-empty") {
            return PrinterFault(PrintProblem("print.receipt-paper"), isLasting: false)
        }
        return nil
    }

    /// Empty when all is well, or when the machine does not say.
    private func reasons(_ line: TCPLine) -> [String] {
        guard address.answers else { return [] }
        func answer(_ question: [UInt8]) -> UInt8? {
            guard (try? line.send(question, seconds: Self.answerPatience)) != nil,
                case .byte(let byte)? = try? line.receive(seconds: Self.answerPatience)
            else { return nil }
            return byte
        }
        guard let offline = answer(ReceiptCommands.askOffline) else { return [] }
        return ReceiptCommands.reasons(offline: offline, paper: answer(ReceiptCommands.askPaper))
    }
}
