import ArgumentParser
import Foundation

/// The flags that any command on a data folder takes.
struct SettingFlags: ParsableArguments {
    @Option(help: "The data folder.") var data: String?
    @Option(help: "The address to listen on.") var host: String?
    @Option(help: "The port to listen on; 0 takes a free one.") var port: String?
    @Option(help: "The address on which only patients' pages are served.") var patientHost: String?
    @Option(help: "A port for patients' pages alone, such as a proxy shows to the Internet.") var patientPort: String?
    @Option(help: "The folder with clinics, locales, static; Forms in it or beside it.") var resources: String?
    @Option(help: "The clinic's layout file.") var clinic: String?
    @Option(help: "What QR codes on tickets point to.") var publicUrl: String?
    @Option(help: "A printer: slip=cups://host:631/queue, or ticket=escpos://host:9100. May be given several times.")
    var printer: [String] = []
    @Option(help: "true behind a TLS proxy: the sign-in's cookie goes by https only.") var secureCookie: String?
    @Option(help: "How long a sign-in lasts, in hours.") var sessionHours: String?
    @Option(help: "How much is logged.") var logLevel: String?

    func settings() throws -> Settings {
        var flags: [String: String] = [:]
        flags["data"] = data
        flags["host"] = host
        flags["port"] = port
        flags["patient-host"] = patientHost
        flags["patient-port"] = patientPort
        flags["resources"] = resources
        flags["clinic"] = clinic
        flags["public-url"] = publicUrl
        flags["printers"] = printer.isEmpty ? nil : printer.joined(separator: ",")
        flags["secure-cookie"] = secureCookie
        flags["session-hours"] = sessionHours
        flags["log-level"] = logLevel
        do {
            return try Settings(flags: flags, environment: ProcessInfo.processInfo.environment)
        } catch let problem as SettingProblem {
            throw stop(problem.description, status: 2)
        }
    }
}
