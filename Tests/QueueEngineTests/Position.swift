@testable import QueueEngine

/// A day without its clock and its counters: two days alike in this go on alike. Times and ids stand for their order.
struct Position: Hashable {
    struct Standing: Hashable {
        let state: Ticket.State
        let lane: Lane
        let queue: QueueID
        let room: RoomID?
        let misses: Int
        let reach: Reach
        let priority: String?
        /// With `waits` it says all that a booked time can change.
        let slot: Instant?
    }

    struct Waiting: Hashable {
        let lanes: [[TicketID]]
        let due: [TicketID]
        let left: [Int]
        let round: Round
        let passed: [Int]
    }

    /// How often time went by.
    let waits: Int
    let tickets: [Standing?]
    let lines: [Waiting]
    let told: [[TicketID]]
    let rooms: [Room]
    let rotations: [Int]
    /// Of all who stand or stood in a line: by their lane's order, and by when they joined.
    let orders: [[TicketID]]

    init(_ day: ClinicDay, tickets count: Int, waits: Int = 0) {
        self.waits = waits
        let all = (0..<count).map { day.tickets[id($0 + 1)] }
        tickets = all.map {
            $0.map {
                Standing(
                    state: $0.state, lane: $0.lane, queue: $0.queue, room: $0.room, misses: $0.misses,
                    reach: $0.reach, priority: $0.priority, slot: $0.slot)
            }
        }
        lines = day.hall.lines.map { line in
            let entries = line.lanes.map(\.entries)
            return Waiting(
                lanes: entries.map { $0.map(\.ticket) }, due: line.due.map(\.ticket),
                left: line.due.map { max(0, $0.atCall - line.calls) }, round: line.round,
                passed: entries.flatMap { $0.map(line.timesPassed) })
        }
        told = day.rooms.indices.map { room in day.hall.told.filter { $0.room == room }.map(\.ticket) }
        rooms = day.rooms.map {
            var room = $0
            room.sitting?.since = at(0)
            return room
        }
        rotations = day.hall.stands.map(\.rotation)
        let standing = all.compactMap { $0 }.filter { $0.state.isActive && $0.standing != nil }
        let byKey = standing.sorted { left, right in
            guard case .lane(let one)? = left.standing, case .lane(let other)? = right.standing else {
                return left.number < right.number
            }
            return one < other
        }
        let byJoining = standing.sorted { ($0.standing?.joined ?? 0) < ($1.standing?.joined ?? 0) }
        orders = [byKey.map(\.id), byJoining.map(\.id), day.hall.told.map(\.ticket)]
    }
}
