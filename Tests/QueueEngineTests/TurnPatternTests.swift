import Testing

@testable import QueueEngine

@Suite struct `Turn patterns` {
    /// A line whose lanes have somebody, so many each that they never run out.
    private func line(_ pattern: [Slot], live: Set<Lane>, _ change: (inout RuleSheet) -> Void = { _ in }) -> Line {
        var sheet = Rules.sheet(absolute: [], pattern: pattern)
        change(&sheet)
        var line = Line(queue: Morning.queue, sheet: sheet)
        var index = 0
        for lane in live.sorted(by: { $0.rawValue < $1.rawValue }) {
            for _ in 0..<30 {
                index += 1
                let entry = Run.Entry(
                    ticket: id(index), primary: Int64(index), joined: Int64(index), since: at(0), reach: 0)
                let place = line.index(of: lane)
                line.lanes[place].insert(entry)
            }
        }
        return line
    }

    /// The lanes of so many picks, each of whom leaves.
    private func picks(_ count: Int, _ line: inout Line) -> [String] {
        (0..<count).map { _ in
            guard let pick = line.pick(for: .anyone) else { return "-" }
            line.lanes[pick.lane].remove(pick.entry)
            line.round = pick.round ?? line.round
            return line.law.lanes[pick.lane].rawValue
        }
    }

    private func picks(_ count: Int, _ pattern: [Slot], live: Set<Lane>) -> [String] {
        var line = line(pattern, live: live)
        return picks(count, &line)
    }

    @Test func `slots are used in order, and then a new round begins`() {
        let picked = picks(
            8, Rules.slots("first first returning missed"), live: [.first, .returning, .missed])
        #expect(picked == ["first", "first", "returning", "missed", "first", "first", "returning", "missed"])
    }

    @Test func `a lane that stands apart in the pattern has its turns in those places`() {
        let picked = picks(6, Rules.slots("first returning first"), live: [.first, .returning])
        #expect(picked == ["first", "returning", "first", "first", "returning", "first"])
    }

    @Test func `with nobody anywhere nobody is picked`() {
        #expect(picks(1, Rules.slots("first"), live: []) == ["-"])
        #expect(picks(1, [], live: [.first]) == ["-"])
    }

    @Test func `one lane alone counts nothing, however often it stands in the pattern`() {
        var line = line(Rules.slots("first first returning"), live: [.first])
        #expect(picks(5, &line).count == 5)
        #expect(line.round == Round())
    }

    @Test func `one of an insertion's lane goes after every so many, counted while it has anyone`() {
        var both = line(Rules.slots("first"), live: [.first, .priority]) {
            $0.insertions = [Insertion(lane: .priority, every: 2)]
        }
        #expect(picks(7, &both) == ["first", "first", "priority", "first", "first", "priority", "first"])
        var alone = line(Rules.slots("first"), live: [.first]) {
            $0.insertions = [Insertion(lane: .priority, every: 2)]
        }
        _ = picks(4, &alone)
        #expect(alone.round == Round())
    }

    @Test func `lanes in order are one slot, of which the earlier lane goes first`() {
        let slots = [Slot.inOrder(Rules.slots("priority first")), .lane(.returning)]
        var line = line(slots, live: [.first, .returning])
        line.lanes[line.index(of: .priority)].insert(
            Run.Entry(ticket: id(99), primary: 1, joined: 99, since: at(0), reach: 0))
        #expect(picks(4, &line) == ["priority", "returning", "first", "returning"])
    }

    @Test func `a round of its own runs inside a nested pattern and outlives the outer round`() {
        let inner = Slot.pattern(Rules.slots("priority priority priority first"))
        let picked = picks(
            10, [inner, .lane(.returning)], live: [.priority, .first, .returning])
        #expect(
            picked == [
                "priority", "returning", "priority", "returning", "priority", "returning", "first", "returning",
                "priority", "returning",
            ])
    }

    @Test func `equal nested patterns share one round`() {
        let inner = Slot.pattern(Rules.slots("priority first"))
        let picked = picks(6, [inner, inner, .lane(.returning)], live: [.priority, .first, .returning])
        #expect(picked == ["priority", "first", "returning", "priority", "first", "returning"])
    }

    @Test func `a nested pattern with one lane alone is counted outside and not inside`() {
        let inner = Slot.pattern(Rules.slots("priority first"))
        var line = line([inner, .lane(.returning)], live: [.first, .returning])
        #expect(picks(2, &line) == ["first", "returning"])
        #expect((0..<Round.counterLimit).count { line.round.counts[$0] == 1 } == 2)
    }

    @Test func `two lanes in order within the only slot that has anyone use that slot up`() {
        let slots = [Slot.inOrder(Rules.slots("priority first")), .lane(.returning)]
        var line = line(slots, live: [.first])
        line.lanes[line.index(of: .priority)].insert(
            Run.Entry(ticket: id(99), primary: 1, joined: 99, since: at(0), reach: 0))
        let pick = line.pick(for: .anyone)
        #expect(pick?.rule == .pattern, "not the only lane: somebody else waits in the same slot")
        #expect(picks(1, &line) == ["priority"])
        line.lanes[line.index(of: .returning)].insert(
            Run.Entry(ticket: id(98), primary: 1, joined: 98, since: at(0), reach: 0))
        #expect(picks(2, &line) == ["returning", "first"])
    }

    @Test func `inside the only slot that has anyone the nested round moves`() {
        let inner = Slot.pattern(Rules.slots("priority first"))
        #expect(picks(3, [inner, .lane(.returning)], live: [.priority, .first]) == ["priority", "first", "priority"])
    }
}
