import Foundation
import GRDB

/// One row of the journal, as far as the proof looks at it. It is read from the stored text, not by the engine.
package struct Recorded: Sendable {
    package var position: Int
    package var id: String
    package var type: String
    package var ticket: String?
    package var room: String?
    /// The ticket that a call completed.
    package var completes: String?
    package var queue: String?
    package var number: Int?
    package var label: String?

    package init(
        position: Int, id: String, type: String, ticket: String? = nil, room: String? = nil, completes: String? = nil,
        queue: String? = nil, number: Int? = nil, label: String? = nil
    ) {
        self.position = position
        self.id = id
        self.type = type
        self.ticket = ticket
        self.room = room
        self.completes = completes
        self.queue = queue
        self.number = number
        self.label = label
    }
}

/// The journal in a data folder, read and never written, also beside a running server.
enum JournalFile {
    static func events(in data: URL) throws -> [Recorded] {
        try read(data) { database in
            let rows = "SELECT position, id, type, payload FROM journal ORDER BY position"
            return try Row.fetchAll(database, sql: rows).map(recorded)
        }
    }

    /// The last position.
    static func tail(in data: URL) throws -> Int {
        try read(data) { try Int.fetchOne($0, sql: "SELECT MAX(position) FROM journal") ?? 0 }
    }

    private static func read<Value>(_ data: URL, _ body: (Database) throws -> Value) throws -> Value {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        let file = data.appending(path: "houzhen.sqlite").path
        return try DatabaseQueue(path: file, configuration: configuration).read(body)
    }

    private static func recorded(_ row: Row) throws -> Recorded {
        var event = Recorded(position: row["position"], id: row["id"], type: row["type"])
        guard event.type.hasPrefix("ticket-") else { return event }
        let text: String = row["payload"]
        let payload = try JSONDecoder().decode(Payload.self, from: Data(text.utf8))
        guard let act = payload.act.values.first else { return event }
        event.ticket = act.ticket ?? act.issue?.ticket
        event.room = act.room
        event.completes = act.completes
        event.queue = act.issue?.queue
        event.number = act.issue?.number
        event.label = act.issue?.label
        return event
    }
}

private struct Payload: Decodable {
    /// By the act's own name, of which there is one.
    var act: [String: Fields]

    struct Fields: Decodable {
        var ticket: String?
        var room: String?
        var completes: String?
        var issue: Issue?

        enum CodingKeys: String, CodingKey {
            case ticket, room, completes
            case issue = "_0"
        }
    }

    struct Issue: Decodable {
        var ticket: String
        var queue: String
        var number: Int
        var label: String
    }
}
