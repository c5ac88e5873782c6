import API
import Client
import Foundation

/// Plays a morning against a running server over HTTP, as the faces of a clinic would, and says what was wrong.
package struct RehearsalRun: Sendable {
    private let options: RehearsalOptions
    private let say: @Sendable (String) -> Void
    private let progress: @Sendable (String) -> Void

    /// `say` takes whole lines; `progress` takes the line that replaces the one before it.
    package init(
        _ options: RehearsalOptions, say: @escaping @Sendable (String) -> Void,
        progress: @escaping @Sendable (String) -> Void
    ) {
        self.options = options
        self.say = say
        self.progress = progress
    }

    /// Plays and inspects. 0: nothing was wrong; 1: something was; 2: it could not begin.
    package func run() async -> Int32 {
        let client = HouzhenClient(server: options.server, language: "en")
        let status: Int32
        do {
            let morning = try Morning.load(options)
            let company = try await Company.gather(options, client: client, patients: morning.patients.count)
            try company.checkDay(for: morning)
            morning.notes.forEach(say)
            company.notes.forEach(say)
            let faults = await play(morning, with: company)
            status = faults.isEmpty ? 0 : 1
        } catch {
            say("The rehearsal could not begin: \(Self.sentence(of: error))")
            status = 2
        }
        await client.shutdown()
        return status
    }

    private func play(_ morning: Morning, with company: Company) async -> [Fault] {
        let book = company.desk.book
        let feed = Task { await company.display.follow(after: company.feedId) }
        let ticker = Task { await tick(company.desk, patients: morning.patients.count) }
        var isWhole = false
        do {
            try await act(morning, with: company)
            ticker.cancel()
            let inspection = Inspection(
                desk: company.desk, doctor: company.doctors[0].stage, limit: options.printLimit)
            try await inspection.waitForFeed()
            try await inspection.inspect()
            isWhole = true
        } catch {
            ticker.cancel()
            await book.note(.unexpected(Self.sentence(of: error)))
        }
        await ticker.value
        feed.cancel()
        await feed.value
        let ledger = await book.ledger
        // Of a morning that broke off one cannot say what is missing at its end.
        let faults = isWhole ? ledger.verdict() : ledger.faults
        Report(counts: ledger.counts, waits: await book.waits, faults: faults).lines.forEach(say)
        return faults
    }

    private func act(_ morning: Morning, with company: Company) async throws {
        try await withThrowingTaskGroup(of: Void.self) { faces in
            for patient in morning.patients {
                faces.addTask { try await company.reception.receive(patient) }
            }
            for doctor in company.doctors { faces.addTask { try await doctor.work() } }
            let limit = company.limit(for: morning)
            faces.addTask {
                try await Task.sleep(for: limit)
                throw RehearsalError("the morning did not end within \(limit)")
            }
            // The first face that fails ends the morning: what follows from it would only hide it.
            for _ in 0..<(morning.patients.count + company.doctors.count) { try await faces.next() }
            faces.cancelAll()
        }
        try await company.close()
    }

    private func tick(_ stage: Stage, patients: Int) async {
        while !Task.isCancelled {
            let counts = await stage.book.ledger.counts
            let minutes = Int(stage.pace.now / 60)
            progress(
                "+\(minutes / 60)h\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)  numbers \(counts.issued)/\(patients)"
                    + "  called \(counts.calls)  seen \(counts.completed)  signed \(counts.signed)"
                    + "  feed \(counts.feedEvents)  retries \(counts.connectionsLost)")
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    private static func sentence(of error: any Error) -> String {
        switch error {
        case let error as ClientError: error.sentence + (error.problem.map { " [\($0.code)]" } ?? "")
        case let error as RehearsalError: error.sentence
        default: String(describing: error)
        }
    }
}
