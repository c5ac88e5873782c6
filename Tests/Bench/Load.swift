import NIOHTTP1
import API
import AsyncHTTPClient
import Foundation
import NIOCore
import Synchronization

/// Requests on a number of connections at once, counted.
final class Load: Sendable {
    private let http: HTTPClient
    private let address: String
    private let token: String
    private let people = Mutex(0)

    init(http: HTTPClient, address: String, token: String) async throws {
        self.http = http
        self.address = address
        self.token = token
    }

    /// Requests a second over that time, on `Bench.connections` connections.
    func run(seconds: Double, _ request: @escaping @Sendable () async throws -> Void) async throws -> Double {
        let end = ContinuousClock.now + .seconds(seconds)
        return try await run {
            ContinuousClock.now < end
        } request: {
            try await request()
        }
    }

    /// Requests a second for that many requests.
    func run(requests: Int, _ request: @escaping @Sendable () async throws -> Void) async throws -> Double {
        let left = Mutex(requests)
        return try await run {
            left.withLock { left in
                left -= 1
                return left >= 0
            }
        } request: {
            try await request()
        }
    }

    private func run(
        while goOn: @escaping @Sendable () -> Bool, request: @escaping @Sendable () async throws -> Void
    ) async throws -> Double {
        let start = ContinuousClock.now
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<Bench.connections {
                group.addTask {
                    var count = 0
                    while goOn() {
                        try await request()
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(count) / ((ContinuousClock.now - start) / .seconds(1))
    }

    /// A constant answer.
    func health() async throws {
        try await expect(.ok, HTTPClientRequest(url: "\(address)/healthz"))
    }

    /// A number for somebody new, durable before it is answered.
    func issue() async throws {
        let number = people.withLock { people in
            people += 1
            return people
        }
        var request = HTTPClientRequest(url: "\(address)/api/v1/queues/anesthesia/tickets")
        request.method = .POST
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "Idempotency-Key", value: UUID().uuidString)
        let order = IssueRequest(patient: PatientReference(name: "患者\(number)", sex: "female"))
        request.body = .bytes(ByteBuffer(bytes: try Wire.encode(order)))
        try await expect(.created, request)
    }

    private func expect(_ status: HTTPResponseStatus, _ request: HTTPClientRequest) async throws {
        let answer = try await http.execute(request, timeout: .seconds(30))
        let body = try await answer.body.collect(upTo: 1 << 20)
        guard answer.status == status else {
            throw BenchProblem(description: "\(answer.status): \(String(buffer: body))")
        }
    }
}

struct BenchProblem: Error, CustomStringConvertible {
    let description: String
}
