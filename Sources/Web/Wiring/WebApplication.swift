package import Clinic
package import Foundation
import Hummingbird
package import Logging
import NIOCore
package import ServiceLifecycle

/// Where and how to listen.
package struct WebSettings: Sendable {
    package var host: String
    /// 0 takes a free one.
    package var port: Int
    /// The folder that holds `static`.
    package var resources: URL
    /// Whether browsers come by https, through a proxy.
    package var isSecure: Bool

    package init(host: String, port: Int, resources: URL, isSecure: Bool) {
        self.host = host
        self.port = port
        self.resources = resources
        self.isSecure = isSecure
    }
}

/// The one web application: `houzhen serve` and the tests build the same.
package enum WebApplication {
    /// Whom a listener is for.
    package enum Audience: Sendable {
        case everybody
        /// Patients' phones, from outside the hospital's network: the pages behind a ticket's link, and nothing else.
        case patients

        func serves(_ path: String) -> Bool {
            self == .everybody || path.hasPrefix("/t/") || path.hasPrefix("/static/")
        }
    }

    /// - Parameter onListening: told the port once requests are taken.
    package static func build(
        service: ClinicService, printers: @escaping PrinterStatuses, settings: WebSettings, log: Logger,
        for audience: Audience = .everybody, onListening: @escaping @Sendable (Int) async -> Void
    ) throws -> some Service {
        let counts = RequestCounts()
        let routes = try routes(service: service, printers: printers, settings: settings, counts: counts)
            .filter { audience.serves($0.path) }
        let router = Router(context: WebContext.self)
        router.addMiddleware {
            HeadersMiddleware()
            CountMiddleware(counts: counts)
            LogMiddleware()
            ProblemMiddleware(wording: service.wording, layout: service.layout, routes: routes)
            AuthenticationMiddleware(service: service)
        }
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { try await route.respond($0, $1) }
        }
        return Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: "houzhen"),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? settings.port) },
            logger: log)
    }

    /// Every route there is, sorted: what `openapi.yaml` must list.
    ///
    /// `roles` are sorted; `signed-in` alone is whoever is signed in, and nil is anybody.
    package static func routeList(
        service: ClinicService, settings: WebSettings, for audience: Audience = .everybody
    ) throws -> [(method: String, path: String, roles: [String]?)] {
        try routes(service: service, printers: { _ in nil }, settings: settings, counts: RequestCounts())
            .filter { audience.serves($0.path) }
            .map { ($0.method.rawValue, $0.path, $0.access.names) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    }

    private static func routes(
        service: ClinicService, printers: @escaping PrinterStatuses, settings: WebSettings, counts: RequestCounts
    ) throws -> [Route] {
        SessionsController(service: service, isSecure: settings.isSecure).routes
            + ClinicController(service: service).routes
            + PatientsController(service: service).routes
            + QueuesController(service: service).routes
            + TicketsController(service: service).routes
            + RoomsController(service: service).routes
            + DisplaysController(service: service).routes
            + FormsController(service: service).routes
            + AssessmentsController(service: service, statuses: printers).routes
            + AmendmentsController(service: service).routes
            + FHIRController(service: service).routes
            + PaperController(service: service, statuses: printers).routes
            + ReportsController(service: service).routes
            + HealthController(service: service).routes
            + MetricsController(service: service, counts: counts).routes
            + ExplanationController(service: service).routes
            + QuestionnaireController(service: service).routes
            + (try PagesController(service: service, folder: settings.resources.appending(path: "static")).routes)
    }
}
