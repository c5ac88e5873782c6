import QueueEngine

/// One act's changes to its own copy of the tables.
final class MemoryTransaction: MemoryReader, Transaction {
    /// What the act appended, in order.
    private(set) var appended: [StoredEvent] = []
    private(set) var unsettled: [any Unsettled] = []

    func leave(_ item: any Unsettled) { unsettled.append(item) }

    func append(
        _ events: [NewEvent], to stream: String, expecting version: Int, at time: Instant, by actor: String
    ) throws -> [StoredEvent] {
        let actual = head(of: stream)?.version ?? 0
        guard actual == version else { throw WrongVersion(stream: stream, expected: version, actual: actual) }
        return try events.enumerated().map { offset, event in
            guard tables.events[event.id] == nil else { throw Duplicate(what: "event \(event.id)") }
            let stored = StoredEvent(
                position: tables.journal.count + 1, id: event.id, stream: stream, version: version + offset + 1,
                time: time, actor: actor, type: event.type, payload: event.payload)
            tables.events[event.id] = tables.journal.count
            tables.streams[stream, default: []].append(tables.journal.count)
            tables.journal.append(stored)
            appended.append(stored)
            return stored
        }
    }

    func save(_ person: Person) throws {
        if let taken = person.identifiers.first(where: { tables.identifiers[$0, default: person.id] != person.id }) {
            throw IdentifierTaken(identifier: taken)
        }
        for identifier in tables.people[person.id]?.identifiers ?? [] { tables.identifiers[identifier] = nil }
        for identifier in person.identifiers { tables.identifiers[identifier] = person.id }
        tables.people[person.id] = person
    }

    func save(_ place: TicketPlace) throws {
        let others = tables.places.values.filter { $0.ticket != place.ticket }
        let isTaken = others.contains {
            (place.externalID != nil && $0.externalID == place.externalID)
                || (place.linkHash != nil && $0.linkHash == place.linkHash)
        }
        guard !isTaken else { throw TicketPlaceTaken() }
        tables.places[place.ticket] = place
    }

    func save(_ document: StoredDocument) {
        if tables.documents[document.sha256] == nil { tables.documents[document.sha256] = document }
    }

    func save(_ assessment: Assessment) throws {
        if let other = self.assessment(ticket: assessment.ticket), other.id != assessment.id {
            throw Duplicate(what: "assessment of ticket \(assessment.ticket)")
        }
        tables.assessments[assessment.id] = assessment
    }

    func save(_ answers: PatientAnswers) { tables.patientAnswers[answers.ticket] = answers }

    func save(_ job: PrintJob) { tables.printJobs[job.id] = job }

    func save(_ account: StaffAccount) { tables.staff[account.username] = account }

    func save(_ session: StaffSession) { tables.sessions[session.tokenHash] = session }

    func deleteSession(tokenHash: String) { tables.sessions[tokenHash] = nil }

    func deleteSessions(expiredBefore time: Instant) {
        tables.sessions = tables.sessions.filter { $0.value.expiresAt >= time }
    }

    func deleteSessions(of username: String) {
        tables.sessions = tables.sessions.filter { $0.value.username != username }
    }

    func save(_ record: IdempotencyRecord) {
        tables.idempotency[MemoryTables.IdempotencyKey(key: record.key, actor: record.actor)] = record
    }

    func deleteIdempotencyRecords(before time: Instant) {
        tables.idempotency = tables.idempotency.filter { $0.value.createdAt >= time }
    }

    /// Something that there can be only once is there already.
    struct Duplicate: Error {
        var what: String
    }
}
