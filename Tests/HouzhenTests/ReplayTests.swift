import API
import Client
import Foundation
import Testing

@Suite struct `Replay from the command line` {
    @Test(.timeLimit(.minutes(2)))
    func `a day that was served is decided again the same, beside the running server`() async throws {
        try await RunningServer.with(RunningServer()) { server in
            let date = try await Staff.with("desk", at: await server.address) { desk in
                _ = try await desk.issue(to: "欧阳娜娜")
                return try await desk.client.send(.clinic()).date
            }
            let outcome = try await Program.run(
                "replay", date, "--data", server.data.path, "--resources", Program.resources)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains(date))
            let never = try await Program.run(
                "replay", "2001-01-01", "--data", server.data.path, "--resources", Program.resources)
            #expect(never.status == 1)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `recorded consultations are tried under other rules`() async throws {
        let file = try Program.scratch().appending(path: "sessions.csv")
        let rows = (0..<12).map { "1,\($0 % 3 + 1),F,8:\(10 + $0 * 4):00,240" }
        let text = (["Session,Visit.No,Gender,StartTime,ServTime"] + rows).joined(separator: "\n")
        try Data(text.utf8).write(to: file)
        let rules = URL(filePath: Program.resources).appending(path: "clinics/rules-anesthesia.yaml")
        let outcome = try await Program.run(
            "replay", "--csv", file.path, "--rules", rules.path, "--resources", Program.resources)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.split(separator: "\n").count >= 6)
        let two = try await Program.run("replay", "--resources", Program.resources)
        #expect(two.status != 0)
    }
}
