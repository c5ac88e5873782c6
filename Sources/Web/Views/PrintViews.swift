import API
import Clinic
import QueueEngine
import Foundation

/// Papers and printers as the wire has them, each with its sentence.
struct PrintViews {
    let service: ClinicService
    let language: String

    func job(_ job: PrintJob) -> PrintJobResponse {
        PrintJobResponse(
            id: job.id, purpose: job.purpose.rawValue, subject: job.subject, label: job.label, copy: job.copy,
            printer: job.printer, state: job.state.rawValue, sentence: sentence(job), createdAt: job.createdAt.date,
            updatedAt: job.updatedAt.date,
            pdf: job.documentSHA256 == nil ? nil : "/api/v1/print-jobs/\(job.id)/document.pdf")
    }

    private func sentence(_ job: PrintJob) -> String {
        let purpose = service.wording.text("purpose.\(job.purpose.rawValue)", language)
        var arguments = ["label": job.label, "purpose": purpose, "copy": "\(job.copy)"]
        arguments["why"] = job.problem.map(reason) ?? ""
        return service.wording.text("print.\(job.state.rawValue)", language, arguments)
    }

    /// A problem's sentence.
    func reason(_ problem: PrintProblem) -> String {
        service.wording.text("problem.\(problem.code)", language, problem.arguments)
    }

    /// A printer of the layout; `status` is nil when none is connected.
    func printer(_ printer: ClinicLayout.Printer, status: PrinterStatus?, waiting: Int) -> PrinterResponse {
        guard let status else {
            return PrinterResponse(
                id: printer.id, name: printer.name, purpose: printer.purpose.rawValue, state: "none",
                reasons: [service.wording.text("printer.none", language)], waiting: waiting)
        }
        var reasons = status.reasons.map { reason in
            let key = "printer-reason.\(reason)"
            let text = service.wording.text(key, language)
            return text == key ? reason : text
        }
        if let problem = status.problem { reasons.append(reason(problem)) }
        return PrinterResponse(
            id: printer.id, name: printer.name, purpose: printer.purpose.rawValue, state: status.state.rawValue,
            reasons: reasons, waiting: waiting)
    }
}
