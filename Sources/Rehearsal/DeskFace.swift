import API
import Client

/// The front desk: registers each patient on arrival, issues the number, takes back those who were missed.
struct DeskFace: Sendable {
    let stage: Stage
    /// Makes the outpatient numbers of this rehearsal unlike those of any other.
    let series: Int

    /// Lets the patient arrive at their time.
    func receive(_ patient: PlannedPatient) async throws {
        try await stage.pace.wait(until: patient.arrives)
        let person = try await stage.ask(.register(registration(of: patient), key: Stage.newKey()))
        let issue = IssueRequest(patient: PatientReference(id: person.id), lane: lane(of: patient), print: true)
        await stage.book.beginIssue()
        let ticket = try await stage.ask(.issue(in: stage.queue.id, issue, key: Stage.newKey()))
        await stage.book.seat(patient, ticket: ticket.id, printJob: ticket.printJob, at: stage.pace.now)
        await stage.book.note(
            .issued(ticket: ticket.id, label: ticket.label, queue: stage.queue.id, number: ticket.number))
    }

    /// Lets a missed patient come back after so many clinic seconds.
    func takeBack(_ ticket: String, after seconds: Double) async throws {
        try await stage.pace.wait(seconds)
        _ = try await stage.ask(.rejoin(ticket, key: Stage.newKey()))
        await stage.book.note(.rejoined(ticket: ticket))
    }

    private func registration(of patient: PlannedPatient) -> PatientRequest {
        let person = patient.person
        return PatientRequest(
            name: person.name, sex: person.sex, birthDate: person.birthDate, phone: person.phone,
            language: person.language,
            identifiers: [
                Identifier(system: "outpatient-number", value: String(series * 1000 + patient.index))
            ])
    }

    /// The planned lane, or the queue's own choice where that lane is not issued.
    private func lane(of patient: PlannedPatient) -> String? {
        stage.queue.lanes.contains(patient.lane) ? patient.lane : nil
    }
}
