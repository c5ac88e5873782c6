import Clinic
import HTTPTypes
import Hummingbird
import NIOCore
import QueueEngine

/// What the server counts, as Prometheus reads it. It holds no names and no ids of people or papers.
struct MetricsController {
    let service: ClinicService
    let counts: RequestCounts

    var routes: [Route] { [Route(.get, "/metrics", .open, metrics)] }

    /// Jobs that are on their way or that somebody must look at; the others only grow in number.
    private static let jobStates: [PrintState] = [
        .queued, .creating, .releasing, .submitted, .printing, .unknown, .doubled, .failed, .blocked,
    ]

    @Sendable private func metrics(_ request: Request, _ context: WebContext) async throws -> Response {
        var text = MetricsText()
        writeRequests(to: &text)
        text.family("houzhen_feed_listeners", .gauge, "Screens that follow a feed.")
        text.value("houzhen_feed_listeners", [], Double(service.feeds.listenerCount))
        try await writeQueues(to: &text)
        try await writeJobs(to: &text)
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text.text)))
    }

    private func writeRequests(to text: inout MetricsText) {
        let all = counts.sorted
        text.family("houzhen_requests_total", .counter, "Requests answered, by route and class of status.")
        for (key, count) in all {
            for (status, number) in count.answers.sorted(by: { $0.key < $1.key }) {
                text.value("houzhen_requests_total", labels(key) + [("status", status)], Double(number))
            }
        }
        text.family("houzhen_request_seconds", .summary, "Time until an answer was ready.")
        for (key, count) in all {
            text.value("houzhen_request_seconds_sum", labels(key), count.seconds)
            text.value("houzhen_request_seconds_count", labels(key), Double(count.total))
        }
    }

    private func labels(_ key: RequestCounts.Key) -> [(String, String)] {
        [("method", key.method), ("route", key.route)]
    }

    private func writeQueues(to text: inout MetricsText) async throws {
        let day = try await service.todaysDay()
        text.family("houzhen_tickets_waiting", .gauge, "Tickets that wait to be called today, by queue.")
        for queue in service.layout.queues {
            let counts = day.counts(of: queue.id)
            let waiting = counts[.waiting, default: 0] + counts[.ready, default: 0]
            text.value("houzhen_tickets_waiting", [("queue", queue.id.rawValue)], Double(waiting))
        }
    }

    private func writeJobs(to text: inout MetricsText) async throws {
        let jobs = try await service.printJobs(in: Self.jobStates)
        text.family("houzhen_print_jobs", .gauge, "Papers on their way, or that somebody must look at, by state.")
        for state in Self.jobStates {
            text.value("houzhen_print_jobs", [("state", state.rawValue)], Double(jobs.count { $0.state == state }))
        }
    }
}

/// Prometheus' text format.
struct MetricsText {
    enum Kind: String {
        case counter
        case gauge
        case summary
    }

    private(set) var text = ""

    mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    mutating func value(_ name: String, _ labels: [(String, String)], _ value: Double) {
        let list = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        text += "\(name)\(list.isEmpty ? "" : "{\(list)}") \(value)\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
