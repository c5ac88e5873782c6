import QueueEngine
import Testing

/// What is true of every clinic-day, whatever has happened.
func expectWhole(_ morning: Morning, _ comment: @autoclosure () -> Comment) {
    let day = morning.day
    let tickets = Array(day.tickets.values)
    expectNumbers(day, tickets, comment())
    expectRooms(day, tickets, comment())
    expectPlan(day, tickets, now: morning.clock, comment())
}

/// Numbers are 1…n in each queue, each once.
private func expectNumbers(_ day: ClinicDay, _ tickets: [Ticket], _ comment: @autoclosure () -> Comment) {
    for queue in day.queues {
        let numbers = tickets.filter { $0.queue == queue }.map(\.number).sorted()
        #expect(numbers == Array(0..<day.lastNumbers[queue, default: 0]).map { $0 + 1 }, comment())
    }
}

/// Whoever was called or is inside is so in one room, and a room has nobody else.
private func expectRooms(_ day: ClinicDay, _ tickets: [Ticket], _ comment: @autoclosure () -> Comment) {
    let inRooms = day.rooms.compactMap(\.current)
    let called = tickets.filter { $0.state == .called || $0.state == .inRoom }
    #expect(Set(inRooms).count == inRooms.count, comment())
    #expect(Set(inRooms) == Set(called.map(\.id)), comment())
    #expect(called.allSatisfy { ticket in ticket.room.flatMap { day.room($0)?.current } == ticket.id }, comment())
}

/// The plan holds everybody who waits, once, and begins with whom each room would call.
private func expectPlan(
    _ day: ClinicDay, _ tickets: [Ticket], now: Instant, _ comment: @autoclosure () -> Comment
) {
    let entries = day.plan(now: now).entries
    let waiting = tickets.filter { $0.state == .waiting || $0.state == .ready }.map(\.id)
    #expect(entries.count == waiting.count, comment())
    #expect(Set(entries.map(\.ticket)) == Set(waiting), comment())
    for queue in day.queues {
        let positions = entries.filter { $0.queue == queue }.map(\.position)
        #expect(positions == Array(0..<positions.count).map { $0 + 1 }, comment())
    }
    let ready = Set(tickets.filter { $0.state == .ready }.map(\.id))
    #expect(Set(day.readyTickets) == ready && day.readyTickets.count == ready.count, comment())
    guard let first = entries.first, let room = first.room else { return }
    #expect(day.next(for: room, now: now)?.ticket == first.ticket, comment())
    #expect(day.next(for: room, now: now)?.choice == first.choice, comment())
}
