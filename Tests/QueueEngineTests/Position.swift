@testable import QueueEngine

/// What a day's course depends on, and nothing else, as a hash of 128 bits: two days alike in this go on alike. Times and
/// numbers stand for their order, those who have left for how many they were; where rooms are alike, which is which does
/// not matter either.
struct Position: Hashable {
    private let high: UInt64
    private let low: UInt64

    /// - Parameter alike: whether it does not matter which of two like rooms is which.
    init(_ day: ClinicDay, issued: Int, waits: Int = 0, in scene: Scene, alike: Bool = true) {
        var least = Picture(day, issued: issued, waits: waits, in: scene, turned: false).bytes
        if alike, scene.hasLikeRooms {
            let turned = Picture(day, issued: issued, waits: waits, in: scene, turned: true).bytes
            if turned.lexicographicallyPrecedes(least) { least = turned }
        }
        var (high, low): (UInt64, UInt64) = (0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F)
        for byte in least {
            high = (high ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            low = (low &+ UInt64(byte) &+ 1) &* 0xD6E8_FEB8_6659_FD93
            low ^= low >> 29
        }
        (self.high, self.low) = (high, low)
    }
}

/// A day written down as bytes.
private struct Picture {
    private(set) var bytes: [UInt8] = []
    private let day: ClinicDay
    private let scene: Scene
    private let turned: Bool
    private let now: Instant
    /// Those still there, in the order of their numbers.
    private let tickets: [Ticket]

    init(_ day: ClinicDay, issued: Int, waits: Int, in scene: Scene, turned: Bool) {
        self.day = day
        self.scene = scene
        self.turned = turned
        now = scene.now(version: day.version, waits: waits)
        tickets = (0..<issued).compactMap { day.tickets[id($0 + 1)] }.filter { $0.state.isActive }
        bytes.reserveCapacity(192)
        add(issued)
        add(waits)
        for ticket in tickets { add(ticket) }
        for (index, line) in day.hall.lines.enumerated() { add(line, queue: day.queues[index]) }
        for told in day.hall.told {
            add(self.index(told.ticket))
            add(self.room(told.room))
        }
        mark()
        for index in scene.rooms.indices { addRoom(turned ? scene.rooms.count - 1 - index : index) }
        if countsJoining {
            for ticket in tickets.sorted(by: { $0.joining < $1.joining }) { add(self.index(ticket.id)) }
        }
    }

    private mutating func add(_ number: Int) { bytes.append(UInt8(truncatingIfNeeded: number)) }
    private mutating func mark() { bytes.append(0xFF) }

    private func index(_ id: TicketID) -> Int { tickets.firstIndex { $0.id == id } ?? 0x7F }
    private func room(_ index: Int) -> Int { turned ? scene.rooms.count - 1 - index : index }

    /// Whether it matters who joined first, across lanes: to the guard, between absolute lanes of two queues, and in lanes
    /// that a changed sheet does not have.
    private var countsJoining: Bool {
        scene.guardMayBite || scene.queues.count > 1 || day.sheet(of: Scene.queue)?.version != scene.sheet.version
    }

    private mutating func add(_ ticket: Ticket) {
        add(Self.states[ticket.state] ?? 0)
        if hasLane(ticket) { add(scene.sheet.lanes.firstIndex { $0.lane == ticket.lane } ?? 0x7F) }
        add(ticket.queue == Scene.queue ? 0 : 1)
        add(ticket.room.flatMap { room in scene.rooms.firstIndex(of: room) }.map { self.room($0) + 1 } ?? 0)
        add(min(ticket.misses, scene.sheet.missed.ladder.count))
        switch ticket.reach {
        case .anyone: add(0)
        case .doctor(let doctor):
            add((scene.rooms.indices.first { Scene.doctor($0) == doctor }.map(self.room) ?? 9) + 1)
        case .grade: add(0x40)
        }
        add((ticket.priority == nil ? 0 : 1) + (ticket.isExtra ? 2 : 0))
        add(ticket.slot.flatMap { slot in Scene.times.firstIndex { at($0) == slot } }.map { $0 + 1 } ?? 0)
        if ticket.state == .called { add(min(ticket.countedCalls, scene.sheet.missed.leastCalls)) }
        if [.ready, .called, .onHold].contains(ticket.state) { add(place(of: ticket)) }
    }

    /// Whether it matters in which lane a ticket is, or was before it left for tests or was missed.
    private func hasLane(_ ticket: Ticket) -> Bool {
        let steps =
            switch ticket.state {
            case .inRoom, .atTests: [scene.sheet.tests.step, scene.sheet.transferred]
            case .missed: [scene.sheet.missed.step(forMiss: ticket.misses)]
            default: [Step.end]
            }
        return !steps.allSatisfy { if case .lane = $0 { true } else { false } }
    }

    private static let states = Dictionary(
        uniqueKeysWithValues: Ticket.State.allCases.enumerated().map { ($1, $0 + 1) })

    /// Where somebody who stands aside would come back to.
    private mutating func add(_ place: [Int]) {
        for number in place { add(number) }
        mark()
    }

    private func place(of ticket: Ticket) -> [Int] {
        guard let number = day.hall.numbers[ticket.queue] else { return [] }
        let line = day.hall.lines[number]
        switch ticket.standing {
        case nil: return [0]
        case .due(let due): return [1, max(0, due.atCall - line.calls)]
        case .lane(let entry):
            let waiting = line.law.index(of: ticket.lane).map { line.lanes[$0].entries } ?? []
            let aside = tickets.filter {
                guard case .lane(let other)? = $0.standing, $0.state != .waiting, $0.lane == ticket.lane,
                    $0.queue == ticket.queue
                else { return false }
                return other < entry
            }
            return [2, waiting.count { $0 < entry }, aside.count, key(entry, lane: ticket.lane)]
        }
    }

    /// A lane's key, as far as those may come before or behind it who are not there yet.
    private func key(_ entry: Run.Entry, lane: Lane) -> Int {
        switch day.sheet(of: Scene.queue)?.order(in: lane) ?? .arrival {
        case .number: tickets.count { Int64($0.number) <= entry.primary }
        case .slot: part(of: entry.primary)
        case .arrival: max(part(of: entry.primary), part(of: now.milliseconds))
        }
    }

    /// How many ends of slots and booked times are past.
    private func part(of milliseconds: Int64) -> Int {
        let halves = (0..<4).map { (Double($0) + 0.5) * Scene.hour }
        return (Scene.times + halves).count { at($0).milliseconds <= milliseconds }
    }

    private mutating func add(_ line: Line, queue: QueueID) {
        for (index, lane) in line.lanes.enumerated() where lane.count > 0 {
            add(index)
            for entry in lane.entries {
                add(self.index(entry.ticket))
                add(key(entry, lane: line.law.lanes[index]))
                guard scene.guardMayBite, let limit = line.sheet.overtaking else { continue }
                if let times = limit.times { add(min(times, line.timesPassed(entry))) }
                if let minutes = limit.minutes { add(now.seconds(since: entry.since) >= Double(minutes) * 60 ? 1 : 0) }
            }
            mark()
        }
        mark()
        for due in line.due {
            add(self.index(due.ticket))
            add(max(0, due.atCall - line.calls))
        }
        mark()
        for counter in 0..<Round.counterLimit where line.round.counts[counter] > 0 {
            add(counter)
            add(Int(line.round.counts[counter]))
        }
        mark()
        add(line.sheet.version == scene.sheet.version ? 0 : 1)
        guard line.sheet.quotas != Quotas() else { return }
        let used = day.quotas[queue] ?? QuotaCounts()
        for count in [used.morning, used.afternoon, used.extra] { add(count) }
    }

    private mutating func addRoom(_ index: Int) {
        let room = day.hall.rooms[index]
        add(room.current.map { self.index($0) + 1 } ?? 0)
        add(room.sitting.map { $0.state == .open ? 1 : 2 } ?? 0)
        add(day.hall.stands[index].rotation)
    }
}

extension Ticket {
    fileprivate var joining: Int64 { state == .waiting ? standing?.joined ?? 0 : 0 }
}
