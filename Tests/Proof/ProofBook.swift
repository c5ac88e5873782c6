import Client
import Synchronization

/// What everybody writes down while the proof runs.
final class ProofBook: Sendable {
    struct Page: Sendable {
        var answered: [Answered] = []
        var findings: [Finding] = []
        var refusals: [String: Int] = [:]
        var requests = 0
        var retries = 0
        var repeats = 0
        var inFlight = 0
        /// Numbers ordered, answered, and those of them that still stand in line or are called.
        var ordered = 0
        var issued = 0
        var outstanding = 0
        var missed: [String] = []
        /// How long an issue took that was answered at the first try, in seconds.
        var issueSeconds: [Double] = []
        /// The lives of the server, from 0; while it is down the next one has not begun.
        var life = 0
        var isDown = false
        /// By kill: requests under way when it fell, those cut off by it, and the journal's last position after it.
        var inFlightAtKill: [Int] = []
        var cutByKill: [Int] = []
        var tailAtKill: [Int] = []
        var desksAtWork = 0
    }

    private let page = Mutex(Page())

    func with<Result: Sendable>(_ body: (inout Page) -> Result) -> Result {
        page.withLock { body(&$0) }
    }

    var now: Page { page.withLock { $0 } }

    func find(_ finding: Finding) { with { $0.findings.append(finding) } }

    /// A try that had no answer.
    func lost(_ error: ClientError) {
        with { page in
            page.requests += 1
            page.retries += 1
            if case .lost = error, page.isDown, !page.cutByKill.isEmpty {
                page.cutByKill[page.cutByKill.count - 1] += 1
            }
        }
    }
}
