/// A queue's calling rules (叫号规则) as data. Every clinic-day keeps the sheet that it ran under in its own events,
/// so that yesterday can be replayed under yesterday's rules.
package struct RuleSheet: Codable, Hashable, Sendable {
    package var id: String
    package var version: Int
    /// By language tag.
    package var title: [String: String]
    package var number: NumberFormat
    /// The lanes that this queue has, each with its order.
    package var lanes: [LaneRule]
    /// Lanes whose patients come before any pattern, the first one first (急诊, 绿色通道).
    package var absolute: [Lane]
    /// The turn pattern: 初诊 2 : 回诊 1 : 过号 1 is `[first, first, returning, missed]`.
    package var pattern: [Slot]
    /// How many patients per open room are told to sit by the doors; they are then frozen in their order. 0: none.
    package var getReady: Int
    package var missed: MissedRules
    /// How many may wait at once; one more is refused.
    package var waitingLimit: Int
    /// How many tickets of this queue one person may have in one day, those cancelled left out.
    package var ticketsPerPerson: Int

    package init(
        id: String, version: Int, title: [String: String], number: NumberFormat, lanes: [LaneRule],
        absolute: [Lane], pattern: [Slot], getReady: Int, missed: MissedRules, waitingLimit: Int,
        ticketsPerPerson: Int
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.number = number
        self.lanes = lanes
        self.absolute = absolute
        self.pattern = pattern
        self.getReady = getReady
        self.missed = missed
        self.waitingLimit = waitingLimit
        self.ticketsPerPerson = ticketsPerPerson
    }

    /// The rule for a lane, if the queue has it.
    package func rule(for lane: Lane) -> LaneRule? { lanes.first { $0.lane == lane } }

    /// In which order a lane stands; by arrival when the queue no longer has it.
    func order(in lane: Lane) -> LaneRule.Order { rule(for: lane)?.order ?? .arrival }
}

/// How labels are made: prefix `A`, digits 3, number 12 is `A012`.
package struct NumberFormat: Codable, Hashable, Sendable {
    package var prefix: String
    /// At least so many digits, filled with zeros.
    package var digits: Int

    package init(prefix: String, digits: Int) {
        self.prefix = prefix
        self.digits = digits
    }

    package func label(for number: Int) -> String {
        let text = String(number)
        return prefix + String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

/// One lane of a queue.
package struct LaneRule: Codable, Hashable, Sendable {
    /// In which order a lane's patients stand.
    package enum Order: String, Codable, Hashable, Sendable, CaseIterable {
        /// By ticket number.
        case number
        /// By when they joined the lane.
        case arrival
    }

    package var lane: Lane
    package var order: Order
    /// The minutes that a consultation is expected to take before any was measured.
    package var minutes: Double

    package init(lane: Lane, order: Order, minutes: Double) {
        self.lane = lane
        self.order = order
        self.minutes = minutes
    }
}

/// One slot of a turn pattern: a lane, or a pattern of its own (booked : walk-in = 3 : 1 inside one slot).
package enum Slot: Codable, Hashable, Sendable {
    case lane(Lane)
    indirect case pattern([Slot])
}

/// What becomes of those who were called and did not come (过号).
package struct MissedRules: Codable, Hashable, Sendable {
    /// When a step of the ladder takes effect.
    package enum Effect: String, Codable, Hashable, Sendable, CaseIterable {
        /// At once, with the miss.
        case miss
        /// When the patient signs in again.
        case rejoin
    }

    /// One step of the ladder.
    package enum Step: Codable, Hashable, Sendable {
        /// After so many more calls of this queue.
        case after(Int)
        /// Through the turn pattern, in this lane.
        case lane(Lane)
        /// Behind the last one now waiting in the lane that it was called from.
        case end
        /// The ticket is void (爽约).
        case void
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
