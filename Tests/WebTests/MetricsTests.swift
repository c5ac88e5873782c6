import Clinic
import ClinicFixture
import Foundation
import Testing

@Suite("Metrics", .serialized)
struct MetricsTests {
    @Test("count requests by route and status, listeners, those who wait, and papers; they hold no name and no id")
    func counters() async throws {
        try await World.with { world in
            let ticket = try await world.issue("张三")
            _ = try await world.issue("李四")
            for _ in 0..<3 { _ = try await world.ask("GET", "/api/v1/tickets/\(ticket)", as: .desk) }
            _ = try await world.ask("GET", "/api/v1/tickets/nobody", as: .desk)
            for index in 0..<5 { _ = try await world.ask("GET", "/nowhere/\(index)") }
            let answer = try await world.ask("GET", "/metrics")
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
            let lines = Set(answer.text.split(separator: "\n").map(String.init))
            let route = #"method="GET",route="/api/v1/tickets/{ticket}""#
            for line in [
                "houzhen_requests_total{\(route),status=\"2xx\"} 3.0",
                "houzhen_requests_total{\(route),status=\"4xx\"} 1.0",
                "houzhen_request_seconds_count{\(route)} 4.0",
                "houzhen_requests_total{method=\"-\",route=\"-\",status=\"4xx\"} 5.0",
                "houzhen_tickets_waiting{queue=\"anesthesia\"} 2.0",
                "houzhen_tickets_waiting{queue=\"endoscopy\"} 0.0", "houzhen_feed_listeners 0.0",
                "houzhen_print_jobs{state=\"queued\"} 0.0",
            ] {
                #expect(lines.contains(line), "\(line)\n\(answer.text)")
            }
            for secret in [ticket, "张三", "李四", "nobody", "nowhere"] { #expect(!answer.text.contains(secret)) }
        }
    }

    @Test("every line is one that Prometheus reads")
    func format() async throws {
        try await World.with { world in
            _ = try await world.ask("GET", "/healthz")
            let text = try await world.ask("GET", "/metrics").text
            let sample = #/[a-z_]+(\{([a-z]+="[^"\\\n]*",?)*\})? [0-9.e-]+/#
            for line in text.split(separator: "\n") where !line.hasPrefix("#") {
                #expect(line.wholeMatch(of: sample) != nil, "\(line)")
            }
            #expect(text.hasSuffix("\n"))
        }
    }
}
