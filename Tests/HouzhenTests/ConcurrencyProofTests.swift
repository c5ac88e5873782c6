import Proof
import Testing

@Suite struct `Many desks and doctors at once` {
    @Test(.timeLimit(.minutes(5)))
    func `get each number once, call nobody twice and lose no answer, though the server is killed three times`()
        async throws
    {
        var plan = ProofPlan(tickets: 600, kills: 3, seed: 20_261_124, limit: .seconds(120))
        // Each account is a command of its own, slow in a debug build; the whole proof has twelve.
        plan.doctors = 4
        let result = try await ProofRun.run(plan, program: Program.path, resources: Program.resources)
        #expect(result.findings.isEmpty, "\(result.findings.prefix(20)), data in \(result.folder)")
        #expect(result.shortfalls.isEmpty)
        try Self.expectDoctoredToBeFound(in: result)
    }

    /// The same journal with one event changed or left out must not pass.
    private static func expectDoctoredToBeFound(in result: ProofResult) throws {
        let last = try #require(result.answered.last { $0.kind == .issued })
        let index = try #require(result.events.firstIndex { $0.id == last.told.event })
        var repeated = result.events
        repeated[index].number = 1
        #expect(!Checker.findings(recorded: repeated, answered: result.answered).isEmpty)
        var relabelled = result.events
        relabelled[index].label = "X000"
        #expect(Checker.findings(recorded: relabelled, answered: result.answered).count == 1)
        var cut = result.events
        cut.remove(at: index)
        #expect(Checker.findings(recorded: cut, answered: result.answered).contains(.lost(event: last.told.event)))
        let call = try #require(result.events.first { $0.type == Kind.called.rawValue })
        var doubled = result.events
        doubled.insert(call, at: call.position)
        let found = Checker.findings(recorded: doubled, answered: result.answered)
        #expect(found.contains(.doubleCall(ticket: call.ticket ?? "")))
    }
}

/// The judge of the proof must be able to say no.
@Suite struct `The checker of a journal` {
    private static let morning: [Recorded] = [
        Recorded(position: 1, id: "e1", type: "ticket-issued", ticket: "t1", queue: "q", number: 1, label: "A001"),
        Recorded(position: 2, id: "e2", type: "ticket-issued", ticket: "t2", queue: "q", number: 2, label: "A002"),
        Recorded(position: 3, id: "e3", type: "promises-told"),
        Recorded(position: 4, id: "e4", type: "ticket-called", ticket: "t1", room: "r1"),
        Recorded(position: 5, id: "e5", type: "ticket-came-in", ticket: "t1", room: "r1"),
        Recorded(position: 6, id: "e6", type: "ticket-called", ticket: "t2", room: "r1", completes: "t1"),
        Recorded(position: 7, id: "e7", type: "ticket-missed", ticket: "t2", room: "r1"),
        Recorded(position: 8, id: "e8", type: "ticket-rejoined", ticket: "t2"),
    ]

    private static let answers: [Answered] = morning.compactMap { event in
        guard let kind = Kind(rawValue: event.type) else { return nil }
        let told = Told(
            event: event.id, ticket: event.ticket, label: event.label, queue: event.queue, number: event.number,
            room: kind == .called ? event.room : nil)
        return Answered(kind: kind, key: event.id, told: told)
    }

    /// What it finds in that morning after somebody has doctored it.
    private static func findings(
        _ doctor: (inout [Recorded], inout [Answered]) -> Void
    ) -> [Finding] {
        var (events, answers) = (morning, answers)
        doctor(&events, &answers)
        return Checker.findings(recorded: events, answered: answers)
    }

    @Test func `finds nothing in a morning that holds`() {
        #expect(Self.findings { _, _ in }.isEmpty)
    }

    @Test func `finds a number given twice, and the one that is missing`() {
        let found = Self.findings { events, _ in events[1].number = 1 }
        #expect(found.contains(.duplicateNumber(queue: "q", number: 1)))
        #expect(found.contains(.missingNumber(queue: "q", number: 2)))
    }

    @Test func `finds a ticket called while it is in a room`() {
        let found = Self.findings { events, _ in
            events.insert(Recorded(position: 6, id: "x", type: "ticket-called", ticket: "t1", room: "r2"), at: 5)
        }
        #expect(found.contains(.doubleCall(ticket: "t1")))
    }

    @Test func `finds two tickets in one room`() {
        let found = Self.findings { events, _ in events[5].completes = nil }
        #expect(found.contains(.twoInRoom(room: "r1", tickets: ["t1", "t2"])))
    }

    @Test func `finds an answered act that the journal lost`() {
        let found = Self.findings { events, _ in events.remove(at: 7) }
        #expect(found == [.lost(event: "e8")])
    }

    @Test func `finds a label that was told differently`() {
        let found = Self.findings { _, answers in answers[1].told.label = "A003" }
        guard case .changed(let told, let recorded)? = found.first else {
            Issue.record("the changed label was not found: \(found)")
            return
        }
        #expect(found.count == 1 && told.label == "A003" && recorded.label == "A002")
    }

    @Test func `finds an act that was done twice for one answer`() {
        let found = Self.findings { events, _ in
            var again = events[1]
            (again.position, again.id, again.ticket, again.number) = (9, "x", "t3", 3)
            events.append(again)
        }
        #expect(found == [.untold(event: "x")])
    }

    @Test func `finds two requests answered with one event`() {
        let found = Self.findings { _, answers in
            answers[1].told = answers[0].told
        }
        #expect(found.contains(.sharedAnswer(event: "e1")) && found.contains(.untold(event: "e2")))
    }

    @Test func `finds somebody who came in without being called`() {
        let found = Self.findings { events, _ in events[4].ticket = "t2" }
        #expect(found.contains(.impossible(position: 5, type: "ticket-came-in", ticket: "t2")))
    }
}
