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
    /// Patterns that take the place of `pattern` while their condition holds; the first one that does.
    package var conditions: [PatternCondition] = []
    /// Lanes of which one patient is put in after every so many choices through the pattern.
    package var insertions: [Insertion] = []
    /// Who may be given priority (≥80 岁, 军人, 孕妇 …), and the lane that this puts them into.
    package var priorities: [PriorityClass] = []
    /// Grades of doctors (专家, 普通) for which a ticket may be issued.
    package var grades: [Grade] = []
    /// How many patients per open room are told to sit by the doors; they are then frozen in their order. 0: none.
    package var getReady: Int
    package var missed: MissedRules
    /// Who comes later than booked; nil: nobody is late.
    package var late: LateRule?
    package var booking: BookingRule = BookingRule()
    package var tests: TestsRule = TestsRule()
    /// Where somebody stands who is transferred into this queue.
    package var transferred: Step = .lane(.first)
    package var overtaking: OvertakingGuard?
    package var quotas: Quotas = Quotas()
    /// Minutes for which an act of staff may be taken back.
    package var undoMinutes: Int = 10
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

    /// Where somebody stands whose lane the queue does not have: with the first visits, else in the first lane that goes
    /// before nobody.
    package var ordinaryLane: Lane {
        if rule(for: .first) != nil { return .first }
        return (lanes.first { !absolute.contains($0.lane) } ?? lanes.first)?.lane ?? .first
    }

    /// The lane of those who are back with results on a later day: as on the same day, where that is a lane.
    package var laneOfReturns: Lane {
        if case .lane(let lane) = tests.step, rule(for: lane) != nil { return lane }
        return known(.returning)
    }

    /// That lane, or, where the queue does not have it, the ordinary one.
    package func known(_ lane: Lane) -> Lane { rule(for: lane) == nil ? ordinaryLane : lane }

    /// In which order a lane stands; by arrival when the queue no longer has it.
    func order(in lane: Lane) -> LaneRule.Order { rule(for: lane)?.order ?? .arrival }

    /// The classes that somebody may be put into: those that the sheet names, and each absolute lane under its own name,
    /// for whoever collapses in the hall.
    package var classes: [PriorityClass] {
        priorities
            + absolute.filter { lane in !priorities.contains { $0.id == lane.rawValue } }
            .map { PriorityClass(id: $0.rawValue, title: [:], lane: $0) }
    }

    package func priority(_ id: String) -> PriorityClass? { classes.first { $0.id == id } }
}

/// How labels are made: prefix `A`, digits 3, number 12 is `A012`.
package struct NumberFormat: Codable, Hashable, Sendable {
    package var prefix: String
    /// At least so many digits, filled with zeros.
    package var digits: Int
    /// What stands before the old label of somebody who returns on a later day: 复A012.
    package var returnMark: String = "复"

    package init(prefix: String, digits: Int) {
        self.prefix = prefix
        self.digits = digits
    }

    package func label(for number: Int) -> String {
        let text = String(number)
        return prefix + String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// What a number of an earlier day is called when its patient is back: marked once, however often.
    package func returning(_ label: String) -> String { label.hasPrefix(returnMark) ? label : returnMark + label }
}

/// One lane of a queue.
package struct LaneRule: Codable, Hashable, Sendable {
    /// In which order a lane's patients stand.
    package enum Order: String, Codable, Hashable, Sendable, CaseIterable {
        /// By ticket number.
        case number
        /// By when they joined the lane.
        case arrival
        /// By booked time; those without one by when they joined the lane.
        case slot
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

/// One slot of a turn pattern: a lane, a pattern of its own (booked : walk-in = 3 : 1 inside one slot), or
/// lanes of which the earlier one always goes first (booked before walk-ins).
package enum Slot: Codable, Hashable, Sendable {
    case lane(Lane)
    indirect case pattern([Slot])
    indirect case inOrder([Slot])
}

/// When another pattern holds: `when returning > first use [first, returning]`. Counts are of those who wait in the
/// queue's lanes, those told to get ready left out.
package struct PatternCondition: Codable, Hashable, Sendable {
    package enum Comparison: String, Codable, Hashable, Sendable, CaseIterable {
        case more = ">"
        case atLeast = ">="
        case fewer = "<"
        case atMost = "<="

        func holds(_ left: Int, _ right: Int) -> Bool {
            switch self {
            case .more: left > right
            case .atLeast: left >= right
            case .fewer: left < right
            case .atMost: left <= right
            }
        }
    }

    package enum Measure: Codable, Hashable, Sendable {
        case waiting(Lane)
        case count(Int)
    }

    package var lane: Lane
    package var comparison: Comparison
    package var measure: Measure
    package var pattern: [Slot]

    package init(lane: Lane, comparison: Comparison, measure: Measure, pattern: [Slot]) {
        self.lane = lane
        self.comparison = comparison
        self.measure = measure
        self.pattern = pattern
    }
}

/// One patient of a lane after every so many choices through the pattern (每叫 N 位插 1 位).
package struct Insertion: Codable, Hashable, Sendable {
    package var lane: Lane
    package var every: Int

    package init(lane: Lane, every: Int) {
        self.lane = lane
        self.every = every
    }
}

/// A class of people with priority, and the lane that it puts them into.
package struct PriorityClass: Codable, Hashable, Sendable {
    package var id: String
    package var title: [String: String]
    package var lane: Lane

    package init(id: String, title: [String: String], lane: Lane) {
        self.id = id
        self.title = title
        self.lane = lane
    }
}

/// A grade of doctors: 专家, 普通.
package struct Grade: Codable, Hashable, Sendable {
    package var id: String
    package var title: [String: String]

    package init(id: String, title: [String: String]) {
        self.id = id
        self.title = title
    }
}

/// Where a rule puts somebody.
package enum Step: Codable, Hashable, Sendable {
    /// After so many more calls of this queue.
    case after(Int)
    /// Through the turn pattern, in this lane.
    case lane(Lane)
    /// At the end of the booking slot that runs now, in the lane where it stood.
    case endOfSlot
    /// At the end of the half day that runs now, in the lane where it stood.
    case endOfHalfDay
    /// Behind the last one now waiting in the lane where it stood.
    case end
    /// The ticket is void (爽约).
    case void
}
