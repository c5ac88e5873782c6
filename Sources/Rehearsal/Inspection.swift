import API
import Client

/// After the morning: asks the server for everything it answered for, and writes down what it says.
struct Inspection: Sendable {
    /// As the desk.
    let desk: Stage
    /// As a doctor, who may read assessments.
    let doctor: Stage
    /// How long the printers may take.
    let limit: Duration

    /// The print job states in which nothing more will happen by itself.
    private static let settled: Set<String> = ["printed", "kept", "failed", "cancelled", "unknown", "blocked"]
    private static let pause: Duration = .milliseconds(250)

    /// Looks up every ticket, every assessment with its slips, every paper ticket.
    func inspect() async throws {
        let end = ContinuousClock.now + limit
        for ticket in await desk.book.tickets { try await inspect(ticket: ticket) }
        for assessment in await desk.book.assessments {
            let papers = try await slips(of: assessment, until: end)
            await desk.book.note(.slips(assessment: assessment, papers: papers))
        }
        for (ticket, job) in await desk.book.ticketJobs {
            var paper = try await desk.ask(.printJob(job))
            while !Self.settled.contains(paper.state), ContinuousClock.now < end {
                try await Task.sleep(for: Self.pause)
                paper = try await desk.ask(.printJob(job))
            }
            await desk.book.note(.ticketPaper(ticket: ticket, paper: Paper(paper)))
        }
    }

    /// Waits until the feed has shown every call, or for five seconds.
    func waitForFeed() async throws {
        for _ in 0..<100 {
            if await desk.book.ledger.isEachCallShown { return }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func inspect(ticket: String) async throws {
        do {
            let found = try await desk.ask(.ticket(ticket))
            await desk.book.note(.found(ticket: ticket, number: found.number, state: found.state))
        } catch ClientError.refused(let problem) where problem.status == 404 {
            await desk.book.note(.found(ticket: ticket, number: nil, state: nil))
        }
    }

    private func slips(of assessment: String, until end: ContinuousClock.Instant) async throws -> [Paper] {
        while true {
            let found = try await doctor.ask(.assessment(assessment))
            let slips = found.printJobs.filter { $0.purpose == "slip" }
            let isOver = !slips.isEmpty && slips.allSatisfy { Self.settled.contains($0.state) }
            guard !isOver, ContinuousClock.now < end else { return slips.map(Paper.init) }
            try await Task.sleep(for: Self.pause)
        }
    }
}

extension Paper {
    /// What the ledger asks of a print job.
    init(_ job: PrintJobResponse) { self.init(job: job.id, copy: job.copy, state: job.state) }
}
