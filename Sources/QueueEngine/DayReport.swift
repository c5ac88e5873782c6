/// A day in figures, from its events alone. What was taken back never happened; what did not happen is absent, never
/// zero divided by zero.
package struct DayReport: Hashable, Sendable {
    /// What is counted for the whole day, or for one queue, doctor, hour or lane of it.
    package struct Figures: Hashable, Sendable {
        /// Tickets issued, those cancelled left out. Of an hour: those who began to wait in it. Of a doctor: those whom
        /// this doctor was the first to call.
        package var tickets = 0
        /// Calls made, those said again not counted twice.
        package var calls = 0
        package var misses = 0
        /// Minutes from beginning to wait to the first call.
        package var waitMinutes: Sample?
        /// Minutes from coming in to leaving.
        package var consultationMinutes: Sample?
        /// How often somebody saw one of the same queue who came later called first.
        package var overtakes = 0
        /// Calls for which staff chose somebody out of order.
        package var chosen = 0
        /// Calls that the guard against overtaking asked for: the day's figure of fairness.
        package var guarded = 0
        /// What those in `tickets` were told, against what came; nil when nobody was told anything that came.
        package var promised: Promised?
        /// Minutes for which doctors sat and were not paused. Nil for a queue or a lane: a sitting may serve several.
        package var doctorMinutes: Double?
        /// Consultations ended per hour of those; nil where there were none.
        package var perDoctorHour: Double?
    }

    package struct Group: Hashable, Sendable {
        /// The queue's or lane's id, the doctor's username, or the local hour from 0 to 23.
        package var key: String
        package var figures: Figures
    }

    /// What patients were told, against what came: for each promise with an estimate whose patient was called later.
    package struct Promised: Hashable, Sendable {
        package var count: Int
        /// Minutes; the actual wait less the middle of the range told. Above zero: too little was told.
        package var meanErrorMinutes: Double
        /// Minutes; the root of the mean square of that same error.
        package var rmseMinutes: Double
        /// The share, from 0 to 1, of those who waited 10 minutes or more beyond the upper end of the range told.
        package var tooLittleShare: Double
    }

    /// When one patient came to each step; nil where that was not reached.
    package struct Steps: Hashable, Sendable {
        package var ticket: TicketID
        package var label: String
        package var queue: QueueID
        package var checkedIn: Instant?
        /// The call on which the patient came in; while there is none, the last one.
        package var called: Instant?
        package var cameIn: Instant?
        package var papers = Papers()
    }

    /// What came of a ticket besides the queue.
    package struct Papers: Hashable, Sendable {
        package var formOpened: Instant?
        package var signed: Instant?
        package var printed: Instant?

        package init(formOpened: Instant? = nil, signed: Instant? = nil, printed: Instant? = nil) {
            self.formOpened = formOpened
            self.signed = signed
            self.printed = printed
        }
    }

    /// Minutes from each step to the next one, over all who reached both.
    package struct StepMinutes: Hashable, Sendable {
        package var checkedInToCalled: Sample?
        package var calledToCameIn: Sample?
        package var cameInToFormOpened: Sample?
        package var formOpenedToSigned: Sample?
        package var signedToPrinted: Sample?
    }

    /// The local date; empty where the day never opened.
    package var date: String
    package let all: Figures
    package let queues: [Group]
    package let doctors: [Group]
    package let hours: [Group]
    package let lanes: [Group]
    /// How often the one who was overtaken most was overtaken.
    package let mostOvertaken: Int
    /// What staff ruled by hand, in the order in which they did.
    package let byHand: [DayTrace.HandAct]
    /// In the order issued.
    package let steps: [Steps]
    package let stepMinutes: StepMinutes

    /// - Parameters:
    ///   - events: all of one day, from its opening.
    ///   - papers: what else is known of its tickets.
    package init(_ events: [TimedEvent], papers: [TicketID: Papers] = [:]) {
        let fold = DayFigures(DayTrace(events))
        date = fold.trace.date
        all = fold.all
        queues = fold.groups(patient: \.queue.rawValue, visit: { $1.queue.rawValue })
        lanes = fold.groups(patient: \.lane.rawValue, visit: { patient, _ in patient.lane.rawValue })
        doctors = fold.doctors
        hours = fold.hours
        mostOvertaken = fold.overtakes.values.max() ?? 0
        steps = fold.trace.patients.filter { $0.cancelledAt == nil }.map {
            Steps($0, papers: papers[$0.issue.ticket] ?? Papers())
        }
        stepMinutes = StepMinutes(steps)
        byHand = fold.trace.byHand
    }
}
