import Clinic
import FormEngine
import Foundation
import Logging
import Printing
import QueueEngine
import SQLiteStore
import ServiceLifecycle
import UnixSignals
import Web

/// Everything put together: what `houzhen serve` runs.
struct Server {
    let service: ClinicService
    let outbox: Outbox
    let watch: PrinterWatch
    let renderer: SlipRenderer
    let folder: DataFolder
    /// Nobody can sign in yet.
    let isNew: Bool

    struct Options {
        var demo = false
        /// A demo's own clock: when it starts, and how fast it runs.
        var clock: String?
        var clockSpeed = 1.0
    }

    init(settings: Settings, resources: Resources, options: Options, log: Logger) async throws {
        let folder = try DataFolder(settings.text("data"))
        self.folder = folder
        let store = try SQLiteStore(folder: folder.url)
        let addresses = try Setting.printers(settings.text("printers"))
        let unknown = addresses.keys.filter { id in !resources.layout.printers.contains { $0.id == id } }
        if let id = unknown.sorted().first {
            throw SettingProblem(
                setting: "printers", value: id, reason: "the clinic's layout has no printer of that id")
        }
        let isReceipt = addresses.contains { $0.value.takesReceiptsOnly }
        if let printer = resources.layout.printers.first(where: {
            $0.purpose != .ticket && addresses[$0.id]?.takesReceiptsOnly == true
        }) {
            throw SettingProblem(
                setting: "printers", value: printer.id, reason: "an escpos printer prints tickets only")
        }
        let identifiers = IdentifierSource()
        let now = try await Self.clock(options, zone: resources.layout.timeZone, store: store)
        renderer = SlipRenderer(makesRasters: isReceipt)
        service = ClinicService(
            store: store, layout: resources.layout,
            forms: Dictionary(uniqueKeysWithValues: resources.forms.map { ($0.id, $0) }),
            documents: resources.documents, wording: resources.wording,
            renderer: renderer,
            surroundings: Surroundings(
                now: now, newID: { identifiers.next(at: $0) }, randomBytes: { Chance.bytes($0) }),
            settings: ClinicSettings(
                connectedPrinters: Set(addresses.keys), sessionHours: Double(settings.whole("session-hours")),
                publicURL: settings["public-url"].map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 },
                linkSecret: try folder.linkSecret(), clockSpeed: options.clockSpeed, demo: options.demo),
            log: log)
        let printers = addresses.map { $0.value.printer(id: $0.key) }
        watch = PrinterWatch(printers: printers, now: now, sleep: { try await Task.sleep(for: $0) })
        let outbox = Outbox(
            storage: StoredOutbox(store: store, redraw: { [service] in service.renderTickets() }), printers: printers,
            now: now,
            sleep: { try await Task.sleep(for: $0) }, reached: FaultPointSetting.action)
        self.outbox = outbox
        service.onPrintJob { Task { await outbox.wake() } }
        isNew = try await store.read { try $0.allStaff().isEmpty }
        do {
            try await service.start()
        } catch let changed as DefinitionsChanged {
            throw stop(changed, resources.wording)
        }
    }

    /// The machine's clock, or the demo's: it goes on from the journal's last moment, so that a restart never goes back.
    private static func clock(
        _ options: Options, zone: TimeZone, store: SQLiteStore
    ) async throws -> @Sendable () -> Instant {
        guard let text = options.clock else {
            return options.clockSpeed == 1 ? Clocks.wall : Clocks.demo(from: Clocks.wall(), speed: options.clockSpeed)
        }
        let parts = text.split(separator: "T")
        guard parts.count == 2, let date = LocalDate(String(parts[0])),
            let start = date.moment(at: String(parts[1]), in: zone)
        else { throw SettingProblem(setting: "clock", value: text, reason: "it is written 2026-03-02T07:30") }
        let last = try await store.read { try $0.lastEvent() }
        guard let last, last.time > start else { return Clocks.demo(from: start, speed: options.clockSpeed) }
        say("演示时钟不倒走：这个文件夹里已记到 \(LocalDate(last.time, in: zone))，从那时接着走 (it goes on from there)")
        return Clocks.demo(from: last.time, speed: options.clockSpeed)
    }

    /// Serves until it is told to stop.
    func run(
        settings: Settings, resources: Resources, log: Logger, onListening: @escaping @Sendable (Int) async -> Void
    )
        async throws
    {
        var listener = WebSettings(
            host: settings.text("host"), port: settings.whole("port"), resources: resources.folder,
            isSecure: settings.text("secure-cookie") == "true")
        let web = try WebApplication.build(
            service: service, printers: { [watch] in watch.seen($0) }, settings: listener, log: log,
            onListening: onListening)
        // A font that is missing was named at the start; each paper says so again.
        if !service.settings.connectedPrinters.isEmpty { Task { [renderer] in try? await renderer.warmUp() } }
        service.renderTickets()
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: web, successTerminationBehavior: .gracefullyShutdownGroup),
                .init(service: Background { await outbox.run() }),
                // Without a printer there is nothing to watch, and that ends at once.
                .init(service: Background { await watch.run() }, successTerminationBehavior: .ignore),
                .init(service: Heartbeat(service: service)),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
        if settings["patient-port"] != nil {
            listener.host = settings.text("patient-host")
            listener.port = settings.whole("patient-port")
            let host = listener.host
            let patients = try WebApplication.build(
                service: service, printers: { _ in nil }, settings: listener, log: log, for: .patients
            ) { port in say("  患者页 Patients      http://\(host):\(port)/t/…") }
            configuration.services.append(.init(service: patients))
        }
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        try await ServiceGroup(configuration: configuration).run()
    }
}

/// Work beside the requests, ended with the server.
private struct Background: Service {
    let work: @Sendable () async -> Void

    init(_ work: @escaping @Sendable () async -> Void) { self.work = work }

    func run() async throws {
        await cancelWhenGracefulShutdown { await work() }
    }
}

/// Keeps the screens' lines warm.
private struct Heartbeat: Service {
    /// Well below the ten seconds after which a screen shows its age in red.
    static let seconds = 4
    let service: ClinicService

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(Self.seconds))
                service.feeds.beat()
            }
        }
    }
}
