/// A sheet and what was made of it, as one object: a line is copied often, its rules never.
private final class Rules: Hashable, Sendable {
    let sheet: RuleSheet
    let law: Law

    init(_ sheet: RuleSheet, others: [Lane] = []) {
        self.sheet = sheet
        law = Law(sheet, others: others)
    }

    static func == (left: Rules, right: Rules) -> Bool { left === right || left.sheet == right.sheet }

    func hash(into hasher: inout Hasher) { hasher.combine(sheet.id) }
}

/// Those of one queue who wait to be chosen, with the round of its turn pattern. Nothing about names or paper: this is
/// what `plan` copies and plays forward.
struct Line: Hashable, Sendable {
    /// Somebody counted down to a turn.
    struct Due: Hashable, Sendable {
        let ticket: TicketID
        /// The lane that it was called from.
        let lane: Lane
        let atCall: Int
        let number: Int
        let joined: Int64
        let since: Instant
        var reach: ReachKey
    }

    /// A choice that passed somebody over who had come earlier.
    struct Passing: Hashable, Sendable {
        /// The joining of who was chosen.
        let joined: Int64
        let seeker: Seeker
    }

    let queue: QueueID
    private var rules: Rules
    /// By the law's index of the lane.
    var lanes: [LaneLine]
    /// Sorted by when they are due, then by number.
    private(set) var due: [Due] = []
    var round = Round()
    /// Calls made in this queue so far, recalls not counted.
    var calls = 0
    /// Those that still count against somebody who waits; kept only for a sheet that counts them.
    private(set) var passings: [Passing] = []

    init(queue: QueueID, sheet: RuleSheet) {
        self.queue = queue
        let rules = Rules(sheet)
        self.rules = rules
        lanes = Array(repeating: LaneLine(), count: rules.law.lanes.count)
    }

    var sheet: RuleSheet { rules.sheet }
    var law: Law { rules.law }

    var count: Int { lanes.reduce(due.count) { $0 + $1.count } }

    func waiting(in lane: Lane) -> LaneLine? { law.index(of: lane).map { lanes[$0] } }

    /// The index of a lane; one that the sheet does not have gets a place of its own.
    mutating func index(of lane: Lane) -> Int {
        if let known = law.index(of: lane) { return known }
        rules = Rules(sheet, others: Array(law.lanes.dropFirst(sheet.lanes.count)) + [lane])
        lanes.append(LaneLine())
        return lanes.count - 1
    }

    /// Another sheet: all stand as they stood, and a pattern that changed begins a new round.
    mutating func adopt(_ new: RuleSheet) {
        let before = law
        let peopled = before.lanes.indices.filter { lanes[$0].count > 0 }.map { before.lanes[$0] }
        let old = sheet
        rules = Rules(new, others: peopled)
        lanes = law.lanes.map { lane in before.index(of: lane).map { lanes[$0] } ?? LaneLine() }
        if (new.pattern, new.conditions, new.insertions) != (old.pattern, old.conditions, old.insertions) {
            round = Round()
        }
        if new.overtaking?.times == nil { passings = [] }
    }

    mutating func insertDue(_ entry: Due) {
        let index = due.firstIndex { ($0.atCall, $0.number) > (entry.atCall, entry.number) } ?? due.count
        due.insert(entry, at: index)
    }

    mutating func removeDue(_ ticket: TicketID) { due.removeAll { $0.ticket == ticket } }

    /// Which of the sheet's conditions holds, the first one first.
    var condition: Int? {
        law.conditions.firstIndex { condition in
            let other = condition.other.map { lanes[$0].count } ?? condition.count
            return condition.comparison.holds(lanes[condition.lane].count, other)
        }
    }

    /// Law 1: the first of the first absolute lane that has anyone.
    func absolute(for seeker: Seeker) -> (lane: Int, rank: Int, entry: Run.Entry)? {
        for (rank, lane) in law.absolute.enumerated() {
            if let entry = lanes[lane].first(for: seeker) { return (lane, rank, entry) }
        }
        return nil
    }

    /// Law 3: the first whose count of calls has been reached.
    func due(for seeker: Seeker) -> Due? {
        guard !due.isEmpty else { return nil }
        return due.prefix { $0.atCall <= calls }.first { seeker.mayTake($0.reach) }
    }

    /// The first of those counted down, due or not.
    func notYetDue(for seeker: Seeker) -> Due? { due.first { seeker.mayTake($0.reach) } }
}

// MARK: Law 4, the guard

extension Line {
    /// Who has been passed over as often, or has waited as long, as the sheet allows; of several whom the guard has counted
    /// longest.
    ///
    /// - Parameter isAlone: whether nobody else waits for the room, in whichever of its queues.
    func guarded(for seeker: Seeker, isAlone: () -> Bool, at time: Instant) -> Pick? {
        guard let limit = sheet.overtaking else { return nil }
        var found: Pick?
        for lane in law.lanes.indices where !law.isAbsolute[lane] {
            lanes[lane].forEachOldest(for: seeker) { entry in
                guard let rule = rule(protecting: entry, limit: limit, isAlone: isAlone, at: time) else { return }
                if let best = found, best.entry.guardedFrom < entry.guardedFrom { return }
                found = Pick(lane: lane, entry: entry, rule: rule, round: nil, condition: nil)
            }
        }
        return found
    }

    private func rule(
        protecting entry: Run.Entry, limit: OvertakingGuard, isAlone: () -> Bool, at time: Instant
    ) -> Rule? {
        if let times = limit.times, timesPassed(entry) >= times { return .overtaken }
        guard let minutes = limit.minutes, time.seconds(since: entry.since) >= Double(minutes) * 60 else { return nil }
        // Whoever joined first of several has somebody behind: only who waits alone has nobody to be protected from.
        return isAlone() ? nil : .waited
    }

    /// How often somebody who joined later was chosen by a room that could have taken this one, while it waited.
    func timesPassed(_ entry: Run.Entry) -> Int {
        passings.count { $0.joined > entry.guardedFrom && $0.seeker.mayTake(entry.reach) }
    }

    /// How many a room could take, those of absolute lanes left out.
    func ordinaryCount(for seeker: Seeker) -> Int {
        law.lanes.indices.reduce(due.count { seeker.mayTake($0.reach) }) {
            law.isAbsolute[$1] ? $0 : $0 + lanes[$1].count(for: seeker)
        }
    }

    /// Notes a choice through the pattern, for as long as somebody waits who joined before it.
    mutating func note(_ choice: Rule, of joined: Int64, by seeker: Seeker) {
        guard sheet.overtaking?.times != nil else { return }
        var oldest: Int64?
        for lane in law.lanes.indices where !law.isAbsolute[lane] {
            lanes[lane].forEachOldest(for: .anyone) { oldest = min(oldest ?? $0.guardedFrom, $0.guardedFrom) }
        }
        guard let oldest else {
            passings = []
            return
        }
        if !passings.isEmpty { passings.removeAll { $0.joined < oldest } }
        guard choice.passesOver, oldest < joined else { return }
        passings.append(Passing(joined: joined, seeker: seeker))
    }
}

extension Rule {
    /// Whether the guard counts a choice by this rule against those who joined earlier. Absolute lanes, those whose
    /// count has run down, those protected and those picked by hand are apart.
    package var passesOver: Bool {
        switch self {
        case .pattern, .inserted, .onlyLane: true
        case .absolute, .due, .overtaken, .waited, .chosen: false
        }
    }
}
