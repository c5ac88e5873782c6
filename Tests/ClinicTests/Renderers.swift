import Clinic
import ClinicFixture
import Foundation
import QueueEngine
import Slip
import Synchronization

extension Slip.Document {
    /// What a ticket says in figures, as it is read: 约 12–20 分.
    var figures: String {
        let facts = body.flatMap { block -> [Fact] in if case .facts(let facts) = block { facts } else { [] } }
        return facts.map(\.value.plain).joined(separator: "\n")
    }
}

/// Lets something happen while it renders, once.
final class BusyRenderer: SlipRendering {
    private let work = Mutex<(@Sendable () async throws -> Void)?>(nil)

    func meanwhile(_ work: @escaping @Sendable () async throws -> Void) { self.work.withLock { $0 = work } }

    func render(_ document: Slip.Document, createdAt: Instant) async throws -> RenderedSlip {
        let work = work.withLock { work in
            defer { work = nil }
            return work
        }
        try await work?()
        return try await PlainRenderer().render(document, createdAt: createdAt)
    }
}

/// Has no font for the patient's name.
struct NamelessRenderer: SlipRendering {
    func render(_ document: Slip.Document, createdAt: Instant) async throws -> RenderedSlip {
        let json = String(decoding: try JSONEncoder().encode(document), as: UTF8.self)
        guard !json.contains("patient.name") else {
            throw RenderProblem.unknownGlyph(character: "𠅤", field: "patient.name")
        }
        return try await PlainRenderer().render(document, createdAt: createdAt)
    }
}

/// Fails without saying what every renderer should.
struct BrokenRenderer: SlipRendering {
    struct Broken: Error {}

    func render(_ document: Slip.Document, createdAt: Instant) async throws -> RenderedSlip { throw Broken() }
}
