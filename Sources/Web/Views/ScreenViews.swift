import API
import Clinic
import Foundation
import QueueEngine

/// Screens and their feeds as the wire has them.
struct ScreenViews {
    let service: ClinicService

    func screen(_ screen: Screen) -> DisplayResponse {
        let layout = service.layout
        return DisplayResponse(
            id: screen.display.id, name: screen.display.name, hospital: layout.hospital, clinic: layout.name,
            languages: screen.display.languages, date: screen.date.description, now: screen.now.date,
            timeZone: layout.timeZone.identifier, clockSpeed: service.settings.clockSpeed,
            demo: service.settings.demo, feedId: screen.feedID, calls: screen.calls.map(call),
            ready: screen.ready.map(ticket), missed: screen.missed.map(ticket),
            queues: screen.waiting.map {
                DisplayQueue(
                    id: $0.queue.id.rawValue, prefix: $0.queue.sheet.number.prefix, name: $0.queue.name,
                    waiting: $0.count, estimate: $0.estimate?.wire)
            },
            rooms: screen.rooms.map {
                DisplayRoom(
                    id: $0.room.id.rawValue, name: $0.room.name, doctorName: $0.doctorName,
                    state: $0.sitting?.state.rawValue ?? "closed", current: $0.current.map(ticket))
            },
            notices: screen.display.notices, voice: screen.display.voice)
    }

    func call(_ call: ScreenCall) -> DisplayCall {
        DisplayCall(
            event: call.item.event, ticket: call.ticket.id.description, label: call.ticket.label,
            masked: call.masked, lane: call.ticket.lane.rawValue, room: call.item.room?.rawValue ?? "",
            roomName: call.roomName, at: call.item.at.date, count: call.item.count, open: call.isOpen,
            spoken: call.spoken)
    }

    private func ticket(_ ticket: ScreenTicket) -> DisplayTicket {
        DisplayTicket(label: ticket.ticket.label, masked: ticket.masked, lane: ticket.ticket.lane.rawValue)
    }

    func event(_ item: FeedItem, on display: ClinicLayout.Display) async throws -> FeedEvent {
        var event = FeedEvent(id: item.id, previous: item.previous, kind: item.kind.rawValue)
        switch item.kind {
        case .called, .recalled: event.call = try await service.call(for: item, on: display).map(call)
        case .withdrawn: event.ticket = item.ticket?.description
        case .changed: break
        }
        return event
    }
}
