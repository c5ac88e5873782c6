import API
import Clinic
import QueueEngine
import Foundation
import Hummingbird

/// What there is in this clinic.
struct ClinicController {
    let service: ClinicService

    var routes: [Route] { [Route(.get, "/api/v1/clinic", .roles(.screens), clinic)] }

    @Sendable private func clinic(_ request: Request, _ context: WebContext) async throws -> Response {
        let layout = service.layout
        let doctors = try await service.allStaff().filter { $0.roles.contains(.doctor) }
        let day = try await service.todaysDay()
        return try .json(
            ClinicResponse(
                id: layout.id, hospital: layout.hospital, name: layout.name, date: service.today.description,
                now: service.now().date, timeZone: layout.timeZone.identifier,
                clockSpeed: service.settings.clockSpeed, demo: service.settings.demo,
                queues: layout.queues.map { queue in
                    let sheet = day.sheet(of: queue.id) ?? queue.sheet
                    return QueueItem(
                        id: queue.id.rawValue, name: queue.name, prefix: sheet.number.prefix, form: queue.form,
                        lanes: sheet.lanes.map(\.lane.rawValue), ruleSheet: sheet.id,
                        priorities: sheet.classes.map { priority in
                            PriorityItem(
                                id: priority.id,
                                title: priority.title.isEmpty
                                    ? service.wording.all("lane.\(priority.lane)") : priority.title,
                                lane: priority.lane.rawValue)
                        }, undoMinutes: sheet.undoMinutes)
                },
                rooms: layout.rooms.map { RoomItem(id: $0.id.rawValue, name: $0.name) },
                displays: layout.displays.map { DisplayItem(id: $0.id, name: $0.name) },
                printers: layout.printers.map {
                    PrinterItem(id: $0.id, name: $0.name, purpose: $0.purpose.rawValue)
                },
                ruleSheets: ruleSheets,
                doctors: doctors.map {
                    Staff(username: $0.username, name: $0.name, roles: $0.roles.map(\.rawValue).sorted())
                }))
    }

    private var ruleSheets: [RuleSheetItem] {
        var seen: Set<String> = []
        return service.layout.queues.map(\.sheet).filter { seen.insert($0.id).inserted }
            .map { RuleSheetItem(id: $0.id, title: $0.title, version: $0.version) }
    }
}
