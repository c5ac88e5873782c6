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
            var report = Report()
            for server in try servers(wanted) {
                look(at: server, wanted: wanted.filter(server.isSameServer(as:)), speech, &report)
            }
            try tell(report, speech)
        } catch let problems as CatalogProblems {
            throw stop(problems, settings)
        } catch let problem as SettingProblem {
            throw stop(problem.description, status: 2)
        }
    }

    /// What was found.
    private struct Report {
        var findings: [PrintSetup.Finding] = []
        /// What could not be looked at, and what to do about that.
        var unseen: [String] = []
    }

    /// Status 1 when paper can be lost or printed twice, 2 when not all could be looked at.
    private func tell(_ report: Report, _ speech: Speech) throws {
        for finding in PrintSetup.graveFirst(report.findings) {
            say("\(finding.isGrave ? "!!" : " ·") \(speech.text("print-setup.\(finding.code)", finding.arguments))")
            say("   \(speech.text("print-setup-why.\(finding.code)", finding.arguments))")
        }
        if !report.findings.isEmpty { say("\n" + speech.text("print-setup.nothing-changed")) }
        guard report.unseen.isEmpty else { throw stop(report.unseen.joined(separator: "\n"), status: 2) }
        if report.findings.isEmpty { say(speech.text("print-setup.fine")) }
        if report.findings.contains(where: \.isGrave) { throw ExitCode(1) }
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

    /// The settings' files are this machine's: those of a server elsewhere are read there. What can be read is looked at,
    /// also while CUPS is off.
    private func look(
        at server: PrinterAddress, wanted: [PrinterAddress], _ speech: Speech, _ report: inout Report
    ) {
        let queues = queues(at: server, wanted: wanted, speech, &report)
        guard server.isHere else {
            say(speech.text("print-setup.elsewhere", ["host": server.host]))
            report.findings += PrintSetup.findings(of: queues)
            return
        }
        let daemon = text(of: cupsdConf, speech, &report)
        let files = text(of: cupsFilesConf, speech, &report)
        report.findings += PrintSetup(daemon: daemon, files: files, queues: queues).findings
    }

    /// The queues that Houzhen uses; all of the server's when none is set.
    private func queues(
        at address: PrinterAddress, wanted: [PrinterAddress], _ speech: Speech, _ report: inout Report
    ) -> [CupsQueue] {
        do {
            let all = try CupsQueue.all(at: address)
            let names = Set(wanted.map(\.queue))
            report.unseen += names.subtracting(all.map(\.name)).sorted().map {
                speech.text("print-setup.no-queue", ["queue": $0])
            }
            return all.filter { names.isEmpty || names.contains($0.name) }
        } catch {
            report.unseen.append(speech.text("problem.\(error.problem.code)", error.problem.arguments))
            return []
        }
    }

    /// Nil when it cannot be read.
    private func text(of file: String, _ speech: Speech, _ report: inout Report) -> String? {
        do {
            return try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            report.unseen.append(speech.text("print-setup.unreadable", ["file": file]))
            return nil
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
