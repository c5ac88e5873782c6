import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Testing

/// A server on loopback that answers as the test says, and remembers what it was asked.
final class ScriptedServer: Sendable {
    /// A request as it arrived.
    struct Seen: Sendable {
        var method: String
        var target: String
        var headers: [String: String]
        var body: String
    }

    /// What happens to a request.
    enum Reply: Sendable {
        case json(Int, String)
        /// Cut the connection without a word.
        case cut
        /// Never answer.
        case silence
        /// An event stream: this text, then an end that looks like a crash.
        case stream(String)
    }

    private let log = Mutex<[Seen]>([])
    private let script: @Sendable (Seen, Int) -> Reply
    private let channel: Mutex<(any Channel)?> = Mutex(nil)

    /// `script` gets each request with its number, from 1.
    init(_ script: @escaping @Sendable (Seen, Int) -> Reply) { self.script = script }

    /// What was asked so far.
    var seen: [Seen] { log.withLock { $0 } }

    /// Listens, and answers with the address.
    func start(port: Int = 0) async throws -> URL {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(ScriptedHandler(self))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        self.channel.withLock { $0 = channel }
        return try #require(URL(string: "http://127.0.0.1:\(channel.localAddress?.port ?? 0)"))
    }

    /// Stops listening.
    func stop() async throws {
        try await channel.withLock { $0 }?.close()
    }

    fileprivate func reply(to request: Seen) -> Reply {
        let number = log.withLock { log in
            log.append(request)
            return log.count
        }
        return script(request, number)
    }
}

private final class ScriptedHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let server: ScriptedServer
    private var request = ScriptedServer.Seen(method: "", target: "", headers: [:], body: "")

    init(_ server: ScriptedServer) { self.server = server }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let headers = Dictionary(
                head.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
            request = .init(method: head.method.rawValue, target: head.uri, headers: headers, body: "")
        case .body(let bytes): request.body += String(buffer: bytes)
        case .end: answer(context)
        }
    }

    private func answer(_ context: ChannelHandlerContext) {
        switch server.reply(to: request) {
        case .cut: context.close(promise: nil)
        case .silence: break
        case .json(let status, let body):
            let type = status < 400 ? "application/json" : "application/problem+json"
            write(context, status: status, type: type, length: body.utf8.count, body: body)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        case .stream(let text):
            write(context, status: 200, type: "text/event-stream", length: nil, body: text)
            context.flush()
            let channel = context.channel
            context.eventLoop.scheduleTask(in: .milliseconds(20)) { channel.close(promise: nil) }
        }
    }

    private func write(_ context: ChannelHandlerContext, status: Int, type: String, length: Int?, body: String) {
        var headers = HTTPHeaders([("content-type", type)])
        if let length { headers.add(name: "content-length", value: String(length)) }
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
    }
}
