/// Those of one queue who wait to be chosen, with the round of its turn pattern. Nothing about names or paper: this is
/// what `plan` copies and plays forward.
struct Line: Hashable, Sendable {
    struct Due: Hashable, Sendable {
        let ticket: TicketID
        /// The lane that it was called from.
        let lane: Lane
        let atCall: Int
        let number: Int
        var doctor: DoctorKey?
    }

    let queue: QueueID
    var sheet: RuleSheet
    var lanes: [Lane: LaneLine] = [:]
    /// Sorted by when they are due, then by number.
    var due: [Due] = []
    var round: Round = [:]
    /// Calls made in this queue so far, recalls not counted.
    var calls = 0

    init(queue: QueueID, sheet: RuleSheet) {
        self.queue = queue
        self.sheet = sheet
    }

    var count: Int { lanes.values.reduce(due.count) { $0 + $1.count } }

    /// What the sheet orders a lane by, for a ticket of that number and that turn of joining.
    func key(in lane: Lane, number: Int, joined: Int64) -> Int64 {
        switch sheet.order(in: lane) {
        case .number: Int64(number)
        case .arrival: joined
        }
    }

    mutating func insertDue(_ entry: Due) {
        let index = due.firstIndex { ($0.atCall, $0.number) > (entry.atCall, entry.number) } ?? due.count
        due.insert(entry, at: index)
    }

    /// Takes a ticket out of wherever it stands.
    /// - Returns: the doctor whom it is for.
    @discardableResult mutating func remove(_ ticket: TicketID, from lane: Lane) -> DoctorKey? {
        if let entry = lanes[lane]?.remove(ticket) { return entry.doctor }
        guard let index = due.firstIndex(where: { $0.ticket == ticket }) else { return nil }
        return due.remove(at: index).doctor
    }

    /// The first of a lane whom this seeker may take.
    func first(of lane: Lane, for seeker: Seeker) -> LaneLine.Entry? {
        guard let line = lanes[lane] else { return nil }
        return line.entries.first { seeker.mayTake($0.doctor) }
    }

    /// Law 1: the first of the first absolute lane that has anyone.
    func absolute(for seeker: Seeker) -> (lane: Lane, rank: Int, entry: LaneLine.Entry)? {
        for (rank, lane) in sheet.absolute.enumerated() {
            if let entry = first(of: lane, for: seeker) { return (lane, rank, entry) }
        }
        return nil
    }

    /// Law 3: the first whose count of calls has been reached.
    func due(for seeker: Seeker) -> Due? {
        due.prefix { $0.atCall <= calls }.first { seeker.mayTake($0.doctor) }
    }

    /// Law 5: whoever the turn pattern picks. With nobody in any of its lanes, somebody in a lane that no rule names
    /// (a sheet adopted at noon may have dropped it), then the first of those not yet due: nobody waits for a turn or
    /// for calls that will never come.
    func turn(for seeker: Seeker) -> (ticket: TicketID, choice: Choice)? {
        let turn = PatternTurn(pattern: sheet.pattern) { first(of: $0, for: seeker) != nil }
        if let pick = turn.pick(from: round), let entry = first(of: pick.lane, for: seeker) {
            let rule: Rule = pick.round == nil ? .onlyLane : .pattern
            return (entry.ticket, Choice(rule: rule, lane: pick.lane, round: pick.round, rotation: nil))
        }
        if let left = leftOver(for: seeker) {
            return (left.entry.ticket, Choice(rule: .onlyLane, lane: left.lane, round: nil, rotation: nil))
        }
        guard let early = due.first(where: { seeker.mayTake($0.doctor) }) else { return nil }
        return (early.ticket, Choice(rule: .due, lane: early.lane, round: nil, rotation: nil))
    }
}

extension Line {
    /// The first, by when they joined, of those who stand in a lane that is neither absolute nor in the pattern.
    private func leftOver(for seeker: Seeker) -> (lane: Lane, entry: LaneLine.Entry)? {
        lanes.keys.filter { !sheet.absolute.contains($0) }
            .compactMap { lane in first(of: lane, for: seeker).map { (lane: lane, entry: $0) } }
            .min { $0.entry.secondary < $1.entry.secondary }
    }
}

extension Line {
    /// A ticket that was for one doctor is now for anyone.
    mutating func makeUnnamed(_ ticket: TicketID, lane: Lane) {
        lanes[lane]?.makeUnnamed(ticket)
        if let index = due.firstIndex(where: { $0.ticket == ticket }) { due[index].doctor = nil }
    }
}
