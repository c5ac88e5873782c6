import Clinic
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Whether the server lives and can serve.
struct HealthController {
    let service: ClinicService

    var routes: [Route] {
        [
            Route(.get, "/healthz", .open) { _, _ in try .json(["status": "alive"]) },
            Route(.get, "/readyz", .open, ready),
        ]
    }

    @Sendable private func ready(_ request: Request, _ context: WebContext) async throws -> Response {
        do {
            _ = try await service.todaysDay()
            _ = try await service.allStaff()
        } catch {
            throw WebRefusal.notReady
        }
        return try .json(["status": "ready"])
    }
}
