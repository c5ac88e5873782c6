package import QueueEngine
import Foundation

/// One request that changes something: who asks, and under which key it may be repeated.
package struct Request: Sendable {
    package var actor: Actor
    /// The `Idempotency-Key`; without one a repeated request acts again.
    package var key: String?
    /// Method and route template: `POST /queues/{queue}/tickets` and the ids in it.
    package var route: String
    /// SHA-256 of the body.
    package var bodyHash: String

    package init(actor: Actor, key: String?, route: String, bodyHash: String) {
        self.actor = actor
        self.key = key
        self.route = route
        self.bodyHash = bodyHash
    }

    /// A request of the server's own.
    package static let system = Request(actor: .system, key: nil, route: "", bodyHash: "")

    /// Throws `KeyReused` when the request that had the same key was another one.
    func mustBe(route: String, bodyHash: String) throws(KeyReused) {
        guard self.route == route, self.bodyHash == bodyHash else { throw KeyReused() }
    }
}

/// The key was used for another request.
package struct KeyReused: Error, Sendable {}

/// Nobody and nothing is known by that id: `kind` is `patient`, `assessment`, `form`, `display`, `print-job`, `printer`.
package struct NotFound: Error, Hashable, Sendable {
    package var kind: String

    package init(_ kind: String) { self.kind = kind }
}

/// An act that is not possible now, outside a clinic-day: a stable code and its sentence's arguments.
package struct Conflict: Error, Hashable, Sendable {
    package var code: String
    package var arguments: [String: String]

    package init(_ code: String, _ arguments: [String: String] = [:]) {
        self.code = code
        self.arguments = arguments
    }
}

/// Limits on requests that may be repeated.
package enum IdempotencyLimits {
    /// Longer keys are refused.
    package static let keyLength = 128
    /// How long the same request gives the same answer.
    package static let hours = 24.0
    /// Older ones are removed this often, and not with each act.
    static let cleaningHours = 1.0
}

extension ClinicService {
    /// Runs an act in the writer, once: the same request again gets the outcome of the first time.
    func perform<Outcome: Codable & Sendable>(
        _ request: Request, _ act: @escaping @Sendable (any Transaction, Instant) throws -> Outcome
    ) async throws -> Outcome {
        try await store.write { [self] transaction in
            if let outcome: Outcome = try earlierOutcome(of: request, in: transaction) { return outcome }
            // A key of this commit whose answer is not settled yet is another request's: throws.
            if try pendingAnswer(of: request, in: transaction) != nil { throw KeyReused() }
            let now = now()
            let outcome = try act(transaction, now)
            try remember(try EventCoding.json(outcome), of: request, at: now, in: transaction)
            return outcome
        }
    }

    /// What the same request was answered before; nil when it is new. Throws `KeyReused` when the key was used for
    /// another one.
    func earlierOutcome<Outcome: Decodable>(of request: Request, in reader: any StoreReader) throws -> Outcome? {
        guard let key = request.key,
            let record = try reader.idempotencyRecord(key: key, actor: request.actor.username)
        else { return nil }
        guard now().seconds(since: record.createdAt) < keySeconds else { return nil }
        try request.mustBe(route: record.route, bodyHash: record.bodyHash)
        return try JSONDecoder().decode(Outcome.self, from: Data(record.outcome.utf8))
    }

    /// Counted on the wall's clock: a demo's fast clock does not make a client's repetition come too late.
    private var keySeconds: Double { IdempotencyLimits.hours * 3600 * settings.clockSpeed }

    /// Keeps an answer's JSON for the same request again.
    func remember(
        _ outcome: String, of request: Request, at now: Instant, in transaction: any Transaction
    ) throws {
        guard let key = request.key else { return }
        if isTimeToForgetKeys(at: now) {
            try transaction.deleteIdempotencyRecords(before: now.adding(seconds: -keySeconds))
        }
        try transaction.save(
            IdempotencyRecord(
                key: key, actor: request.actor.username, route: request.route, bodyHash: request.bodyHash,
                outcome: outcome, createdAt: now))
    }

    /// An act on a clinic-day, opening the day with its first one.
    func act(
        _ command: Command, on stream: String, date: LocalDate, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> (event: StoredEvent, act: Act)? {
        if try !days.day(stream, in: transaction).isOpen {
            _ = try days.act(
                opening(of: date), on: stream, now: now, by: Actor.system.username, id: newID(), in: transaction)
        } else if date == dates.date(of: now) {
            // A booking may have opened the day weeks ago, under the rules of then.
            try adoptLayout(on: stream, at: now, in: transaction)
        } else if date > dates.date(of: now) {
            try extend(stream, at: now, in: transaction)
        }
        return try days.act(command, on: stream, now: now, by: actor.username, id: newID(), in: transaction)
    }

    /// Gives the day the layout's queues and rooms that it has not, and puts the layout's rule sheets in force where it has
    /// others.
    func adoptLayout(on stream: String, at now: Instant, in transaction: any Transaction) throws {
        let day = try days.day(stream, in: transaction)
        guard !days.hasOurRules(stream) else { return }
        try extend(stream, at: now, in: transaction)
        for queue in layout.queues {
            guard let sheet = day.sheet(of: queue.id), sheet != queue.sheet else { continue }
            _ = try days.act(
                .adopt(queue: queue.id, sheet: queue.sheet), on: stream, now: now, by: Actor.system.username,
                id: newID(), in: transaction)
        }
        days.noteOurRules(stream)
    }

    /// A day that a booking has opened weeks ago has the queues and rooms of then.
    private func extend(_ stream: String, at now: Instant, in transaction: any Transaction) throws {
        _ = try days.act(
            .extend(queues: setups, rooms: layout.rooms.map(\.id)), on: stream, now: now,
            by: Actor.system.username, id: newID(), in: transaction)
    }

    private var setups: [QueueSetup] { layout.queues.map { QueueSetup(id: $0.id, sheet: $0.sheet) } }

    private func opening(of date: LocalDate) -> Command {
        .open(
            date: date.description, queues: setups, rooms: layout.rooms.map(\.id),
            noon: date.moment(at: "12:00", in: layout.timeZone))
    }

    /// The state of a clinic-day after the last commit. A day that nobody opened yet is shown as it would open.
    package func day(_ date: LocalDate) async throws -> ClinicDay {
        try await day(stream: layout.stream(of: date), date: date)
    }

    func day(stream: String, date: LocalDate) async throws -> ClinicDay {
        if let day = days.published(stream) { return day }
        let day = try await store.read { try DayBook.fold(stream, in: $0) }
        if day.isOpen {
            days.publish(day, of: stream)
            return day
        }
        var fresh = ClinicDay()
        for event in try fresh.decide(opening(of: date), now: now()) { fresh.apply(event, at: now()) }
        return fresh
    }

    package func todaysDay() async throws -> ClinicDay { try await day(today) }

    /// The day that a ticket belongs to.
    func place(ofTicket id: String, in reader: any StoreReader) throws -> (
        stream: String, date: LocalDate, id: TicketID
    ) {
        guard let ticket = TicketID(id), let place = try reader.ticketPlace(id: id),
            let date = place.stream.split(separator: "/").last.flatMap({ LocalDate(String($0)) })
        else { throw Refusal(.ticketUnknown) }
        return (place.stream, date, ticket)
    }
}
