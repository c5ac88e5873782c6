package import QueueEngine
import Synchronization

/// The last plan that was made: whoever asks about the same state at the same moment shares it, instead of playing the
/// whole line forward again for each room, queue and phone.
final class PlanBook: Sendable {
    /// So long a plan holds while nothing happens, on the clinic's clock: its times are told in minutes.
    static let seconds = 1.0

    private struct Made {
        var date: String
        var version: Int
        var now: Instant
        var plan: Plan
    }

    private let last = Mutex<Made?>(nil)

    /// - Parameter day: as of a commit: a version of a date is one state.
    func plan(of day: ClinicDay, now: Instant) -> Plan {
        last.withLock { last in
            if let last, last.date == day.date, last.version == day.version,
                (0..<Self.seconds).contains(now.seconds(since: last.now))
            {
                return last.plan
            }
            let plan = day.plan(now: now)
            last = Made(date: day.date, version: day.version, now: now, plan: plan)
            return plan
        }
    }
}

extension ClinicService {
    /// The order to come on a day as it was committed.
    package func plan(of day: ClinicDay, now: Instant) -> Plan { plans.plan(of: day, now: now) }
}
