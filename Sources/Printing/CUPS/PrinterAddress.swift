/// Where a printer is: `cups://host:port/queue`, the port 631 unless told. `cupss://` is encrypted.
///
/// CUPS itself trusts whatever certificate it meets first. After a `?`, two of our own checks: `certificate=` is the
/// SHA-256 of the one that the CUPS server must show, `machine-certificate=` of the printer behind it (`ipps://`), in
/// hexadecimal; with `&` between them. Whoever shows another gets no paper.
package struct PrinterAddress: Hashable, Sendable {
    package var host: String
    package var port: Int
    package var queue: String
    /// Whether the way to the CUPS server is encrypted.
    package var isEncrypted: Bool
    /// SHA-256, lower case.
    package var certificate: String?
    package var machineCertificate: String?

    package init(
        host: String, port: Int = 631, queue: String, isEncrypted: Bool = false, certificate: String? = nil,
        machineCertificate: String? = nil
    ) {
        self.host = host
        self.port = port
        self.queue = queue
        self.isEncrypted = isEncrypted
        self.certificate = certificate
        self.machineCertificate = machineCertificate
    }

    /// Nil when the text is no such address. A queue's name has no space, slash, `#` or `?`.
    package init?(_ text: String) {
        let halves = text.split(separator: "?", omittingEmptySubsequences: false)
        guard halves.count <= 2, let scheme = ["cups://", "cupss://"].first(where: text.hasPrefix) else { return nil }
        let parts = halves[0].dropFirst(scheme.count).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty,
            parts[1].allSatisfy({ $0.isASCII && !$0.isWhitespace && $0 != "#" })
        else { return nil }
        let place = parts[0].split(separator: ":", omittingEmptySubsequences: false)
        guard let host = place.first, !host.isEmpty, place.count <= 2 else { return nil }
        guard let port = place.count == 2 ? Int(place[1]) : 631, (1...65535).contains(port) else { return nil }
        self.init(host: String(host), port: port, queue: String(parts[1]), isEncrypted: scheme == "cupss://")
        guard halves.count == 2 else { return }
        for check in halves[1].split(separator: "&", omittingEmptySubsequences: false) {
            let pair = check.split(separator: "=", omittingEmptySubsequences: false)
            guard pair.count == 2, let hash = Self.hash(pair[1]) else { return nil }
            switch pair[0] {
            case "certificate" where isEncrypted && certificate == nil: certificate = hash
            case "machine-certificate" where machineCertificate == nil: machineCertificate = hash
            default: return nil
            }
        }
    }

    private static func hash(_ text: Substring) -> String? {
        let hash = text.lowercased()
        return hash.count == 64 && hash.allSatisfy { $0.isASCII && $0.isHexDigit } ? hash : nil
    }

    var printerURI: String { "\(isEncrypted ? "ipps" : "ipp")://\(host):\(port)/printers/\(queue)" }

    package func isSameServer(as other: PrinterAddress) -> Bool { host == other.host && port == other.port }

    /// CUPS runs on this very machine: what it can reach, we can.
    package var isHere: Bool { ["localhost", "127.0.0.1", "::1"].contains(host) }
}
