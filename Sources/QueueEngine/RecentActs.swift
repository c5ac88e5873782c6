/// The last acts of a day and some earlier pictures of it, so that an act can be taken back without folding the whole
/// day anew. What is kept depends on the count of events alone: every fold of a stream keeps the same.
struct RecentActs: Sendable {
    /// An object, so that a copy of the day copies no events.
    final class Kept: Sendable {
        let version: Int
        let event: Event
        let at: Instant

        init(version: Int, event: Event, at: Instant) {
            self.version = version
            self.event = event
            self.at = at
        }
    }

    struct Picture: Sendable {
        let version: Int
        let day: ClinicDay
    }

    /// At least so many of the last events can be looked at; an older act is not taken back.
    static let limit = 256
    /// A picture of the day is taken every so many events.
    static let pictureEvery = 128

    private(set) var acts: [Kept] = []
    /// The versions of those that were taken back, and when.
    private(set) var undone: [Int: Instant] = [:]
    private(set) var pictures: [Picture] = []

    /// The act of that version, if it is kept and was not taken back.
    func act(_ version: Int) -> Kept? {
        undone[version] != nil ? nil : acts.first { $0.version == version }
    }

    /// Those that hold, after a version.
    func acts(after version: Int) -> some Sequence<Kept> {
        acts.lazy.filter { [undone] in $0.version > version && undone[$0.version] == nil }
    }

    /// Those that were taken back.
    var undoneActs: some Sequence<(kept: Kept, at: Instant)> {
        acts.lazy.compactMap { [undone] kept in undone[kept.version].map { (kept, $0) } }
    }

    mutating func add(_ act: Kept) { acts.append(act) }

    mutating func add(_ picture: Picture) {
        pictures.append(picture)
        forget(before: picture.version)
    }

    /// Marks an act as taken back; the last picture before it, nil when it reaches too far back.
    mutating func undo(_ version: Int, at time: Instant) -> Picture? {
        guard act(version) != nil, let picture = pictures.last(where: { $0.version < version }) else { return nil }
        undone[version] = time
        pictures.removeAll { $0.version >= version }
        return picture
    }

    /// Forgets pictures that are not needed to reach back `limit` events, and the acts before the first one kept.
    private mutating func forget(before version: Int) {
        while pictures.count > 1, pictures[1].version <= version - Self.limit { pictures.removeFirst() }
        guard let first = pictures.first?.version, let oldest = acts.first, oldest.version <= first else { return }
        acts.removeAll { $0.version <= first }
        undone = undone.filter { $0.key > first }
    }
}

extension ClinicDay {
    /// Keeps what undoing needs. `version` is already that of the event.
    mutating func remember(_ event: Event, at time: Instant) {
        recent.add(RecentActs.Kept(version: version, event: event, at: time))
        guard version.isMultiple(of: RecentActs.pictureEvery) || recent.pictures.isEmpty else { return }
        var picture = self
        picture.recent = RecentActs()
        recent.add(RecentActs.Picture(version: version, day: picture))
    }

    /// The day as if that event had never been, but for what only grows.
    mutating func takeBack(_ version: Int, at time: Instant) {
        guard let picture = recent.undo(version, at: time) else { return }
        var day = picture.day
        for kept in recent.acts(after: picture.version) { day.applyAlone(kept.event, at: kept.at) }
        keepWhatOnlyGrows(in: &day)
        day.recent = recent
        self = day
    }

    private func keepWhatOnlyGrows(in day: inout ClinicDay) {
        day.version = version
        day.clock = clock
        day.joined = max(day.joined, joined)
        day.announced = max(day.announced, announced)
        day.promises = promises
        for (queue, number) in lastNumbers { day.lastNumbers[queue] = max(day.lastNumbers[queue] ?? 0, number) }
        // A number that was issued stays somebody's: its ticket is a cancelled one.
        for (kept, at) in recent.undoneActs {
            guard case .issued(let issue) = kept.event.act, day.tickets[issue.ticket] == nil else { continue }
            var ticket = Ticket(issue, at: kept.at)
            ticket.state = .cancelled
            ticket.endedAt = at
            day.tickets[issue.ticket] = ticket
            day.ticketsByPerson[issue.person, default: []].append(issue.ticket)
        }
    }
}

extension Act {
    /// The tickets and rooms that an act is about.
    package var subjects: (tickets: [TicketID], rooms: [RoomID]) {
        switch self {
        case .opened, .extended, .adopted, .promised, .undone: ([], [])
        case .issued(let issue): ([issue.ticket], [])
        case .arrived(let ticket, _, _), .rejoined(let ticket, _), .released(let ticket),
            .returnedFromTests(let ticket, _), .prioritized(let ticket, _, _):
            ([ticket], [])
        case .called(let ticket, let room, _, let completes): ([ticket] + (completes.map { [$0] } ?? []), [room])
        case .recalled(let ticket, let room, _), .cameIn(let ticket, let room), .completed(let ticket, let room),
            .missed(let ticket, let room, _):
            ([ticket], [room])
        case .cancelled(let ticket, let room), .sentForTests(let ticket, let room), .held(let ticket, let room),
            .transferred(let ticket, _, _, _, let room):
            ([ticket], room.map { [$0] } ?? [])
        case .sittingOpened(let room, _, _, _, _), .sittingPaused(let room), .sittingResumed(let room): ([], [room])
        case .sittingClosed(let room, let moved): (moved.map(\.ticket), [room])
        }
    }
}
