import ArgumentParser
import Catalog
import Clinic
import Foundation
import Printing

/// `houzhen print-setup`
struct PrintSetupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print-setup",
        abstract: "Says what to change in CUPS so that no paper is lost or printed twice. It changes nothing.")

    @Option(help: "The CUPS server's settings.") var cupsdConf = "/etc/cups/cupsd.conf"
    @Option(help: "The CUPS server's settings of files.") var cupsFilesConf = "/etc/cups/cups-files.conf"
    @Option(help: "The CUPS server: host:port; those of --printer when absent, else this machine's.")
    var server: String?
    @Option(help: "zh or en; the terminal's language when absent.") var lang: TerminalLanguage?
    @OptionGroup var flags: SettingFlags

    func run() throws {
        let settings = try flags.settings()
        do {
            let speech = Speech(
                wording: try Resources(settings).wording, language: lang?.rawValue ?? TerminalLanguage.current)
            let wanted = try Setting.printers(settings.text("printers")).values.compactMap { address in
                if case .cups(let queue) = address { queue } else { nil }
            }.sorted { $0.queue < $1.queue }
            let findings = try servers(wanted).flatMap { server in
                try self.findings(at: server, wanted: wanted.filter(server.isSameServer(as:)), speech)
            }
            try tell(PrintSetup.graveFirst(findings), speech)
        } catch let problems as CatalogProblems {
            throw stop(problems, settings)
        } catch let problem as SettingProblem {
            throw stop(problem.description, status: 2)
        }
    }

    /// Status 1 when paper can be lost or printed twice.
    private func tell(_ findings: [PrintSetup.Finding], _ speech: Speech) throws {
        guard !findings.isEmpty else { return say(speech.text("print-setup.fine")) }
        for finding in findings {
            say("\(finding.isGrave ? "!!" : " ·") \(speech.text("print-setup.\(finding.code)", finding.arguments))")
            say("   \(speech.text("print-setup-why.\(finding.code)", finding.arguments))")
        }
        say("")
        say(speech.text("print-setup.nothing-changed"))
        if findings.contains(where: \.isGrave) { throw ExitCode(1) }
    }

    /// The CUPS servers that are asked, each once.
    private func servers(_ wanted: [PrinterAddress]) throws -> [PrinterAddress] {
        guard let server else {
            let first = wanted.reduce(into: [PrinterAddress]()) { servers, printer in
                if !servers.contains(where: printer.isSameServer(as:)) { servers.append(printer) }
            }
            return first.isEmpty ? [PrinterAddress(host: "localhost", queue: "")] : first
        }
        guard let address = PrinterAddress("cups://\(server)/any") else {
            throw SettingProblem(setting: "server", value: server, reason: "it is host:port")
        }
        return [wanted.first(where: address.isSameServer(as:)) ?? address]
    }

    /// The settings' files are this machine's: those of a server elsewhere are read there.
    private func findings(
        at server: PrinterAddress, wanted: [PrinterAddress], _ speech: Speech
    ) throws -> [PrintSetup.Finding] {
        let queues = try queues(at: server, wanted: wanted, speech)
        guard server.isHere else {
            say(speech.text("print-setup.elsewhere", ["host": server.host]))
            return PrintSetup.findings(of: queues)
        }
        let setup = PrintSetup(
            daemon: try text(of: cupsdConf, speech), files: try text(of: cupsFilesConf, speech), queues: queues)
        return setup.findings
    }

    /// The queues that Houzhen uses; all of the server's when none is set.
    private func queues(
        at address: PrinterAddress, wanted: [PrinterAddress], _ speech: Speech
    ) throws -> [CupsQueue] {
        let all: [CupsQueue]
        do {
            all = try CupsQueue.all(at: address)
        } catch {
            throw stop(speech.text("problem.\(error.problem.code)", error.problem.arguments), status: 2)
        }
        let names = Set(wanted.map(\.queue))
        if let missing = wanted.first(where: { wanted in !all.contains { $0.name == wanted.queue } }) {
            throw stop(speech.text("print-setup.no-queue", ["queue": missing.queue]), status: 2)
        }
        return all.filter { names.isEmpty || names.contains($0.name) }
    }

    private func text(of file: String, _ speech: Speech) throws -> String {
        do {
            return try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            throw stop(speech.text("print-setup.unreadable", ["file": file]), status: 2)
        }
    }

    /// The command's language.
    private struct Speech {
        let wording: Wording
        let language: String

        func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
            wording.text(key, language, arguments)
        }
    }
}
