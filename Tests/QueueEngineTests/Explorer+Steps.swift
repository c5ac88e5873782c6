@testable import QueueEngine

/// Whatever staff might ask for, sensible or not, and the time that goes by.
extension Explorer {
    func steps(_ node: Node) -> [Step] {
        var commands: [Command] = rooms.map { .callNext(room: $0) }
        commands += issues(node) + acts(onTicketsOf: node) + sittings + undos(node)
        let hasTime = sheet.late != nil || sheet.missed.ladder.contains(.endOfSlot)
        let mayWait = hasTime && node.waits < Self.mostWaits
        return commands.map { .command($0) } + (mayWait ? [.wait] : [])
    }

    private func issues(_ node: Node) -> [Command] {
        guard node.issued < tickets else { return [] }
        let next = id(node.issued + 1)
        let first = sheet.lanes[0].lane
        var issues = sheet.lanes.map { order(next, $0.lane) }
        issues.append(order(next, first, reach: .doctor("dr1")))
        issues.append(order(next, first, booking: .booked(slot: nil)))
        if sheet.late != nil || sheet.booking.lane != nil {
            // One slot that the first wait ends, one that the second ends.
            issues += [500, 1_100].map { order(next, first, booking: .booked(slot: at($0))) }
        }
        if sheet.quotas.extra != nil { issues.append(order(next, first, extra: true)) }
        issues += sheet.priorities.prefix(1).map { order(next, first, priority: $0.id) }
        issues += sheet.grades.prefix(1).map { order(next, first, reach: .grade($0.id)) }
        return issues
    }

    private func acts(onTicketsOf node: Node) -> [Command] {
        var commands: [Command] = []
        for ticket in (0..<node.issued).map({ id($0 + 1) }) {
            commands += [
                .arrive(ticket: ticket), .recall(ticket: ticket), .comeIn(ticket: ticket), .complete(ticket: ticket),
                .miss(ticket: ticket), .rejoin(ticket: ticket), .cancel(ticket: ticket), .sendForTests(ticket: ticket),
                .returnFromTests(ticket: ticket), .hold(ticket: ticket), .release(ticket: ticket),
            ]
        }
        guard node.issued > 0 else { return commands }
        let last = id(node.issued)
        commands += [
            .callChosen(ticket: last, room: rooms[0]), .transfer(ticket: last, queue: nil, reach: .doctor("dr1")),
        ]
        commands += sheet.priorities.prefix(1).map { .prioritize(ticket: last, priority: $0.id) }
        return commands
    }

    /// The second room is paused, closed and opened again.
    private var sittings: [Command] {
        guard let second = rooms.dropFirst().first else { return [] }
        return [
            .pauseSitting(room: second), .resumeSitting(room: second), .closeSitting(room: second, spread: .evenly),
            Self.open(second, 1),
        ]
    }

    /// The last act and the two before it.
    private func undos(_ node: Node) -> [Command] {
        (max(1, node.day.version - 2)...max(1, node.day.version)).map { .undo(version: $0) }
    }

    private func order(
        _ ticket: TicketID, _ lane: Lane, reach: Reach = .anyone, booking: Command.Booking = .here,
        priority: String? = nil, extra: Bool = false
    ) -> Command {
        .issue(
            .init(
                ticket: ticket, queue: Morning.queue, person: "p\(ticket)", lane: lane, reach: reach, booking: booking,
                priority: priority, extra: extra))
    }
}
