/// What came from outside on one day, so that it can be played under other rules: who arrived when, how long each was
/// inside, who did not come when called, when doctors sat.
package struct ReplayScript: Sendable {
    /// One time inside a room.
    package struct Stay: Hashable, Sendable {
        /// Seconds from the call to coming in.
        package var walkSeconds: Double
        /// Seconds inside.
        package var seconds: Double
        /// Sent for tests at its end; back after so many seconds, `.infinity` for never.
        package var testsSeconds: Double?

        package init(walkSeconds: Double, seconds: Double, testsSeconds: Double? = nil) {
            self.walkSeconds = walkSeconds
            self.seconds = seconds
            self.testsSeconds = testsSeconds
        }
    }

    /// A call after which the patient did not come in.
    package struct Unanswered: Hashable, Sendable {
        package enum End: Hashable, Sendable {
            case missed
            case tests
            /// Put aside.
            case held
        }

        package var end: End
        /// Seconds from the call to its end; a miss takes as long as the sheet's calls do.
        package var seconds: Double
        /// Seconds until the patient stands at the desk again, `.infinity` for never.
        package var backSeconds: Double

        package init(_ end: End, seconds: Double = 0, backSeconds: Double) {
            self.end = end
            self.seconds = seconds
            self.backSeconds = backSeconds
        }
    }

    /// What one patient does, whoever calls and when.
    package struct Conduct: Hashable, Sendable {
        package var stays: [Stay]
        /// The first calls, after which the patient does not come in.
        package var unanswered: [Unanswered]

        /// - Parameter missedBackSeconds: for each of the first calls, which are missed, seconds until the patient is back.
        package init(stays: [Stay], missedBackSeconds: [Double] = []) {
            self.stays = stays
            unanswered = missedBackSeconds.map { Unanswered(.missed, backSeconds: $0) }
        }
    }

    package var date: String
    package var noon: Instant?
    package var queues: [QueueSetup]
    package var rooms: [RoomID]
    /// What people asked for, in order of time.
    package var steps: [(command: Command, at: Instant)]
    package var conducts: [TicketID: Conduct]

    package init(
        date: String, noon: Instant?, queues: [QueueSetup], rooms: [RoomID],
        steps: [(command: Command, at: Instant)], conducts: [TicketID: Conduct]
    ) {
        self.date = date
        self.noon = noon
        self.queues = queues
        self.rooms = rooms
        self.steps = steps
        self.conducts = conducts
    }

    /// - Parameter events: all of one day, from its opening. What was taken back never happened.
    /// - Returns: nil when the first event opens no day.
    package init?(_ events: [TimedEvent]) {
        guard case .opened(let date, let queues, let rooms, let noon) = events.first?.event.act else { return nil }
        var undone: Set<Int> = []
        for timed in events { if case .undone(let version, _, _, _) = timed.event.act { undone.insert(version) } }
        let kept = events.enumerated().filter { !undone.contains($0.offset + 1) }.map(\.element)
        self.init(date: date, noon: noon, queues: queues, rooms: rooms, steps: [], conducts: [:])
        var outside = OutsideActs()
        for timed in kept {
            if case .extended(let queues, let rooms) = timed.event.act {
                // They were there all along, and empty.
                self.queues += queues
                self.rooms += rooms
            } else if outside.take(timed.event.act) {
                steps.append((Command(again: timed.event.act), timed.at))
            }
        }
        for patient in DayTrace(events).patients { conducts[patient.issue.ticket] = Conduct(patient) }
    }

    /// The same people under other sheets, from the day's beginning. A lane that the new sheet does not have becomes
    /// its first one, a priority that it does not know is none.
    package func under(_ sheets: [QueueID: RuleSheet]) -> ReplayScript {
        var script = self
        for index in script.queues.indices {
            guard let sheet = sheets[script.queues[index].id] else { continue }
            script.queues[index].sheet = sheet
        }
        script.steps = steps.compactMap { step in
            switch step.command {
            case .adopt(let queue, _) where sheets[queue] != nil: nil
            case .issue(let order):
                (.issue(sheets[order.queue].map { Self.fitted(order, to: $0) } ?? order), step.at)
            default: step
            }
        }
        return script
    }

    private static func fitted(_ order: Command.Order, to sheet: RuleSheet) -> Command.Order {
        var order = order
        if let priority = order.priority, sheet.priority(priority) == nil { order.priority = nil }
        order.lane = sheet.known(order.lane)
        if case .grade(let grade) = order.reach, !sheet.grades.contains(where: { $0.id == grade }) {
            order.reach = .anyone
        }
        return order
    }
}

/// Tells the acts that a what-if takes as they were: no call, nothing in a room, no miss.
private struct OutsideActs {
    /// At tests, or put aside, since they waited, and not since a call.
    private var away: Set<TicketID> = []

    /// Whether the day's next act came from outside.
    mutating func take(_ act: Act) -> Bool {
        switch act {
        case .adopted, .issued, .arrived, .cancelled, .transferred, .prioritized, .sittingOpened, .sittingPaused,
            .sittingResumed, .sittingClosed:
            return true
        case .sentForTests(let ticket, let room), .held(let ticket, let room):
            if room == nil { away.insert(ticket) }
            return room == nil
        // The others come back so long after they were sent: that moves with their call.
        case .returnedFromTests(let ticket, _), .released(let ticket): return away.remove(ticket) != nil
        default: return false
        }
    }
}

extension ReplayScript.Conduct {
    fileprivate init(_ patient: DayTrace.Patient) {
        self.init(stays: [])
        for (index, visit) in patient.visits.enumerated() {
            let isLast = index + 1 == patient.visits.count
            let back = visit.backAt.flatMap { back in visit.endedAt.map { max(0, back.seconds(since: $0)) } }
            if let end = visit.unanswered {
                unanswered.append(
                    ReplayScript.Unanswered(
                        end, seconds: max(0, visit.endedAt?.seconds(since: visit.calledAt) ?? 0),
                        backSeconds: back ?? (end == .missed && !isLast ? 0 : .infinity)))
            } else if let cameIn = visit.cameInAt, let seconds = visit.consultationSeconds {
                stays.append(
                    ReplayScript.Stay(
                        walkSeconds: max(0, cameIn.seconds(since: visit.calledAt)), seconds: seconds,
                        testsSeconds: visit.end == .tests ? back ?? .infinity : nil))
            }
        }
    }
}

extension DayTrace.Visit {
    /// How a call ended that nobody answered; nil when the patient came in, or was transferred or cancelled.
    fileprivate var unanswered: ReplayScript.Unanswered.End? {
        switch end {
        case .missed: .missed
        case .tests where cameInAt == nil: .tests
        case .held: .held
        case .done, .tests, .away, nil: nil
        }
    }
}
