import Rehearsal
import Testing

@Suite("The report says what happened and what was wrong")
struct ReportTests {
    @Test("Waits are given in clinic minutes, by nearest rank")
    func waits() {
        let waits = (1...10).map { Double($0) * 60 }
        let lines = Report(counts: Counts(), waits: waits, faults: []).lines
        #expect(lines.contains { $0.hasSuffix("median 5.0  p90 9.0  max 10.0") })
        #expect(lines.last == "PASSED: nothing was wrong.")
    }

    @Test("Papers kept as PDF are told apart from papers printed")
    func kept() {
        var ledger = Ledger()
        ledger.note(.slips(assessment: "s", papers: [Paper(job: "j", copy: 1, state: "kept")]))
        let lines = Report(counts: ledger.counts, waits: [], faults: []).lines
        #expect(lines.contains { $0.hasSuffix("0, and 1 kept as PDF (no printer is set)") })
    }

    @Test("Each fault has its line, and many are cut short")
    func faults() {
        let few = Report(counts: Counts(), waits: [], faults: [.numberTwice(queue: "a", number: 7)]).lines
        #expect(few.suffix(2) == ["FAILED: 1 wrong.", "  - number 7 of queue a was given out twice"])
        let many = Report(counts: Counts(), waits: [], faults: (1...30).map { .feedRepeated(event: $0) }).lines
        #expect(many.last == "  - and 10 more")
    }
}
