package import QueueEngine

/// What a call answered.
package struct CallOutcome: Codable, Sendable {
    package var event: String
    package var ticket: String
    package var label: String
    package var queue: String
    package var lane: String
    package var state: String
    package var room: String
    package var choice: Choice
    /// It had been told to get ready.
    package var wasTold: Bool?
    /// The ticket that the call completed.
    package var completed: String?
}

extension ClinicService {
    package static let reasonLimit = 200

    /// Calls the next for a room, or a chosen one with a reason.
    package func call(
        room: RoomID, chosen: String?, reason: String?, _ request: Request
    ) async throws -> CallOutcome {
        try checkChoice(chosen, reason: reason)
        return try await perform(request) { [self] transaction, now in
            let date = dates.date(of: now)
            let stream = layout.stream(of: date)
            let day = try days.day(stream, in: transaction)
            try checkCaller(request.actor, room: day.room(room))
            let command = try command(room: room, chosen: chosen, stream: stream, in: transaction)
            let told = Set(day.readyTickets)
            let done = try act(command, on: stream, date: date, by: request.actor, at: now, in: transaction)
            guard let done, case .called(let id, _, let choice, let completes) = done.act else {
                throw Refusal(.queueNobodyWaiting)
            }
            guard let ticket = try days.day(stream, in: transaction).tickets[id] else { throw Refusal(.ticketUnknown) }
            if let reason {
                try saveReason(reason, event: done.event.id, by: request.actor, at: now, in: transaction)
            }
            return CallOutcome(
                event: done.event.id, ticket: id.description, label: ticket.label, queue: ticket.queue.rawValue,
                lane: ticket.lane.rawValue, state: ticket.state.rawValue, room: room.rawValue, choice: choice,
                wasTold: told.contains(id) ? true : nil, completed: completes?.description)
        }
    }

    /// A doctor calls in a room of their own: in another's it would end that doctor's consultation.
    private func checkCaller(_ actor: Actor, room: Room?) throws(Conflict) {
        guard let room, let sitting = room.sitting, sitting.doctor != actor.username,
            actor.roles.contains(.doctor), actor.roles.isDisjoint(with: [.desk, .admin])
        else { return }
        throw Conflict("room.other-doctor", ["room": room.id.rawValue])
    }

    private func checkChoice(_ chosen: String?, reason: String?) throws {
        if chosen != nil, (reason ?? "").allSatisfy(\.isWhitespace) {
            throw InvalidInput([.init("reason", "field.reason")])
        }
        try check(reason: reason)
    }

    func check(reason: String?) throws {
        guard let reason else { return }
        guard reason.unicodeScalars.count <= Self.reasonLimit else {
            throw InvalidInput([.init("reason", "field.too-long", ["limit": "\(Self.reasonLimit)"])])
        }
        guard !reason.unicodeScalars.contains(where: { $0 != "\n" && PersonRules.isUnprintable($0) }) else {
            throw InvalidInput([.init("reason", "field.unprintable")])
        }
    }

    private func command(
        room: RoomID, chosen: String?, stream: String, in reader: any StoreReader
    ) throws -> Command {
        guard let chosen else { return .callNext(room: room) }
        let (own, _, ticket) = try place(ofTicket: chosen, in: reader)
        guard own == stream else { throw Refusal(.ticketUnknown) }
        return .callChosen(ticket: ticket, room: room)
    }

    /// A reason is somebody's own words and may name a person: it is a document, and the journal holds its hash.
    func saveReason(
        _ reason: String, event: String, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws {
        let document = StoredDocument(mediaType: "text/plain; charset=utf-8", bytes: Array(reason.utf8))
        try transaction.save(document)
        try note(
            "reason-given", on: "reason/\(event)", payload: ["event": event, "sha256": document.sha256], by: actor,
            at: now, in: transaction)
    }

    /// The words of a reason that was saved with an event.
    static func reason(ofEvent event: String, in reader: any StoreReader) throws -> String? {
        guard let noted = try reader.events(of: "reason/\(event)", after: 0).last,
            let hash = try EventCoding.value([String: String].self, from: Array(noted.payload.utf8))["sha256"],
            let document = try reader.document(sha256: hash)
        else { return nil }
        return String(decoding: document.bytes, as: UTF8.self)
    }

    package func openSitting(
        room: RoomID, doctor: String, queues: [QueueID], grade: String? = nil, turn: Sitting.Turn = .rotation,
        _ request: Request
    ) async throws -> ActOutcome {
        let grades = layout.queues.filter { queues.contains($0.id) }.flatMap { $0.sheet.grades.map(\.id) }
        if grade != nil, grades.isEmpty { throw InvalidInput([.init("grade", "field.no-grades")]) }
        if let grade, !grades.contains(grade) {
            throw InvalidInput([.init("grade", "field.not-one-of", ["values": grades.joined(separator: ", ")])])
        }
        let staff = try await store.read { try $0.staff(username: doctor) }
        guard staff?.roles.contains(.doctor) == true else { throw InvalidInput([.init("doctor", "field.doctor")]) }
        return try await act(
            .openSitting(room: room, doctor: doctor, queues: queues, grade: grade, turn: turn), request)
    }

    package func pauseSitting(room: RoomID, _ request: Request) async throws -> ActOutcome {
        try await act(.pauseSitting(room: room), request)
    }

    package func resumeSitting(room: RoomID, _ request: Request) async throws -> ActOutcome {
        try await act(.resumeSitting(room: room), request)
    }

    package func closeSitting(room: RoomID, spread: Spread?, _ request: Request) async throws -> ActOutcome {
        try await act(.closeSitting(room: room, spread: spread), request)
    }

    /// Whom the closing of a sitting, or its taking back, moved, and who waits for nobody now; `day` is the day after it.
    func closed(_ moved: [TicketID], in day: ClinicDay, at now: Instant) -> ClosedSitting {
        let moved = moved.compactMap { day.tickets[$0] }.map { ticket in
            ClosedSitting.Moved(
                ticket: ticket.id.description, label: ticket.label, doctor: ticket.doctor, grade: ticket.grade)
        }
        let left = day.plan(now: now).entries.filter { entry in
            entry.room == nil && !day.rooms.contains { $0.openSitting?.queues.contains(entry.queue) == true }
        }
        return ClosedSitting(moved: moved, left: left.compactMap { day.tickets[$0.ticket]?.label })
    }

    /// An act on today's clinic-day that is about no one ticket. Those whom the closing of a sitting moves were told another
    /// place: they are told their new one.
    private func act(_ command: Command, _ request: Request) async throws -> ActOutcome {
        try await performPromising(request) { [self] transaction, now in
            let date = dates.date(of: now)
            let stream = layout.stream(of: date)
            let done = try act(command, on: stream, date: date, by: request.actor, at: now, in: transaction)
            let event = done?.event.id ?? ""
            guard let act = done?.act, case .sittingClosed = act else { return (ActOutcome(event: event), []) }
            let closed = closed(act.moved, in: try days.day(stream, in: transaction), at: now)
            return (
                ActOutcome(event: event, closed: closed),
                act.moved.map { PromiseOrder(ticket: $0, stream: stream, occasion: .spread) }
            )
        }
    }
}
