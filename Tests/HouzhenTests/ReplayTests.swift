import API
import Client
import ClinicFixture
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
            #expect(never.status == 1 && never.errors.contains(date), "\(never.errors)")
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `other rules are for the queue that is named, or for those whose rules have their name`() async throws {
        try await RunningServer.with(RunningServer()) { server in
            let date = try await Staff.with("desk", at: await server.address) { desk in
                _ = try await desk.issue(to: "欧阳娜娜")
                return try await desk.client.send(.clinic()).date
            }
            let day = ["replay", date, "--data", server.data.path, "--resources", Program.resources, "--rules"]
            let unclear = try await Program.run(day + [Self.sheet("two-frozen")])
            #expect(unclear.status == 2)
            #expect(unclear.errors.contains("--queue") && unclear.errors.contains("day-surgery"))
            let unknown = try await Program.run(day + [Self.sheet("two-frozen"), "--queue", "nowhere"])
            #expect(unknown.status == 2)
            #expect(unknown.errors.contains("nowhere") && unknown.errors.contains("day-surgery"))
            let named = try await Program.run(day + [Self.sheet("two-frozen"), "--queue", "endoscopy"])
            #expect(named.status == 0, "\(named.errors)")
            #expect(named.output.split(separator: "\n").count { $0.contains("two-frozen") } == 1)
            let same = try await Program.run(day + [Self.sheet("anesthesia")])
            #expect(same.status == 0, "\(same.errors)")
            #expect(same.output.contains("endoscopy") && same.output.contains("day-surgery"))
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: [("C", "cannot be opened"), ("zh_CN.UTF-8", "打不开")])
    func `without a store it says so in the terminal's language`(_ locale: String, _ said: String) async throws {
        let nowhere = try ClinicFixture.newFolder().appending(path: "nope").path
        let outcome = try await Program.run(
            in: locale, "replay", "2026-11-24", "--data", nowhere, "--resources", Program.resources)
        #expect(outcome.status == 1 && outcome.errors.contains(said), "\(outcome.errors)")
    }

    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            ("", "文件是空的", "empty"),
            ("Session,Visit.No,StartTime,ServTime", "只有表头", "not one consultation"),
            ("Session;Visit.No", "没有名为 Session 的列", "no column Session"),
            ("Session,Visit.No,StartTime,ServTime\r\n1,1,8:00:00,6.5", ":2: ServTime 是“6.5”", ":2: ServTime is “6.5”"),
            ("Session,Visit.No,StartTime,ServTime\n1,1,8:00:00,-5", "应在 1 至 43200", "may be 1 to 43200"),
            ("Session,Visit.No,StartTime,ServTime\n1,1,8:00,60", "8:31:40 这样", "written 8:31:40"),
            ("Session,Visit.No,StartTime,ServTime\n1,1,8:00:00", "3 格", "3 fields"),
            ("Session,Visit.No,StartTime,ServTime\n\"1,1,8:00:00,60", "引号没有配对", "never closed"),
            ("Session,Visit.No,StartTime,ServTime\n1,1,8:00:00,60", "没有第 9 个半天", "no session 9"),
        ])
    func `a file of consultations that is wrong is said in the terminal's language`(
        _ text: String, _ chinese: String, _ english: String
    ) async throws {
        let file = try ClinicFixture.newFolder().appending(path: "sessions.csv")
        try Data(text.utf8).write(to: file)
        for (locale, said) in [("zh_CN.UTF-8", chinese), ("C", english)] {
            let outcome = try await Program.run(
                in: locale, "replay", "--csv", file.path, "--session", "9", "--resources", Program.resources)
            #expect(outcome.status == 1 && outcome.errors.contains(said), "\(outcome.errors)")
        }
    }

    private static func sheet(_ name: String) -> String {
        URL(filePath: Program.resources).appending(path: "clinics/rules-\(name).yaml").path
    }

    @Test(.timeLimit(.minutes(1)))
    func `recorded consultations are tried under other rules`() async throws {
        let file = try ClinicFixture.newFolder().appending(path: "sessions.csv")
        let rows = (0..<12).map { "1,\($0 % 3 + 1),F,8:\(10 + $0 * 4):00,240" }
        let text = (["Session,Visit.No,Gender,StartTime,ServTime"] + rows).joined(separator: "\n")
        try Data(text.utf8).write(to: file)
        let csv = ["replay", "--csv", file.path, "--rules", Self.sheet("anesthesia"), "--resources", Program.resources]
        let outcome = try await Program.run(csv)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.split(separator: "\n").count >= 7)
        let named = try await Program.run(csv + ["--queue", "endoscopy"])
        #expect(named.status == 0 && named.output.contains("endoscopy"), "\(named.errors)")
        let two = try await Program.run("replay", "--resources", Program.resources)
        #expect(two.status != 0)
    }
}
