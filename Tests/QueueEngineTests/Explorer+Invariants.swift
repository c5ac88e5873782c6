@testable import QueueEngine

/// What always holds.
extension Explorer {
    mutating func check(_ node: Node, from before: Node, by command: Command) {
        var found = Self.violations(of: node.day) + replayed(node) + called(node, before) + guarded(node)
        // What is taken back cannot be taken back again: it is done again.
        if case .undo = command {} else { found += undone(node, from: before) + told(node, before) }
        for name in found where violations[name] == nil {
            violations[name] = node.events.map { $0.0.act.name }.joined(separator: ", ")
        }
    }

    static func violations(of day: ClinicDay) -> [String] {
        var found: [String] = []
        let tickets = Array(day.tickets.values)
        let inLines = day.hall.lines.flatMap { $0.lanes.flatMap { $0.entries.map(\.ticket) } + $0.due.map(\.ticket) }
        let places = inLines + day.readyTickets + day.rooms.compactMap(\.current)
        if Set(places).count != places.count { found.append("a ticket in one place only") }
        let placed = tickets.filter { [.waiting, .ready, .called, .inRoom].contains($0.state) }
        if Set(places) != Set(placed.map(\.id)) { found.append("nobody is lost") }
        for queue in day.queues {
            let numbers = tickets.filter { $0.issuedIn == queue }.map(\.number).sorted()
            if numbers != Array(1...max(1, numbers.count)).prefix(numbers.count).map({ $0 }) {
                found.append("numbers are 1 to n")
            }
        }
        let plan = day.plan(now: day.clock).entries
        if Set(plan.map(\.ticket)) != Set(inLines + day.readyTickets)
            || plan.count != placed.count - day.rooms.count(where: { $0.current != nil })
        {
            found.append("the plan has all who wait")
        }
        if plan.map(\.position) != Array(0..<plan.count).map({ $0 + 1 }) { found.append("positions are the plan's") }
        for room in day.rooms.map(\.id) {
            let frozen = plan.filter { $0.room == room && day.readyTickets.contains($0.ticket) }.map(\.ticket)
            if frozen != day.readyTickets.filter(frozen.contains) { found.append("those told stay in their order") }
        }
        return found + (isFirstCalled(of: plan, on: day) ? [] : ["the plan's first is called"])
    }

    /// At the time that the plan says, its room calls the plan's first, by the rule that the plan says.
    private static func isFirstCalled(of plan: [Plan.Entry], on day: ClinicDay) -> Bool {
        guard let first = plan.first, let room = first.room else { return true }
        let next = day.next(for: room, now: first.at ?? day.clock)
        return next?.ticket == first.ticket && next?.choice == first.choice
    }

    private func replayed(_ node: Node) -> [String] {
        var again = ClinicDay()
        for (event, time) in node.events { again.apply(event, at: time) }
        return again == node.day ? [] : ["the events give the state"]
    }

    /// Taking the last act back gives the position before it; a number given stays, its ticket cancelled.
    private func undone(_ node: Node, from before: Node) -> [String] {
        var undone = node
        guard act(.undo(version: node.day.version), on: &undone) else { return ["an act can be taken back"] }
        let reached = Position(undone.day, tickets: before.issued)
        return reached == Position(before.day, tickets: before.issued) ? [] : ["an undo restores"]
    }

    /// Nobody whom the guard protects is passed over more often than the sheet allows. An act that is taken back may put
    /// somebody behind those who were called meanwhile.
    private func guarded(_ node: Node) -> [String] {
        guard let most = sheet.overtaking?.times, node.day.recent.undone.isEmpty else { return [] }
        let isOver = node.day.hall.lines.contains { line in
            line.law.lanes.indices.contains { lane in
                !line.law.isAbsolute[lane] && line.lanes[lane].entries.contains { line.timesPassed($0) > most }
            }
        }
        return isOver ? ["the guard holds"] : []
    }

    /// Those who were told and still are sit in the order in which they sat, room by room.
    private func told(_ node: Node, _ before: Node) -> [String] {
        // Whom the act is about may be told again, behind the others: a transfer to one doctor.
        let stay = Set(before.day.readyTickets).intersection(node.day.readyTickets)
            .subtracting(node.events.last?.0.act.subjects.tickets ?? [])
        let then = before.day.hall.told.filter { stay.contains($0.ticket) }
        let now = node.day.hall.told.filter { stay.contains($0.ticket) }
        for room in before.day.rooms.indices
        where then.allSatisfy({ entry in
            now.contains { $0.ticket == entry.ticket && $0.room == entry.room }
        }) {
            if then.filter({ $0.room == room }).map(\.ticket) != now.filter({ $0.room == room }).map(\.ticket) {
                return ["those told keep their order"]
            }
        }
        return []
    }

    /// Whom a room called is whom the plan named for it, and with one room open the rest of the plan stays.
    private func called(_ node: Node, _ before: Node) -> [String] {
        guard case .called(let ticket, let room, let choice, _)? = node.events.last?.0.act, choice.rule != .chosen
        else {
            return []
        }
        var found: [String] = []
        let plan = before.day.plan(now: node.day.clock).entries
        if before.day.next(for: room, now: node.day.clock)?.ticket != ticket {
            found.append("the plan's first is called")
        }
        let open = before.day.rooms.count { $0.openSitting != nil }
        if open == 1 {
            let rest = plan.filter { $0.room == room }.dropFirst().map(\.ticket)
            let now = node.day.plan(now: node.day.clock).entries.filter { $0.room == room }.map(\.ticket)
            if now != Array(rest) { found.append("the plan is repeated calling") }
        }
        return found
    }
}
