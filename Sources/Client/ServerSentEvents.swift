import Foundation

/// One thing that a server-sent stream said.
enum StreamItem: Equatable, Sendable {
    /// An event, with the stream's last id as it stood when the event ended.
    case event(id: String?, name: String, data: String)
    /// A comment line: the server is alive and has nothing to say.
    case heartbeat
}

/// Reads the bytes of `text/event-stream` as they come, however they are cut.
struct StreamParser {
    private var line: [UInt8] = []
    private var afterReturn = false
    private var id: String?
    private var name = ""
    private var data: [String] = []

    init() {}

    /// What these bytes complete.
    mutating func read(_ bytes: some Sequence<UInt8>) -> [StreamItem] {
        var items: [StreamItem] = []
        for byte in bytes {
            let isReturn = byte == UInt8(ascii: "\r")
            let isFeed = byte == UInt8(ascii: "\n")
            defer { afterReturn = isReturn }
            if isFeed, afterReturn { continue }
            guard isFeed || isReturn else {
                line.append(byte)
                continue
            }
            if let item = endLine() { items.append(item) }
        }
        return items
    }

    private mutating func endLine() -> StreamItem? {
        defer { line.removeAll(keepingCapacity: true) }
        guard !line.isEmpty else { return endEvent() }
        let text = String(decoding: line, as: UTF8.self)
        guard let colon = text.firstIndex(of: ":") else {
            take(field: text, value: "")
            return nil
        }
        guard colon != text.startIndex else { return .heartbeat }
        var value = text[text.index(after: colon)...]
        if value.first == " " { value.removeFirst() }
        take(field: String(text[..<colon]), value: String(value))
        return nil
    }

    private mutating func take(field: String, value: String) {
        switch field {
        case "id": id = value
        case "event": name = value
        case "data": data.append(value)
        default: break
        }
    }

    private mutating func endEvent() -> StreamItem? {
        defer {
            name = ""
            data = []
        }
        guard !data.isEmpty else { return nil }
        return .event(id: id, name: name.isEmpty ? "message" : name, data: data.joined(separator: "\n"))
    }
}
