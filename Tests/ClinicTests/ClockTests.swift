import Clinic
import ClinicFixture
import Foundation
import QueueEngine
import Testing

@Suite struct ClockTests {
    @Test("A clock that is set back never changes an order", arguments: Engine.allCases)
    func setBack(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            try await world.openSitting()
            var labels: [String] = []
            for number in 0..<6 {
                labels.append(try await world.issue("病人\(number)").label)
                world.clock.advance(seconds: number.isMultiple(of: 2) ? -1800 : 60)
            }
            let times = world.store.events.map(\.time)
            #expect(times == times.sorted())
            var called: [String] = []
            for _ in labels {
                let outcome = try await world.call()
                called.append(outcome.label)
                _ = try await world.service.act(onTicket: outcome.ticket, request()) { .comeIn(ticket: $0) }
                world.clock.advance(seconds: -60)
            }
            #expect(called == labels)
            let restarted = try await world.restarted()
            #expect(try await restarted.service.todaysDay() == world.service.todaysDay())
            #expect(restarted.service.now() == times.max())
        }
    }

    @Test("What is signed while others act is journalled in order")
    func slowSignature() async throws {
        let renderer = BusyRenderer()
        let world = try await World(renderer: renderer)
        let draft = try await world.completeDraft()
        renderer.meanwhile {
            world.clock.advance(seconds: 5)
            try await world.issue("李四")
        }
        _ = try await world.sign(draft)
        let times = world.store.events.map(\.time)
        #expect(times == times.sorted())
        let signature = try await world.service.assessment(draft.assessment).assessment.signature
        #expect(signature.map { $0.signedAt < times.last ?? $0.signedAt } == true)
    }

    @Test("Midnight where the clinic is opens a new clinic-day, with numbers from 1")
    func midnight() async throws {
        let world = try await World()
        // 2026-03-03 00:00 in Shanghai is 16:00 of the day before in Greenwich.
        let midnight = Instant(milliseconds: 1_772_467_200_000)
        world.clock.advance(seconds: midnight.seconds(since: world.clock.now) - 0.001)
        #expect(try await world.issue("张三").label == "A001")
        let late = try await world.issue("李四")
        #expect(late.label == "A002")
        #expect(world.service.today.description == "2026-03-02")
        world.clock.advance(seconds: 0.001)
        #expect(world.service.today.description == "2026-03-03")
        #expect(try await world.service.todaysDay().tickets.count == 0)
        #expect(try await world.issue("张三").label == "A001")
        let cancelled = try await world.service.act(onTicket: late.ticket, request()) { .cancel(ticket: $0) }
        #expect(cancelled.state == "cancelled")
        #expect(try await world.service.todaysDay().tickets.count == 1)
        let streams = Set(world.store.events.map(\.stream).filter { $0.hasPrefix("day/") })
        #expect(streams == ["day/demo/2026-03-02", "day/demo/2026-03-03"])
    }

    @Test("A ticket that is booked for a later date arrives on that day")
    func booked() async throws {
        let world = try await World()
        let booked = try await world.issue("张三", date: "2026-03-03")
        #expect(booked.state == "booked")
        #expect(try await world.service.todaysDay().tickets.count == 0)
        world.clock.advance(seconds: 24 * 3600)
        #expect(try await world.service.todaysDay().tickets.count == 1)
        #expect(try await world.issue("李四").label == "A002")
        let arrived = try await world.service.act(onTicket: booked.ticket, request()) { .arrive(ticket: $0) }
        #expect(arrived.state == "waiting")
        let restarted = try await world.restarted()
        #expect(try await restarted.service.todaysDay() == world.service.todaysDay())
    }

    @Test("Nobody arrives on another day than the one that is booked")
    func arrivesTooEarly() async throws {
        let world = try await World()
        let booked = try await world.issue("张三", date: "2026-03-03")
        await #expect(throws: Conflict("ticket.other-day", ["date": "2026-03-03"])) {
            try await world.service.act(onTicket: booked.ticket, request()) { .arrive(ticket: $0) }
        }
        let cancelled = try await world.service.act(onTicket: booked.ticket, request()) { .cancel(ticket: $0) }
        #expect(cancelled.state == "cancelled")
    }

    @Test(
        "No ticket is for a day that is past or none",
        arguments: ["2026-03-01", "2026-02-30", "2026-3-2", "today", "", "2026-+3-9", "２０２６-03-09"])
    func badDate(_ date: String) async throws {
        let world = try await World()
        await #expect(throws: InvalidInput.self) { try await world.issue("张三", date: date) }
    }

    @Test("A time of today that is past is now, a later one is booked, and no other is a time")
    func slots() async throws {
        let world = try await World()
        func state(_ slot: String) async throws -> String {
            let order = World.order(.details(World.details("张三")), slot: slot)
            return try await world.service.issue(order, in: World.queue, request()).state
        }
        #expect(try await state("07:59") == "waiting")
        #expect(try await state("08:01") == "booked")
        for slot in ["24:00", "8:30", "08:60", "+8:30", "noon"] {
            await #expect(throws: InvalidInput.self, "\(slot)") { try await state(slot) }
        }
    }

    @Test("Midnight with patients waiting: they stay in their day, nobody is lost, and nobody is called by mistake")
    func midnightWithPatients() async throws {
        let world = try await World()
        try await world.openSitting()
        var tickets: [String] = []
        for name in ["张三", "李四", "王五"] { tickets.append(try await world.issue(name).ticket) }
        let called = try await world.call()
        #expect(called.ticket == tickets[0])
        let midnight = Instant(milliseconds: 1_772_467_200_000)
        world.clock.advance(seconds: midnight.seconds(since: world.clock.now) + 60)
        // The new day is empty, and its rooms are closed until somebody sits.
        await #expect(throws: Refusal.self) { try await world.call() }
        #expect(try await world.service.todaysDay().tickets.count == 0)
        // Whoever was called comes in and is completed; another is cancelled; the third is told that the day is over.
        _ = try await world.service.act(onTicket: tickets[0], request(World.doctor)) { .comeIn(ticket: $0) }
        _ = try await world.service.act(onTicket: tickets[0], request(World.doctor)) { .complete(ticket: $0) }
        _ = try await world.service.act(onTicket: tickets[1], request()) { .cancel(ticket: $0) }
        let left = try await world.service.explanation(ofTicket: tickets[2])
        #expect(left.ticket.state == .ready && left.ahead == nil && left.dayOver == "2026-03-02")
        for language in ["zh", "en", "ug"] {
            #expect(world.service.text(of: left, language: language).lines.last?.contains("2026-03-02") == true)
        }
        await #expect(throws: Conflict("ticket.day-over", ["date": "2026-03-02"])) {
            try await world.service.act(onTicket: tickets[2], request()) { .hold(ticket: $0) }
        }
        // A number of the new day is the first one there, also for somebody who still waits from yesterday.
        #expect(try await world.issue("王五").label == "A001")
        let times = world.store.events.map(\.time)
        #expect(times == times.sorted())
        let restarted = try await world.restarted()
        #expect(try await restarted.service.explanation(ofTicket: tickets[2]) == left)
    }

    /// Instants around the two nights on which clocks are changed in Berlin, and the local times they are shown as.
    static let nights: [(start: Int64, shown: [String])] = [
        // 2026-10-25: 02:50 comes twice.
        (1_792_889_400_000, ["02:50", "02:10", "02:50"]),
        // 2026-03-29: after 01:50 comes 03:10.
        (1_774_745_400_000, ["01:50", "03:10", "03:50"]),
    ]

    @Test(
        "Daylight saving: neither the hour that comes twice nor the one that never is changes an order",
        arguments: nights.indices)
    func daylightSaving(_ night: Int) async throws {
        let (start, shown) = Self.nights[night]
        let clock = TestClock(now: Instant(milliseconds: start))
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let fixture = try await ClinicFixture(store: MemoryStore(), clock: clock) { $0.timeZone = zone }
        var tickets: [String] = []
        var labels: [String] = []
        for (index, minutes) in [20.0, 40, 0].enumerated() {
            let order = World.order(.details(World.details("病人\(index)")))
            let issued = try await fixture.service.issue(order, in: World.queue, request())
            tickets.append(issued.ticket)
            labels.append(issued.label)
            clock.advance(seconds: minutes * 60)
        }
        #expect(labels == ["A001", "A002", "A003"])
        let day = try await fixture.service.todaysDay()
        #expect(day.plan(now: clock.now).entries.map(\.ticket.description) == tickets)
        for (ticket, time) in zip(tickets, shown) {
            let explanation = try await fixture.service.explanation(ofTicket: ticket)
            let first = fixture.service.text(of: explanation, language: "zh").lines.first
            #expect(first?.hasPrefix(time) == true, "\(first ?? "")")
        }
    }
}
