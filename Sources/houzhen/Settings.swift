import Clinic
import Foundation
import Logging
import Printing

/// One setting: where it comes from, what it is when nobody sets it, what it must be.
struct Setting: Sendable {
    /// As a flag without its dashes: `public-url`.
    let name: String
    /// What the flag is called where it is another word: `--printer`, once for each of the `printers`.
    let flag: String
    let fallback: String?
    let help: String
    /// What is wrong with a value; nil when it is fine.
    let fault: @Sendable (String) -> String?

    init(
        _ name: String, flag: String? = nil, _ fallback: String?, _ help: String,
        fault: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.name = name
        self.flag = flag ?? name
        self.fallback = fallback
        self.help = help
        self.fault = fault
    }

    var variable: String { "HOUZHEN_" + name.uppercased().replacing("-", with: "_") }

    /// Every setting of the server: from flags, then `HOUZHEN_*`, then what stands here.
    static let all: [Setting] = [
        Setting("data", "houzhen-data", "the data folder"),
        Setting("host", "127.0.0.1", "the address to listen on; 0.0.0.0 for the whole network"),
        Setting("port", "8080", "the port to listen on; 0 takes a free one") { whole($0, in: 0...65_535) },
        Setting("patient-host", "127.0.0.1", "the address on which only patients' pages are served, with patient-port"),
        Setting("patient-port", nil, "a port for patients' pages alone; without it they are on the one port") {
            whole($0, in: 0...65_535)
        },
        Setting("resources", nil, "the folder with clinics, locales, static; Forms in it or beside it"),
        Setting("clinic", nil, "the clinic's layout; the demo clinic when absent"),
        Setting("public-url", nil, "what the QR code on a ticket points to: https://hospital.example; without it none")
        {
            ($0.hasPrefix("http://") || $0.hasPrefix("https://")) && URL(string: $0)?.host() != nil
                ? nil : "it starts with http:// or https:// and a host"
        },
        Setting(
            "printers", flag: "printer", "",
            "printers, CUPS queues or receipt printers: slip=cups://host:631/queue,ticket=escpos://host:9100"
        ) {
            (try? printers($0)) == nil
                ? "each is id=cups://host:port/queue, id=cupss://host:port/queue?certificate=SHA-256 or id=escpos://host:port; with commas between"
                : nil
        },
        Setting(
            "secure-cookie", "false",
            "whether browsers send the sign-in's cookie by https only: true behind a TLS proxy"
        ) {
            ["true", "false"].contains($0) ? nil : "it is true or false"
        },
        Setting("session-hours", "12", "how long a sign-in lasts") { whole($0, in: 1...168) },
        Setting("log-level", "notice", "trace, debug, info, notice, warning, error or critical") {
            Logger.Level(rawValue: $0) == nil
                ? "it is one of trace, debug, info, notice, warning, error, critical" : nil
        },
    ]

    private static func whole(_ text: String, in range: ClosedRange<Int>) -> String? {
        Int(text).map(range.contains) == true
            ? nil : "it is a whole number from \(range.lowerBound) to \(range.upperBound)"
    }

    /// `slip=cups://host:631/queue,…` as addresses by printer id.
    static func printers(_ text: String) throws -> [String: PrinterURL] {
        var printers: [String: PrinterURL] = [:]
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, let address = PrinterURL(pair[1]), printers[pair[0]] == nil else {
                throw SettingProblem(
                    setting: "printers", value: text,
                    reason: "each is id=cups://host:port/queue, cupss for an encrypted way, or id=escpos://host:port")
            }
            printers[pair[0]] = address
        }
        return printers
    }
}

/// A setting that stops the start.
struct SettingProblem: Error, CustomStringConvertible {
    let description: String

    /// - Parameter setting: one of `Setting.all`, else a flag of one command.
    init(setting: String, value: String, reason: String) {
        let known = Setting.all.first { $0.name == setting }
        let place = known.map { "--\($0.flag) (or \($0.variable))" } ?? "--\(setting)"
        description = "\(place) cannot be “\(value)”: \(reason)"
    }

    /// Of a variable that means nothing.
    init(stranger variable: String) {
        description = "\(variable): there is no such setting; houzhen settings lists them"
    }
}

/// The settings of one run.
struct Settings: Sendable {
    private var values: [String: String]

    /// - Parameter flags: by name; absent ones come from the environment, then from the fallbacks.
    init(flags: [String: String], environment: [String: String]) throws {
        let known = Set(Setting.all.map(\.variable) + [FaultPointSetting.variable].compactMap(\.self))
        if let stranger = environment.keys.sorted().first(where: { $0.hasPrefix("HOUZHEN_") && !known.contains($0) }) {
            throw SettingProblem(stranger: stranger)
        }
        values = [:]
        for setting in Setting.all {
            guard let value = flags[setting.name] ?? environment[setting.variable] ?? setting.fallback else { continue }
            if let fault = setting.fault(value) {
                throw SettingProblem(setting: setting.name, value: value, reason: fault)
            }
            values[setting.name] = value
        }
    }

    subscript(name: String) -> String? { values[name] }

    /// A setting that always has a value.
    func text(_ name: String) -> String { values[name] ?? "" }

    func whole(_ name: String) -> Int { Int(text(name)) ?? 0 }

    /// Name and value of all.
    var lines: [String] {
        Setting.all.map { setting in
            let value = values[setting.name] ?? "(not set)"
            return "\(setting.name) = \(value)\n    \(setting.help) · \(setting.variable)"
        }
    }
}
