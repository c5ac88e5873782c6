import Clinic
import ClinicFixture
import FormEngine
import Foundation
import QueueEngine
import SQLiteStore
import Slip
import Synchronization

/// The engines that the clinic is tested over.
enum Engine: String, CaseIterable, Sendable {
    case memory
    case sqlite
}

/// The demo clinic over a store whose events the test reads along, with staff whose passwords are cheap to check.
struct World {
    static let desk = Actor(username: "desk", name: "李护士", roles: [.desk])
    static let doctor = Actor(username: "doctor", name: "王医生", roles: [.doctor])
    static let doctor2 = Actor(username: "doctor2", name: "赵医生", roles: [.doctor])
    static let queue = QueueID("anesthesia")
    static let room = RoomID("1")

    let fixture: ClinicFixture
    let store: RecordingStore
    var service: ClinicService { fixture.service }
    var clock: TestClock { fixture.clock }

    init(
        _ store: any Store, clock: TestClock = TestClock(), renderer: any SlipRendering = PlainRenderer(),
        printers: Set<String> = [], publicURL: String? = nil, change: (inout ClinicLayout) -> Void = { _ in }
    ) async throws {
        self.store = RecordingStore(store)
        fixture = try await ClinicFixture(
            store: self.store, clock: clock, renderer: renderer, printers: printers, publicURL: publicURL,
            change: change)
        let password = try PasswordHash(password: ClinicFixture.password, salt: [1], rounds: 2)
        try await store.write { transaction in
            for actor in [Self.desk, Self.doctor, Self.doctor2] {
                try transaction.save(
                    StaffAccount(username: actor.username, name: actor.name, roles: actor.roles, password: password))
            }
        }
    }

    /// A world in memory.
    init(
        renderer: any SlipRendering = PlainRenderer(), printers: Set<String> = [], publicURL: String? = nil
    ) async throws {
        try await self.init(MemoryStore(), renderer: renderer, printers: printers, publicURL: publicURL)
    }

    /// Another server over the same store and clock.
    func restarted() async throws -> World { try await World(store.inner, clock: clock) }
}

/// Runs a test over a new store of an engine, and removes what it leaves.
func withStore(_ engine: Engine, _ body: (any Store) async throws -> Void) async throws {
    switch engine {
    case .memory: try await body(MemoryStore())
    case .sqlite:
        let folder = try ClinicFixture.newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(SQLiteStore(folder: folder))
    }
}

/// Passes everything on, and remembers what was committed.
final class RecordingStore: Store {
    let inner: any Store
    private let recorded = Mutex<[StoredEvent]>([])
    private let mustFail = Mutex(false)

    init(_ inner: any Store) { self.inner = inner }

    /// The next act does all that it does, and then its commit fails.
    func failNextCommit() { mustFail.withLock { $0 = true } }

    struct CommitFailed: Error {}

    var events: [StoredEvent] { recorded.withLock { $0 } }
    /// Without what a server notes when it starts.
    var acts: [StoredEvent] { events.filter { !["form-recorded", "rules-recorded"].contains($0.type) } }

    func write<Outcome: Sendable>(
        _ act: @escaping @Sendable (any Transaction) throws -> Outcome
    ) async throws -> Outcome {
        let fails = mustFail.withLock { mustFail in
            defer { mustFail = false }
            return mustFail
        }
        return try await inner.write { transaction in
            let outcome = try act(transaction)
            if fails { throw CommitFailed() }
            return outcome
        }
    }

    func read<Outcome: Sendable>(
        _ body: @escaping @Sendable (any StoreReader) throws -> Outcome
    ) async throws -> Outcome { try await inner.read(body) }

    func settleCommits(_ settle: @escaping @Sendable ([any Unsettled], any Transaction) throws -> Void) {
        inner.settleCommits(settle)
    }

    func observeCommits(_ observer: @escaping @Sendable ([StoredEvent]) -> Void) {
        inner.observeCommits { [weak self] events in
            self?.recorded.withLock { $0 += events }
            observer(events)
        }
    }
}

func request(
    _ actor: Actor = World.desk, key: String? = nil, route: String = "POST /things", body: String = "{}"
) -> Request {
    Request(actor: actor, key: key, route: route, bodyHash: Hash.sha256(body))
}
