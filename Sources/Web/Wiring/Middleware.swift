import Clinic
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// Finds out who asks: a bearer token, or the cookie that signing in set.
struct AuthenticationMiddleware: RouterMiddleware {
    static let cookie = "houzhen"
    let service: ClinicService

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let token = Self.bearer(request) ?? Self.cookie(request) {
            context.token = token
            context.actor = try await service.actor(token: token)
        }
        return try await next(request, context)
    }

    private static func bearer(_ request: Request) -> String? {
        guard let header = request.headers[.authorization], header.lowercased().hasPrefix("bearer ") else { return nil }
        return String(header.dropFirst(7)).trimmingCharacters(in: .whitespaces)
    }

    private static func cookie(_ request: Request) -> String? {
        for pair in (request.headers[.cookie] ?? "").split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2, parts[0] == cookie { return parts[1] }
        }
        return nil
    }
}

/// What every answer says to browsers. Pages load nothing from elsewhere and tell nobody where they were.
struct HeadersMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        set("Referrer-Policy", "no-referrer", in: &response)
        set("X-Content-Type-Options", "nosniff", in: &response)
        set("X-Frame-Options", "DENY", in: &response)
        set(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
            in: &response)
        return response
    }

    private func set(_ name: String, _ value: String, in response: inout Response) {
        if let name = HTTPField.Name(name) { response.headers[name] = value }
    }
}

/// One line per request: method, route template, status, milliseconds. Never a path, which holds ids, nor a body.
struct LogMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let elapsed = (ContinuousClock.now - start) / .milliseconds(1)
        context.logger.debug(
            "request",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "-")",
                "status": "\(response.status.code)", "ms": "\(Int(elapsed))",
            ])
        return response
    }
}
