import Testing

@testable import Client

@Suite("Server-sent events are read however they are cut")
struct StreamParserTests {
    private static let stream =
        ": hello\n\nid: 7\nevent: called\ndata: {\"a\":\ndata: 1}\n\nid:8\r\ndata:二\r\n\r\ndata: lost"

    private static let items: [StreamItem] = [
        .heartbeat, .event(id: "7", name: "called", data: "{\"a\":\n1}"), .event(id: "8", name: "message", data: "二"),
    ]

    @Test("Any size of the pieces gives the same events", arguments: [1, 2, 3, 5, 64, 1000])
    func anyPieces(size: Int) {
        var parser = StreamParser()
        let bytes = Array(Self.stream.utf8)
        var items: [StreamItem] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            items += parser.read(bytes[start..<min(start + size, bytes.count)])
        }
        #expect(items == Self.items)
    }

    @Test("An event that is not ended yet says nothing")
    func unfinished() {
        var parser = StreamParser()
        #expect(parser.read("id: 1\ndata: x\n".utf8).isEmpty)
        #expect(parser.read("\n".utf8) == [.event(id: "1", name: "message", data: "x")])
    }
}
