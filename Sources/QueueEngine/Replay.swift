/// An event of a clinic-day with the moment at which it was journalled.
package struct TimedEvent: Hashable, Sendable {
    package var event: Event
    package var at: Instant

    package init(_ event: Event, at: Instant) {
        self.event = event
        self.at = at
    }
}

/// A day decided a second time: only what came from outside is taken from the journal, and the engine says again whom
/// it calls, tells and places where.
///
/// Each decision is judged on the recorded day up to it, so that one wrong call makes no later one look wrong.
package struct Replay: Hashable, Sendable {
    /// A decision that is not the one recorded.
    package struct Difference: Hashable, Sendable {
        /// The event's version in its day, from 1.
        package var version: Int
        package var at: Instant
        package var recorded: Event
        /// What the engine decides now; nil when it decides nothing.
        package var decided: Event?
        /// Why it refuses, when it does.
        package var refusal: Refusal?
    }

    /// How many events were decided again.
    package private(set) var acts = 0
    /// How many of them were calls that the engine made.
    package private(set) var calls = 0
    /// In the order of the day; the first one is where to look.
    package private(set) var differences: [Difference] = []

    package var isSame: Bool { differences.isEmpty }

    /// - Parameter events: all of one day, from its opening.
    package init(_ events: [TimedEvent]) {
        var day = ClinicDay()
        for timed in events {
            acts += 1
            if case .called(_, _, let choice, _) = timed.event.act, choice.rule != .chosen { calls += 1 }
            if let difference = Self.difference(timed, on: day) { differences.append(difference) }
            day.apply(timed.event, at: timed.at)
        }
    }

    private static func difference(_ timed: TimedEvent, on day: ClinicDay) -> Difference? {
        var found = Difference(
            version: day.version + 1, at: timed.at, recorded: timed.event, decided: nil, refusal: nil)
        do throws(Refusal) {
            found.decided = try day.decide(Command(again: timed.event.act), now: timed.at).first
            return found.decided == timed.event ? nil : found
        } catch {
            found.refusal = error
            return found
        }
    }
}

extension Command {
    /// What somebody asked for when this act was journalled: nothing that the engine decided is in it.
    package init(again act: Act) {
        switch act {
        case .opened(let date, let queues, let rooms, let noon):
            self = .open(date: date, queues: queues, rooms: rooms, noon: noon)
        case .extended(let queues, let rooms): self = .extend(queues: queues, rooms: rooms)
        case .adopted(let queue, let sheet): self = .adopt(queue: queue, sheet: sheet)
        case .issued(let issue): self = .issue(Order(again: issue))
        case .arrived(let ticket, _, _): self = .arrive(ticket: ticket)
        case .called(let ticket, let room, let choice, _):
            self = choice.rule == .chosen ? .callChosen(ticket: ticket, room: room) : .callNext(room: room)
        case .recalled(let ticket, _, _): self = .recall(ticket: ticket)
        case .cameIn(let ticket, _): self = .comeIn(ticket: ticket)
        case .completed(let ticket, _): self = .complete(ticket: ticket)
        case .missed(let ticket, _, _): self = .miss(ticket: ticket)
        case .rejoined(let ticket, _): self = .rejoin(ticket: ticket)
        case .cancelled(let ticket, _): self = .cancel(ticket: ticket)
        case .sentForTests(let ticket, _): self = .sendForTests(ticket: ticket)
        case .returnedFromTests(let ticket, _): self = .returnFromTests(ticket: ticket)
        case .held(let ticket, _): self = .hold(ticket: ticket)
        case .released(let ticket): self = .release(ticket: ticket)
        case .transferred(let ticket, let queue, let reach, _, _):
            self = .transfer(ticket: ticket, queue: queue, reach: reach)
        case .prioritized(let ticket, let priority, _): self = .prioritize(ticket: ticket, priority: priority)
        case .undone(let version, _, _, _): self = .undo(version: version)
        case .promised(let promises): self = .promise(promises)
        case .sittingOpened, .sittingPaused, .sittingResumed, .sittingClosed: self = Self.sitting(again: act)
        }
    }

    private static func sitting(again act: Act) -> Command {
        switch act {
        case .sittingOpened(let room, let doctor, let queues, let grade, let turn):
            .openSitting(room: room, doctor: doctor, queues: queues, grade: grade, turn: turn)
        case .sittingPaused(let room): .pauseSitting(room: room)
        case .sittingResumed(let room): .resumeSitting(room: room)
        case .sittingClosed(let room, let moved):
            .closeSitting(
                room: room,
                spread: moved.isEmpty ? nil : moved.allSatisfy { $0.reach == .anyone } ? .anyone : .evenly)
        default: .promise([])
        }
    }
}

extension Command.Order {
    /// The order that led to this number: its lane is the one that the rules gave, which they give again.
    package init(again issue: Issue) {
        self.init(
            ticket: issue.ticket, queue: issue.queue, person: issue.person, lane: issue.lane, reach: issue.reach,
            booking: issue.booked ? .booked(slot: issue.slot) : .here, priority: issue.priority, extra: issue.extra,
            continues: issue.continues)
    }
}
