package import QueueEngine

/// One call, as a screen shows and says it.
package struct ScreenCall: Sendable {
    package var item: FeedItem
    package var ticket: Ticket
    package var masked: String
    package var roomName: [String: String]
    /// The patient is still expected.
    package var isOpen: Bool
    package var spoken: [String: String]
}

/// All that a screen shows.
package struct Screen: Sendable {
    package var display: ClinicLayout.Display
    package var date: LocalDate
    package var now: Instant
    package var feedID: Int
    package var calls: [ScreenCall]
    package var ready: [ScreenTicket]
    package var missed: [ScreenTicket]
    package var waiting: [(queue: ClinicLayout.Queue, count: Int, estimate: WaitEstimate?)]
    package var rooms: [ScreenRoom]
}

/// A ticket on a screen.
package struct ScreenTicket: Sendable {
    package var ticket: Ticket
    package var masked: String
}

/// A room on a screen.
package struct ScreenRoom: Sendable {
    package var room: ClinicLayout.Room
    package var sitting: Sitting?
    package var doctorName: String?
    package var current: ScreenTicket?
}

extension ClinicService {
    package static let recentCallLimit = 8

    /// What a display shows now, masked.
    package func screen(_ id: String) async throws -> Screen {
        guard let display = layout.display(id) else { throw NotFound("display") }
        // The feed's id is read before the state, so that nothing falls between the two.
        let feedID = feeds.lastID(of: id)
        let recent = feeds.recentCalls(of: id, limit: Self.recentCallLimit)
        let now = now()
        let day = try await todaysDay()
        let shown = shownTickets(of: display, recent: recent, in: day)
        let names = display.showsNames ? try await masked(shown.map(\.person)) : [:]
        let plan = plan(of: day, now: now)
        let doctors = try await staffNames()
        func show(_ ticket: Ticket) -> ScreenTicket { ScreenTicket(ticket: ticket, masked: names[ticket.person] ?? "") }
        let missed = missedTickets(of: display, in: day).sorted { $0.label < $1.label }
        return Screen(
            display: display, date: dates.date(of: now), now: now, feedID: feedID,
            calls: recent.compactMap { item in
                item.ticket.flatMap { day.tickets[$0] }.map {
                    call(item, $0, masked: names[$0.person] ?? "", display: display)
                }
            },
            ready: day.readyTickets.compactMap { day.tickets[$0] }.filter { display.queues.contains($0.queue) }.map(
                show),
            missed: missed.map(show),
            waiting: display.queues.compactMap { layout.queue($0) }.map { queue in
                let entries = plan.entries(of: queue.id)
                return (queue, entries.count, estimateForNewcomer(in: queue.id, entries: entries, day: day, now: now))
            },
            rooms: layout.rooms.compactMap { room in
                guard let state = day.room(room.id) else { return nil }
                let current = state.current.flatMap { day.tickets[$0] }.flatMap {
                    display.queues.contains($0.queue) ? $0 : nil
                }
                return ScreenRoom(
                    room: room, sitting: state.sitting,
                    doctorName: state.sitting.map { doctors[$0.doctor] ?? $0.doctor },
                    current: current.map(show))
            })
    }

    private func shownTickets(of display: ClinicLayout.Display, recent: [FeedItem], in day: ClinicDay) -> [Ticket] {
        let called = recent.compactMap { $0.ticket.flatMap { day.tickets[$0] } }
        let current = day.rooms.compactMap { $0.current.flatMap { day.tickets[$0] } }
        let ready = day.readyTickets.compactMap { day.tickets[$0] }
        return called + current + ready + missedTickets(of: display, in: day)
    }

    private func missedTickets(of display: ClinicLayout.Display, in day: ClinicDay) -> [Ticket] {
        day.tickets.values.filter { $0.state == .missed && display.queues.contains($0.queue) }
    }

    /// One item of the feed, as it is sent.
    package func call(for item: FeedItem, on display: ClinicLayout.Display) async throws -> ScreenCall? {
        guard let id = item.ticket, let ticket = try await todaysDay().tickets[id] else { return nil }
        let names = display.showsNames ? try await masked([ticket.person]) : [:]
        return call(item, ticket, masked: names[ticket.person] ?? "", display: display)
    }

    private func call(
        _ item: FeedItem, _ ticket: Ticket, masked: String, display: ClinicLayout.Display
    ) -> ScreenCall {
        let room = item.room.flatMap { layout.room($0) }
        var spoken: [String: String] = [:]
        for language in display.voice {
            let label = ticket.label.map(String.init).joined(separator: " ")
            spoken[language] = wording.text(
                "voice.call", language, ["label": label, "room": room?.name.best(for: language) ?? ""])
        }
        return ScreenCall(
            item: item, ticket: ticket, masked: masked, roomName: room?.name ?? [:],
            isOpen: ticket.state == .called && ticket.room == item.room, spoken: spoken)
    }

    /// What somebody who took a number now would be told: after all who wait. Nil while no room is open.
    package func estimateForNewcomer(
        in queue: QueueID, entries: [Plan.Entry], day: ClinicDay, now: Instant
    ) -> WaitEstimate? {
        minutesForNewcomer(in: queue, entries: entries, day: day, now: now).map(WaitEstimate.init(expectedMinutes:))
    }

    /// How many of other queues the same rooms will have called by then. Nil while no room is open.
    /// - Parameter entries: those of the queue in the plan.
    package func othersBeforeNewcomer(
        in queue: QueueID, entries: [Plan.Entry], plan: Plan, day: ClinicDay, now: Instant
    ) -> Int? {
        guard let minutes = minutesForNewcomer(in: queue, entries: entries, day: day, now: now) else { return nil }
        let serving = Set(rooms(serving: queue, on: day).map(\.id))
        return plan.entries.count { entry in
            guard entry.queue != queue, let at = entry.at, let room = entry.room else { return false }
            return serving.contains(room) && at.seconds(since: now) / 60 < minutes
        }
    }

    private func minutesForNewcomer(
        in queue: QueueID, entries: [Plan.Entry], day: ClinicDay, now: Instant
    ) -> Double? {
        let serving = rooms(serving: queue, on: day)
        guard !serving.isEmpty else { return nil }
        let minutes = day.expectedMinutes(queue: queue, lane: .first)
        guard let last = entries.compactMap(\.at).max() else {
            let busy = serving.allSatisfy { $0.current != nil }
            return busy ? minutes / Double(serving.count) : 0
        }
        return last.seconds(since: now) / 60 + minutes / Double(serving.count)
    }

    private func rooms(serving queue: QueueID, on day: ClinicDay) -> [Room] {
        day.rooms.filter { $0.openSitting?.queues.contains(queue) == true }
    }
}
