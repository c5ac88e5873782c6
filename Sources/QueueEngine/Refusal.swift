/// Why an act makes no sense now: a stable code and the arguments for its sentence. Nothing has changed.
package struct Refusal: Error, Hashable, Sendable {
    package enum Code: String, Sendable, CaseIterable {
        case queueUnknown = "queue.unknown"
        case queueNobodyWaiting = "queue.nobody-waiting"
        case queueFull = "queue.full"
        case laneUnknown = "lane.unknown"
        case ticketUnknown = "ticket.unknown"
        case ticketWrongState = "ticket.wrong-state"
        case ticketPersonHasOne = "ticket.person-has-one"
        case ticketTooFewCalls = "ticket.too-few-calls"
        case ticketTooEarly = "ticket.too-early"
        case ticketReturnExpired = "ticket.return-expired"
        case queueQuotaUsed = "queue.quota-used"
        case queueExtraUsed = "queue.extra-used"
        case priorityUnknown = "priority.unknown"
        case gradeUnknown = "grade.unknown"
        case undoUnknown = "undo.unknown"
        case undoTooLate = "undo.too-late"
        case undoSuperseded = "undo.superseded"
        case ticketNotForRoom = "ticket.not-for-room"
        case roomUnknown = "room.unknown"
        case roomNoSitting = "room.no-sitting"
        case roomPaused = "room.paused"
        case roomCallOpen = "room.call-open"
        case roomOccupied = "room.occupied"
        case roomTaken = "room.taken"
        case doctorElsewhere = "doctor.elsewhere"
        case sittingWithoutQueues = "sitting.without-queues"
        case sittingPatientsWaiting = "sitting.patients-waiting"
        case sittingPatientsStay = "sitting.patients-stay"
    }

    package var code: Code
    /// By name, for the sentence: labels, counts, states; never a person's name.
    package var arguments: [String: String]

    package init(_ code: Code, _ arguments: [String: String] = [:]) {
        self.code = code
        self.arguments = arguments
    }
}
