/// Where a receipt printer is that takes ESC/POS: `escpos://host:port`, the port 9100 unless told. With `?answers=no` the
/// machine neither answers a question nor closes the line when it is done, and what it took is believed to have arrived.
package struct ReceiptAddress: Hashable, Sendable {
    package static let usualPort = 9100

    package var host: String
    package var port: Int
    package var answers: Bool

    package init(host: String, port: Int = usualPort, answers: Bool = true) {
        self.host = host
        self.port = port
        self.answers = answers
    }

    /// Nil when the text is no such address.
    package init?(_ text: String) {
        let scheme = "escpos://"
        guard text.hasPrefix(scheme) else { return nil }
        var rest = text.dropFirst(scheme.count)
        let (quiet, chatty) = ("?answers=no", "?answers=yes")
        let isQuiet = rest.hasSuffix(quiet)
        if isQuiet {
            rest = rest.dropLast(quiet.count)
        } else if rest.hasSuffix(chatty) {
            rest = rest.dropLast(chatty.count)
        }
        let place = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = place.first, !host.isEmpty, place.count <= 2,
            host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") })
        else { return nil }
        guard let port = place.count == 2 ? Int(place[1]) : Self.usualPort, (1...65535).contains(port) else {
            return nil
        }
        self.init(host: String(host), port: port, answers: !isQuiet)
    }

    var place: String { "\(host):\(port)" }
}
