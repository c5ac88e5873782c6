import API
import Clinic
import Foundation
import HTTPTypes
import Hummingbird

/// Signing in and out, and the PIN that signs.
struct SessionsController {
    let service: ClinicService
    /// Whether the cookie is for https only.
    let isSecure: Bool

    var routes: [Route] {
        [
            Route(.post, "/api/v1/sessions", .open, signIn),
            Route(.delete, "/api/v1/sessions/current", .signedIn, signOut),
            Route(.get, "/api/v1/sessions/current", .signedIn, current),
            Route(.get, "/api/v1/staff/current/pin", .roles(.clinicians), pin),
            Route(.put, "/api/v1/staff/current/pin", .roles(.clinicians), setPIN),
        ]
    }

    @Sendable private func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
        let body = try await request.decode(SessionRequest.self)
        let session = try await service.signIn(username: body.username, password: body.password)
        let answer = SessionResponse(
            token: session.token, expiresAt: session.expiresAt.date, staff: Self.staff(session.actor))
        let seconds = Int(service.settings.sessionHours * 3600)
        return try .json(answer, status: .created, headers: [.setCookie: cookie(session.token, seconds: seconds)])
    }

    @Sendable private func signOut(_ request: Request, _ context: WebContext) async throws -> Response {
        if let token = context.token { try await service.signOut(token: token, try context.requireActor()) }
        return Response(status: .noContent, headers: [.setCookie: cookie("", seconds: 0)])
    }

    @Sendable private func current(_ request: Request, _ context: WebContext) async throws -> Response {
        try .json(Self.staff(try context.requireActor()))
    }

    @Sendable private func pin(_ request: Request, _ context: WebContext) async throws -> Response {
        try await pinState(of: try context.requireActor())
    }

    @Sendable private func setPIN(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(PINRequest.self)
        _ = try await service.setPIN(body.pin, password: body.password, incoming.request)
        return try await pinState(of: incoming.request.actor)
    }

    private func pinState(of actor: Actor) async throws -> Response {
        let state = try await service.pinState(of: actor)
        return try .json(PINStateResponse(state: state.state.rawValue, triesLeft: state.triesLeft))
    }

    private func cookie(_ token: String, seconds: Int) -> String {
        "\(AuthenticationMiddleware.cookie)=\(token); Path=/; HttpOnly; SameSite=Strict; Max-Age=\(seconds)"
            + (isSecure ? "; Secure" : "")
    }

    static func staff(_ actor: Actor) -> Staff {
        Staff(username: actor.username, name: actor.name, roles: actor.roles.map(\.rawValue).sorted())
    }
}
