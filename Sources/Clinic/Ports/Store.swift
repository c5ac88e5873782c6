package import QueueEngine

/// Where everything is kept. One contract suite holds for every engine behind it.
///
/// Acts are serialised: each runs alone, sees all acts before it, and is durable before its caller hears "done".
/// Acts that wait at the same moment may share one commit; each still succeeds or fails alone.
package protocol Store: Sendable {
    /// Runs an act. When it throws, nothing of it is kept. When the commit fails, all acts that shared it fail.
    func write<Outcome: Sendable>(
        _ act: @escaping @Sendable (any Transaction) throws -> Outcome
    ) async throws -> Outcome

    /// Reads what was committed, at one moment.
    func read<Outcome: Sendable>(
        _ body: @escaping @Sendable (any StoreReader) throws -> Outcome
    ) async throws -> Outcome

    /// Settles what the acts of one commit have left (`Transaction.leave`), all together and within that commit: what
    /// it appends comes after their events. When it throws, all acts that shared the commit fail. Set once, before the
    /// first write.
    func settleCommits(_ settle: @escaping @Sendable ([any Unsettled], any Transaction) throws -> Void)

    /// Is told the events of each commit, in order, after it is durable and before its callers hear of it.
    /// Set once, before the first write.
    func observeCommits(_ observer: @escaping @Sendable ([StoredEvent]) -> Void)
}

/// Something that an act leaves to the end of its commit, where it is settled once for all acts that share it.
package protocol Unsettled: Sendable {}

/// What can be asked of the store.
package protocol StoreReader {
    // The journal
    func head(of stream: String) throws -> StreamHead?
    /// In order, from the version after the given one.
    func events(of stream: String, after version: Int) throws -> [StoredEvent]
    func event(id: String) throws -> StoredEvent?
    func lastEvent() throws -> StoredEvent?
    /// The hash of the journal's last row; nil where no chain is kept.
    func journalHead() throws -> String?

    // People
    func person(id: String) throws -> Person?
    func person(identifier: PersonIdentifier) throws -> Person?
    /// Those whose name contains the query, whose phone ends with it or who have it as an identifier, by name; at most
    /// `limit`.
    func people(matching query: String, limit: Int) throws -> [Person]

    // Tickets of all days
    func ticketPlace(id: String) throws -> TicketPlace?
    func ticketPlace(externalID: String) throws -> TicketPlace?
    func ticketPlace(linkHash: String) throws -> TicketPlace?

    // Documents and assessments
    func document(sha256: String) throws -> StoredDocument?
    func assessment(id: String) throws -> Assessment?
    func assessment(ticket: String) throws -> Assessment?
    /// All of one person, drafts too, in no order.
    func assessments(person: String) throws -> [Assessment]
    /// What the patient answered for this ticket.
    func patientAnswers(ticket: String) throws -> PatientAnswers?

    // Paper
    func printJob(id: String) throws -> PrintJob?
    func printJobs(subject: String) throws -> [PrintJob]
    /// In the order in which they were made.
    func printJobs(in states: [PrintState]) throws -> [PrintJob]

    // Staff
    func staff(username: String) throws -> StaffAccount?
    func allStaff() throws -> [StaffAccount]
    func session(tokenHash: String) throws -> StaffSession?

    // Requests that may be repeated
    func idempotencyRecord(key: String, actor: String) throws -> IdempotencyRecord?
}

/// One act's changes: its events and the rows that go with them.
package protocol Transaction: StoreReader {
    /// Appends to a stream whose version must be the expected one; throws `WrongVersion` otherwise.
    func append(
        _ events: [NewEvent], to stream: String, expecting version: Int, at time: Instant, by actor: String
    ) throws -> [StoredEvent]

    /// Leaves something to be settled at the end of the commit; dropped when the act throws.
    func leave(_ item: any Unsettled)
    /// What this act, and those before it in the same commit that succeeded, have left, in order.
    var unsettled: [any Unsettled] { get }

    /// Adds or replaces a person; throws `IdentifierTaken` when another person has one of the identifiers.
    func save(_ person: Person) throws
    /// Throws `TicketPlaceTaken` when another ticket has its `externalID` or `linkHash`.
    func save(_ place: TicketPlace) throws
    /// Documents are write-once: the same bytes again change nothing.
    func save(_ document: StoredDocument) throws
    func save(_ assessment: Assessment) throws
    func save(_ answers: PatientAnswers) throws
    func save(_ job: PrintJob) throws
    func save(_ account: StaffAccount) throws
    func save(_ session: StaffSession) throws
    func deleteSession(tokenHash: String) throws
    func deleteSessions(expiredBefore time: Instant) throws
    func deleteSessions(of username: String) throws
    func save(_ record: IdempotencyRecord) throws
    func deleteIdempotencyRecords(before time: Instant) throws
}

/// Another person has this identifier already.
package struct IdentifierTaken: Error, Hashable, Sendable {
    package var identifier: PersonIdentifier

    package init(identifier: PersonIdentifier) { self.identifier = identifier }
}

/// Another ticket has this external id, or this link.
package struct TicketPlaceTaken: Error, Hashable, Sendable {
    package init() {}
}

/// In which stream a ticket's day is, so that a ticket is found by its id alone. Derived from the journal, but for
/// `externalID` and `linkHash`.
package struct TicketPlace: Hashable, Sendable {
    package var ticket: String
    package var stream: String
    package var person: String
    /// 挂号流水号, unique.
    package var externalID: String?
    /// SHA-256 of the token on the paper ticket.
    package var linkHash: String?

    package init(ticket: String, stream: String, person: String, externalID: String?, linkHash: String?) {
        self.ticket = ticket
        self.stream = stream
        self.person = person
        self.externalID = externalID
        self.linkHash = linkHash
    }
}

/// Bytes that never change, by their SHA-256 (hexadecimal, lower case).
package struct StoredDocument: Hashable, Sendable {
    package var sha256: String
    package var mediaType: String
    package var bytes: [UInt8]

    package init(mediaType: String, bytes: [UInt8]) {
        self.sha256 = Hash.sha256(bytes)
        self.mediaType = mediaType
        self.bytes = bytes
    }

    package init(sha256: String, mediaType: String, bytes: [UInt8]) {
        self.sha256 = sha256
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// What an act answered, for the same request again. It names nobody.
package struct IdempotencyRecord: Hashable, Sendable {
    package var key: String
    package var actor: String
    package var route: String
    package var bodyHash: String
    package var outcome: String
    package var createdAt: Instant

    package init(
        key: String, actor: String, route: String, bodyHash: String, outcome: String, createdAt: Instant
    ) {
        self.key = key
        self.actor = actor
        self.route = route
        self.bodyHash = bodyHash
        self.outcome = outcome
        self.createdAt = createdAt
    }
}
