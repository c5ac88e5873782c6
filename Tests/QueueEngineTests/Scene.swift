@testable import QueueEngine

/// What an exploration plays on: a sheet, a few tickets and rooms, and the times at which things may happen.
///
/// Acts follow one another by less than a minute; time goes by in hours. The ends of slots, and the booked times, lie
/// half-way between, so that nothing but an hour's wait brings anybody over one of them.
struct Scene {
    static let queue = Morning.queue
    static let other = QueueID("r")
    static let hour: Double = 3_600
    /// Nobody is passed over more often in an exploration.
    static let mostPassings = 8
    /// Seconds from the start to noon: slots of an hour end half-way between.
    static let noon = 4.5 * hour
    /// After one hour the first is long past, after two the second.
    static let times: [Double] = [0.2 * hour, 1.2 * hour]

    let sheet: RuleSheet
    let tickets: Int
    let rooms: [RoomID]
    /// One queue, or a second one under the same sheet, to which tickets are transferred.
    let queues: [QueueID]
    /// How often an hour may go by, where the sheet has rules about time.
    let mostWaits: Int

    init(_ sheet: RuleSheet, tickets: Int = 3, rooms: Int = 2, queues: Int = 1, mostWaits: Int = 1) {
        self.sheet = sheet
        self.tickets = tickets
        self.rooms = (1...rooms).map { RoomID("\($0)") }
        self.queues = Array([Self.queue, Self.other].prefix(queues))
        self.mostWaits = sheet.hasTime ? mostWaits : 0
    }

    /// Seconds between two acts: each call counts towards a miss.
    var pace: Double { Double(max(1, sheet.missed.leastSeconds)) }

    /// The moment of the next act.
    func now(version: Int, waits: Int) -> Instant { at(Double(version) * pace + Double(waits) * Self.hour) }

    /// The sheet that may take this one's place: other orders, the pattern turned round, nobody told.
    var changed: RuleSheet {
        var other = sheet
        other.version += 1
        for index in other.lanes.indices {
            other.lanes[index].order = other.lanes[index].order == .number ? .arrival : .number
        }
        other.pattern.reverse()
        other.getReady = sheet.getReady == 0 ? 1 : 0
        return other
    }

    /// Whether so few acts can pass somebody over as often, or so little time go by, as the guard allows.
    var guardMayBite: Bool {
        guard let limit = sheet.overtaking else { return false }
        return limit.minutes != nil || (limit.times ?? .max) <= Self.mostPassings
    }

    /// Whether rooms differ in nothing but their name and their doctor's: they are told in order where anyone is.
    var hasLikeRooms: Bool { sheet.getReady == 0 && rooms.count == 2 }

    /// The times for which somebody is booked; nil: for the day. Two where a lane stands by them.
    var slots: [Double?] {
        guard sheet.hasTime || sheet.booking.lane != nil else { return [nil] }
        return sheet.lanes.contains { $0.order == .slot } ? Self.times : [Self.times[0]]
    }

    static func doctor(_ room: Int) -> String { "dr\(room + 1)" }

    func open(_ room: Int) -> Command {
        let grade = sheet.grades.first?.id
        return .openSitting(
            room: rooms[room], doctor: Self.doctor(room), queues: queues, grade: grade)
    }

    /// The acts that open the day and its rooms.
    var opening: [Command] {
        let setups = queues.map { QueueSetup(id: $0, sheet: sheet) }
        return [.open(date: "2026-11-20", queues: setups, rooms: rooms, noon: at(Self.noon))] + rooms.indices.map(open)
    }
}

extension RuleSheet {
    /// Whether the hour says who is next.
    var hasTime: Bool {
        late != nil || booking.checkInMinutes != nil || overtaking?.minutes != nil
            || (missed.ladder + [tests.step, transferred]).contains { $0 == .endOfSlot || $0 == .endOfHalfDay }
    }
}
