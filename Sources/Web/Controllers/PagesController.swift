import API
import Clinic
import Foundation
import HTTPTypes
import Hummingbird
import QueueEngine

/// The pages, and what they load.
struct PagesController {
    let service: ClinicService
    private let files: StaticFiles

    /// - Parameter folder: `Resources/static`.
    init(service: ClinicService, folder: URL) throws {
        self.service = service
        files = try StaticFiles(folder: folder)
    }

    var routes: [Route] {
        [
            Route(.get, "/", .open, page("index.html")),
            Route(.get, "/doctor", .open, page("doctor.html")),
            Route(.get, "/report", .open, page("report.html")),
            Route(.get, "/readings", .open, page("readings.html")),
            Route(.get, "/display/{display}", .open, page("display.html")),
            Route(.get, "/door/{room}", .open, page("door.html")),
            Route(.get, "/static/{file}", .open) { request, context in
                try files.answer(context.id("file"), request)
            },
        ] + patientRoutes
    }

    /// What a patient's phone may ask: it can listen on a port of its own.
    var patientRoutes: [Route] {
        [
            Route(.get, "/t/{token}", .open, page("phone.html")),
            Route(.get, "/t/{token}/status", .open, status),
            Route(.get, "/t/{token}/questions", .open, page("questions.html")),
        ]
    }

    private func page(_ name: String) -> Route.Handler {
        { request, _ in try files.answer(name, request) }
    }

    private struct PatientStatus: Encodable {
        var label: String
        var masked: String
        var lane: String
        var state: String
        var ahead: Int?
        /// How many of other queues the same rooms call before it.
        var others: Int
        var estimate: Estimate?
        var room: [String: String]?
        /// Whether there is a questionnaire that can still be answered.
        var questions: Bool
        var queue: [String: String]
        var hospital: [String: String]
        var clinic: [String: String]
        var at: Date
        var date: String
        var timeZone: String
        var language: String
        var demo: Bool
        var clockSpeed: Double
    }

    /// The patient's own place in line: numbers only, and the own name masked.
    @Sendable private func status(_ request: Request, _ context: WebContext) async throws -> Response {
        let id = try await service.ticket(forLink: context.id("token"))
        let (ticket, day, date) = try await service.ticket(id)
        let now = service.now()
        let plan = service.plan(of: day, now: now)
        let isOver = service.isOver(ticket, on: date)
        let entry = isOver ? nil : plan.entry(of: ticket.id)
        let person = try await service.person(ticket.person)
        return try .json(
            PatientStatus(
                label: ticket.label, masked: Masking.mask(person.name), lane: ticket.lane.rawValue,
                // Of a day that is over: as void as any other number that nobody calls.
                state: (isOver ? .void : ticket.state).rawValue, ahead: entry.map { $0.position - 1 },
                others: entry == nil ? 0 : day.countOfOtherQueues(before: ticket, in: plan),
                estimate: entry?.estimate(now: now)?.wire,
                room: ticket.room.flatMap { service.layout.room($0)?.name },
                questions: service.mayAnswer(ticket, on: date),
                queue: service.layout.queue(ticket.queue)?.name ?? [:], hospital: service.layout.hospital,
                clinic: service.layout.name, at: now.date, date: date.description,
                timeZone: service.layout.timeZone.identifier, language: person.language, demo: service.settings.demo,
                clockSpeed: service.settings.clockSpeed))
    }
}
