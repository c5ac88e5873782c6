import QueueEngine

extension ClinicService {
    private static let read = "assessment-read"

    /// Journals that somebody reads what was signed, before it is shown: who, which, when, in which shape, and nothing of
    /// what it says. Nothing is noted of what was never signed.
    func noteReading(
        of assessment: String, revision: Int?, _ shape: Reading.Shape, by actor: Actor
    ) async throws {
        guard let revision else { return }
        let key = Reading.Key(actor.username, assessment, revision, shape)
        guard readings.begin(key, at: now()) else { return }
        do {
            try await store.write { [self] transaction in
                _ = try note(
                    Self.read, on: "readings/\(assessment)",
                    payload: ["revision": "\(revision)", "shape": shape.rawValue], by: actor, at: now(),
                    in: transaction)
            }
        } catch {
            readings.forget(key)
            throw error
        }
    }

    /// Who has read an assessment since it was signed, oldest first.
    package func readings(ofAssessment id: String) async throws -> [Reading] {
        let names = try await staffNames()
        return try await store.read { reader in
            guard try reader.assessment(id: id) != nil else { throw NotFound("assessment") }
            return try reader.events(of: "readings/\(id)", after: 0).compactMap { event in
                let payload = try EventCoding.value([String: String].self, from: Array(event.payload.utf8))
                guard let revision = payload["revision"].flatMap(Int.init),
                    let shape = payload["shape"].flatMap(Reading.Shape.init)
                else { return nil }
                return Reading(
                    username: event.actor, name: names[event.actor] ?? event.actor, at: event.time, revision: revision,
                    shape: shape)
            }
        }
    }
}
