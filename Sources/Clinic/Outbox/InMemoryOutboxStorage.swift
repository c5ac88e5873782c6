/// Print jobs in memory. For tests.
package actor InMemoryOutboxStorage: OutboxStorage {
    /// Nothing of that SHA-256 was given.
    package struct NoSuchDocument: Error {}

    private var jobs: [PrintJob]
    private var documents: [String: [UInt8]]

    package init(jobs: [PrintJob] = [], documents: [String: [UInt8]] = [:]) {
        self.jobs = jobs
        self.documents = documents
    }

    /// One more job.
    package func add(_ job: PrintJob) { jobs.append(job) }

    /// The job as it is stored now.
    package func job(_ id: String) -> PrintJob? { jobs.first { $0.id == id } }

    /// As a person who asks for it would.
    package func requestCancellation(of id: String) {
        for index in jobs.indices where jobs[index].id == id { jobs[index].cancelRequested = true }
    }

    package func unfinished() -> [PrintJob] {
        jobs.filter { $0.state.isUnfinished && $0.documentSHA256 != nil && $0.printer != nil }
    }

    /// As a person who chooses another printer would.
    package func requestMove(of id: String, to printer: String) {
        for index in jobs.indices where jobs[index].id == id { jobs[index].moveTo = printer }
    }

    package func save(_ job: PrintJob, replacing former: PrintJob) throws {
        guard let index = jobs.firstIndex(where: { $0.id == job.id }) else { return }
        jobs[index] = try job.keepingWishes(of: jobs[index], since: former)
    }

    package func document(_ sha256: String) throws -> [UInt8] {
        guard let document = documents[sha256] else { throw NoSuchDocument() }
        return document
    }
}
