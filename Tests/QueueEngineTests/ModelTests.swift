import QueueEngine
import Testing

@Suite struct `Against a plain model` {
    static let ladders: [[MissedRules.Step]] = [
        [.lane(.missed)], [.after(2), .end, .void], [.end], [.after(3), .lane(.returning), .after(1)],
    ]

    @Test(arguments: UInt64(1)...40) func `the engine calls whom the law's plain words call`(seed: UInt64) throws {
        var random = Seeded(seed)
        let patterns = ["first first returning missed", "returning first missed first priority", "first"]
        let sheet = Rules.sheet(
            pattern: Rules.slots((patterns.randomElement(using: &random) ?? "") + " returning missed priority"),
            missed: Rules.missed(Self.ladders.randomElement(using: &random) ?? [], takesEffect: .miss))
        var both = Both(morning: try Morning(sheet), plain: PlainClinic(sheet))
        try both.morning.sit()
        for step in 0..<250 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<4: try both.issue(&random)
            case 4..<7: try both.call("seed \(seed), step \(step)")
            case 7: try both.cancel(&random)
            default: try both.miss()
            }
        }
    }

    /// The engine and the model, side by side.
    struct Both {
        var morning: Morning
        var plain: PlainClinic

        mutating func issue(_ random: inout Seeded) throws {
            let lanes: [Lane] = [.first, .first, .first, .returning, .priority, .urgent]
            let lane = lanes.randomElement(using: &random) ?? .first
            let ticket = try morning.issue(lane)
            plain.join(morning.day.tickets[ticket]?.number ?? 0, lane)
        }

        mutating func call(_ comment: Comment) throws {
            try morning.letIn()
            let called = try? morning.call()
            let expected = plain.call()
            #expect(called?.number == expected, comment)
        }

        mutating func cancel(_ random: inout Seeded) throws {
            let waiting = morning.planned
            guard let number = waiting.randomElement(using: &random) else { return }
            try morning.do(.cancel(ticket: id(number)))
            plain.waiting.removeAll { $0.number == number }
        }

        mutating func miss() throws {
            guard let ticket = try? morning.current(), ticket.state == .called else { return }
            try morning.do(.miss(ticket: ticket.id))
            switch plain.sheet.missed.step(forMiss: ticket.misses + 1) {
            case .after(let calls): plain.countDown(ticket.number, from: ticket.lane, calls: calls)
            case .lane(let lane): plain.join(ticket.number, lane)
            case .end, .endOfSlot, .endOfHalfDay: plain.join(ticket.number, ticket.lane, atTheEnd: true)
            case .void: break
            }
        }
    }
}
