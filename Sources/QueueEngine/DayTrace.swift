/// A day as it went for each ticket, each room: folded from its events, what was taken back left out.
package struct DayTrace: Sendable {
    /// One call of a ticket, and what came of it.
    package struct Visit: Hashable, Sendable {
        package enum End: Hashable, Sendable {
            case done
            /// Sent for tests.
            case tests
            case missed
            /// Put aside.
            case held
            /// Transferred or cancelled.
            case away
        }

        package var calledAt: Instant
        package var room: RoomID
        package var doctor: String?
        package var queue: QueueID
        package var rule: Rule
        package var cameInAt: Instant?
        package var endedAt: Instant?
        package var end: End?
        /// When the patient was back from this visit's miss or tests, or from where it was put aside.
        package var backAt: Instant?

        /// Seconds from coming in to leaving; nil while either is missing.
        package var consultationSeconds: Double? {
            guard let cameInAt, let endedAt, end == .done || end == .tests else { return nil }
            return max(0, endedAt.seconds(since: cameInAt))
        }
    }

    /// One ticket's day.
    package struct Patient: Sendable {
        package var issue: Issue
        package var issuedAt: Instant
        package var queue: QueueID
        /// The lane that it was issued for, or that a priority moved it to; a miss does not change it.
        package var lane: Lane
        /// When it began to wait; nil when it never arrived.
        package var arrivedAt: Instant?
        package var cancelledAt: Instant?
        package var visits: [Visit] = []
        /// When it stood in no line after it had come: put aside, or at tests; open while it still does.
        package var away: [(from: Instant, to: Instant?)] = []

        /// Whether it could have been called then.
        func stood(at time: Instant) -> Bool {
            !away.contains { $0.from <= time && time <= $0.to ?? Instant(milliseconds: .max) }
        }

        /// Seconds from arriving to being called for the first time; nil while either is missing.
        package var waitSeconds: Double? {
            guard let arrivedAt, let first = visits.first else { return nil }
            return max(0, first.calledAt.seconds(since: arrivedAt))
        }
    }

    /// A time during which a room sat and was not paused.
    package struct Sat: Hashable, Sendable {
        package var room: RoomID
        package var doctor: String
        package var from: Instant
        package var to: Instant

        var seconds: Double { max(0, to.seconds(since: from)) }
    }

    /// What staff ruled by hand, against the order that the sheet alone would have made.
    package struct HandAct: Hashable, Sendable {
        package enum Kind: String, Sendable {
            /// Called out of order.
            case chosen
            /// Given a priority class, at the issue or later.
            case prioritized
            /// A number beyond the quota (加号).
            case extra
        }

        /// The event's place in the day.
        package var version: Int
        package var at: Instant
        package var kind: Kind
        package var ticket: TicketID
        package var label: String
        /// Its queue then.
        package var queue: QueueID
        /// The lane that it stood in, or was given.
        package var lane: Lane
        package var priority: String?
        /// Who called it; nil for what no room did.
        package var doctor: String?
    }

    package private(set) var date = ""
    package private(set) var noon: Instant?
    /// In the order issued.
    package private(set) var patients: [Patient] = []
    package private(set) var sittings: [Sat] = []
    /// In the order in which it was done.
    package private(set) var byHand: [HandAct] = []
    /// With the moment at which it was told.
    package private(set) var promises: [TimedPromise] = []
    /// The last event's moment.
    package private(set) var end: Instant?
    private var places: [TicketID: Int] = [:]
    /// The rules in force, by queue.
    private var sheets: [QueueID: RuleSheet] = [:]
    private var open: [RoomID: (doctor: String, since: Instant?)] = [:]

    /// - Parameter events: all of one day, from its opening: an event's version is its place.
    package init(_ events: [TimedEvent]) {
        var undone: Set<Int> = []
        for timed in events { if case .undone(let version, _, _, _) = timed.event.act { undone.insert(version) } }
        for (index, timed) in events.enumerated() where !undone.contains(index + 1) {
            fold(timed.event.act, at: timed.at)
            note(timed.event.act, version: index + 1, at: timed.at)
        }
        guard let last = events.map(\.at).max() else { return }
        end = last
        for room in open.keys.sorted(by: { $0.rawValue < $1.rawValue }) { rest(room, at: last) }
    }

    package func patient(_ ticket: TicketID) -> Patient? { places[ticket].map { patients[$0] } }

    private mutating func fold(_ act: Act, at time: Instant) {
        switch act {
        case .opened(let date, let queues, _, let noon):
            (self.date, self.noon) = (date, noon)
            for setup in queues { sheets[setup.id] = setup.sheet }
        case .extended(let queues, _): for setup in queues { sheets[setup.id] = setup.sheet }
        case .adopted(let queue, let sheet): sheets[queue] = sheet
        case .issued(let issue):
            places[issue.ticket] = patients.count
            patients.append(
                Patient(
                    issue: issue, issuedAt: time, queue: issue.queue, lane: issue.lane,
                    arrivedAt: issue.booked ? nil : time))
        case .arrived(let ticket, _, _): update(ticket) { $0.arrivedAt = time }
        case .called(let ticket, let room, let choice, let completes):
            if let completes { leave(completes, .done, at: time) }
            let doctor = open[room]?.doctor
            update(ticket) {
                $0.visits.append(
                    Visit(calledAt: time, room: room, doctor: doctor, queue: $0.queue, rule: choice.rule))
            }
        case .cameIn(let ticket, _): updateVisit(ticket) { $0.cameInAt = time }
        case .completed(let ticket, _): leave(ticket, .done, at: time)
        case .missed(let ticket, _, _): leave(ticket, .missed, at: time)
        case .sentForTests(let ticket, let room):
            if room != nil { leave(ticket, .tests, at: time) }
            update(ticket) { $0.away.append((time, nil)) }
        case .held(let ticket, let room):
            if room != nil { leave(ticket, .held, at: time) }
            update(ticket) { $0.away.append((time, nil)) }
        case .rejoined(let ticket, _): back(ticket, from: .missed, at: time)
        case .returnedFromTests(let ticket, _): back(ticket, from: .tests, at: time)
        case .released(let ticket): back(ticket, from: .held, at: time)
        case .cancelled(let ticket, _):
            leave(ticket, .away, at: time)
            update(ticket) { $0.cancelledAt = time }
        case .transferred(let ticket, let queue, _, _, let room):
            if room != nil { leave(ticket, .away, at: time) }
            update(ticket) { $0.queue = queue }
        case .prioritized(let ticket, _, let lane): update(ticket) { $0.lane = lane }
        case .promised(let told): promises += told.map { TimedPromise(promise: $0, at: time) }
        case .sittingOpened, .sittingPaused, .sittingResumed, .sittingClosed: foldSitting(act, at: time)
        case .recalled, .undone: break
        }
    }

    private mutating func note(_ act: Act, version: Int, at time: Instant) {
        func note(
            _ kind: HandAct.Kind, _ ticket: TicketID, _ lane: Lane, priority: String? = nil, doctor: String? = nil
        ) {
            guard let patient = patient(ticket) else { return }
            byHand.append(
                HandAct(
                    version: version, at: time, kind: kind, ticket: ticket, label: patient.issue.label,
                    queue: patient.queue, lane: lane, priority: priority, doctor: doctor))
        }
        switch act {
        case .called(let ticket, let room, let choice, _) where choice.rule == .chosen:
            note(.chosen, ticket, choice.lane, doctor: open[room]?.doctor)
        case .prioritized(let ticket, let priority, let lane): note(.prioritized, ticket, lane, priority: priority)
        case .issued(let issue):
            let isOfPriority = sheets[issue.queue]?.classes.contains { $0.lane == issue.lane } == true
            if issue.priority != nil || isOfPriority {
                note(.prioritized, issue.ticket, issue.lane, priority: issue.priority)
            }
            if issue.extra { note(.extra, issue.ticket, issue.lane) }
        default: break
        }
    }

    private mutating func foldSitting(_ act: Act, at time: Instant) {
        switch act {
        case .sittingOpened(let room, let doctor, _, _, _):
            rest(room, at: time)
            open[room] = (doctor, time)
        case .sittingPaused(let room): rest(room, at: time)
        case .sittingResumed(let room): open[room]?.since = time
        case .sittingClosed(let room, _):
            rest(room, at: time)
            open[room] = nil
        default: break
        }
    }

    private mutating func rest(_ room: RoomID, at time: Instant) {
        guard let sitting = open[room], let since = sitting.since else { return }
        sittings.append(Sat(room: room, doctor: sitting.doctor, from: since, to: time))
        open[room]?.since = nil
    }

    private mutating func leave(_ ticket: TicketID, _ end: Visit.End, at time: Instant) {
        updateVisit(ticket) {
            guard $0.end == nil else { return }
            $0.end = end
            $0.endedAt = time
        }
    }

    /// Whoever comes back from tests that began while waiting ends no visit's absence.
    private mutating func back(_ ticket: TicketID, from end: Visit.End, at time: Instant) {
        updateVisit(ticket) { if $0.end == end, $0.backAt == nil { $0.backAt = time } }
        update(ticket) { if let last = $0.away.indices.last, $0.away[last].to == nil { $0.away[last].to = time } }
    }

    private mutating func update(_ ticket: TicketID, _ change: (inout Patient) -> Void) {
        if let place = places[ticket] { change(&patients[place]) }
    }

    private mutating func updateVisit(_ ticket: TicketID, _ change: (inout Visit) -> Void) {
        update(ticket) { if let last = $0.visits.indices.last { change(&$0.visits[last]) } }
    }
}

extension DayTrace {
    /// How often each patient was overtaken: how many of the same queue arrived later and were called first, while it stood
    /// in the line. Those never called count with all who were. `Explanation.passings` is the same as long as nobody
    /// misses, returns from tests or is moved: it counts from when a ticket joined its present line, and every call.
    package func overtakes() -> [TicketID: Int] {
        var counts: [TicketID: Int] = [:]
        for line in Dictionary(grouping: patients, by: \.queue).values {
            let here = line.compactMap { patient in
                patient.cancelledAt == nil
                    ? patient.arrivedAt.map { (patient, $0, patient.visits.first?.calledAt) } : nil
            }
            let served = here.compactMap { _, arrived, called in called.map { (arrived: arrived, called: $0) } }
            for (patient, arrived, called) in here {
                let end = called ?? Instant(milliseconds: .max)
                counts[patient.issue.ticket] = served.count {
                    $0.arrived > arrived && $0.called < end && patient.stood(at: $0.called)
                }
            }
        }
        return counts
    }
}
