import Testing

@testable import QueueEngine

@Suite struct `Turn patterns` {
    /// The lanes of so many picks, when these lanes always have somebody.
    private func picks(_ count: Int, _ pattern: [Slot], live: Set<Lane>, round: inout Round) -> [String] {
        (0..<count).map { _ in
            guard let pick = PatternTurn(pattern: pattern, hasAnyone: live.contains).pick(from: round) else {
                return "-"
            }
            round = pick.round ?? round
            return pick.lane.rawValue
        }
    }

    @Test func `slots are used in order, and then a new round begins`() {
        var round: Round = [:]
        let picked = picks(
            8, Rules.slots("first first returning missed"), live: [.first, .returning, .missed], round: &round)
        #expect(picked == ["first", "first", "returning", "missed", "first", "first", "returning", "missed"])
    }

    @Test func `a lane that stands apart in the pattern has its turns in those places`() {
        var round: Round = [:]
        let picked = picks(6, Rules.slots("first returning first"), live: [.first, .returning], round: &round)
        #expect(picked == ["first", "returning", "first", "first", "returning", "first"])
    }

    @Test func `with nobody anywhere nobody is picked`() {
        #expect(PatternTurn(pattern: Rules.slots("first"), hasAnyone: { _ in false }).pick(from: [:]) == nil)
        #expect(PatternTurn(pattern: [], hasAnyone: { _ in true }).pick(from: [:]) == nil)
    }

    @Test func `one lane alone counts nothing, however often it stands in the pattern`() {
        var round: Round = ["": ["first": 1]]
        #expect(picks(5, Rules.slots("first first returning"), live: [.first], round: &round).count == 5)
        #expect(round == ["": ["first": 1]])
    }

    @Test func `a round of its own runs inside a nested pattern and outlives the outer round`() {
        var round: Round = [:]
        let inner = Slot.pattern(Rules.slots("priority priority priority first"))
        let picked = picks(
            10, [inner, .lane(.returning)], live: [.priority, .first, .returning], round: &round)
        #expect(
            picked == [
                "priority", "returning", "priority", "returning", "priority", "returning", "first", "returning",
                "priority", "returning",
            ])
    }

    @Test func `equal nested patterns share one round`() {
        var round: Round = [:]
        let inner = Slot.pattern(Rules.slots("priority first"))
        let picked = picks(6, [inner, inner, .lane(.returning)], live: [.priority, .first, .returning], round: &round)
        #expect(picked == ["priority", "first", "returning", "priority", "first", "returning"])
    }

    @Test func `a nested pattern with one lane alone is counted outside and not inside`() {
        var round: Round = [:]
        let inner = Slot.pattern(Rules.slots("priority first"))
        #expect(
            picks(2, [inner, .lane(.returning)], live: [.first, .returning], round: &round) == ["first", "returning"])
        #expect(round == ["": ["#0": 1, "returning": 1]])
    }

    @Test func `inside the only slot that has anyone the nested round moves`() {
        var round: Round = [:]
        let inner = Slot.pattern(Rules.slots("priority first"))
        #expect(
            picks(3, [inner, .lane(.returning)], live: [.priority, .first], round: &round) == [
                "priority", "first", "priority",
            ])
        #expect(round == ["#0": ["priority": 1]])
    }
}
