import API
import Clinic
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// What screens show, and their feeds.
struct DisplaysController {
    let service: ClinicService

    var routes: [Route] {
        [
            Route(.get, "/api/v1/displays/{display}", .roles(.screens), show),
            Route(.get, "/api/v1/displays/{display}/feed", .roles(.screens), feed),
        ]
    }

    private var views: ScreenViews { ScreenViews(service: service) }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        try .json(views.screen(try await service.screen(context.id("display"))))
    }

    /// Server-sent events from the id in `Last-Event-ID` (or `?after=`), else from now. A follower that was away too
    /// long gets `reset`. It ends when the follower leaves or the server stops.
    @Sendable private func feed(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let display = service.layout.display(context.id("display")) else { throw NotFound("display") }
        let after = try Self.lastID(request) ?? service.feeds.lastID(of: display.id)
        guard let changes = service.feeds.listen() else { throw WebRefusal.tooManyListeners }
        var headers: HTTPFields = [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"]
        if let buffering = HTTPField.Name("X-Accel-Buffering") { headers[buffering] = "no" }
        let stream = FeedStream(service: service, display: display, views: views)
        return Response(
            status: .ok, headers: headers,
            body: .init { writer in
                try await request.body.consumeWithInboundCloseHandler { _ in
                    try await stream.write(from: after, on: changes, to: &writer)
                } onInboundClosed: {
                    service.feeds.leave(changes)
                }
                try await writer.finish(nil)
            })
    }

    private static func lastID(_ request: Request) throws -> Int? {
        let header = HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }
        guard let text = header ?? request.uri.queryParameters["after"].map(String.init) else { return nil }
        guard let id = Int(text), id >= 0 else {
            throw InvalidInput([.init("Last-Event-ID", "field.feed-id")])
        }
        return id
    }
}

/// One follower of a feed.
struct FeedStream {
    let service: ClinicService
    let display: ClinicLayout.Display
    let views: ScreenViews

    func write(
        from start: Int, on changes: FeedHub.Listener, to writer: inout any ResponseBodyWriter
    ) async throws {
        var last = start
        try await writer.write(ByteBuffer(string: ": \(service.layout.id)\n\n"))
        try await catchUp(&last, to: &writer)
        for await _ in changes.stream.cancelOnGracefulShutdown() {
            let before = last
            try await catchUp(&last, to: &writer)
            if last == before { try await writer.write(ByteBuffer(string: ": still here\n\n")) }
        }
    }

    private func catchUp(_ last: inout Int, to writer: inout any ResponseBodyWriter) async throws {
        guard let items = service.feeds.items(of: display.id, after: last) else {
            last = service.feeds.lastID(of: display.id)
            try await send(FeedEvent(id: last, previous: last, kind: "reset"), to: &writer)
            return
        }
        for item in items {
            try await send(try await views.event(item, on: display), to: &writer)
            last = item.id
        }
    }

    private func send(_ event: FeedEvent, to writer: inout any ResponseBodyWriter) async throws {
        let data = String(decoding: try Wire.encode(event), as: UTF8.self)
        try await writer.write(ByteBuffer(string: "id: \(event.id)\nevent: \(event.kind)\ndata: \(data)\n\n"))
    }
}
