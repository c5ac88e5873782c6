import API
import Client
import ClinicFixture
import Foundation
import PrintRoom
import Testing

@Suite struct `Running the server` {
    @Test(.timeLimit(.minutes(2)))
    func `a new data folder tells one administrator's password, once, and it works`() async throws {
        let server = try RunningServer(flags: [])
        try await RunningServer.with(server) { server in
            let match = try #require(await server.greeting.firstMatch(of: /admin \/ (\S+)/))
            let address = await server.address
            let clinic = try await Staff.with("admin", at: address, password: String(match.1)) { admin in
                try await admin.client.send(.clinic())
            }
            #expect(!clinic.demo)
        }
        try await RunningServer.with(server) { server in
            #expect(await !server.greeting.contains("admin /"))
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `a second server on the same folder says so and stops`() async throws {
        try await RunningServer.with(RunningServer()) { server in
            for (locale, said) in [("C", "another houzhen server is using"), ("zh_CN.UTF-8", "正由另一个候诊服务使用")] {
                let second = try await Program.run(
                    in: locale, "serve", "--demo", "--port", "0", "--data", server.data.path, "--resources",
                    Program.resources)
                #expect(second.status == 1)
                #expect(second.errors.contains(said))
            }
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `SIGTERM ends it politely, though a screen is following`() async throws {
        let server = try RunningServer()
        try await server.start()
        try await Staff.with("display", at: await server.address) { screen in
            let following = Task {
                for await _ in FeedFollower(screen.client, display: "hall", after: 0) {}
            }
            try await Task.sleep(for: .milliseconds(500))
            let start = ContinuousClock.now
            #expect(await server.stop() == 0)
            #expect(ContinuousClock.now - start < .seconds(8))
            following.cancel()
            await following.value
        }
    }

    @Test(.timeLimit(.minutes(3)))
    func `a backup made while serving restores to the same clinic, and a damaged one is refused`() async throws {
        let backup = try ClinicFixture.newFolder().appending(path: "backup")
        let restored = try ClinicFixture.newFolder().appending(path: "data")
        try await RunningServer.with(RunningServer()) { server in
            try await Staff.with("desk", at: await server.address) { desk in
                _ = try await desk.issue(to: "欧阳娜娜")
                let outcome = try await Program.run("backup", backup.path, "--data", server.data.path)
                #expect(outcome.status == 0, "\(outcome.errors)")
                _ = try await desk.issue(to: "后来的人")
            }
        }
        let outcome = try await Program.run("restore", backup.path, "--data", restored.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        try await RunningServer.with(RunningServer(data: restored)) { server in
            try await Staff.with("desk", at: await server.address) { desk in
                let queue = try await desk.client.send(.queue("anesthesia"))
                #expect(queue.nextLabel == "A002")
            }
        }
        let file = try FileHandle(forUpdating: backup.appending(path: "houzhen.sqlite"))
        try file.seek(toOffset: 5000)
        try file.write(contentsOf: Data([0x55, 0xAA]))
        try file.close()
        let other = try ClinicFixture.newFolder().appending(path: "data")
        let refused = try await Program.run("restore", backup.path, "--data", other.path)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("damaged"))
        #expect(!FileManager.default.fileExists(atPath: other.appending(path: "houzhen.sqlite").path))
    }

    @Test(arguments: [
        ["--port", "99999"], ["--log-level", "loud"], ["--printer", "slip=laser"], ["--public-url", "hospital"],
    ])
    func `a setting that cannot be stops the start with its name`(flags: [String]) async throws {
        let data = try ClinicFixture.newFolder()
        let outcome = try await Program.run("settings", "--data", data.path, flags[0], flags[1])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(flags[0]), "\(outcome.errors)")
        #expect(outcome.errors.contains(flags[1]))
    }
}
