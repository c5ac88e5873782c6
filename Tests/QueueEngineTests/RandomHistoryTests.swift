import Foundation
import QueueEngine
import Testing

@Suite struct `Random histories` {
    static let seeds: [UInt64] = Array(1...20)

    @Test(arguments: seeds.prefix(10)) func `nobody is lost, nobody is in two rooms, numbers are 1 to n`(seed: UInt64)
        throws
    {
        var random = try RandomMorning(seed: seed)
        random.act(times: 300) { expectWhole($0, "seed \(seed)") }
        #expect(random.morning.events.count > 100, "seed \(seed)")
    }

    @Test(arguments: seeds) func `the plan is repeated calling`(seed: UInt64) throws {
        var random = try RandomMorning(seed: seed)
        for _ in 0..<4 {
            random.act(times: 60)
            try expectCalled(as: random.morning.day.plan(now: random.morning.clock), random.morning, "seed \(seed)")
        }
    }

    /// Plays a plan's entries forward by really calling, in the order in which the plan says that rooms come free.
    private func expectCalled(as plan: Plan, _ start: Morning, _ comment: @autoclosure () -> Comment) throws {
        var morning = start
        for entry in plan.entries {
            guard let room = entry.room else { continue }
            let called = try morning.call(room)
            #expect(called.id == entry.ticket, comment())
            #expect(called.choice == entry.choice, comment())
        }
        let left = plan.entries.filter { $0.room == nil }.map(\.ticket)
        #expect(morning.day.plan(now: morning.clock).entries.map(\.ticket) == left, comment())
    }

    @Test(arguments: seeds) func `those told stay in their order, and only absolute lanes go before them`(
        seed: UInt64
    ) throws {
        var random = try RandomMorning(seed: seed)
        var before = random.morning.day.readyTickets
        random.act(times: 300) { morning in
            let after = morning.day.readyTickets
            let stayed = before.filter(after.contains)
            #expect(Array(after.prefix(stayed.count)) == stayed, "seed \(seed)")
            before = after
            expectFrozen(morning, "seed \(seed)")
        }
    }

    /// No room would call anybody before the first told for it, but from an absolute lane.
    private func expectFrozen(_ morning: Morning, _ comment: @autoclosure () -> Comment) {
        for room in morning.day.rooms {
            guard let sitting = room.openSitting, let next = morning.day.next(for: room.id, now: morning.clock) else {
                continue
            }
            let told = morning.day.readyTickets.first { id in
                guard let ticket = morning.day.tickets[id] else { return false }
                return sitting.queues.contains(ticket.queue)
                    && (ticket.doctor == nil || ticket.doctor == sitting.doctor)
            }
            guard let told else { continue }
            #expect(next.ticket == told || next.choice.rule == .absolute, comment())
        }
    }

    @Test(arguments: seeds.prefix(15)) func `the same events give the same day, also from their JSON`(
        seed: UInt64
    ) throws {
        var random = try RandomMorning(seed: seed)
        random.act(times: 300)
        var again = ClinicDay()
        var read = ClinicDay()
        for (event, time) in random.morning.events {
            again.apply(event, at: time)
            let data = try JSONEncoder().encode(event)
            read.apply(try JSONDecoder().decode(Event.self, from: data), at: time)
        }
        #expect(again == random.morning.day, "seed \(seed)")
        #expect(read == random.morning.day, "seed \(seed)")
        #expect(read.version == random.morning.events.count, "seed \(seed)")
    }
}
