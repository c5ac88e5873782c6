import API
import Foundation
import Rehearsal
import Testing

@Suite("The ledger finds what is wrong with a morning")
struct LedgerTests {
    /// Two patients, one of whom is missed once; everything right.
    private static let sound: [Fact] = [
        .feedOpened(after: 10),
        .issued(ticket: "t1", label: "A001", queue: "a", number: 1),
        .issued(ticket: "t2", label: "A002", queue: "a", number: 2),
        .called(ticket: "t1", label: "A001", room: "1", event: "c1"), .heard(call("c1", id: 11, after: 10)),
        .recalled(ticket: "t1"), .missed(ticket: "t1"),
        .called(ticket: "t2", label: "A002", room: "1", event: "c2"), .heard(call("c2", id: 14, after: 11)),
        .cameIn(ticket: "t2"), .rejoined(ticket: "t1"),
        .signed(assessment: "s2", label: "A002"), .completed(ticket: "t2"),
        .called(ticket: "t1", label: "A001", room: "1", event: "c3"), .heard(call("c3", id: 15, after: 14)),
        .cameIn(ticket: "t1"), .signed(assessment: "s1", label: "A001"), .completed(ticket: "t1"),
        .found(ticket: "t1", number: 1, state: "done"), .found(ticket: "t2", number: 2, state: "done"),
        .slips(assessment: "s1", papers: [Paper(job: "j1", copy: 1, state: "printed")]),
        .slips(assessment: "s2", papers: [Paper(job: "j2", copy: 1, state: "kept")]),
        .ticketPaper(ticket: "t1", paper: Paper(job: "j3", copy: 1, state: "printed")),
    ]

    private static func call(_ event: String, id: Int, after previous: Int) -> FeedEvent {
        FeedEvent(
            id: id, previous: previous, kind: "called",
            call: DisplayCall(
                event: event, ticket: "t", label: "A", masked: "张*", lane: "first", room: "1", roomName: [:],
                at: .init(timeIntervalSince1970: 0), count: 1, open: true, spoken: [:]))
    }

    private func faults(of facts: [Fact]) -> [Fault] {
        var ledger = Ledger()
        facts.forEach { ledger.note($0) }
        return ledger.verdict()
    }

    /// The sound morning, with something in place of the facts that the test takes out.
    private func morning(without isOut: (Fact) -> Bool, with planted: [Fact] = []) -> [Fact] {
        Self.sound.filter { !isOut($0) } + planted
    }

    @Test("A sound morning has no faults, and everything in it is counted")
    func sound() {
        #expect(faults(of: Self.sound) == [])
        var ledger = Ledger()
        Self.sound.forEach { ledger.note($0) }
        let counts = ledger.counts
        let acts = [counts.issued, counts.calls, counts.recalls, counts.missed, counts.completed]
        let papers = [counts.slipsPrinted, counts.slipsKept, counts.ticketsPrinted, counts.feedEvents]
        #expect(acts == [2, 3, 1, 1, 2])
        #expect(papers == [1, 1, 1, 3])
    }

    @Test("A number given out twice is a fault, but not the same number in another queue")
    func numberTwice() {
        let done: [Fact] = [.found(ticket: "t9", number: 2, state: "done")]
        let twice: [Fact] = [.issued(ticket: "t9", label: "A002", queue: "a", number: 2)] + done
        let other: [Fact] = [.issued(ticket: "t9", label: "B002", queue: "b", number: 2)] + done
        #expect(faults(of: Self.sound + twice) == [.numberTwice(queue: "a", number: 2)])
        #expect(faults(of: Self.sound + other) == [])
    }

    @Test("A ticket called to a second room while it is in a first one is a fault")
    func calledTwice() {
        let facts: [Fact] = [
            .called(ticket: "t1", label: "A001", room: "1", event: "c1"), .cameIn(ticket: "t1"),
            .called(ticket: "t1", label: "A001", room: "2", event: "c2"), .completed(ticket: "t1"),
            .heard(Self.call("c1", id: 1, after: 0)), .heard(Self.call("c2", id: 2, after: 1)),
        ]
        #expect(faults(of: facts) == [.calledTwiceAtOnce(label: "A001", rooms: ["1", "2"])])
    }

    @Test("A room that calls on while somebody is still expected there is a fault")
    func calledOver() {
        let facts: [Fact] = [
            .called(ticket: "t1", label: "A001", room: "1", event: "c1"),
            .called(ticket: "t2", label: "A002", room: "1", event: "c2"),
            .heard(Self.call("c1", id: 1, after: 0)), .heard(Self.call("c2", id: 2, after: 1)),
        ]
        #expect(faults(of: facts) == [.roomCalledOver(room: "1", label: "A001")])
    }

    @Test("A slip that has no job, or whose job never came out, is missing")
    func slipMissing() {
        let isSlip: (Fact) -> Bool = { if case .slips("s1", _) = $0 { true } else { false } }
        #expect(faults(of: morning(without: isSlip)) == [.slipMissing(label: "A001", state: nil)])
        for state in ["failed", "unknown", "cancelled", "blocked", "printing"] {
            let paper = Paper(job: "j1", copy: 1, state: state)
            let facts = morning(without: isSlip, with: [.slips(assessment: "s1", papers: [paper])])
            #expect(faults(of: facts) == [.slipMissing(label: "A001", state: state)])
        }
    }

    @Test("A slip with two papers was printed twice")
    func slipTwice() {
        let papers = [Paper(job: "j1", copy: 1, state: "printed"), Paper(job: "j9", copy: 2, state: "printed")]
        #expect(
            faults(of: Self.sound + [.slips(assessment: "s1", papers: papers)]) == [
                .slipTwice(label: "A001", papers: 2)
            ])
    }

    @Test("A paper ticket that never came out is a fault")
    func ticketPaper() {
        let paper = Paper(job: "j3", copy: 1, state: "failed")
        #expect(
            faults(of: Self.sound + [.ticketPaper(ticket: "t2", paper: paper)])
                == [.ticketPaperMissing(label: "A002", state: "failed")])
    }

    @Test("A gap in the feed is a fault, and so is an event that comes again")
    func feedGap() {
        let gap = Fact.heard(FeedEvent(id: 20, previous: 18, kind: "changed"))
        #expect(faults(of: Self.sound + [gap]) == [.feedGap(after: 15, event: 20, previous: 18)])
        let again = Fact.heard(FeedEvent(id: 15, previous: 14, kind: "changed"))
        #expect(faults(of: Self.sound + [again]) == [.feedRepeated(event: 15)])
    }

    @Test("A call that the feed never showed is a fault, unless the feed told to read the snapshot")
    func callNotShown() {
        let unheard: (Fact) -> Bool = { if case .heard(let event) = $0 { event.id == 15 } else { false } }
        #expect(faults(of: morning(without: unheard)) == [.callNotShown(label: "A001")])
        let reset = Fact.heard(FeedEvent(id: 30, previous: 29, kind: "reset"))
        #expect(faults(of: morning(without: unheard, with: [reset])) == [])
    }

    @Test("A ticket that is gone, has another number or is not done at the end is a fault")
    func lostTicket() {
        let isFound: (Fact) -> Bool = { if case .found("t1", _, _) = $0 { true } else { false } }
        func ending(_ number: Int?, _ state: String?) -> [Fault] {
            faults(of: morning(without: isFound, with: [.found(ticket: "t1", number: number, state: state)]))
        }
        #expect(ending(nil, nil) == [.ticketLost(label: "A001")])
        #expect(ending(2, "done") == [.ticketLost(label: "A001")])
        #expect(ending(1, "in-room") == [.notSeen(label: "A001", state: "in-room")])
    }

    @Test("Anything unexpected is a fault; a lost connection alone is not")
    func unexpected() {
        #expect(faults(of: Self.sound + [.unexpected("500")]) == [.unexpected("500")])
        #expect(faults(of: Self.sound + [.connectionLost]) == [])
    }
}
