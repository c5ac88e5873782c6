/// A moment in a print job's life at which a process may end. Between any two of them stands one save, one request or one
/// answer; the proofs end the process at each.
package enum FaultPoint: String, Sendable, CaseIterable {
    /// The row is durable; nothing was asked.
    case queued
    /// Stored that a job may be created; the print service was not asked yet.
    case creating
    /// The print service has created a held job; its id is not stored yet.
    case created
    /// The id is stored; the document was not sent.
    case stored
    /// The document is there; nothing of it is stored.
    case sent
    /// The held job was read back and is whole.
    case verified
    /// Stored that it may print; the release was not asked for.
    case releasing
    /// The print service has released it; that is not stored yet.
    case released
    /// The release is stored.
    case submitted
    /// The print service says that it has handed the job to the machine.
    case delivered
    /// The machine says that it is done; that is not stored yet.
    case printed

    /// What was just heard, before anything of it is stored; nil where nothing new can be lost.
    init?(hearing observation: PrintObservation, of job: PrintJob, deciding step: PrintStep) {
        switch (observation, step) {
        case (.taken, .create) where job.state == .queued: self = .queued
        case (.created, _): self = .created
        case (.sent, _): self = .sent
        case (.found, .release): self = .verified
        case (.released, _): self = .released
        case (.found, .ask(.some(let queued))) where queued.state == .completed: self = .delivered
        case (.asked(.present(let jobs), _), .done) where jobs.contains { $0.state == .completed }: self = .printed
        default: return nil
        }
    }

    /// What is stored and will be done next; nil where that changes nothing anywhere.
    init?(taking step: PrintStep, after observation: PrintObservation) {
        switch (step, observation) {
        case (.create, _): self = .creating
        case (.send, _): self = .stored
        case (.release, _): self = .releasing
        case (.wait, .released): self = .submitted
        default: return nil
        }
    }
}
