package import API
package import Foundation

/// What the server said at one moment: all that the queue screen shows.
package struct Picture: Sendable {
    package var queues: [QueueResponse]
    package var plans: [PlanResponse]
    package var rooms: [RoomResponse]
    package var missed: [TicketResponse]
    package var booked: [TicketResponse]
    /// Sent for tests, and not back yet.
    package var atTests: [TicketResponse]
    /// Put aside by staff.
    package var onHold: [TicketResponse]
    package var printers: [PrinterResponse]
    /// Print jobs that a person has to look at: in doubt, out twice, failed, or impossible to draw.
    package var troubled: [PrintJobResponse]

    /// A moment of the clinic.
    package init(
        queues: [QueueResponse] = [], plans: [PlanResponse] = [], rooms: [RoomResponse] = [],
        missed: [TicketResponse] = [], booked: [TicketResponse] = [], atTests: [TicketResponse] = [],
        onHold: [TicketResponse] = [], printers: [PrinterResponse] = [], troubled: [PrintJobResponse] = []
    ) {
        self.queues = queues
        self.plans = plans
        self.rooms = rooms
        self.missed = missed
        self.booked = booked
        self.atTests = atTests
        self.onHold = onHold
        self.printers = printers
        self.troubled = troubled
    }

    /// The plans of all queues as one list: each in its own order, merged by when the engine expects to call.
    package var plan: [PlanItem] {
        var rest = plans.map { ArraySlice($0.entries) }
        var merged: [PlanItem] = []
        while let next = rest.indices.filter({ !rest[$0].isEmpty }).min(by: { isEarlier(rest[$0], rest[$1]) }) {
            merged.append(rest[next].removeFirst())
        }
        return merged
    }

    /// The tickets that are called and have not come in.
    package var called: [TicketResponse] { rooms.compactMap(\.current).filter { $0.state == "called" } }

    /// Those of which there may be paper to look for come first.
    package var papersToSettle: [PrintJobResponse] {
        troubled.filter { PaperQuestion($0) != .failed } + troubled.filter { PaperQuestion($0) == .failed }
    }

    private func isEarlier(_ left: ArraySlice<PlanItem>, _ right: ArraySlice<PlanItem>) -> Bool {
        guard let left = left.first, let right = right.first else { return right.isEmpty }
        return (left.expectedAt ?? .distantFuture, left.waitingSince)
            < (right.expectedAt ?? .distantFuture, right.waitingSince)
    }
}

/// The clinic's time, reckoned from the last time that the server told it.
package struct ClinicClock: Hashable, Sendable {
    /// When it was told, by this machine.
    package var told: Date
    /// What was told.
    package var now: Date
    /// How many times as fast as this machine's time it runs.
    package var speed: Double
    /// The clinic's zone.
    package var zone: TimeZone

    /// A clock that was told `now` at `told`.
    package init(told: Date, now: Date, speed: Double, zone: TimeZone) {
        self.told = told
        self.now = now
        self.speed = speed
        self.zone = zone
    }

    /// The clinic's time at a time of this machine.
    package func time(at wall: Date) -> Date {
        now.addingTimeInterval(wall.timeIntervalSince(told) * speed)
    }

    /// `10:45`, of a clinic time.
    package func hourMinute(_ time: Date) -> String {
        let seconds = secondsOfDay(time)
        return "\(Self.two(seconds / 3600)):\(Self.two(seconds / 60 % 60))"
    }

    /// `10:44:50`, of a clinic time.
    package func hourMinuteSecond(_ time: Date) -> String {
        hourMinute(time) + ":" + Self.two(secondsOfDay(time) % 60)
    }

    private func secondsOfDay(_ time: Date) -> Int {
        let local = Int(time.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: time)
        return ((local % 86400) + 86400) % 86400
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
