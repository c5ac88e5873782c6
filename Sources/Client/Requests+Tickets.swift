import API
import Foundation

extension Request<TicketResponse> {
    /// One ticket.
    package static func ticket(_ id: String) -> Self { get("/tickets/\(id.escaped)") }
}

extension Request<ActResponse> {
    /// Takes the ticket out of the queue.
    package static func cancel(_ ticket: String, reason: String, key: String) throws -> Self {
        try act(
            "DELETE", "/tickets/\(ticket.escaped)", query: [URLQueryItem(name: "reason", value: reason)], key: key)
    }

    /// Says the call again.
    package static func recall(_ ticket: String, key: String) throws -> Self {
        try act("POST", "/tickets/\(ticket.escaped)/recalls", key: key)
    }

    /// Called, and did not come.
    package static func markMissed(_ ticket: String, key: String) throws -> Self {
        try act("PUT", "/tickets/\(ticket.escaped)/absence", key: key)
    }

    /// The missed patient is back at the desk.
    package static func rejoin(_ ticket: String, key: String) throws -> Self {
        try act("DELETE", "/tickets/\(ticket.escaped)/absence", key: key)
    }

    /// The booked patient is here.
    package static func arrive(_ ticket: String, key: String) throws -> Self {
        try act("PUT", "/tickets/\(ticket.escaped)/arrival", key: key)
    }

    /// The called patient came in.
    package static func begin(_ ticket: String, key: String) throws -> Self {
        try act("PUT", "/tickets/\(ticket.escaped)/consultation", key: key)
    }

    /// The consultation is over.
    package static func complete(_ ticket: String, key: String) throws -> Self {
        try act("PUT", "/tickets/\(ticket.escaped)/completion", key: key)
    }
}
