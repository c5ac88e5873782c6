import ArgumentParser
import Catalog
import Clinic
import Foundation
import Logging
import Printing
import SQLiteStore

/// `houzhen serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Runs the server.")

    @Flag(help: "Seed a new data folder with an invented clinic: staff admin, desk, doctor, doctor2, display.")
    var demo = false
    @Option(help: "With --demo: the clinic's clock starts at 2026-03-02T07:30, the clinic's time.") var clock: String?
    @Option(help: "With --demo: how many times as fast as the wall's the clinic's clock runs.")
    var clockSpeed = 1.0
    @OptionGroup var flags: SettingFlags

    func validate() throws {
        guard demo || (clock == nil && clockSpeed == 1) else {
            throw ValidationError("--clock and --clock-speed are for --demo: a real clinic runs on real time")
        }
        guard (1...5000).contains(clockSpeed) else { throw ValidationError("--clock-speed is 1 to 5000") }
    }

    func run() async throws {
        keepFilesPrivate()
        let settings = try flags.settings()
        let log = Self.logger(settings)
        do {
            let resources = try Resources(settings)
            if let file = FontFiles.debian.firstMissing() {
                say("! 缺少字体 \(file.path)：请安装 \(file.package)。评估单和号票暂时打不出来。")
            }
            let options = Server.Options(demo: demo, clock: clock, clockSpeed: clockSpeed)
            let server = try await Server(settings: settings, resources: resources, options: options, log: log)
            if server.isNew { try await firstRun(server.service, server.folder) }
            guard !demo || server.folder.isDemo else {
                throw stop("\(server.folder.url.path) is a real clinic's folder: start it without --demo")
            }
            let greeting = Greeting(settings: settings, layout: resources.layout, demo: demo, speed: clockSpeed)
            try await server.run(settings: settings, resources: resources, log: log) { port in greeting.say(port: port)
            }
        } catch let problem as StoreProblem {
            throw stop(problem, settings)
        } catch let problems as CatalogProblems {
            throw stop(problems, settings)
        } catch let problem as SettingProblem {
            throw stop(problem.description, status: 2)
        }
    }

    /// A new data folder gets the demo's people, or one admin whose password is told once.
    private func firstRun(_ service: ClinicService, _ folder: DataFolder) async throws {
        if demo {
            try folder.markAsDemo()
            return try await Demo.seed(service)
        }
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        let password = String(Chance.bytes(16).map { letters[Int($0) % letters.count] })
        try await service.setStaff(username: "admin", name: "管理员", roles: [.admin], password: password)
        say("")
        say("新的数据目录。管理员账号只显示这一次，请记下：")
        say("A new data folder. The administrator's password is shown only this once:")
        say("    admin / \(password)")
    }

    private static func logger(_ settings: Settings) -> Logger {
        let level = Logger.Level(rawValue: settings.text("log-level")) ?? .notice
        return Logger(label: "houzhen") { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }
}

/// What a newly started server says: where everything is.
struct Greeting: Sendable {
    let settings: Settings
    let layout: ClinicLayout
    let demo: Bool
    let speed: Double

    func say(port: Int) {
        let host = settings.text("host")
        let shown = ["0.0.0.0", "::"].contains(host) ? "127.0.0.1" : host
        let base = "http://\(shown):\(port)"
        var lines = ["", "候诊 Houzhen · \(layout.hospital.best(for: "zh")) \(layout.name.best(for: "zh"))"]
        lines.append("  首页 Start          \(base)/")
        lines.append("  医生工作站 Doctor    \(base)/doctor")
        for display in layout.displays {
            lines.append("  大屏 Display         \(base)/display/\(display.id)   \(display.name.best(for: "zh"))")
        }
        lines.append("  分诊台 Front desk    houzhen desk --server \(base)")
        lines.append("  数据 Data            \(URL(filePath: settings.text("data")).standardizedFileURL.path)")
        if settings.text("printers").isEmpty {
            lines.append("  打印 Printing        没有设置打印机，PDF 留存 · no printer is set, PDFs are kept")
        }
        if demo {
            lines.append("  登录 Sign-ins        admin  desk  doctor  doctor2  display   密码 password: \(Demo.password)")
            if speed != 1 { lines.append("  时钟 Clock           ×\(speed.formatted())") }
        }
        lines.append("")
        lines.forEach { houzhenSay($0) }
    }
}

/// `say` by another name, where a method of that name hides it.
private func houzhenSay(_ line: String) { say(line) }
