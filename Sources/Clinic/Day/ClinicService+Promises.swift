import QueueEngine

extension ClinicService {
    /// Tells a patient's place and waiting time, and journals that it was told: the day report holds it against what
    /// happened. Only acts promise, asking never does. Nil when the ticket does not wait.
    func promise(
        _ ticket: TicketID, on occasion: Promise.Occasion, stream: String, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> Promise? {
        guard let entry = try days.day(stream, in: transaction).plan(now: now).entry(of: ticket) else { return nil }
        let promise = Promise(
            ticket: ticket, position: entry.position, estimate: entry.estimate(now: now), on: occasion)
        _ = try days.act(
            .promise([promise]), on: stream, now: now, by: actor.username, id: newID(), in: transaction)
        return promise
    }
}
