import API
import AsyncHTTPClient
import Clinic
import ClinicFixture
import Foundation
import Logging
import QueueEngine
import SQLiteStore
import ServiceLifecycle
import Testing
import Web

/// The application that `houzhen serve` builds, on a free port, over the demo clinic.
struct World: Sendable {
    let fixture: ClinicFixture
    let store: SQLiteStore
    let client: HTTPClient
    let port: Int
    /// Begins the graceful shutdown.
    let shutDown: @Sendable () async -> Void
    /// One bearer token for each role; the username is the role's name.
    let tokens: [Role: String]

    var service: ClinicService { fixture.service }
    var clock: TestClock { fixture.clock }

    static let settings = WebSettings(
        host: "127.0.0.1", port: 0, resources: ClinicFixture.root.appending(path: "Resources"), isSecure: false)

    /// Runs `body` against a server of its own, with one member of staff for each role.
    ///
    /// - Parameters:
    ///   - printers: those that are connected; nothing prints.
    ///   - seen: how they were when they were looked at last.
    ///   - isSecure: whether browsers come by https.
    static func with(
        printers: Set<String> = [], seen: [String: PrinterWatch.Seen] = [:], publicURL: String? = nil,
        isSecure: Bool = false, _ body: @escaping @Sendable (World) async throws -> Void
    ) async throws {
        let folder = try ClinicFixture.newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try SQLiteStore(folder: folder)
        let fixture = try await ClinicFixture(store: store, printers: printers, publicURL: publicURL)
        let tokens = try await staff(of: fixture.service, in: store)
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        var settings = settings
        settings.isSecure = isSecure
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let web = try WebApplication.build(
            service: fixture.service, printers: { seen[$0] }, settings: settings, log: log
        ) { told.yield($0) }
        let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [web], logger: log))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var port: Int?
            for await known in ports {
                port = known
                break
            }
            let client = HTTPClient(eventLoopGroupProvider: .singleton)
            let world = World(
                fixture: fixture, store: store, client: client, port: try #require(port),
                shutDown: { await group.triggerGracefulShutdown() }, tokens: tokens)
            let outcome: (any Error)?
            do {
                try await body(world)
                outcome = nil
            } catch { outcome = error }
            try await client.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            if let outcome { throw outcome }
        }
    }

    /// Accounts whose passwords cost little to check, each signed in.
    private static func staff(of service: ClinicService, in store: SQLiteStore) async throws -> [Role: String] {
        var tokens: [Role: String] = [:]
        let cheap = try PasswordHash(password: ClinicFixture.password, salt: [1, 2, 3, 4], rounds: 2)
        for role in Role.allCases {
            let account = StaffAccount(username: role.rawValue, name: role.rawValue, roles: [role], password: cheap)
            try await store.write { try $0.save(account) }
            tokens[role] = try await service.signIn(username: role.rawValue, password: ClinicFixture.password).token
        }
        return tokens
    }

    /// What the server holds, as far as an act could change it.
    func holdings() async throws -> Holdings {
        try await store.read { reader in
            let jobs = try reader.printJobs(in: PrintState.allCases)
            let drafts = try jobs.filter { $0.purpose == .slip }.compactMap { try reader.assessment(id: $0.subject) }
            return Holdings(
                position: try reader.lastEvent()?.position ?? 0, people: try reader.people(matching: "", limit: 1000),
                jobs: jobs, assessments: drafts)
        }
    }

    struct Holdings: Equatable, Sendable {
        /// The journal's last position.
        var position: Int
        var people: [Person]
        var jobs: [PrintJob]
        var assessments: [Assessment]
    }
}
