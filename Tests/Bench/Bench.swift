import API
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Speed, as ratios in one run. Each row measures two things in turn, several times, and quotes the medians.
@main
struct Bench {
    /// Rounds of a row; odd, so that there is a middle one.
    static let rounds = 5
    static let connections = 32
    static let secondsPerRound = 3.0
    static let numbersPerRound = 100

    static func main() async throws {
        if CommandLine.arguments.count == 2, CommandLine.arguments[1] == PaperRows.coldWord {
            return try await PaperRows.printCold()
        }
        guard CommandLine.arguments.count == 2 else {
            print("usage: bench PATH-TO-HOUZHEN")
            exit(2)
        }
        try EngineRows().print()
        try FormRows().print()
        try await SlipRow.print(program: CommandLine.arguments[1])
        try await PaperRows().print()
        let server = try BenchServer(program: CommandLine.arguments[1])
        defer { server.stop() }
        let address = try await server.address()
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let load = try await Load(http: http, address: address, token: signIn(http, address))
            try await issueRow(load)
            try await http.shutdown()
        } catch {
            try await http.shutdown()
            throw error
        }
    }

    /// Durable numbers a second over HTTP, beside a constant answer by the same server. The queue grows while it is
    /// measured: the row says from how many waiting to how many.
    private static func issueRow(_ load: Load) async throws {
        _ = try await load.run(seconds: 1) { try await load.health() }
        print("row                                             median        beside                ratio")
        var waiting = 0
        for start in [200, 2_000] {
            _ = try await load.run(requests: start - waiting) { try await load.issue() }
            waiting = start
            var issued: [Double] = []
            var healthy: [Double] = []
            for _ in 0..<rounds {
                healthy.append(try await load.run(seconds: secondsPerRound) { try await load.health() })
                issued.append(try await load.run(requests: numbersPerRound) { try await load.issue() })
                waiting += numbersPerRound
            }
            let numbers = median(issued)
            let answers = median(healthy)
            print(
                "durable numbers, \(connections) connections, \(start) to \(waiting) waiting".padded(60)
                    + "\(Int(numbers)) /s".padded(12) + "healthz \(Int(answers)) /s".padded(22)
                    + String(format: "%.3f", numbers / answers))
        }
        print("(synchronous = FULL)")
    }

    static func signIn(_ http: HTTPClient, _ address: String, as user: String = "desk") async throws -> String {
        var request = HTTPClientRequest(url: "\(address)/api/v1/sessions")
        request.method = .POST
        let body = SessionRequest(username: user, password: "houzhen-demo")
        request.body = .bytes(ByteBuffer(bytes: try Wire.encode(body)))
        let answer = try await http.execute(request, timeout: .seconds(30))
        let bytes = try await answer.body.collect(upTo: 1 << 16)
        return try Wire.decode(SessionResponse.self, from: Data(bytes.readableBytesView)).token
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

extension String {
    func padded(_ width: Int) -> String { padding(toLength: max(width, count), withPad: " ", startingAt: 0) }
}
