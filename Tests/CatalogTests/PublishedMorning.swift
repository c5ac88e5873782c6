import Catalog
import Foundation
import QueueEngine
import Testing

/// A morning of one room on a shipped sheet; noon is four hours after its start. Another queue runs under the same sheet.
struct PublishedMorning {
    static let room = RoomID("1")
    static let queue = QueueID("q")
    static let other = QueueID("other")
    static let start = Instant(milliseconds: 1_763_600_000_000)

    var day = ClinicDay()
    var now = Self.start
    var issued = 0

    init(_ sheet: String) throws {
        let path = RuleSheetTests.folder.appending(path: "rules-\(sheet).yaml").path
        let rules = try RuleSheets.load(file: path)
        let setups = [Self.queue, Self.other].map { QueueSetup(id: $0, sheet: rules) }
        let noon = Self.start.adding(seconds: 4 * 3600)
        try act(.open(date: "2026-11-20", queues: setups, rooms: [Self.room], noon: noon))
        try act(.openSitting(room: Self.room, doctor: "dr", queues: [Self.queue]))
    }

    mutating func act(_ command: Command) throws {
        for event in try day.decide(command, now: now) { day.apply(event, at: now) }
        now = now.adding(seconds: 1)
    }

    /// - Parameter slot: a booked time, in minutes from the start.
    mutating func issue(
        _ count: Int = 1, _ lane: Lane = .first, slot: Double? = nil, extra: Bool = false,
        in queue: QueueID = Self.queue
    ) throws {
        for _ in 0..<count {
            issued += 1
            let booking = slot.map { Command.Booking.booked(slot: Self.start.adding(seconds: $0 * 60)) } ?? .here
            try act(
                .issue(
                    .init(
                        ticket: ticket(issued), queue: queue, person: "p\(issued)", lane: lane, booking: booking,
                        extra: extra)))
        }
    }

    /// Tickets by the order in which they were issued.
    func ticket(_ number: Int) -> TicketID { TicketID(high: 1, low: UInt64(number)) }

    private func order(_ id: TicketID) -> Int? { (0...issued).first { ticket($0) == id } }

    func state(_ number: Int) -> Ticket.State? { day.tickets[ticket(number)]?.state }

    /// Whoever was called comes in.
    mutating func letIn() throws {
        guard let inside = day.room(Self.room)?.current, day.tickets[inside]?.state == .called else { return }
        try act(.comeIn(ticket: inside))
    }

    /// Who is called, so many times; whoever was called before comes in.
    mutating func call(_ times: Int) throws -> [Int] {
        try (0..<times).map { _ in
            try letIn()
            try act(.callNext(room: Self.room))
            return try #require(day.room(Self.room)?.current.flatMap(order))
        }
    }

    /// The next one does not come, though called as often as the sheet asks.
    mutating func miss() throws {
        let called = try call(1)[0]
        let least = try #require(day.sheet(of: Self.queue)?.missed)
        for _ in 1..<least.leastCalls {
            now = now.adding(seconds: Double(least.leastSeconds))
            try act(.recall(ticket: ticket(called)))
        }
        try act(.miss(ticket: ticket(called)))
    }

    mutating func rejoin(_ number: Int) throws { try act(.rejoin(ticket: ticket(number))) }

    mutating func arrive(_ numbers: Int...) throws {
        for number in numbers { try act(.arrive(ticket: ticket(number))) }
    }

    var planned: [Int] { day.plan(now: now).entries(of: Self.queue).compactMap { order($0.ticket) } }

    /// Why an act is refused; nil when it is not.
    func refusal(of command: Command) -> Refusal.Code? {
        do throws(Refusal) {
            _ = try day.decide(command, now: now)
            return nil
        } catch {
            return error.code
        }
    }
}
