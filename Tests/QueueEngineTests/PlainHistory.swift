@testable import QueueEngine

/// A history drawn from a seed, played on the engine and on the plain model side by side: two queues, each with a sheet of
/// any rules, three rooms, four doctors, and every act.
struct PlainHistory {
    /// One act, and how long after the one before it.
    struct Move: CustomStringConvertible {
        var command: Command?
        var seconds: Double

        /// Without a command it takes back the last act.
        var description: String { "after \(seconds) s: \(command.map { "\($0)" } ?? "the last act is taken back")" }
    }

    static let queues = [QueueID("q"), QueueID("r")]
    static let rooms = ["1", "2", "3"].map { RoomID($0) }
    static let doctors = ["dr1", "dr2", "dr3", "dr4"]
    static let noon = at(2 * 3_600)

    let sheets: [RuleSheet]
    private(set) var day = ClinicDay()
    private var plain: PlainDay
    private(set) var events: [PastEvent] = []
    private(set) var now = at(0)
    private(set) var issued = 0
    let engine: Explorer.Engine

    init(_ sheets: [RuleSheet], engine: @escaping Explorer.Engine = Explorer.engine) {
        self.sheets = sheets
        self.engine = engine
        let setups = zip(Self.queues, sheets).map { QueueSetup(id: $0, sheet: $1) }
        plain = PlainDay(setups.map { ($0.id, $0.sheet) }, rooms: Self.rooms, noon: Self.noon)
        if let opened = try? engine(
            day, .open(date: "2026-11-20", queues: setups, rooms: Self.rooms, noon: Self.noon), now)
        {
            day = opened.day
            events = [PastEvent(version: 1, event: opened.events[0], at: now)]
        }
    }

    /// What the two do not agree in after a move; nil when in nothing.
    mutating func play(_ move: Move) -> String? {
        now = now.adding(seconds: move.seconds)
        let command = move.command ?? .undo(version: plain.before.last?.version ?? 0)
        let before = day.version
        let made = try? engine(day, command, now)
        if let made {
            day = made.day
            for event in made.events { events.append(PastEvent(version: events.count + 1, event: event, at: now)) }
        }
        if case .issue = command { issued += 1 }
        let outcome = plain.act(command, at: now)
        let own: PlainDay.Outcome = made == nil ? .refused : day.version == before ? .nothing : .done
        guard own == outcome else { return "\(command): the engine says \(own), the model \(outcome)" }
        return difference
    }

    private var difference: String? {
        for person in plain.people {
            guard let ticket = day.tickets[person.ticket] else { return "\(person.ticket) is not there" }
            let room = ticket.state == .called || ticket.state == .inRoom ? ticket.room : nil
            let own = "\(ticket.state) \(ticket.queue) \(ticket.lane) \(ticket.reach) \(room?.rawValue ?? "-")"
            let other = "\(person.state) \(person.queue) \(person.lane) \(person.reach) \(person.room?.rawValue ?? "-")"
            if own != other { return "\(ticket.label): the engine has \(own), the model \(other)" }
        }
        if day.readyTickets != plain.told.map(\.ticket) {
            return "told: the engine has \(day.readyTickets), the model \(plain.told.map(\.ticket))"
        }
        for room in Self.rooms {
            let own = day.next(for: room, now: now).map { "\($0.ticket) \($0.choice.rule)" }
            let other = plain.next(room, at: now).map { "\($0.ticket) \($0.rule)" }
            if own != other { return "next in \(room): the engine has \(own ?? "-"), the model \(other ?? "-")" }
        }
        return nil
    }
}

// MARK: What is drawn

extension PlainHistory {
    /// Draws moves until so many changed something, or the two disagree.
    static func drawn(
        _ seed: UInt64, length: Int, engine: @escaping Explorer.Engine = Explorer.engine
    ) -> (sheets: [RuleSheet], moves: [Move], difference: String?) {
        var random = Seeded(seed)
        let sheets = [RuleSheet.random(&random), .random(&random)]
        var history = PlainHistory(sheets, engine: engine)
        var moves: [Move] = []
        for index in 0..<length * 3 where history.day.version < length {
            let move = Move(
                command: index < 3 ? history.open(rooms[index], doctors[index], &random) : history.command(&random),
                seconds: seconds(&random))
            moves.append(move)
            if let difference = history.play(move) { return (sheets, moves, difference) }
        }
        return (sheets, moves, nil)
    }

    /// What these moves lead to on these sheets.
    static func difference(
        _ moves: [Move], on sheets: [RuleSheet], engine: @escaping Explorer.Engine = Explorer.engine
    ) -> String? {
        var history = PlainHistory(sheets, engine: engine)
        for move in moves { if let difference = history.play(move) { return difference } }
        return nil
    }

    /// Mostly seconds, at times over the end of a slot, and at times a clock that is set back.
    private static func seconds(_ random: inout Seeded) -> Double {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: Double.random(in: 300...1_200, using: &random).rounded()
        case 1: 0
        default: Double(Int.random(in: 1...40, using: &random))
        }
    }

    private func command(_ random: inout Seeded) -> Command? {
        let room = Self.rooms.randomElement(using: &random) ?? Morning.room
        let current = day.room(room)?.current ?? id(0)
        let any = id(Int.random(in: 1...max(1, issued), using: &random))
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<28: return issue(&random)
        case 28..<44: return .callNext(room: room)
        case 44..<52: return .comeIn(ticket: current)
        case 52..<60: return .miss(ticket: current)
        case 60..<62: return .recall(ticket: current)
        case 62..<64: return .complete(ticket: current)
        case 64..<66: return .callChosen(ticket: any, room: room)
        case 66..<68: return .sendForTests(ticket: Bool.random(using: &random) ? current : any)
        case 68..<70: return .cancel(ticket: any)
        case 70..<73:
            return .transfer(ticket: any, queue: Self.queues.randomElement(using: &random), reach: reach(&random))
        case 73: return .prioritize(ticket: any, priority: "elderly")
        case 74: return .prioritize(ticket: any, priority: Lane.urgent.rawValue)
        case 75..<77: return .hold(ticket: any)
        case 77..<90: return comingBack(any, &random)
        case 90..<92: return Bool.random(using: &random) ? .pauseSitting(room: room) : .resumeSitting(room: room)
        case 92..<93:
            return .closeSitting(room: room, spread: [nil, .anyone, .evenly].randomElement(using: &random) ?? nil)
        case 93..<96: return open(room, Self.doctors.randomElement(using: &random) ?? "", &random)
        default: return nil
        }
    }

    /// Somebody who is away arrives, signs in again, is back with results, or let back.
    private func comingBack(_ any: TicketID, _ random: inout Seeded) -> Command {
        let away = day.tickets.values.filter { [.booked, .missed, .atTests, .onHold].contains($0.state) }
            .sorted { $0.id.description < $1.id.description }
        guard let ticket = away.randomElement(using: &random) else { return .arrive(ticket: any) }
        return switch ticket.state {
        case .booked: .arrive(ticket: ticket.id)
        case .missed: .rejoin(ticket: ticket.id)
        case .atTests: .returnFromTests(ticket: ticket.id)
        default: .release(ticket: ticket.id)
        }
    }

    private func issue(_ random: inout Seeded) -> Command {
        let queue = Int.random(in: 0..<4, using: &random) == 0 ? 1 : 0
        func sometimes(_ often: Int) -> Bool { Int.random(in: 0..<often, using: &random) == 0 }
        var order = Command.Order(
            ticket: id(issued + 1), queue: Self.queues[queue],
            person: "p\(sometimes(8) ? Int.random(in: 1...8, using: &random) : issued + 1)",
            lane: sometimes(2) ? .first : sheets[queue].lanes.randomElement(using: &random)?.lane ?? .first)
        if sometimes(4) { order.reach = reach(&random) }
        if sometimes(4) {
            let slot = now.adding(seconds: Double.random(in: -900...1_800, using: &random).rounded())
            order.booking = .booked(slot: sometimes(3) ? nil : slot)
        }
        if sometimes(6) { order.priority = "elderly" }
        order.extra = sometimes(2)
        if sometimes(10) {
            order.continues = Continued(
                ticket: id(900), label: "A007", number: Int.random(in: 1...9, using: &random),
                days: Int.random(in: 0...1, using: &random))
        }
        return .issue(order)
    }

    private func reach(_ random: inout Seeded) -> Reach {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .grade("expert")
        case 1: .anyone
        default: .doctor(Self.doctors.randomElement(using: &random) ?? "")
        }
    }

    private func open(_ room: RoomID, _ doctor: String, _ random: inout Seeded) -> Command {
        let queues = Self.queues.shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random))
        return .openSitting(
            room: room, doctor: doctor, queues: Array(queues),
            grade: Int.random(in: 0..<3, using: &random) == 0 ? "expert" : nil,
            turn: Bool.random(using: &random) ? .rotation : .order)
    }
}
