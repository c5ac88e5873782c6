@testable import QueueEngine

/// Faulty engines that the explorations must find.
enum PlantedBug {
    /// Whoever is called stays in the line.
    static let staysInLine: Explorer.Engine = { @Sendable day, command, now throws(Refusal) in
        var (day, events) = try Explorer.engine(day, command, now)
        if case .called(let ticket, _, _, _)? = events.first?.act,
            case .lane(let entry)? = day.tickets[ticket]?.standing
        {
            day.hall.lines[0].lanes[0].insert(entry)
        }
        return (day, events)
    }

    /// A cancelled number is given again.
    static let numberAgain: Explorer.Engine = { @Sendable day, command, now throws(Refusal) in
        var (day, events) = try Explorer.engine(day, command, now)
        if case .cancelled? = events.first?.act { day.lastNumbers[Morning.queue, default: 1] -= 1 }
        return (day, events)
    }

    /// A guard that looks away until somebody was passed over more often than the sheet says.
    static func guardOnly(after times: Int) -> Explorer.Engine {
        { @Sendable day, command, now throws(Refusal) in
            guard case .open(let date, var queues, let rooms, let noon) = command else {
                return try Explorer.engine(day, command, now)
            }
            queues[0].sheet.overtaking?.times = times
            return try Explorer.engine(day, .open(date: date, queues: queues, rooms: rooms, noon: noon), now)
        }
    }
}
