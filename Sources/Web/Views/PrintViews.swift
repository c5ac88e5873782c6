import API
import Clinic
import FormEngine
import QueueEngine
import Foundation

/// Papers and printers as the wire has them, each with its sentence.
struct PrintViews {
    let service: ClinicService
    let statuses: PrinterStatuses
    let language: String

    func job(_ job: PrintJob) -> PrintJobResponse {
        let obstacle = obstacle(to: job)
        return PrintJobResponse(
            id: job.id, purpose: job.purpose.rawValue, subject: job.subject, label: job.label, copy: job.copy,
            printer: job.printer, state: job.state.rawValue, sentence: sentence(job, obstacle: obstacle),
            problem: job.problem?.code, obstacle: obstacle, stopping: isBeingStopped(job) ? true : nil,
            createdAt: job.createdAt.date, updatedAt: job.updatedAt.date,
            pdf: job.documentSHA256 == nil ? nil : "/api/v1/print-jobs/\(job.id)/document.pdf")
    }

    /// What keeps a printer from printing what it has. What it does not have yet says itself why it waits.
    private func obstacle(to job: PrintJob) -> String? {
        guard [.submitted, .printing].contains(job.state) else { return nil }
        return job.printer.flatMap(statuses)?.status.obstacle
    }

    private func key(of job: PrintJob, obstacle: String?) -> String {
        if isBeingStopped(job) { return "print.stopping" }
        if job.moveTo != nil, job.state.isUnfinished { return "print.moving" }
        // Nobody stopped it: it did not come out, and that is settled.
        if job.state == .cancelled, job.problem != nil { return "print.settled" }
        return obstacle == nil ? "print.\(job.state.rawValue)" : "print.stuck"
    }

    private func isBeingStopped(_ job: PrintJob) -> Bool { job.cancelRequested && job.state.isUnfinished }

    private func sentence(_ job: PrintJob, obstacle: String?) -> String {
        var purpose = service.wording.text("purpose.\(job.purpose.rawValue)", language)
        if job.copy > 1, job.purpose != .test {
            purpose = service.wording.text("purpose.copy", language, ["purpose": purpose, "copy": "\(job.copy)"])
        }
        var arguments = ["label": job.label, "purpose": purpose, "copy": "\(job.copy)"]
        arguments["why"] = job.problem.map(reason) ?? ""
        if let obstacle { arguments["reason"] = printerReason(obstacle) }
        if let chosen = job.moveTo, job.state.isUnfinished {
            arguments["printer"] = service.layout.printers.first { $0.id == chosen }?.name.best(for: language) ?? chosen
        }
        return service.wording.text(key(of: job, obstacle: obstacle), language, arguments)
    }

    /// A problem's sentence.
    func reason(_ problem: PrintProblem) -> String {
        var arguments = problem.arguments
        arguments["reason"] = arguments["reason"].map(printerReason)
        arguments["field"] = arguments["field"].map(fieldName)
        arguments["code"] = arguments["character"]?.unicodeScalars.first?.codePoint
        // The name is not in the form: it is changed where people are registered.
        let isName = problem.code == "print.unknown-glyph" && problem.arguments["field"] == "patient.name"
        let code = isName ? "print.unknown-glyph-in-name" : problem.code
        return service.wording.text("problem.\(code)", language, arguments)
    }

    /// A printer of the layout; `seen` is nil when it was not looked at yet.
    func printer(_ printer: ClinicLayout.Printer, seen: PrinterWatch.Seen?, waiting: [PrintJob]) -> PrinterResponse {
        var response = PrinterResponse(
            id: printer.id, name: printer.name, purpose: printer.purpose.rawValue, state: "unseen", reasons: [],
            waiting: waiting.count, papers: waiting.prefix(PrinterResponse.listedLimit).map(job))
        if !service.settings.connectedPrinters.contains(printer.id) {
            response.state = "none"
            response.reasons = [service.wording.text("printer.none", language)]
        } else if let seen {
            let isStuck = seen.status.obstacle != nil && seen.status.state != .unreachable
            response.state = (isStuck ? .stopped : seen.status.state).rawValue
            response.since = seen.since.date
            // What hinders comes first.
            let reasons = seen.status.reasons.sorted { $0 == seen.status.obstacle && $1 != seen.status.obstacle }
            response.reasons = reasons.map(printerReason) + (seen.status.problem.map { [reason($0)] } ?? [])
            response.codes = reasons + (seen.status.problem.map { [$0.code] } ?? [])
        }
        return response
    }

    /// What the form, or the patient's record, calls it.
    private func fieldName(_ field: String) -> String {
        if field.hasPrefix("patient.") {
            return service.wording.text("patient-field.\(field.dropFirst("patient.".count))", language)
        }
        // A questionnaire asks the same in the patient's words, and is never printed.
        let printed = service.forms.values.filter { $0.feeds == nil }.sorted { $0.id < $1.id }
        return printed.lazy.compactMap { $0.item(field) }.first?.text.best(for: language) ?? field
    }

    /// The keyword itself when no language has a sentence for it.
    private func printerReason(_ reason: String) -> String {
        let key = "printer-reason.\(reason)"
        let text = service.wording.text(key, language)
        return text == key ? reason : text
    }
}
