import Clinic
import ClinicFixture
import Foundation
import QueueEngine
import SQLiteStore

/// The engines behind the port `Store`. One suite holds for all of them.
enum Engine: String, CaseIterable, Sendable {
    case memory
    case sqlite

    /// Runs a test over a new store.
    func withStore(_ body: (any Store) async throws -> Void) async throws {
        switch self {
        case .memory: try await body(MemoryStore())
        case .sqlite: try await withFolder { try await body(SQLiteStore(folder: $0)) }
        }
    }
}

/// Runs a test with a new folder, and removes it.
func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = try ClinicFixture.newFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
}

/// What an act throws that changes its mind.
struct Refused: Error, Equatable {}

let morning = Instant(milliseconds: 1_772_409_600_000)

func newID() -> String { UUID().uuidString.lowercased() }

func newEvent(_ type: String = "tested", payload: String = "{}") -> NewEvent {
    NewEvent(id: newID(), type: type, payload: payload)
}

func person(
    _ id: String, name: String, phone: String? = nil, identifiers: [PersonIdentifier] = []
) -> Person {
    Person(
        id: id, name: name, sex: .unknown, birthDate: nil, phone: phone, language: "zh", identifiers: identifiers)
}

func number(_ value: String, system: String = PersonIdentifier.outpatientNumber) -> PersonIdentifier {
    PersonIdentifier(system: system, value: value)
}

extension Transaction {
    /// Appends after whatever the stream holds.
    @discardableResult
    func add(_ event: NewEvent, to stream: String) throws -> StoredEvent? {
        let version = try head(of: stream)?.version ?? 0
        return try append([event], to: stream, expecting: version, at: morning, by: "desk").first
    }
}
