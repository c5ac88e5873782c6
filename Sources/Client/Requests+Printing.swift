package import API
import Foundation

extension Request<PrintJobListResponse> {
    /// The print jobs in these states.
    package static func printJobs(states: [String]) -> Self {
        get("/print-jobs", query: [URLQueryItem(name: "state", value: states.joined(separator: ","))])
    }
}

extension Request<PrintJobResponse> {
    /// One print job.
    package static func printJob(_ id: String) -> Self { get("/print-jobs/\(id.escaped)") }
}

extension Request<PrintJobCreated> {
    /// Prints a signed slip or a ticket again, as a copy.
    package static func printCopy(_ job: PrintJobRequest, key: String) throws -> Self {
        try act("POST", "/print-jobs", body: job, key: key)
    }
}

extension Request<PrintJobCreated> {
    /// Prints a page that says that the printer works.
    package static func testPage(at printer: String, key: String) throws -> Self {
        try act("POST", "/printers/\(printer.escaped)/test-pages", key: key)
    }
}

extension Request<ResolutionResponse> {
    /// Sends a paper that waits to another printer.
    package static func move(_ job: String, to printer: String, key: String) throws -> Self {
        try act("PUT", "/print-jobs/\(job.escaped)/printer", body: PrinterChoice(printer: printer), key: key)
    }

    /// Stops a print job.
    package static func cancelPrint(_ job: String, key: String) throws -> Self {
        try act("DELETE", "/print-jobs/\(job.escaped)", key: key)
    }

    /// Says what a person saw in the tray.
    package static func resolve(_ job: String, _ resolution: ResolutionRequest, key: String) throws -> Self {
        try act("POST", "/print-jobs/\(job.escaped)/resolutions", body: resolution, key: key)
    }
}
