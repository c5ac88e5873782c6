import ClinicFixture
import Foundation
import PrintRoom
import Testing

@Suite struct `An answered act` {
    /// SIGKILL cannot show it, for the page cache survives: the system calls can.
    @Test(.timeLimit(.minutes(2)))
    func `is on the disk before its answer leaves`() async throws {
        let strace = try #require(
            FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") ? "/usr/bin/strace" : nil,
            "strace is missing: apt-get install strace")
        let trace = try ClinicFixture.newFolder().appending(path: "trace")
        let wrapper = [
            strace, "-f", "-y", "-s", "400", "-e", "trace=fdatasync,fsync,write,writev,sendto,sendmsg,pwrite64", "-o",
            trace.path,
        ]
        try await RunningServer.with(RunningServer(wrapper: wrapper)) { server in
            try await Staff.with("desk", at: await server.address) { desk in
                for number in 1...3 {
                    let label = try await desk.issue(to: "测试\(number)")
                    #expect(label == "A00\(number)")
                }
            }
        }
        let calls = try String(contentsOf: trace, encoding: .utf8).split(separator: "\n").map(String.init)
        for number in 1...3 { try Self.expectSync(before: "A00\(number)", in: calls) }
    }

    /// Between the write of the event to the write-ahead log and the write of the answer to the socket stands a sync of
    /// that log.
    private static func expectSync(before label: String, in calls: [String]) throws {
        let answer = try #require(
            calls.firstIndex { $0.contains("HTTP/1.1 201") && $0.contains("\\\"label\\\":\\\"\(label)\\\"") },
            "the answer with \(label) is not in the trace")
        let logged = try #require(
            calls[..<answer].lastIndex { $0.contains("pwrite64(") && $0.contains("houzhen.sqlite-wal") },
            "nothing was written to the log before the answer")
        let synced = calls[logged..<answer].contains {
            ($0.contains("fdatasync(") || $0.contains("fsync(")) && $0.contains("houzhen.sqlite-wal")
        }
        #expect(synced, "the answer with \(label) left before the log was on the disk")
    }
}
