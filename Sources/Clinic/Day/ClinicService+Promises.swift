import QueueEngine
import Synchronization

/// An answer that tells patients their place and waiting time.
protocol PromisingOutcome: Codable, Sendable {
    mutating func tell(_ promise: Promise)
}

extension IssueOutcome: PromisingOutcome {
    mutating func tell(_ promise: Promise) {
        position = promise.position
        others = promise.others ?? 0
        estimate = promise.estimate
    }
}

extension ActOutcome: PromisingOutcome {
    /// The place of its own ticket, or of one whom the closing of a sitting, or its taking back, moved.
    mutating func tell(_ promise: Promise) {
        let ticket = promise.ticket.description
        if let index = closed?.moved.firstIndex(where: { $0.ticket == ticket }) {
            closed?.moved[index].position = promise.position
            closed?.moved[index].others = promise.others ?? 0
            closed?.moved[index].estimate = promise.estimate
        } else if ticket == self.ticket {
            position = promise.position
            others = promise.others ?? 0
            estimate = promise.estimate
        }
    }
}

/// Whom an act promises a place and a waiting time, and why.
struct PromiseOrder: Sendable {
    var ticket: TicketID
    var stream: String
    var occasion: Promise.Occasion
}

extension Command {
    /// On which occasion the desk tells the patient of the act's own ticket a place; nil for acts that tell nobody one.
    var occasion: Promise.Occasion? {
        switch self {
        case .issue: .issue
        case .arrive: .arrival
        case .rejoin: .rejoin
        case .returnFromTests: .returned
        case .release: .release
        case .transfer: .transfer
        case .prioritize: .priority
        // It does not wait after these. A missed one may wait again at once, but its patient is not there to be told.
        case .callNext, .callChosen, .recall, .comeIn, .complete, .miss, .cancel, .sendForTests, .hold: nil
        // These move everybody a little, or, like the acts above, those behind: what nobody stands at the desk for is
        // told by the phone and the screen, which promise nothing. Whom a closing moves, and what an undo puts back,
        // is more than one ticket: see `Act.moved`.
        case .open, .extend, .adopt, .openSitting, .pauseSitting, .resumeSitting, .closeSitting, .undo: nil
        case .promise: nil
        }
    }
}

extension Act {
    /// Those who wait somewhere else by it, and are told so: should it be taken back, they are told that too.
    var moved: [TicketID] {
        switch self {
        case .transferred(let ticket, _, _, _, _), .prioritized(let ticket, _, _): [ticket]
        case .sittingClosed(_, let moves): moves.map(\.ticket)
        default: []
        }
    }
}

/// An act's answer that waits for the end of its commit. All acts of a commit are told their place by one plan: the
/// line as it is when they are durable.
protocol PendingAnswer: Unsettled {
    var request: Request { get }
    /// None when there is nothing to promise.
    var orders: [PromiseOrder] { get }
    /// Takes the promises of those who wait. Returns the answer as JSON, for the same request again.
    func settle(_ promises: [Promise]) throws -> String
}

final class PendingOutcome<Outcome: PromisingOutcome>: PendingAnswer {
    let request: Request
    let orders: [PromiseOrder]
    private let value: Mutex<Outcome>

    init(_ outcome: Outcome, of request: Request, promising orders: [PromiseOrder]) {
        self.request = request
        self.orders = orders
        value = Mutex(outcome)
    }

    /// Complete once the commit is durable.
    var outcome: Outcome { value.withLock { $0 } }

    func settle(_ promises: [Promise]) throws -> String {
        let outcome = value.withLock { value in
            for promise in promises { value.tell(promise) }
            return value
        }
        return try EventCoding.json(outcome)
    }
}

extension ClinicService {
    /// Runs an act in the writer, once, whose answer tells patients their place.
    func performPromising<Outcome: PromisingOutcome>(
        _ request: Request,
        _ act: @escaping @Sendable (any Transaction, Instant) throws -> (Outcome, [PromiseOrder])
    ) async throws -> Outcome {
        let pending = try await store.write { [self] transaction in
            if let outcome: Outcome = try earlierOutcome(of: request, in: transaction) {
                return PendingOutcome(outcome, of: request, promising: [])
            }
            if let same = try pendingAnswer(of: request, in: transaction) as? PendingOutcome<Outcome> { return same }
            let (outcome, orders) = try act(transaction, now())
            let pending = PendingOutcome(outcome, of: request, promising: orders)
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

    /// At the end of a commit: tells each patient who joined a line or was moved in it the place and the waiting time, and
    /// journals that they were told: the day report holds it against what happened. Only acts promise, asking never does.
    func settle(_ items: [any Unsettled], in transaction: any Transaction) throws {
        let answers = items.compactMap { $0 as? any PendingAnswer }
        let now = now()
        var promises: [TicketID: Promise] = [:]
        let orders = answers.flatMap(\.orders)
        for (stream, orders) in Dictionary(grouping: orders, by: \.stream).sorted(by: { $0.key < $1.key }) {
            let told = try self.promises(orders, stream: stream, at: now, in: transaction)
            promises.merge(told.map { ($0.ticket, $0) }) { $1 }
        }
        for answer in answers {
            let outcome = try answer.settle(answer.orders.compactMap { promises[$0.ticket] })
            try remember(outcome, of: answer.request, at: now, in: transaction)
        }
    }

    private func promises(
        _ orders: [PromiseOrder], stream: String, at now: Instant, in transaction: any Transaction
    ) throws -> [Promise] {
        let asked = Set(orders.map(\.ticket))
        let day = try days.day(stream, in: transaction)
        let plan = day.plan(now: now)
        var entries: [TicketID: Plan.Entry] = [:]
        for entry in plan.entries where asked.contains(entry.ticket) { entries[entry.ticket] = entry }
        let counts = day.countsOfOtherQueues(before: asked, in: plan)
        let promises = orders.compactMap { order in
            entries[order.ticket].map { entry in
                let others = counts[order.ticket] ?? 0
                return Promise(
                    ticket: order.ticket, position: entry.position, others: others > 0 ? others : nil,
                    estimate: entry.estimate(now: now), on: order.occasion)
            }
        }
        guard !promises.isEmpty else { return [] }
        _ = try days.act(
            .promise(promises), on: stream, now: now, by: Actor.system.username, id: newID(), in: transaction)
        return promises
    }
}
