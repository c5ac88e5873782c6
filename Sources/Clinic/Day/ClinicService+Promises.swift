import QueueEngine
import Synchronization

/// An answer that tells a patient's place and waiting time.
protocol PromisingOutcome: Codable, Sendable {
    var position: Int? { get set }
    var estimate: WaitEstimate? { get set }
}

extension IssueOutcome: PromisingOutcome {}
extension ActOutcome: PromisingOutcome {}

/// Whom an act promises a place and a waiting time, and why.
struct PromiseOrder: Sendable {
    var ticket: TicketID
    var stream: String
    var occasion: Promise.Occasion
}

/// An act's answer that waits for the end of its commit. All acts of a commit are told their place by one plan: the
/// line as it is when they are durable.
protocol PendingAnswer: Unsettled {
    var request: Request { get }
    /// Nil when there is nothing to promise.
    var order: PromiseOrder? { get }
    /// Takes the promise; nil when the ticket does not wait. Returns the answer as JSON, for the same request again.
    func settle(_ promise: Promise?) throws -> String
}

final class PendingOutcome<Outcome: PromisingOutcome>: PendingAnswer {
    let request: Request
    let order: PromiseOrder?
    private let value: Mutex<Outcome>

    init(_ outcome: Outcome, of request: Request, promising order: PromiseOrder?) {
        self.request = request
        self.order = order
        value = Mutex(outcome)
    }

    /// Complete once the commit is durable.
    var outcome: Outcome { value.withLock { $0 } }

    func settle(_ promise: Promise?) throws -> String {
        let outcome = value.withLock { value in
            if let promise {
                value.position = promise.position
                value.estimate = promise.estimate
            }
            return value
        }
        return try EventCoding.json(outcome)
    }
}

extension ClinicService {
    /// Runs an act in the writer, once, whose answer tells a patient's place.
    func performPromising<Outcome: PromisingOutcome>(
        _ request: Request,
        _ act: @escaping @Sendable (any Transaction, Instant) throws -> (Outcome, PromiseOrder?)
    ) async throws -> Outcome {
        let pending = try await store.write { [self] transaction in
            if let outcome: Outcome = try earlierOutcome(of: request, in: transaction) {
                return PendingOutcome(outcome, of: request, promising: nil)
            }
            if let same = try pendingAnswer(of: request, in: transaction) as? PendingOutcome<Outcome> { return same }
            let (outcome, order) = try act(transaction, now())
            let pending = PendingOutcome(outcome, of: request, promising: order)
            transaction.leave(pending)
            return pending
        }
        return pending.outcome
    }

    /// The answer of the same request in the same commit; nil when it is new. Throws `KeyReused` when the key was used
    /// for another one.
    func pendingAnswer(of request: Request, in transaction: any Transaction) throws -> (any PendingAnswer)? {
        guard let key = request.key else { return nil }
        let same = transaction.unsettled.lazy.compactMap { $0 as? any PendingAnswer }
            .first { $0.request.key == key && $0.request.actor.username == request.actor.username }
        guard let same else { return nil }
        try request.mustBe(route: same.request.route, bodyHash: same.request.bodyHash)
        return same
    }

    /// At the end of a commit: tells each patient who got a number or arrived in it the place and the waiting time, and
    /// journals that they were told: the day report holds it against what happened. Only acts promise, asking never
    /// does.
    func settle(_ items: [any Unsettled], in transaction: any Transaction) throws {
        let answers = items.compactMap { $0 as? any PendingAnswer }
        let now = now()
        var promises: [TicketID: Promise] = [:]
        let orders = answers.compactMap(\.order)
        for (stream, orders) in Dictionary(grouping: orders, by: \.stream).sorted(by: { $0.key < $1.key }) {
            let told = try self.promises(orders, stream: stream, at: now, in: transaction)
            promises.merge(told.map { ($0.ticket, $0) }) { $1 }
        }
        for answer in answers {
            let outcome = try answer.settle(answer.order.flatMap { promises[$0.ticket] })
            try remember(outcome, of: answer.request, at: now, in: transaction)
        }
    }

    private func promises(
        _ orders: [PromiseOrder], stream: String, at now: Instant, in transaction: any Transaction
    ) throws -> [Promise] {
        let asked = Set(orders.map(\.ticket))
        var entries: [TicketID: Plan.Entry] = [:]
        for entry in try days.day(stream, in: transaction).plan(now: now).entries where asked.contains(entry.ticket) {
            entries[entry.ticket] = entry
        }
        let promises = orders.compactMap { order in
            entries[order.ticket].map {
                Promise(
                    ticket: order.ticket, position: $0.position, estimate: $0.estimate(now: now), on: order.occasion)
            }
        }
        guard !promises.isEmpty else { return [] }
        _ = try days.act(
            .promise(promises), on: stream, now: now, by: Actor.system.username, id: newID(), in: transaction)
        return promises
    }
}
