import Clinic
import Foundation
import GRDB
import QueueEngine

/// What can be asked, over one database connection.
class SQLiteReader: StoreReader {
    let database: Database

    init(_ database: Database) { self.database = database }

    // MARK: The journal

    func head(of stream: String) throws -> StreamHead? {
        try row("SELECT version, id FROM journal WHERE stream = ? ORDER BY version DESC LIMIT 1", [stream])
            .map { StreamHead(version: $0[0], eventID: $0[1]) }
    }

    func events(of stream: String, after version: Int) throws -> [StoredEvent] {
        try rows("SELECT * FROM journal WHERE stream = ? AND version > ? ORDER BY version", [stream, version])
            .map(Self.event)
    }

    func event(id: String) throws -> StoredEvent? {
        try row("SELECT * FROM journal WHERE id = ?", [id]).map(Self.event)
    }

    func lastEvent() throws -> StoredEvent? {
        try row("SELECT * FROM journal ORDER BY position DESC LIMIT 1", []).map(Self.event)
    }

    static func event(_ row: Row) -> StoredEvent {
        StoredEvent(
            position: row["position"], id: row["id"], stream: row["stream"], version: row["version"],
            time: Instant(milliseconds: row["time"]), actor: row["actor"], type: row["type"], payload: row["payload"])
    }

    // MARK: People

    func person(id: String) throws -> Person? { try value("SELECT details FROM people WHERE id = ?", [id]) }

    func person(identifier: PersonIdentifier) throws -> Person? {
        try value(
            """
            SELECT details FROM people JOIN identifiers ON person = people.id
            WHERE identifiers.system = ? AND identifiers.value = ?
            """, [identifier.system, identifier.value])
    }

    func people(matching query: String, limit: Int) throws -> [Person] {
        let text = query.filter { !$0.isNewline }.trimmingCharacters(in: .whitespaces)
        let pattern = Self.escaped(text)
        return try values(
            """
            SELECT details FROM people WHERE name LIKE '%' || ? || '%' ESCAPE '\\'
                OR phone LIKE '%' || ? ESCAPE '\\'
                OR id IN (SELECT person FROM identifiers WHERE value = ?)
            ORDER BY name, id LIMIT ?
            """, [pattern, pattern, text, limit])
    }

    /// So that % and _ mean themselves.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }

    // MARK: Tickets

    func ticketPlace(id: String) throws -> TicketPlace? {
        try row("SELECT * FROM tickets WHERE id = ?", [id]).map(Self.place)
    }

    func ticketPlace(externalID: String) throws -> TicketPlace? {
        try row("SELECT * FROM tickets WHERE external_id = ?", [externalID]).map(Self.place)
    }

    func ticketPlace(linkHash: String) throws -> TicketPlace? {
        try row("SELECT * FROM tickets WHERE link_hash = ?", [linkHash]).map(Self.place)
    }

    private static func place(_ row: Row) -> TicketPlace {
        TicketPlace(
            ticket: row["id"], stream: row["stream"], person: row["person"], externalID: row["external_id"],
            linkHash: row["link_hash"])
    }

    // MARK: Documents, assessments, paper

    func document(sha256: String) throws -> StoredDocument? {
        try row("SELECT media_type, bytes FROM documents WHERE sha256 = ?", [sha256]).map {
            StoredDocument(sha256: sha256, mediaType: $0["media_type"], bytes: Array($0["bytes"] as Data))
        }
    }

    func assessment(id: String) throws -> Assessment? {
        try value("SELECT details FROM assessments WHERE id = ?", [id])
    }

    func assessment(ticket: String) throws -> Assessment? {
        try value("SELECT details FROM assessments WHERE ticket = ?", [ticket])
    }

    func assessments(person: String) throws -> [Assessment] {
        try values("SELECT details FROM assessments WHERE person = ?", [person])
    }

    func patientAnswers(ticket: String) throws -> PatientAnswers? {
        try value("SELECT details FROM patient_answers WHERE ticket = ?", [ticket])
    }

    func printJob(id: String) throws -> PrintJob? { try value("SELECT details FROM print_jobs WHERE id = ?", [id]) }

    func printJobs(subject: String) throws -> [PrintJob] {
        try values("SELECT details FROM print_jobs WHERE subject = ? ORDER BY created_at, id", [subject])
    }

    func printJobs(in states: [PrintState]) throws -> [PrintJob] {
        let marks = states.map { _ in "?" }.joined(separator: ", ")
        return try values(
            "SELECT details FROM print_jobs WHERE state IN (\(marks)) ORDER BY created_at, id",
            StatementArguments(states.map(\.rawValue)))
    }

    // MARK: Staff and repeated requests

    func staff(username: String) throws -> StaffAccount? {
        try value("SELECT details FROM staff WHERE username = ?", [username])
    }

    func allStaff() throws -> [StaffAccount] { try values("SELECT details FROM staff ORDER BY username", []) }

    func session(tokenHash: String) throws -> StaffSession? {
        try row("SELECT * FROM sessions WHERE token_hash = ?", [tokenHash]).map {
            StaffSession(
                tokenHash: $0["token_hash"], username: $0["username"],
                expiresAt: Instant(milliseconds: $0["expires_at"]))
        }
    }

    func idempotencyRecord(key: String, actor: String) throws -> IdempotencyRecord? {
        try row("SELECT * FROM idempotency WHERE actor = ? AND key = ?", [actor, key]).map {
            IdempotencyRecord(
                key: $0["key"], actor: $0["actor"], route: $0["route"], bodyHash: $0["body_hash"],
                outcome: $0["outcome"], createdAt: Instant(milliseconds: $0["created_at"]))
        }
    }

    // MARK: Statements

    private func row(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
    }

    private func rows(_ sql: String, _ arguments: StatementArguments) throws -> [Row] {
        try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
    }

    private func value<Value: Decodable>(_ sql: String, _ arguments: StatementArguments) throws -> Value? {
        try row(sql, arguments).map { try Self.decode($0[0]) }
    }

    private func values<Value: Decodable>(_ sql: String, _ arguments: StatementArguments) throws -> [Value] {
        try rows(sql, arguments).map { try Self.decode($0[0]) }
    }

    private static func decode<Value: Decodable>(_ json: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }
}
