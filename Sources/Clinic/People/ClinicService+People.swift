import QueueEngine
import Synchronization

/// What registering answered. It names nobody.
package struct PersonOutcome: Codable, Sendable {
    package var person: String
    package var event: String
    package var updated: Bool
}

extension ClinicService {
    package static let searchLimit = 20
    /// The event after which a person's name may be another one.
    static let personUpdated = "person-updated"

    /// Registers a person, or updates the one whose identifiers are known.
    package func register(_ details: PersonDetails, _ request: Request) async throws -> PersonOutcome {
        let details = try PersonRules.checked(details, today: today)
        return try await perform(request) { [self] transaction, now in
            try register(details, by: request.actor, at: now, in: transaction)
        }
    }

    /// Corrects a person's details; absent fields stay.
    package func correct(person id: String, _ details: PersonDetails, _ request: Request) async throws -> PersonOutcome
    {
        let details = try PersonRules.checked(details, today: today)
        return try await perform(request) { [self] transaction, now in
            guard let person = try transaction.person(id: id) else { throw NotFound("patient") }
            return try update(person, with: details, by: request.actor, at: now, in: transaction)
        }
    }

    func register(
        _ details: PersonDetails, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws -> PersonOutcome {
        let known = try (details.identifiers ?? []).compactMap { try transaction.person(identifier: $0) }
        guard Set(known.map(\.id)).count < 2 else { throw Conflict("patient.two-persons") }
        if let person = known.first {
            guard Self.mayBe(person, details) else { throw Conflict("patient.does-not-match") }
            return try update(person, with: details, by: actor, at: now, in: transaction)
        }
        guard let name = details.name else { throw InvalidInput([.init("name", "field.empty")]) }
        let person = Person(
            id: newID(), name: name, sex: details.sex.flatMap(Person.Sex.init) ?? .unknown,
            birthDate: details.birthDate, phone: details.phone, language: details.language ?? "zh",
            identifiers: details.identifiers ?? [])
        try transaction.save(person)
        let event = try note("person-registered", on: "person/\(person.id)", by: actor, at: now, in: transaction)
        return PersonOutcome(person: person.id, event: event.id, updated: false)
    }

    /// A mistyped number belongs to somebody else: another name together with another birth date or sex is refused,
    /// while one of them alone is a correction.
    private static func mayBe(_ person: Person, _ details: PersonDetails) -> Bool {
        guard let name = details.name, name != person.name else { return true }
        let birthDiffers = details.birthDate.map { $0 != person.birthDate && person.birthDate != nil } ?? false
        let sexDiffers =
            details.sex.flatMap(Person.Sex.init).map {
                $0 != person.sex && $0 != .unknown && person.sex != .unknown
            } ?? false
        return !birthDiffers && !sexDiffers
    }

    private func update(
        _ person: Person, with details: PersonDetails, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> PersonOutcome {
        var changed = person
        if let name = details.name { changed.name = name }
        if let sex = details.sex.flatMap(Person.Sex.init) { changed.sex = sex }
        if let birthDate = details.birthDate { changed.birthDate = birthDate }
        if let phone = details.phone { changed.phone = phone }
        if let language = details.language { changed.language = language }
        for identifier in details.identifiers ?? [] where !changed.identifiers.contains(identifier) {
            changed.identifiers.removeAll { $0.system == identifier.system }
            changed.identifiers.append(identifier)
        }
        do {
            try transaction.save(changed)
        } catch is IdentifierTaken {
            throw Conflict("patient.two-persons")
        }
        let event = try note(Self.personUpdated, on: "person/\(person.id)", by: actor, at: now, in: transaction)
        return PersonOutcome(person: person.id, event: event.id, updated: true)
    }

    /// Journals that something happened to something; what it was stands in its own row.
    @discardableResult
    func note(
        _ type: String, on stream: String, payload: [String: String] = [:], by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> StoredEvent {
        let stored = try transaction.append(
            [NewEvent(id: newID(), type: type, payload: try EventCoding.json(payload))], to: stream,
            expecting: try transaction.head(of: stream)?.version ?? 0, at: now, by: actor.username)
        guard let event = stored.first else { throw NotFound("event") }
        return event
    }

    package func person(_ id: String) async throws -> Person {
        guard let person = try await store.read({ try $0.person(id: id) }) else { throw NotFound("patient") }
        return person
    }

    /// Several people at once, by id; those unknown are left out.
    package func people(_ ids: [String]) async throws -> [String: Person] {
        try await store.read { reader in
            var people: [String: Person] = [:]
            for id in Set(ids) { people[id] = try reader.person(id: id) }
            return people
        }
    }

    /// At most `searchLimit`, and whether there are more.
    package func search(query: String?, identifier: PersonIdentifier?) async throws -> (people: [Person], more: Bool) {
        if let identifier {
            return (try await store.read { try $0.person(identifier: identifier) }.map { [$0] } ?? [], false)
        }
        let query = String((query ?? "").prefix(PersonRules.nameLimit))
        guard !query.allSatisfy(\.isWhitespace) else { throw InvalidInput([.init("query", "field.empty")]) }
        let found = try await store.read { try $0.people(matching: query, limit: Self.searchLimit + 1) }
        return (Array(found.prefix(Self.searchLimit)), found.count > Self.searchLimit)
    }

    /// Names as public faces show them, by person.
    package func masked(_ ids: [String]) async throws -> [String: String] {
        let (known, unknown, edition) = maskedNames.split(ids)
        guard !unknown.isEmpty else { return known }
        let found = try await people(unknown).mapValues { Masking.mask($0.name) }
        maskedNames.remember(found, edition: edition)
        return known.merging(found) { $1 }
    }
}
