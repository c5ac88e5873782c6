import Foundation
import Testing

@testable import QueueEngine

@Suite struct `Every way a small morning can go` {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let sheet: RuleSheet
        var testDescription: String { name }
    }

    /// Rules that no shipped sheet has: a quota that is used up, grades, and the guard's longest wait.
    private static let unshipped = Rules.changed {
        $0.lanes.removeAll { ![.first, .returning, .urgent].contains($0.lane) }
        $0.pattern = Rules.slots("first first returning")
        $0.quotas = Quotas(day: 2, extra: Quotas.Extra(most: 1, lane: .returning, mark: "+"))
        $0.grades = [Grade(id: "expert", title: [:])]
        $0.overtaking = OvertakingGuard(times: 2, minutes: 30)
        $0.missed = Rules.missed([.endOfHalfDay, .after(1), .void], takesEffect: .miss)
        $0.waitingLimit = 2
    }

    static let cases =
        (ShippedSheets.all.map { Case(name: $0.id, sheet: $0) } + [Case(name: "quotas and grades", sheet: unshipped)])
        .filter { proofSheet == nil || $0.name == proofSheet }

    /// One sheet alone may be asked for.
    static let proofSheet = ProcessInfo.processInfo.environment["HOUZHEN_PROOF_SHEET"]
        .flatMap { $0.isEmpty ? nil : $0 }

    /// `make proof` goes on to an act as far as this; `make test` goes as far as seconds allow.
    static let proofDepth = Int(ProcessInfo.processInfo.environment["HOUZHEN_PROOF_DEPTH"] ?? "")

    @Test func `are played on each of the shipped sheets`() { #expect(ShippedSheets.all.count == 10) }

    @Test(arguments: cases) func `four tickets and two rooms stay whole`(_ sheet: Case) {
        explore(sheet, Scene(sheet.sheet, tickets: 4), depth: Self.proofDepth ?? 4)
    }

    @Test(arguments: cases) func `two tickets and one room stay whole, further on`(_ sheet: Case) {
        explore(
            sheet, Scene(sheet.sheet, tickets: 2, rooms: 1, mostWaits: 2), depth: Self.proofDepth.map { $0 + 3 } ?? 4)
    }

    @Test(arguments: cases) func `two tickets and two rooms stay whole when the sheet is changed meanwhile`(
        _ sheet: Case
    ) {
        explore(sheet, Scene(sheet.sheet, tickets: 2), depth: Self.proofDepth ?? 3, changesSheet: true)
    }

    private func explore(_ sheet: Case, _ scene: Scene, depth: Int, changesSheet: Bool = false) {
        var explorer = Explorer(scene, depth: depth)
        explorer.changesSheet = changesSheet
        let start = ContinuousClock.now
        explorer.explore()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print(
            """
            \(sheet.name): \(explorer.states) states, \(explorer.acts) acts, \(scene.tickets) tickets, \
            \(scene.rooms.count) rooms\(changesSheet ? ", sheet changed" : ""), \(explorer.levels.count) acts deep\
            \(explorer.isExhausted ? ", nothing new left" : ""), \(Int(seconds.rounded(.up))) s, new per act \
            \(explorer.levels)
            """)
        #expect(explorer.violations == [:])
        #expect(explorer.states > 100)
    }
}
