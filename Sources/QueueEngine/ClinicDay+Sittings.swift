extension ClinicDay {
    func openSitting(
        _ id: RoomID, doctor: String, queues: [QueueID], grade: String?, turn: Sitting.Turn
    ) throws(Refusal) -> Act? {
        guard let room = hall.room(id) else { throw Refusal(.roomUnknown, ["room": id.rawValue]) }
        guard !queues.isEmpty, Set(queues).count == queues.count else { throw Refusal(.sittingWithoutQueues) }
        var grades: [Grade] = []
        for queue in queues { grades += try line(queue).sheet.grades }
        if let grade, !grades.contains(where: { $0.id == grade }) {
            throw Refusal(.gradeUnknown, ["grade": grade, "queue": queues[0].rawValue])
        }
        try checkSitsNowhereElse(doctor, room: id)
        if let sitting = room.sitting {
            guard sitting.doctor == doctor else { throw Refusal(.roomTaken, ["room": id.rawValue]) }
            let asked = Sitting(
                doctor: doctor, queues: queues, state: .open, since: sitting.since, grade: grade, turn: turn)
            if sitting == asked { return nil }
            let stranded = strandedTickets(in: id, when: asked)
            guard stranded.isEmpty else { throw Refusal(.sittingPatientsStay, naming: stranded) }
        }
        return .sittingOpened(room: id, doctor: doctor, queues: queues, grade: grade, turn: turn)
    }

    /// Nobody sits in two rooms.
    func checkSitsNowhereElse(_ doctor: String, room id: RoomID) throws(Refusal) {
        guard let elsewhere = hall.rooms.first(where: { $0.id != id && $0.sitting?.doctor == doctor }) else { return }
        throw Refusal(.doctorElsewhere, ["room": elsewhere.id.rawValue])
    }

    func closeSitting(_ id: RoomID, spread: Spread?) throws(Refusal) -> Act {
        _ = try sitting(id)
        if let current = hall.room(id)?.current.flatMap({ tickets[$0] }) {
            throw Refusal(.roomOccupied, ["label": current.label, "room": id.rawValue])
        }
        let affected = strandedTickets(in: id, when: nil)
        guard let spread else {
            guard affected.isEmpty else { throw Refusal(.sittingPatientsWaiting, naming: affected) }
            return .sittingClosed(room: id, moved: [])
        }
        return .sittingClosed(room: id, moved: moves(of: affected, closing: id, spread: spread))
    }

    /// Those whom nobody would call once a room's sitting is closed or another one of the same doctor, because they are
    /// for its doctor, or for a grade that no other doctor of their queue has; by queue and number.
    ///
    /// - Parameter next: nil: closed, so that its doctor calls nobody of any queue any more.
    package func strandedTickets(in id: RoomID, when next: Sitting?) -> [Ticket] {
        guard let sitting = hall.room(id)?.sitting else { return [] }
        let others = hall.rooms.filter { $0.id != id }.compactMap(\.sitting)
        return tickets.values.filter { ticket in
            guard ticket.state.isActive, next?.takes(ticket) != true else { return false }
            switch ticket.reach {
            case .anyone: return false
            case .doctor: return ticket.reach.includes(sitting) && (next == nil || sitting.takes(ticket))
            case .grade: return sitting.takes(ticket) && !others.contains { $0.takes(ticket) }
            }
        }
        .sorted {
            ($0.queue.rawValue, $0.number, $0.id.description) < ($1.queue.rawValue, $1.number, $1.id.description)
        }
    }

    private func moves(of affected: [Ticket], closing id: RoomID, spread: Spread) -> [Move] {
        var turns: [QueueID: Int] = [:]
        return affected.map { ticket in
            let doctors = hall.rooms.filter { $0.id != id }
                .compactMap(\.openSitting).filter { $0.queues.contains(ticket.queue) }.map(\.doctor)
            guard spread == .evenly, !doctors.isEmpty else { return Move(ticket: ticket.id, reach: .anyone) }
            let turn = turns[ticket.queue, default: 0]
            turns[ticket.queue] = turn + 1
            return Move(ticket: ticket.id, reach: .doctor(doctors[turn % doctors.count]))
        }
    }
}

extension Sitting {
    /// Whether its doctor calls such a ticket, when open.
    fileprivate func takes(_ ticket: Ticket) -> Bool { queues.contains(ticket.queue) && ticket.reach.includes(self) }
}

extension Refusal {
    init(_ code: Code, naming tickets: [Ticket]) {
        self.init(
            code, ["count": String(tickets.count), "labels": tickets.map(\.label).joined(separator: "、")])
    }
}
