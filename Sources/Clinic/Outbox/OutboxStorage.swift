/// Where print jobs and their documents are kept.
package protocol OutboxStorage: Sendable {
    /// The jobs whose state `isUnfinished`, oldest first; one that is still to be drawn, or has no printer, is not among them.
    func unfinished() async throws -> [PrintJob]

    /// Replaces `former`; durable before it returns. What somebody wished while the outbox was at work, and it does not
    /// know of yet, stays: see `PrintJob.keepingWishes`. Throws when the job is another printer's by now.
    func save(_ job: PrintJob, replacing former: PrintJob) async throws

    /// The PDF of that SHA-256 (hex).
    func document(_ sha256: String) async throws -> [UInt8]
}

/// The job was given to another printer meanwhile: whoever worked at it leaves it alone.
package struct JobMoved: Error {}

extension PrintJob {
    /// This job, to be stored over `stored`, by whoever began with `former`.
    package func keepingWishes(of stored: PrintJob, since former: PrintJob) throws -> PrintJob {
        guard stored.printer == former.printer else { throw JobMoved() }
        var job = self
        if stored.cancelRequested { job.cancelRequested = true }
        if stored.moveTo != former.moveTo { job.moveTo = stored.moveTo }
        return job
    }
}
