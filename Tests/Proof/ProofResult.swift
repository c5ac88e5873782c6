/// What came of a proof.
package struct ProofResult: Sendable {
    package let plan: ProofPlan
    package let events: [Recorded]
    package let answered: [Answered]
    package let findings: [Finding]
    /// By kill: how many requests were under way, and how many of them lost their connection to it.
    package let inFlightAtKill: [Int]
    package let cutByKill: [Int]
    package let retries: Int
    package let repeats: Int
    package let requests: Int
    package let refusals: [String: Int]
    /// Acts that were in the journal when the server was killed and whose answers came only after it.
    package let savedByKey: Int
    /// Issues answered at the first try, in seconds, ascending.
    package let issueSeconds: [Double]
    package let wall: Duration
    /// Where the data folder is, when something was found.
    package let folder: String

    init(
        plan: ProofPlan, page: ProofBook.Page, events: [Recorded], findings: [Finding], wall: Duration, folder: String
    ) {
        self.plan = plan
        self.events = events
        self.findings = findings
        self.wall = wall
        self.folder = folder
        answered = page.answered
        inFlightAtKill = page.inFlightAtKill
        cutByKill = page.cutByKill
        retries = page.retries
        repeats = page.repeats
        requests = page.requests
        refusals = page.refusals
        issueSeconds = page.issueSeconds.sorted()
        var positions: [String: Int] = [:]
        for event in events { positions[event.id] = event.position }
        savedByKey =
            page.answered.count { answer in
                guard answer.retries > 0, answer.life < page.tailAtKill.count, let at = positions[answer.told.event]
                else { return false }
                return at <= page.tailAtKill[answer.life]
            }
    }

    package func count(_ kind: Kind) -> Int { answered.count { $0.kind == kind } }

    /// So many kills that chance no longer decides how many of them cut something off.
    private static let many = 10

    /// What would make the proof an empty one: too little was asked, or nothing was cut off.
    package var shortfalls: [String] {
        var found: [String] = []
        if cutByKill.count < plan.kills { found.append("\(cutByKill.count) kills of \(plan.kills)") }
        if count(.issued) < plan.tickets { found.append("\(count(.issued)) numbers of \(plan.tickets)") }
        // A kill may fall between two requests, and of a few all may; of many most must not.
        let idle = cutByKill.count { $0 == 0 }
        if plan.kills >= Self.many, idle * 2 > cutByKill.count {
            found.append("\(idle) kills of \(cutByKill.count) cut nothing off")
        }
        if retries == 0 { found.append("no retries") }
        if repeats == 0 { found.append("no repeats") }
        let rooms = Set(answered.filter { $0.kind == .called }.compactMap(\.told.room))
        if rooms.count < plan.doctors { found.append("calls to \(rooms.count) rooms of \(plan.doctors)") }
        for kind in Kind.allCases where count(kind) == 0 { found.append("no \(kind.rawValue)") }
        return found
    }

    /// The figures as a table in Markdown.
    package var table: String {
        let rows: [(String, String)] = [
            ("desks, doctors, queues", "\(plan.desks), \(plan.doctors), \(plan.queues)"),
            ("numbers issued", "\(count(.issued))"),
            ("kills (SIGKILL), each with requests under way", "\(cutByKill.count)"),
            ("requests under way at a kill, least to most", Self.span(inFlightAtKill)),
            ("requests, with their tries again", "\(requests)"), ("tries again after a lost connection", "\(retries)"),
            ("acts done whose answers a kill cut off, answered by their key", "\(savedByKey)"),
            ("answered requests sent again on purpose", "\(repeats)"), ("calls", "\(count(.called))"),
            ("misses, back again", "\(count(.missed)), \(count(.rejoined))"), ("cancelled", "\(count(.cancelled))"),
            ("events in the journal", "\(events.count)"),
            ("duplicate or missing numbers", "\(found { $0.isAboutNumbers })"),
            ("double calls, two in a room", "\(found { $0.isAboutRooms })"),
            ("answered acts lost", "\(found { $0.isLoss })"), ("acts done twice", "\(found { $0.isDoneTwice })"),
            ("wall time", "\(Int((wall / .seconds(1)).rounded())) s"),
            ("issue, answered at the first try: p50, p99", "\(percentile(50)) ms, \(percentile(99)) ms"),
            ("seed", "\(plan.seed)"),
        ]
        return "| | |\n|---|---:|\n" + rows.map { "| \($0.0) | \($0.1) |" }.joined(separator: "\n")
    }

    private func found(_ isCounted: (Finding) -> Bool) -> Int { findings.count(where: isCounted) }

    private static func span(_ values: [Int]) -> String { "\(values.min() ?? 0) to \(values.max() ?? 0)" }

    private func percentile(_ share: Int) -> Int {
        guard !issueSeconds.isEmpty else { return 0 }
        let index = min(issueSeconds.count - 1, issueSeconds.count * share / 100)
        return Int((issueSeconds[index] * 1000).rounded())
    }
}

extension Finding {
    fileprivate var isAboutNumbers: Bool {
        switch self {
        case .duplicateNumber, .missingNumber, .changed: true
        default: false
        }
    }

    fileprivate var isAboutRooms: Bool {
        switch self {
        case .doubleCall, .twoInRoom: true
        default: false
        }
    }

    fileprivate var isLoss: Bool {
        if case .lost = self { true } else { false }
    }

    fileprivate var isDoneTwice: Bool {
        switch self {
        case .untold, .sharedAnswer, .repeatedDiffers: true
        default: false
        }
    }
}
