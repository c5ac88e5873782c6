/// Where a printer is: `cups://host:port/queue`, the port 631 unless told.
package struct PrinterAddress: Hashable, Sendable {
    package var host: String
    package var port: Int
    package var queue: String

    package init(host: String, port: Int = 631, queue: String) {
        self.host = host
        self.port = port
        self.queue = queue
    }

    /// Nil when the text is no such address. A queue's name has no space, slash, `#` or `?`.
    package init?(_ text: String) {
        let scheme = "cups://"
        guard text.hasPrefix(scheme) else { return nil }
        let parts = text.dropFirst(scheme.count).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty,
            parts[1].allSatisfy({ $0.isASCII && !$0.isWhitespace && $0 != "#" && $0 != "?" })
        else { return nil }
        let place = parts[0].split(separator: ":", omittingEmptySubsequences: false)
        guard let host = place.first, !host.isEmpty, place.count <= 2 else { return nil }
        guard let port = place.count == 2 ? Int(place[1]) : 631, (1...65535).contains(port) else { return nil }
        self.init(host: String(host), port: port, queue: String(parts[1]))
    }

    var printerURI: String { "ipp://\(host):\(port)/printers/\(queue)" }
}
