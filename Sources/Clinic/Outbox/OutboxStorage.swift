/// Where print jobs and their documents are kept.
package protocol OutboxStorage: Sendable {
    /// The jobs whose state `isUnfinished`, oldest first.
    func unfinished() async throws -> [PrintJob]

    /// Replaces the job; durable before it returns. A `cancelRequested` that is stored stays true, whatever the
    /// job given here says: somebody may have asked while the outbox was at work.
    func save(_ job: PrintJob) async throws

    /// The PDF of that SHA-256 (hex).
    func document(_ sha256: String) async throws -> [UInt8]
}
