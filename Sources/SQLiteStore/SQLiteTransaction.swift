import Clinic
import Foundation
import GRDB
import QueueEngine

/// One act's changes, inside its savepoint.
final class SQLiteTransaction: SQLiteReader, Transaction {
    /// The end of the journal, as this act sees it.
    private(set) var tail: JournalTail
    /// The ends of the streams that this commit has asked for: nobody else writes meanwhile.
    private(set) var heads: [String: StreamHead]
    /// What the act appended, in order.
    private(set) var appended: [StoredEvent] = []
    private(set) var unsettled: [any Unsettled]

    /// - Parameter progress: what the acts before this one in the same commit have done.
    init(_ database: Database, after progress: CommitProgress) {
        tail = progress.tail
        heads = progress.heads
        unsettled = progress.unsettled
        super.init(database)
    }

    override func head(of stream: String) throws -> StreamHead? {
        if let known = heads[stream] { return known }
        let head = try super.head(of: stream)
        heads[stream] = head
        return head
    }

    func append(
        _ events: [NewEvent], to stream: String, expecting version: Int, at time: Instant, by actor: String
    ) throws -> [StoredEvent] {
        let actual = try head(of: stream)?.version ?? 0
        guard actual == version else { throw WrongVersion(stream: stream, expected: version, actual: actual) }
        return try events.enumerated().map { offset, event in
            let stored = StoredEvent(
                position: tail.position + 1, id: event.id, stream: stream, version: version + offset + 1, time: time,
                actor: actor, type: event.type, payload: event.payload)
            try run(
                "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    stored.position, stored.id, stored.stream, stored.version, stored.time.milliseconds, stored.actor,
                    stored.type, stored.payload, tail.hash,
                ])
            tail = JournalTail(position: stored.position, hash: HashChain.hash(of: stored, previous: tail.hash))
            heads[stream] = StreamHead(version: stored.version, eventID: stored.id)
            appended.append(stored)
            return stored
        }
    }

    func leave(_ item: any Unsettled) { unsettled.append(item) }

    func save(_ person: Person) throws {
        for identifier in person.identifiers {
            if let other = try self.person(identifier: identifier), other.id != person.id {
                throw IdentifierTaken(identifier: identifier)
            }
        }
        try run(
            """
            INSERT INTO people VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, phone = excluded.phone, details = excluded.details
            """, [person.id, person.name, person.phone, try Self.encode(person)])
        try run("DELETE FROM identifiers WHERE person = ?", [person.id])
        for identifier in person.identifiers {
            try run("INSERT INTO identifiers VALUES (?, ?, ?)", [identifier.system, identifier.value, person.id])
        }
    }

    func save(_ place: TicketPlace) throws {
        do {
            try run(
                """
                INSERT INTO tickets VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET stream = excluded.stream, person = excluded.person,
                    external_id = excluded.external_id, link_hash = excluded.link_hash
                """, [place.ticket, place.stream, place.person, place.externalID, place.linkHash])
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
            throw TicketPlaceTaken()
        }
    }

    func save(_ document: StoredDocument) throws {
        try run(
            "INSERT INTO documents VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
            [document.sha256, document.mediaType, Data(document.bytes)])
    }

    func save(_ assessment: Assessment) throws {
        try run(
            "INSERT INTO assessments VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET details = excluded.details",
            [assessment.id, assessment.ticket, assessment.person, try Self.encode(assessment)])
    }

    func save(_ answers: PatientAnswers) throws {
        try run(
            "INSERT OR REPLACE INTO patient_answers VALUES (?, ?, ?)",
            [answers.ticket, answers.person, try Self.encode(answers)])
    }

    func save(_ job: PrintJob) throws {
        try run(
            """
            INSERT INTO print_jobs VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, details = excluded.details
            """,
            [job.id, job.subject, job.state.rawValue, job.createdAt.milliseconds, try Self.encode(job)])
    }

    func save(_ account: StaffAccount) throws {
        try run("INSERT OR REPLACE INTO staff VALUES (?, ?)", [account.username, try Self.encode(account)])
    }

    func save(_ session: StaffSession) throws {
        try run(
            "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)",
            [session.tokenHash, session.username, session.expiresAt.milliseconds])
    }

    func deleteSession(tokenHash: String) throws { try run("DELETE FROM sessions WHERE token_hash = ?", [tokenHash]) }

    func deleteSessions(of username: String) throws {
        try run("DELETE FROM sessions WHERE username = ?", [username])
    }

    func deleteSessions(expiredBefore time: Instant) throws {
        try run("DELETE FROM sessions WHERE expires_at < ?", [time.milliseconds])
    }

    func save(_ record: IdempotencyRecord) throws {
        try run(
            "INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?, ?, ?)",
            [
                record.key, record.actor, record.route, record.bodyHash, record.outcome,
                record.createdAt.milliseconds,
            ])
    }

    func deleteIdempotencyRecords(before time: Instant) throws {
        try run("DELETE FROM idempotency WHERE created_at < ?", [time.milliseconds])
    }

    private func run(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    private static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// The end of the journal: its last position, and the hash of its last row.
struct JournalTail: Sendable {
    var position: Int
    var hash: String

    static let empty = JournalTail(position: 0, hash: HashChain.origin)
}
