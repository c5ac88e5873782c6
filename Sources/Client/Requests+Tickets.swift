package import API
import Foundation

extension Request<TicketResponse> {
    /// One ticket.
    package static func ticket(_ id: String) -> Self { get("/tickets/\(id.escaped)") }
}

extension Request<ExplanationResponse> {
    /// Why it is not its turn yet.
    package static func explanation(_ ticket: String) -> Self { get("/tickets/\(ticket.escaped)/explanation") }
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

    /// Sent for tests.
    package static func sendForTests(_ ticket: String, key: String) throws -> Self {
        try act("PUT", "/tickets/\(ticket.escaped)/tests", key: key)
    }

    /// Back with results.
    package static func returnFromTests(_ ticket: String, key: String) throws -> Self {
        try act("DELETE", "/tickets/\(ticket.escaped)/tests", key: key)
    }

    /// Put aside.
    package static func hold(_ ticket: String, key: String) throws -> Self {
        try act("PUT", "/tickets/\(ticket.escaped)/hold", key: key)
    }

    /// Back to where it stood.
    package static func release(_ ticket: String, key: String) throws -> Self {
        try act("DELETE", "/tickets/\(ticket.escaped)/hold", key: key)
    }

    /// To another queue, room, doctor or grade.
    package static func transfer(_ ticket: String, _ to: TransferRequest, key: String) throws -> Self {
        try act("POST", "/tickets/\(ticket.escaped)/transfers", body: to, key: key)
    }

    /// Into the lane of a priority class, with the reason.
    package static func prioritize(_ ticket: String, _ priority: PriorityRequest, key: String) throws -> Self {
        try act("PUT", "/tickets/\(ticket.escaped)/priority", body: priority, key: key)
    }

    /// Takes an act back, by the event that its answer named.
    package static func undo(_ event: String, key: String) throws -> Self {
        try act("POST", "/undos", body: UndoRequest(event: event), key: key)
    }
}
