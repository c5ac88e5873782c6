import Catalog
package import Clinic
package import FormEngine
package import Foundation
import Logging
package import QueueEngine
package import Slip
import Synchronization

/// The demo clinic over a store, on a clock that the test turns.
package final class ClinicFixture: Sendable {
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    package static let password = "houzhen-demo"

    package let service: ClinicService
    package let clock: TestClock

    /// - Parameters:
    ///   - store: opened; the same one again after a "restart".
    ///   - renderer: puts slips on paper.
    ///   - questions: asked besides those of the shipped assessment.
    ///   - change: to the demo clinic's layout.
    package init(
        store: any Store, clock: TestClock = TestClock(), renderer: any SlipRendering = PlainRenderer(),
        printers: Set<String> = [], publicURL: String? = nil, questions: [FormItem] = [],
        change: (inout ClinicLayout) -> Void = { _ in }
    ) async throws {
        self.clock = clock
        let shipped = try Shipped.once.get()
        var layout = shipped.layout
        // A second slip printer, for papers that go elsewhere.
        layout.printers.append(
            ClinicLayout.Printer(id: "slip-2", name: ["zh": "单机 2", "en": "Slip printer 2"], purpose: .slip))
        change(&layout)
        var forms = Dictionary(uniqueKeysWithValues: shipped.forms.map { ($0.id, $0) })
        forms["anesthesia-assessment"]?.sections[0].items += questions
        service = ClinicService(
            store: store, layout: layout,
            forms: forms,
            documents: shipped.documents, wording: shipped.wording, renderer: renderer,
            surroundings: Surroundings(
                now: { clock.now }, newID: { _ in clock.newID() },
                randomBytes: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }),
            settings: ClinicSettings(
                connectedPrinters: printers, sessionHours: 12, publicURL: publicURL,
                linkSecret: Array(repeating: 7, count: 32), clockSpeed: 1, demo: true),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await service.start()
    }

    /// In the system's temporary place; what this process leaves there goes with it.
    private static let scratch: URL = {
        atexit { try? FileManager.default.removeItem(at: ClinicFixture.ownFolder) }
        return ownFolder
    }()

    private static var ownFolder: URL {
        let process = ProcessInfo.processInfo.processIdentifier
        return FileManager.default.temporaryDirectory.appending(path: "houzhen-stores-\(process)")
    }

    /// A new folder for a store.
    package static func newFolder() throws -> URL {
        let folder = scratch.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Adds desk, doctor, doctor2, admin, display and auditor, cheaply hashed.
    package func addStaff() async throws {
        let staff: [(String, Set<Role>)] = [
            ("desk", [.desk]), ("doctor", [.doctor]), ("doctor2", [.doctor]), ("admin", [.admin]),
            ("display", [.display]), ("auditor", [.auditor]),
        ]
        for (username, roles) in staff {
            try await service.setStaff(
                username: username, name: username, roles: roles, password: Self.password,
                rounds: PasswordHash.knownRounds)
        }
    }
}

/// What the project ships, read once for all tests: in a debug build that takes seconds.
package struct Shipped: Sendable {
    package let forms: [FormDefinition]
    package let layout: ClinicLayout
    let documents: [String: DocumentMapping]
    package let wording: Wording

    package static let once = Result { try Shipped() }

    private init() throws {
        let root = ClinicFixture.root
        forms = try Forms.load(folder: root.appending(path: "Forms").path)
        layout = try Layouts.load(
            file: root.appending(path: "Resources/clinics/demo.yaml").path, forms: Set(forms.map(\.id)))
        documents = try DocumentMappings.load(folder: root.appending(path: "Forms/wst-500-10").path, forms: forms)
        wording = try Locales.load(folder: root.appending(path: "Resources/locales").path)
    }
}

/// A clock and a source of ids that only the test moves.
package final class TestClock: Sendable {
    private let state: Mutex<(now: Instant, ids: UInt64)>

    /// 2026-03-02 08:00 in Shanghai.
    package init(now: Instant = Instant(milliseconds: 1_772_409_600_000)) { state = Mutex((now, 0)) }

    package var now: Instant { state.withLock { $0.now } }

    package func advance(seconds: Double) { state.withLock { $0.now = $0.now.adding(seconds: seconds) } }

    package func newID() -> String {
        state.withLock { state in
            state.ids += 1
            let random = UInt64.random(in: 0...UInt64.max)
            return TicketID(high: UInt64(state.now.milliseconds) << 16 | 0x7000 | state.ids & 0xFFF, low: random)
                .description
        }
    }
}

/// Puts nothing on paper: the same document gives the same few bytes.
package struct PlainRenderer: SlipRendering {
    package init() {}

    package func render(_ document: Slip.Document, createdAt: Instant) async throws -> RenderedSlip {
        let json = try JSONEncoder().encode(document)
        return RenderedSlip(bytes: Array("%PDF-plain \(Hash.sha256(json))".utf8), media: .a5, pages: 1)
    }
}
