/// What an IPP server says about one of its printers (RFC 8011, printer-state and printer-state-reasons).
struct PrinterCondition {
    static let attributes = [
        "printer-state", "printer-state-reasons", "queued-job-count", "printer-is-accepting-jobs", "device-uri",
        "auth-info-required",
    ]

    let isStopped: Bool
    let isPrinting: Bool
    let queued: Int
    let deviceURI: String?
    /// Keywords without how bad they are, the worst first.
    private(set) var reasons: [String]
    /// The first of those with which it cannot go on.
    private(set) var obstacle: String?

    init(_ record: IPPResponse.Record) {
        isStopped = record.integers["printer-state"] == 5
        isPrinting = record.integers["printer-state"] == 4
        queued = record.integers["queued-job-count"] ?? 0
        deviceURI = record.text("device-uri")
        // What CUPS says to itself is no reason for anybody.
        var said = (record.texts["printer-state-reasons"] ?? []).filter { $0 != "none" && !$0.hasPrefix("cups-") }
        if record.integers["printer-is-accepting-jobs"] == 0 { said.append("not-accepting") }
        if (record.texts["auth-info-required"] ?? []).contains(where: { $0 != "none" }) {
            said.append("needs-password")
        }
        // A warning lets it go on: one of two trays may be empty. Without a severity it is an error.
        let errors = said.filter { !$0.hasSuffix("-warning") && !$0.hasSuffix("-report") }.map(Self.plain)
        reasons = (errors + said.map(Self.plain)).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        obstacle = errors.first ?? neededMedia ?? (isStopped ? reasons.first ?? "stopped" : nil)
    }

    /// A job of it waits for paper: CUPS 2.4 says that as a mere warning, while the job goes on "printing" for hours.
    private var neededMedia: String? {
        guard reasons.contains("media-needed") else { return nil }
        return reasons.contains("media-empty") ? "media-empty" : "media-needed"
    }

    /// What a queue says of itself. The rest it repeats from its last job, until the next one: an idle queue goes on
    /// saying that there is no paper after the tray was filled.
    private static let ofTheQueue: Set<String> = [
        "paused", "moving-to-paused", "hold-new-jobs", "not-accepting", "needs-password", "spool-area-full",
    ]

    /// What the queue says of itself while its machine is out of reach: of paper and doors it knows nothing any more, and
    /// whoever fills a full tray never looks at the plug.
    var withoutItsMachine: (reasons: [String], obstacle: String) {
        let own = reasons.filter(Self.ofTheQueue.contains)
        return (own + ["offline"], own.first ?? (isStopped ? "stopped" : "offline"))
    }

    /// The queue's condition where its machine was just asked: what an idle queue repeats is left out.
    var besideItsMachine: PrinterCondition {
        guard !isPrinting, !isStopped else { return self }
        var own = self
        own.reasons = reasons.filter(Self.ofTheQueue.contains)
        own.obstacle = obstacle.flatMap { Self.ofTheQueue.contains($0) ? $0 : own.reasons.first }
        return own
    }

    /// `media-empty-warning` without how bad it is.
    private static func plain(_ reason: String) -> String {
        for severity in ["-error", "-warning", "-report"] where reason.hasSuffix(severity) {
            return String(reason.dropLast(severity.count))
        }
        return reason
    }
}
