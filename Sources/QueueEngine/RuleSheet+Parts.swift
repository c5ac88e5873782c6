/// What becomes of those who were called and did not come (过号).
package struct MissedRules: Codable, Hashable, Sendable {
    package typealias Step = QueueEngine.Step

    /// When a step of the ladder takes effect.
    package enum Effect: String, Codable, Hashable, Sendable, CaseIterable {
        /// At once, with the miss.
        case miss
        /// When the patient signs in again.
        case rejoin
    }

    /// So many calls at least before somebody is marked missed.
    package var leastCalls: Int
    /// A call counts for that only so many seconds after the one before it.
    package var leastSeconds: Int
    package var takesEffect: Effect
    /// One step per miss; the last one again for every further miss.
    package var ladder: [Step]

    package init(leastCalls: Int, leastSeconds: Int, takesEffect: Effect, ladder: [Step]) {
        self.leastCalls = leastCalls
        self.leastSeconds = leastSeconds
        self.takesEffect = takesEffect
        self.ladder = ladder
    }

    /// The step for the miss of that ordinal, from 1.
    package func step(forMiss ordinal: Int) -> Step {
        guard let last = ladder.last else { return .void }
        return ordinal <= ladder.count ? ladder[max(0, ordinal - 1)] : last
    }
}

/// Those who check in after their booked time (迟到).
package struct LateRule: Codable, Hashable, Sendable {
    /// Minutes after the booked time from which somebody is late.
    package var afterMinutes: Int
    package var step: Step

    package init(afterMinutes: Int, step: Step) {
        self.afterMinutes = afterMinutes
        self.step = step
    }
}

/// Booked times.
package struct BookingRule: Codable, Hashable, Sendable {
    /// The lane of first visits that were booked; nil: that which was asked for, as for walk-ins.
    package var lane: Lane?
    /// Check-in is refused earlier than so many minutes before the booked time; nil: it may be at any time.
    package var checkInMinutes: Int?
    /// The length of a slot in minutes, counted from noon both ways.
    package var slotMinutes: Int = 30

    package init(lane: Lane? = nil, checkInMinutes: Int? = nil, slotMinutes: Int = 30) {
        self.lane = lane
        self.checkInMinutes = checkInMinutes
        self.slotMinutes = slotMinutes
    }
}

/// Sent for tests (检查) and back with results (回诊).
package struct TestsRule: Codable, Hashable, Sendable {
    package var step: Step
    /// So many days after the visit the same number still holds; 0: that day only.
    package var validDays: Int

    package init(step: Step = .lane(.returning), validDays: Int = 3) {
        self.step = step
        self.validDays = validDays
    }
}

/// Whom the pattern may pass over how often, and how long.
package struct OvertakingGuard: Codable, Hashable, Sendable {
    /// Nobody is passed over more than so many times; nil: any number.
    package var times: Int?
    /// Nobody waits longer than so many minutes while later ones are called; nil: any time.
    package var minutes: Int?

    package init(times: Int?, minutes: Int?) {
        self.times = times
        self.minutes = minutes
    }
}

/// How many numbers there are. Those cancelled count no more; those that continue another day's never did.
package struct Quotas: Codable, Hashable, Sendable {
    package var day: Int?
    package var morning: Int?
    package var afternoon: Int?
    /// Numbers beyond the quota (加号), if there are any.
    package var extra: Extra?

    package struct Extra: Codable, Hashable, Sendable {
        package var most: Int
        /// The lane of extra numbers; nil: that which was asked for.
        package var lane: Lane?
        /// What their label begins with (加); nil: silent, nothing shows it.
        package var mark: String?

        package init(most: Int, lane: Lane?, mark: String?) {
            self.most = most
            self.lane = lane
            self.mark = mark
        }
    }

    package init(day: Int? = nil, morning: Int? = nil, afternoon: Int? = nil, extra: Extra? = nil) {
        self.day = day
        self.morning = morning
        self.afternoon = afternoon
        self.extra = extra
    }
}
