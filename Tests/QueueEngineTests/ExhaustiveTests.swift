import Testing

@testable import QueueEngine

@Suite struct `Every way a small morning can go` {
    /// A day without its clock and its counters of events: two days alike in this go on alike.
    struct Position: Hashable {
        struct Standing: Hashable {
            let state: Ticket.State
            let lane: Lane
            let room: RoomID?
            let misses: Int
            let isNamed: Bool
        }

        let hall: Hall
        let tickets: [Standing?]

        init(_ day: ClinicDay) {
            hall = day.hall
            tickets = (1...3).map { index in
                day.tickets[id(index)].map {
                    Standing(
                        state: $0.state, lane: $0.lane, room: $0.room, misses: $0.misses, isNamed: $0.doctor != nil)
                }
            }
        }
    }

    static let rooms = [RoomID("1"), RoomID("2")]

    /// - Returns: whatever staff might ask for now, sensible or not.
    private func commands(_ morning: Morning) -> [Command] {
        var commands: [Command] = []
        if morning.issued < 3 {
            for lane in [Lane.first, .returning, .urgent] { commands.append(issue(morning.issued + 1, lane)) }
            commands.append(issue(morning.issued + 1, .first, doctor: "dr2"))
        }
        for room in Self.rooms { commands.append(.callNext(room: room)) }
        for ticket in (0..<morning.issued).map({ id($0 + 1) }) {
            commands += [.comeIn(ticket: ticket), .complete(ticket: ticket), .miss(ticket: ticket)]
            commands.append(.rejoin(ticket: ticket))
        }
        commands += [.cancel(ticket: id(1)), .callChosen(ticket: id(morning.issued), room: Self.rooms[0])]
        commands += [.pauseSitting(room: Self.rooms[1]), .resumeSitting(room: Self.rooms[1])]
        commands.append(.closeSitting(room: Self.rooms[1], spread: .anyone))
        return commands
    }

    private func issue(_ index: Int, _ lane: Lane, doctor: String? = nil) -> Command {
        .issue(
            ticket: id(index), queue: Morning.queue, person: "p\(index)", lane: lane, doctor: doctor, booking: .here)
    }

    static let sheets: [RuleSheet] = [
        Rules.sheet(pattern: Rules.slots("first first returning missed")),
        Rules.sheet(
            pattern: Rules.slots("first returning"), getReady: 1,
            missed: Rules.missed([.after(1), .end, .void], takesEffect: .miss)),
    ]

    /// Breadth first, each position once. Nothing is looked at twice, and nothing a few acts deep is left out.
    @Test(arguments: sheets.indices) func `three tickets and two rooms stay whole`(sheet: Int) throws {
        var start = try Morning(Self.sheets[sheet], rooms: Self.rooms)
        for (room, doctor) in zip(Self.rooms, ["dr1", "dr2"]) { try start.sit(doctor, in: room) }
        var seen: Set<Position> = [Position(start.day)]
        var frontier = [start]
        for depth in 1...5 {
            var next: [Morning] = []
            for morning in frontier {
                for command in commands(morning) {
                    var after = morning
                    after.clock = at(0)
                    guard (try? after.do(command)) != nil else { continue }
                    if case .issue = command { after.skipID() }
                    guard seen.insert(Position(after.day)).inserted else { continue }
                    expectWhole(after, "\(after.events.map(\.event.act))")
                    next.append(after)
                }
            }
            #expect(!next.isEmpty, "depth \(depth)")
            frontier = next
        }
    }
}
