import API
import Clinic
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import QueueEngine

/// The pages, and what they load. Everything is read once at start: what is not in the folder then is not there.
struct PagesController {
    let service: ClinicService
    private let files: [String: (bytes: ByteBuffer, type: String, tag: String)]

    /// - Parameter folder: `Resources/static`.
    init(service: ClinicService, folder: URL) throws {
        self.service = service
        var files: [String: (bytes: ByteBuffer, type: String, tag: String)] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            guard let type = Self.types[(name as NSString).pathExtension] else { continue }
            let bytes = try Data(contentsOf: folder.appending(path: name))
            files[name] = (ByteBuffer(bytes: bytes), type, "\"\(Hash.sha256(bytes).prefix(16))\"")
        }
        self.files = files
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "woff2": "font/woff2",
    ]

    var routes: [Route] {
        [
            Route(.get, "/", .open, page("index.html")),
            Route(.get, "/doctor", .open, page("doctor.html")),
            Route(.get, "/display/{display}", .open, page("display.html")),
            Route(.get, "/door/{room}", .open, page("door.html")),
            Route(.get, "/static/{file}", .open) { request, context in try file(context.id("file"), request) },
        ] + patientRoutes
    }

    /// What a patient's phone may ask: it can listen on a port of its own.
    var patientRoutes: [Route] {
        [
            Route(.get, "/t/{token}", .open, page("phone.html")),
            Route(.get, "/t/{token}/status", .open, status),
        ]
    }

    private func page(_ name: String) -> Route.Handler {
        { request, _ in try file(name, request) }
    }

    private func file(_ name: String, _ request: Request) throws -> Response {
        guard let file = files[name] else { throw WebRefusal.notFound }
        var headers: HTTPFields = [.contentType: file.type, .cacheControl: "no-cache", .eTag: file.tag]
        if Self.holds(request.headers[.ifNoneMatch], file.tag) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentLength] = String(file.bytes.readableBytes)
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.bytes))
    }

    /// Whether the browser has these bytes: `If-None-Match` may list several, and a proxy may have weakened them.
    private static func holds(_ known: String?, _ tag: String) -> Bool {
        (known ?? "").split(separator: ",").contains { part in
            let given = part.trimmingCharacters(in: .whitespaces)
            return given == "*" || given == tag || given == "W/" + tag
        }
    }

    private struct PatientStatus: Encodable {
        var label: String
        var masked: String
        var lane: String
        var state: String
        var ahead: Int?
        var estimate: Estimate?
        var room: [String: String]?
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
        let entry = day.plan(now: now).entries.first { $0.ticket == ticket.id }
        let person = try await service.person(ticket.person)
        return try .json(
            PatientStatus(
                label: ticket.label, masked: Masking.mask(person.name), lane: ticket.lane.rawValue,
                state: ticket.state.rawValue, ahead: entry.map { $0.position - 1 },
                estimate: entry?.estimate(now: now)?.wire,
                room: ticket.room.flatMap { service.layout.room($0)?.name },
                queue: service.layout.queue(ticket.queue)?.name ?? [:], hospital: service.layout.hospital,
                clinic: service.layout.name, at: now.date, date: date.description,
                timeZone: service.layout.timeZone.identifier, language: person.language, demo: service.settings.demo,
                clockSpeed: service.settings.clockSpeed))
    }
}
