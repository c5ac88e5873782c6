package import FormEngine
package import Logging
package import QueueEngine
import Synchronization

/// What staff do: register, issue, arrive, call, assess, sign, print. Every face goes through here.
package final class ClinicService: Sendable {
    package let layout: ClinicLayout
    package let forms: [String: FormDefinition]
    /// Where answers stand in shared documents, by form.
    package let documents: [String: DocumentMapping]
    package let wording: Wording
    package let surroundings: Surroundings
    package let settings: ClinicSettings
    package let feeds: FeedHub
    let store: any Store
    let renderer: any SlipRendering
    let days = DayBook()
    let plans = PlanBook()
    let dates: LocalDates
    let pasts = DayPasts()
    let signInTries = SignInTries()
    /// Who has a token, by its hash.
    let signIns = Remembered<SignIn>(limit: 1_000)
    let passwordWork = PasswordWork()
    /// By person, so that a screen's picture does not ask the store for each one.
    let maskedNames = Remembered<String>(limit: 20_000)
    /// What was signed, by its hash and without its form, which is the most of it: a draft of somebody who comes often is
    /// held against all of it after each answer.
    let signedFillings = Remembered<Filling>(limit: 64)
    let ticketRounds = Rounds()
    /// The forms as documents, by id.
    let formDocuments = Mutex<[String: StoredDocument]>([:])
    let readings = RecentReadings()
    let log: Logger
    /// The latest moment that was journalled: a clock set back changes the journal's order never.
    private let latest = Mutex(Instant(milliseconds: 0))
    /// When keys of repeated requests were last removed.
    private let keysForgotten = Mutex(Instant(milliseconds: 0))
    private let wakeOutbox = Mutex<@Sendable () -> Void>({})

    /// - Parameters:
    ///   - store: opened, and used by nobody else.
    ///   - documents: by form id; a form without one is not exported.
    ///   - renderer: makes PDFs of slips and tickets.
    package init(
        store: any Store, layout: ClinicLayout, forms: [String: FormDefinition],
        documents: [String: DocumentMapping] = [:], wording: Wording,
        renderer: any SlipRendering, surroundings: Surroundings, settings: ClinicSettings, log: Logger
    ) {
        self.store = store
        self.layout = layout
        self.forms = forms
        self.documents = documents
        self.wording = wording
        self.renderer = renderer
        self.surroundings = surroundings
        self.settings = settings
        self.log = log
        dates = LocalDates(in: layout.timeZone)
        feeds = FeedHub(displays: layout.displays)
    }

    /// Reads what the journal holds of today and adopts queues, rooms and rule sheets that have changed. Call once, before serving. Throws
    /// `DefinitionsChanged` when a form or rule sheet has changed under its version.
    package func start() async throws {
        store.settleCommits { [weak self] in try self?.settle($0, in: $1) }
        store.observeCommits { [weak self] in self?.announce($0) }
        if let last = try await store.read({ try $0.lastEvent() }) { latest.withLock { $0 = last.time } }
        try await store.write { [self] in try recordDefinitions(in: $0) }
        let stream = layout.stream(of: today)
        let events = try await store.read { try $0.events(of: stream, after: 0) }
        let decoded = try events.map { ($0, try EventCoding.decode($0.payload)) }
        feeds.load(decoded)
        pasts.keep(decoded.map { DayPasts.past($0, $1) }, of: stream)
        guard !events.isEmpty else { return }
        try await store.write { [self] transaction in
            try adoptLayout(on: stream, at: now(), in: transaction)
        }
    }

    /// Who is woken when paper is to be printed.
    package func onPrintJob(_ wake: @escaping @Sendable () -> Void) { wakeOutbox.withLock { $0 = wake } }

    func wakePrinting() { wakeOutbox.withLock { $0 }() }

    /// Now, never earlier than what was journalled.
    package func now() -> Instant {
        let clock = surroundings.now()
        return latest.withLock { max($0, clock) }
    }

    package func isToday(_ instant: Instant) -> Bool { dates.date(of: instant) == today }

    package var today: LocalDate { dates.date(of: now()) }

    func isTimeToForgetKeys(at now: Instant) -> Bool {
        keysForgotten.withLock { last in
            guard now.seconds(since: last) >= IdempotencyLimits.cleaningHours * 3600 * settings.clockSpeed else {
                return false
            }
            last = now
            return true
        }
    }

    func newID() -> String { surroundings.newID(surroundings.now()) }

    /// After each commit, in order, before its callers hear of it.
    private func announce(_ events: [StoredEvent]) {
        var heads: [String: StreamHead] = [:]
        for event in events where event.stream.hasPrefix("day/") {
            heads[event.stream] = StreamHead(version: event.version, eventID: event.id)
        }
        if let last = events.last { latest.withLock { $0 = max($0, last.time) } }
        forgetMaskedNames(of: events)
        forgetSignIns(of: events)
        days.publish(heads)
        let stream = layout.stream(of: today)
        let todays = events.filter { $0.stream == stream }.compactMap { stored in
            days.takeEvent(of: stored).map { (stored, $0) }
        }
        feeds.announce(todays) { [days] in days.queue(ofTicket: $0, on: stream) }
    }

    private func forgetSignIns(of events: [StoredEvent]) {
        if events.contains(where: { $0.type == Self.signedOut || $0.type == Self.staffChanged }) { signIns.forgetAll() }
    }

    private func forgetMaskedNames(of events: [StoredEvent]) {
        for event in events where event.type == Self.personUpdated {
            event.stream.split(separator: "/").last.map { maskedNames.forget(String($0)) }
        }
    }
}

/// Settings of the clinic's work that are not in its layout.
package struct ClinicSettings: Sendable {
    /// Paper printers that are connected; a purpose without one keeps its PDFs.
    package var connectedPrinters: Set<String>
    /// How long a sign-in lasts, in hours.
    package var sessionHours: Double
    /// What the links on tickets point to; without it a ticket has none.
    package var publicURL: String?
    /// Makes the tokens on tickets unguessable: at least 32 bytes, kept in the data folder.
    package var linkSecret: [UInt8]
    /// How many times as fast as the wall's the clinic's clock runs.
    package var clockSpeed: Double
    /// The people here are invented.
    package var demo: Bool

    package init(
        connectedPrinters: Set<String>, sessionHours: Double, publicURL: String?, linkSecret: [UInt8],
        clockSpeed: Double, demo: Bool
    ) {
        self.connectedPrinters = connectedPrinters
        self.sessionHours = sessionHours
        self.publicURL = publicURL
        self.linkSecret = linkSecret
        self.clockSpeed = clockSpeed
        self.demo = demo
    }
}
