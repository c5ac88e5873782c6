package import QueueEngine

/// A day's report, and the journal that it was made from.
package struct ReportOfDay: Sendable {
    package struct ByHand: Sendable {
        package var act: DayTrace.HandAct
        /// Who did it.
        package var by: String
        /// In that person's own words, where one was asked for or given.
        package var reason: String?
    }

    package var report: DayReport
    package var byHand: [ByHand]
    /// The hash of the journal's last row when the report was made; nil where the store keeps no chain.
    package var journalHead: String?
}

extension ClinicService {
    /// The figures of a clinic-day, made anew from its events and papers.
    /// - Parameter date: `2026-11-20`; today when absent.
    package func report(ofDay date: String?) async throws -> ReportOfDay {
        guard let day = date.map({ LocalDate($0) }) ?? today else {
            throw InvalidInput([.init("date", "field.date")])
        }
        let stream = layout.stream(of: day)
        return try await store.read { reader in
            let stored = try reader.events(of: stream, after: 0)
            let events = try stored.map { TimedEvent(try EventCoding.decode($0.payload), at: $0.time) }
            var report = DayReport(events, papers: try Self.papers(of: events, in: reader))
            if report.date.isEmpty { report.date = day.description }
            let byHand = try report.byHand.map { act in
                let event = stored[act.version - 1]
                return ReportOfDay.ByHand(
                    act: act, by: event.actor, reason: try Self.reason(ofEvent: event.id, in: reader))
            }
            return ReportOfDay(report: report, byHand: byHand, journalHead: try reader.journalHead())
        }
    }

    private static func papers(
        of events: [TimedEvent], in reader: any StoreReader
    ) throws -> [TicketID: DayReport.Papers] {
        var papers: [TicketID: DayReport.Papers] = [:]
        for timed in events {
            guard case .cameIn(let ticket, _) = timed.event.act,
                let assessment = try reader.assessment(ticket: ticket.description)
            else { continue }
            // A later revision and its paper do not make the morning slower than it was.
            let printed = try reader.printJobs(subject: assessment.id)
                .filter { $0.purpose == .slip && $0.state == .printed }.map(\.updatedAt).min()
            papers[ticket] = DayReport.Papers(
                formOpened: assessment.openedAt, signed: assessment.revisions.first?.signedAt, printed: printed)
        }
        return papers
    }
}
