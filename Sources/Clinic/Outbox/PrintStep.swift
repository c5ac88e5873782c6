/// What the outbox does next for a job.
package enum PrintStep: Hashable, Sendable {
    /// Look at the print service for jobs of our name.
    case find
    /// Create a held job.
    case create
    /// Give the held job its document.
    case send(job: Int)
    case release(job: Int)
    case cancel(job: Int)
    /// Stop what the machine has taken already.
    case cancelAtMachine(job: Int)
    /// Ask the machine itself. `queued` is what the print service said before, nil if it knows nothing.
    case ask(queued: QueuedJob?)
    /// Nothing now: look again later.
    case wait
    /// Nothing any more.
    case done
}

/// What became of a step.
package enum PrintObservation: Sendable {
    /// The job was just read from storage: all that was in memory is gone.
    case taken
    case found([QueuedJob])
    case created(id: Int, uuid: String)
    case sent
    case released
    case cancelled
    /// The machine was told; what became of it shows when it is asked again.
    case cancelledAtMachine
    case asked(DeviceRecord, queued: QueuedJob?)
    case fault(PrinterFault)
}

/// What a job is to be told about its document and its printer.
package struct PrintContext: Hashable, Sendable {
    /// Bytes; nil when the document cannot be read.
    package var documentLength: Int?
    /// Times in a row that a printer may be out of reach before a job that never left here is given up.
    package var attemptLimit: Int
    /// Why nothing would come out now if it were sent: a reason of `PrinterStatus`. Nil when nothing is known to hinder.
    package var obstacle: String?

    package init(documentLength: Int?, attemptLimit: Int, obstacle: String? = nil) {
        self.documentLength = documentLength
        self.attemptLimit = attemptLimit
        self.obstacle = obstacle
    }

    /// As the print service counts it: kibibytes, rounded up.
    var kibibytes: Int? { documentLength.map { ($0 + 1023) / 1024 } }
}
