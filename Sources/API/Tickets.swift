package import FoundationEssentials

/// Who a ticket is for: somebody known by `id`, or the fields of `PatientRequest` to register or update them.
package struct PatientReference: Codable, Sendable {
    package var id: String?
    package var name: String?
    package var sex: String?
    package var birthDate: String?
    package var phone: String?
    package var language: String?
    package var identifiers: [Identifier]?

    package init(
        id: String? = nil, name: String? = nil, sex: String? = nil, birthDate: String? = nil,
        phone: String? = nil, language: String? = nil, identifiers: [Identifier]? = nil
    ) {
        self.id = id
        self.name = name
        self.sex = sex
        self.birthDate = birthDate
        self.phone = phone
        self.language = language
        self.identifiers = identifiers
    }
}

/// `POST /queues/{queue}/tickets`.
package struct IssueRequest: Codable, Sendable {
    package var patient: PatientReference
    /// `first` when absent; one of the queue's lanes.
    package var lane: String?
    /// The username of the doctor it is for; anyone when absent.
    package var doctor: String?
    /// A priority class of the queue's rule sheet, or a lane.
    package var priority: String?
    /// A grade of doctors it is for, when it is for no one doctor.
    package var grade: String?
    /// Beyond the quota (加号); false when absent.
    package var extra: Bool?
    /// The id of the ticket of an earlier day on whose number the patient is back.
    package var continues: String?
    /// A later local date makes it booked.
    package var date: String?
    /// A later time today, `10:30`, makes it booked.
    package var slot: String?
    /// 挂号流水号: the same one again is the same ticket.
    package var externalId: String?
    /// Whether to print the ticket; false when absent.
    package var print: Bool?

    package init(
        patient: PatientReference, lane: String? = nil, doctor: String? = nil, priority: String? = nil,
        grade: String? = nil, extra: Bool? = nil, continues: String? = nil, date: String? = nil,
        slot: String? = nil, externalId: String? = nil, print: Bool? = nil
    ) {
        self.patient = patient
        self.lane = lane
        self.doctor = doctor
        self.priority = priority
        self.grade = grade
        self.extra = extra
        self.continues = continues
        self.date = date
        self.slot = slot
        self.externalId = externalId
        self.print = print
    }
}

/// A waiting time as a range of whole minutes, rounded to five.
package struct Estimate: Codable, Hashable, Sendable {
    package var fromMinutes: Int
    package var toMinutes: Int

    package init(fromMinutes: Int, toMinutes: Int) {
        self.fromMinutes = fromMinutes
        self.toMinutes = toMinutes
    }
}

/// What issuing a number answers.
package struct IssueResponse: Codable, Sendable {
    package var id: String
    package var event: String
    package var number: Int
    /// `A012`.
    package var label: String
    package var lane: String
    package var state: String
    /// Place in the plan, from 1; absent while booked.
    package var position: Int?
    /// How many of its queue will be called before it.
    package var ahead: Int?
    /// How many of other queues the same rooms will call before it; not in `ahead`. Absent while booked.
    package var others: Int?
    /// Absent while booked, or while no room is open.
    package var estimate: Estimate?
    /// The patient's own page; absent without a public URL.
    package var link: String?
    /// The print job of the paper ticket, when one was asked for.
    package var printJob: String?

    package init(
        id: String, event: String, number: Int, label: String, lane: String, state: String,
        position: Int?, ahead: Int?, others: Int? = nil, estimate: Estimate?, link: String?, printJob: String?
    ) {
        self.id = id
        self.event = event
        self.number = number
        self.label = label
        self.lane = lane
        self.state = state
        self.position = position
        self.ahead = ahead
        self.others = others
        self.estimate = estimate
        self.link = link
        self.printJob = printJob
    }
}

/// A ticket, as staff see it.
package struct TicketResponse: Codable, Sendable {
    package var id: String
    package var queue: String
    package var date: String
    package var number: Int
    package var label: String
    package var lane: String
    /// `booked`, `waiting`, `ready` (told to get ready), `called`, `in-room`, `at-tests`, `on-hold`, `missed`, `done`,
    /// `cancelled`, `void`.
    package var state: String
    package var patient: String
    /// Absent for those who may not read names.
    package var name: String?
    package var masked: String
    package var room: String?
    package var issuedAt: Date
    package var arrivedAt: Date?
    package var calledAt: Date?
    package var startedAt: Date?
    package var endedAt: Date?
    /// How often the present call has been said: 1 after calling, 2 after one recall.
    package var calls: Int
    /// How often the patient was called and did not come.
    package var misses: Int
    /// The open or signed assessment of this ticket.
    package var assessment: String?
    /// `draft` or `signed`; absent without an assessment.
    package var assessmentState: String?
    package var position: Int?
    package var ahead: Int?
    /// How many of other queues the same rooms will call before it; not in `ahead`. Absent when it does not wait.
    package var others: Int?
    package var estimate: Estimate?

    package init(
        id: String, queue: String, date: String, number: Int, label: String, lane: String, state: String,
        patient: String, name: String?, masked: String, room: String?, issuedAt: Date, arrivedAt: Date?,
        calledAt: Date?, startedAt: Date?, endedAt: Date?, calls: Int, misses: Int, assessment: String?,
        assessmentState: String? = nil, position: Int?, ahead: Int?, others: Int? = nil, estimate: Estimate?
    ) {
        self.id = id
        self.queue = queue
        self.date = date
        self.number = number
        self.label = label
        self.lane = lane
        self.state = state
        self.patient = patient
        self.name = name
        self.masked = masked
        self.room = room
        self.issuedAt = issuedAt
        self.arrivedAt = arrivedAt
        self.calledAt = calledAt
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.calls = calls
        self.misses = misses
        self.assessment = assessment
        self.assessmentState = assessmentState
        self.position = position
        self.ahead = ahead
        self.others = others
        self.estimate = estimate
    }
}

/// `GET /queues/{queue}/tickets?state=waiting,ready`.
package struct TicketListResponse: Codable, Sendable {
    package var tickets: [TicketResponse]

    package init(tickets: [TicketResponse]) { self.tickets = tickets }
}

/// What an act on a ticket or a sitting answers: the event that it became, and where the ticket now stands.
package struct ActResponse: Codable, Sendable {
    package var event: String
    package var ticket: TicketReference?
    /// What the patient is told: the place in the plan, from 1, and the waiting time. Absent when the act tells nobody.
    package var position: Int?
    /// How many of other queues the same rooms will call before it; not in `position`.
    package var others: Int?
    package var estimate: Estimate?
    /// Whom the closing of a sitting was about, or its taking back.
    package var closed: ClosedSittingItem?

    package init(
        event: String, ticket: TicketReference?, position: Int? = nil, others: Int? = nil,
        estimate: Estimate? = nil, closed: ClosedSittingItem? = nil
    ) {
        self.event = event
        self.ticket = ticket
        self.position = position
        self.others = others
        self.estimate = estimate
        self.closed = closed
    }
}

/// Whom the closing of a sitting was about.
package struct ClosedSittingItem: Codable, Hashable, Sendable {
    /// A ticket that was for the doctor who stopped, and whose it is now.
    package struct Moved: Codable, Hashable, Sendable {
        package var ticket: String
        package var label: String
        package var doctor: String?
        /// Absent without a doctor too: whoever is free sees it.
        package var grade: String?
        /// Its new place in the plan, from 1, which its patient is told; absent when it does not wait.
        package var position: Int?
        /// How many of other queues the same rooms will call before it; not in `position`.
        package var others: Int?
        /// Absent, too, while no open room would call it.
        package var estimate: Estimate?

        package init(
            ticket: String, label: String, doctor: String?, grade: String? = nil, position: Int? = nil,
            others: Int? = nil, estimate: Estimate? = nil
        ) {
            self.ticket = ticket
            self.label = label
            self.doctor = doctor
            self.grade = grade
            self.position = position
            self.others = others
            self.estimate = estimate
        }
    }

    package var moved: [Moved]
    /// The labels of those who wait for any doctor while no room calls their queue any more.
    package var left: [String]

    package init(moved: [Moved], left: [String]) {
        self.moved = moved
        self.left = left
    }
}

/// A ticket by its label, naming nobody.
package struct TicketReference: Codable, Hashable, Sendable {
    package var id: String
    package var label: String
    package var queue: String
    package var lane: String
    package var state: String

    package init(id: String, label: String, queue: String, lane: String, state: String) {
        self.id = id
        self.label = label
        self.queue = queue
        self.lane = lane
        self.state = state
    }
}

/// `POST /tickets/{id}/transfers`: at least one of them; a room stands for the doctor who sits there.
package struct TransferRequest: Codable, Sendable {
    package var queue: String?
    package var room: String?
    package var doctor: String?
    package var grade: String?
    package var reason: String?

    package init(
        queue: String? = nil, room: String? = nil, doctor: String? = nil, grade: String? = nil, reason: String? = nil
    ) {
        self.queue = queue
        self.room = room
        self.doctor = doctor
        self.grade = grade
        self.reason = reason
    }
}

/// `PUT /tickets/{id}/priority`.
package struct PriorityRequest: Codable, Sendable {
    /// A priority class of the queue's rule sheet.
    package var priority: String
    /// Why; it is kept.
    package var reason: String

    package init(priority: String, reason: String) {
        self.priority = priority
        self.reason = reason
    }
}

/// `POST /undos`.
package struct UndoRequest: Codable, Sendable {
    /// The event that the act's answer named.
    package var event: String

    package init(event: String) { self.event = event }
}
