import Foundation

/// What can be asked, over one picture of the tables.
class MemoryReader: StoreReader {
    var tables: MemoryTables

    init(_ tables: MemoryTables) { self.tables = tables }

    // MARK: The journal

    func head(of stream: String) -> StreamHead? {
        tables.streams[stream]?.last.map { tables.journal[$0] }.map { StreamHead(version: $0.version, eventID: $0.id) }
    }

    func events(of stream: String, after version: Int) -> [StoredEvent] {
        (tables.streams[stream] ?? []).dropFirst(max(0, version)).map { tables.journal[$0] }
    }

    func event(id: String) -> StoredEvent? { tables.events[id].map { tables.journal[$0] } }

    func lastEvent() -> StoredEvent? { tables.journal.last }

    func journalHead() -> String? { nil }

    // MARK: People

    func person(id: String) -> Person? { tables.people[id] }

    func person(identifier: PersonIdentifier) -> Person? {
        tables.identifiers[identifier].flatMap { tables.people[$0] }
    }

    func people(matching query: String, limit: Int) -> [Person] {
        let query = query.filter { !$0.isNewline }.trimmingCharacters(in: .whitespaces)
        let text = Self.folded(query)
        let found = tables.people.values.filter { person in
            Self.folded(person.name).contains(text)
                || person.phone.map { Self.folded($0).suffix(text.count) == text[...] } ?? false
                || person.identifiers.contains { $0.value == query }
        }
        return Array(found.sorted { Self.key($0).lexicographicallyPrecedes(Self.key($1)) }.prefix(limit))
    }

    /// Scalars, not characters, and only ASCII loses its case: as SQL's LIKE compares.
    private static func folded(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.map { (65...90).contains($0.value) ? Unicode.Scalar(UInt8($0.value) + 32) : $0 }
    }

    private static func key(_ person: Person) -> [UInt8] { Array(person.name.utf8) + [0] + Array(person.id.utf8) }

    // MARK: Tickets

    func ticketPlace(id: String) -> TicketPlace? { tables.places[id] }

    func ticketPlace(externalID: String) -> TicketPlace? {
        tables.places.values.first { $0.externalID == externalID }
    }

    func ticketPlace(linkHash: String) -> TicketPlace? { tables.places.values.first { $0.linkHash == linkHash } }

    // MARK: Documents, assessments, paper

    func document(sha256: String) -> StoredDocument? { tables.documents[sha256] }

    func assessment(id: String) -> Assessment? { tables.assessments[id] }

    func assessment(ticket: String) -> Assessment? { tables.assessments.values.first { $0.ticket == ticket } }

    func assessments(person: String) -> [Assessment] { tables.assessments.values.filter { $0.person == person } }

    func patientAnswers(ticket: String) -> PatientAnswers? { tables.patientAnswers[ticket] }

    func printJob(id: String) -> PrintJob? { tables.printJobs[id] }

    func printJobs(subject: String) -> [PrintJob] { printJobs { $0.subject == subject } }

    func printJobs(in states: [PrintState]) -> [PrintJob] { printJobs { states.contains($0.state) } }

    private func printJobs(where isAsked: (PrintJob) -> Bool) -> [PrintJob] {
        tables.printJobs.values.filter(isAsked).sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }

    // MARK: Staff and repeated requests

    func staff(username: String) -> StaffAccount? { tables.staff[username] }

    func allStaff() -> [StaffAccount] { tables.staff.values.sorted { $0.username < $1.username } }

    func session(tokenHash: String) -> StaffSession? { tables.sessions[tokenHash] }

    func idempotencyRecord(key: String, actor: String) -> IdempotencyRecord? {
        tables.idempotency[MemoryTables.IdempotencyKey(key: key, actor: actor)]
    }
}
