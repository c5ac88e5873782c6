import Hummingbird
import Synchronization

/// Counts requests by route template and class of status, and the time they took: never a path, which holds ids.
final class RequestCounts: Sendable {
    struct Key: Hashable {
        var method: String
        var route: String
    }

    struct Count {
        /// By class of status: `2xx`.
        var answers: [String: Int] = [:]
        /// Until the answer's head was ready; a feed goes on after it.
        var seconds = 0.0

        var total: Int { answers.values.reduce(0, +) }
    }

    private let counts = Mutex<[Key: Count]>([:])

    func add(_ key: Key, status: Int, seconds: Double) {
        counts.withLock {
            $0[key, default: Count()].answers["\(status / 100)xx", default: 0] += 1
            $0[key, default: Count()].seconds += seconds
        }
    }

    /// All counts so far, in the order of their routes.
    var sorted: [(key: Key, count: Count)] {
        counts.withLock { $0 }.map { (key: $0.key, count: $0.value) }
            .sorted { ($0.key.route, $0.key.method) < ($1.key.route, $1.key.method) }
    }
}

/// Counts every request. What fits no route is counted as one, so that nobody can fill the memory with addresses.
struct CountMiddleware: RouterMiddleware {
    /// What the router calls the answer to an address that it does not have.
    private static let noRoute = "NotFound"
    let counts: RequestCounts

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let route = context.endpointPath == Self.noRoute ? nil : context.endpointPath
        counts.add(
            RequestCounts.Key(method: route == nil ? "-" : request.method.rawValue, route: route ?? "-"),
            status: response.status.code, seconds: (ContinuousClock.now - start) / .seconds(1))
        return response
    }
}
