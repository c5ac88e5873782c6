import API
package import Clinic
import Foundation
import Hummingbird

/// How a printer was when it was looked at last; nil when it was not yet.
package typealias PrinterStatuses = @Sendable (_ printer: String) -> PrinterWatch.Seen?

/// Print jobs and printers.
struct PaperController {
    let service: ClinicService
    let statuses: PrinterStatuses

    var routes: [Route] {
        [
            Route(.get, "/api/v1/print-jobs", .roles(.deskOrDoctor), list),
            Route(.post, "/api/v1/print-jobs", .roles(.deskOrDoctor), print),
            Route(.get, "/api/v1/print-jobs/{job}", .roles(.deskOrDoctor), show),
            Route(.delete, "/api/v1/print-jobs/{job}", .roles(.deskOrDoctor), cancel),
            Route(.get, "/api/v1/print-jobs/{job}/document.pdf", .roles(.deskOrDoctor), document),
            Route(.post, "/api/v1/print-jobs/{job}/resolutions", .roles(.deskOrDoctor), resolve),
            Route(.put, "/api/v1/print-jobs/{job}/printer", .roles(.deskOrDoctor), move),
            Route(.get, "/api/v1/printers", .roles(.readers), printers),
            Route(.post, "/api/v1/printers/{printer}/test-pages", .roles(.deskOrDoctor), printTestPage),
        ]
    }

    @Sendable private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        var states = PrintState.allCases
        if let asked = request.uri.queryParameters["state"] {
            states = try asked.split(separator: ",").map(Self.state)
        }
        let views = PrintViews(service: service, statuses: statuses, language: context.language)
        // Without a state: today's. With one, of all days: what is doubtful must not be forgotten at midnight.
        let isToday = request.uri.queryParameters["state"] == nil
        let jobs = try await service.printJobs(in: states).filter { !isToday || service.isToday($0.createdAt) }
        return try .json(PrintJobListResponse(printJobs: jobs.map(views.job)))
    }

    private static func state(_ text: Substring) throws -> PrintState {
        guard let state = PrintState(rawValue: String(text)) else {
            let known = PrintState.allCases.map(\.rawValue).joined(separator: ", ")
            throw InvalidInput([.init("state", "field.not-one-of", ["values": known])])
        }
        return state
    }

    @Sendable private func print(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(PrintJobRequest.self)
        let outcome = try await service.printAgain(
            assessment: body.assessment, ticket: body.ticket, printer: body.printer, showsAll: body.all ?? false,
            incoming.request)
        return try .json(
            PrintJobCreated(id: outcome.printJob, event: outcome.event, copy: outcome.copy), status: .created)
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let job = try await service.printJob(context.id("job"))
        return try .json(PrintViews(service: service, statuses: statuses, language: context.language).job(job))
    }

    @Sendable private func document(_ request: Request, _ context: WebContext) async throws -> Response {
        .pdf(
            try await service.document(ofPrintJob: context.id("job"), by: try context.requireActor()),
            name: "print-job")
    }

    @Sendable private func cancel(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let outcome = try await service.cancelPrint(context.id("job"), incoming.request)
        return try .json(Self.view(outcome))
    }

    @Sendable private func resolve(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(ResolutionRequest.self)
        guard let resolution = PrintResolution(rawValue: body.outcome) else {
            let known = PrintResolution.allCases.map(\.rawValue).joined(separator: ", ")
            throw InvalidInput([.init("outcome", "field.not-one-of", ["values": known])])
        }
        let outcome = try await service.resolvePrint(context.id("job"), resolution, incoming.request)
        return try .json(Self.view(outcome), status: .created)
    }

    private static func view(_ outcome: ResolutionOutcome) -> ResolutionResponse {
        ResolutionResponse(
            id: outcome.printJob, event: outcome.event, state: outcome.state, printJob: outcome.again)
    }

    @Sendable private func printers(_ request: Request, _ context: WebContext) async throws -> Response {
        let views = PrintViews(service: service, statuses: statuses, language: context.language)
        let waiting = try await service.printJobs(in: PrintState.allCases.filter(\.isUnfinished))
        let printers = service.layout.printers.map { printer in
            views.printer(printer, seen: statuses(printer.id), waiting: waiting.filter { $0.printer == printer.id })
        }
        return try .json(PrinterListResponse(printers: printers))
    }

    @Sendable private func printTestPage(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let outcome = try await service.printTestPage(at: context.id("printer"), incoming.request)
        return try .json(
            PrintJobCreated(id: outcome.printJob, event: outcome.event, copy: outcome.copy), status: .created)
    }

    @Sendable private func move(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(PrinterChoice.self)
        let outcome = try await service.movePrint(context.id("job"), to: body.printer, incoming.request)
        return try .json(Self.view(outcome))
    }
}
