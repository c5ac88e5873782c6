package import FoundationEssentials

/// `GET /reports/day`: a day in figures. What has no value is null: nothing is divided by zero, and no field is left out.
package struct DayReportResponse: Codable, Sendable {
    /// A local date: `2026-11-20`.
    package var date: String
    /// The hash of the journal's last row when the report was made.
    @OrNull package var journalHead: String?
    package var all: ReportFigures
    package var queues: [ReportGroup]
    package var doctors: [ReportGroup]
    package var hours: [ReportGroup]
    package var lanes: [ReportGroup]
    /// How often the one who was overtaken most was overtaken.
    package var mostOvertaken: Int
    /// What staff ruled by hand, in the order in which they did.
    package var byHand: [ReportByHand]
    package var steps: [ReportSteps]
    package var stepMinutes: ReportStepMinutes

    package init(
        date: String, journalHead: String?, all: ReportFigures, queues: [ReportGroup], doctors: [ReportGroup],
        hours: [ReportGroup], lanes: [ReportGroup], mostOvertaken: Int, byHand: [ReportByHand], steps: [ReportSteps],
        stepMinutes: ReportStepMinutes
    ) {
        self.date = date
        self.journalHead = journalHead
        self.all = all
        self.queues = queues
        self.doctors = doctors
        self.hours = hours
        self.lanes = lanes
        self.mostOvertaken = mostOvertaken
        self.byHand = byHand
        self.steps = steps
        self.stepMinutes = stepMinutes
    }
}

/// Somebody called out of order, given priority, or given a number beyond the quota.
package struct ReportByHand: Codable, Sendable {
    package var at: Date
    /// `chosen`, `prioritized` or `extra`.
    package var kind: String
    package var ticket: String
    package var label: String
    package var queue: String
    package var lane: String
    @OrNull package var priority: String?
    /// In whose room it was called.
    @OrNull package var doctor: String?
    /// The account that did it.
    package var by: String
    @OrNull package var reason: String?

    package init(
        at: Date, kind: String, ticket: String, label: String, queue: String, lane: String, priority: String?,
        doctor: String?, by: String, reason: String?
    ) {
        self.at = at
        self.kind = kind
        self.ticket = ticket
        self.label = label
        self.queue = queue
        self.lane = lane
        self.priority = priority
        self.doctor = doctor
        self.by = by
        self.reason = reason
    }
}

/// How values lie; there is none of no values.
package struct ReportSample: Codable, Sendable {
    package var count: Int
    package var median: Double
    package var ninetieth: Double

    package init(count: Int, median: Double, ninetieth: Double) {
        self.count = count
        self.median = median
        self.ninetieth = ninetieth
    }
}

/// What is counted for the whole day, or for a part of it.
package struct ReportFigures: Codable, Sendable {
    /// Cancelled ones left out.
    package var tickets: Int
    package var calls: Int
    package var misses: Int
    /// From checking in to the first call.
    @OrNull package var waitMinutes: ReportSample?
    @OrNull package var consultationMinutes: ReportSample?
    package var overtakes: Int
    /// Calls for which staff chose somebody out of order.
    package var chosen: Int
    /// Calls that the guard against overtaking asked for.
    package var guarded: Int
    @OrNull package var promised: ReportPromises?
    /// Minutes for which doctors sat, pauses left out; null for a queue or a lane.
    @OrNull package var doctorMinutes: Double?
    /// Consultations ended per hour of those.
    @OrNull package var perDoctorHour: Double?

    package init(
        tickets: Int, calls: Int, misses: Int, waitMinutes: ReportSample?, consultationMinutes: ReportSample?,
        overtakes: Int, chosen: Int, guarded: Int, promised: ReportPromises?, doctorMinutes: Double?,
        perDoctorHour: Double?
    ) {
        self.tickets = tickets
        self.calls = calls
        self.misses = misses
        self.waitMinutes = waitMinutes
        self.consultationMinutes = consultationMinutes
        self.overtakes = overtakes
        self.chosen = chosen
        self.guarded = guarded
        self.promised = promised
        self.doctorMinutes = doctorMinutes
        self.perDoctorHour = perDoctorHour
    }
}

/// The figures of one queue, doctor, hour or lane.
package struct ReportGroup: Codable, Sendable {
    /// An id, a username, or the local hour from 0 to 23.
    package var key: String
    package var figures: ReportFigures

    package init(key: String, figures: ReportFigures) {
        self.key = key
        self.figures = figures
    }
}

/// What patients were told, against what came.
package struct ReportPromises: Codable, Sendable {
    package var count: Int
    /// The actual wait less the middle of the range told, in minutes.
    package var meanErrorMinutes: Double
    package var rmseMinutes: Double
    /// The share, from 0 to 1, who waited 10 minutes or more beyond the range's upper end.
    package var tooLittleShare: Double

    package init(count: Int, meanErrorMinutes: Double, rmseMinutes: Double, tooLittleShare: Double) {
        self.count = count
        self.meanErrorMinutes = meanErrorMinutes
        self.rmseMinutes = rmseMinutes
        self.tooLittleShare = tooLittleShare
    }
}
