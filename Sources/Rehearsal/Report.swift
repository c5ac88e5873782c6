import Foundation

/// The table at the end.
package struct Report: Sendable {
    private let counts: Counts
    private let waits: [Double]
    private let faults: [Fault]

    /// The most faults that are listed one by one.
    private static let mostListed = 20

    /// `waits` are in clinic seconds.
    package init(counts: Counts, waits: [Double], faults: [Fault]) {
        self.counts = counts
        self.waits = waits.sorted()
        self.faults = faults
    }

    /// Line by line.
    package var lines: [String] {
        let rows: [(String, String)] = [
            ("patients", String(counts.issued)),
            ("waits until coming in, clinic minutes", "median \(wait(0.5))  p90 \(wait(0.9))  max \(wait(1))"),
            ("consultations", String(counts.completed)),
            ("calls", String(counts.calls)),
            ("recalls", String(counts.recalls)),
            ("missed, came back", "\(counts.missed), \(counts.rejoined)"),
            ("assessments signed", String(counts.signed)),
            ("slips printed", papers(counts.slipsPrinted, kept: counts.slipsKept)),
            ("tickets printed", papers(counts.ticketsPrinted, kept: counts.ticketsKept)),
            ("feed events", String(counts.feedEvents) + (counts.feedResets > 0 ? ", \(counts.feedResets) resets" : "")),
            ("retries after lost connections", String(counts.connectionsLost)),
        ]
        let width = rows.map(\.0.count).max() ?? 0
        let table = rows.map { name, value in
            name + String(repeating: " ", count: width - name.count) + "  " + value
        }
        return table + [""] + ending
    }

    private var ending: [String] {
        guard !faults.isEmpty else { return ["PASSED: nothing was wrong."] }
        let listed = faults.prefix(Self.mostListed).map { "  - " + $0.sentence }
        let rest = faults.count - listed.count
        return ["FAILED: \(faults.count) wrong."] + listed + (rest > 0 ? ["  - and \(rest) more"] : [])
    }

    private func papers(_ printed: Int, kept: Int) -> String {
        kept == 0 ? String(printed) : "\(printed), and \(kept) kept as PDF (no printer is set)"
    }

    /// The nearest-rank quantile, in minutes with one decimal.
    private func wait(_ part: Double) -> String {
        guard !waits.isEmpty else { return "-" }
        let rank = Int((part * Double(waits.count)).rounded(.up))
        let seconds = waits[min(max(rank, 1), waits.count) - 1]
        return String(format: "%.1f", seconds / 60)
    }
}
