package import API
import Foundation

extension Request<QueueResponse> {
    /// Counts, sittings, the next number.
    package static func queue(_ queue: String) -> Self { get("/queues/\(queue.escaped)") }
}

extension Request<PlanResponse> {
    /// The order to come.
    package static func plan(_ queue: String) -> Self { get("/queues/\(queue.escaped)/plan") }
}

extension Request<TicketListResponse> {
    /// The queue's tickets in these states.
    package static func tickets(_ queue: String, states: [String]) -> Self {
        get(
            "/queues/\(queue.escaped)/tickets",
            query: [URLQueryItem(name: "state", value: states.joined(separator: ","))])
    }
}

extension Request<IssueResponse> {
    /// Issues a number.
    package static func issue(in queue: String, _ issue: IssueRequest, key: String) throws -> Self {
        try act("POST", "/queues/\(queue.escaped)/tickets", body: issue, key: key)
    }
}
