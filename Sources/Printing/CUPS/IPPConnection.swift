import CCups
import Clinic

/// One HTTP connection that speaks IPP. It blocks: used on one thread only, and never across an `await`, for libcups
/// keeps its last error per thread.
final class IPPConnection {
    let host: String
    let port: Int
    private let isEncrypted: Bool
    /// SHA-256 of the certificate that the other side must show; nil for any.
    private let certificate: String?
    /// Seconds without a byte before the other side is given up.
    private let patience: Double
    /// What is told while nobody listens there.
    private let silence: String
    private var http: OpaquePointer?

    init(
        host: String, port: Int, isEncrypted: Bool = false, certificate: String? = nil, patience: Double,
        silence: String = "print.no-service"
    ) {
        self.silence = silence
        self.host = host
        self.port = port
        self.isEncrypted = isEncrypted
        self.certificate = certificate
        self.patience = patience
    }

    deinit { httpClose(http) }

    /// Sends a request, and a document after it, and reads the answer. An answer that says "no" is an answer: see
    /// `IPPResponse.status`.
    func exchange(
        _ request: IPPRequest, resource: String, document: [UInt8]? = nil
    ) throws(PrinterFault) -> IPPResponse {
        let http = try connected()
        // Whoever needs a password must not make libcups ask for it on the terminal.
        cupsSetPasswordCB2({ _, _, _, _, _ in nil }, nil)
        guard let message = request.message() else { throw noAnswer("ippNewRequest") }
        let answer =
            if let document {
                try post(message, document, resource: resource, http: http)
            } else {
                cupsDoRequest(http, message, resource)
            }
        guard let answer else { throw failure() }
        let response = IPPResponse(taking: answer)
        if [IPP_STATUS_ERROR_NOT_AUTHENTICATED, IPP_STATUS_ERROR_NOT_AUTHORIZED, IPP_STATUS_ERROR_FORBIDDEN]
            .contains(response.status)
        {
            throw PrinterFault(PrintProblem("print.needs-password", ["server": server]), isLasting: true)
        }
        return response
    }

    private func post(
        _ message: OpaquePointer, _ document: [UInt8], resource: String, http: OpaquePointer
    ) throws(PrinterFault) -> OpaquePointer? {
        defer { ippDelete(message) }
        var status = cupsSendRequest(http, message, resource, ippLength(message) + document.count)
        if status == HTTP_STATUS_CONTINUE {
            status = document.withUnsafeBytes { bytes in
                cupsWriteRequestData(http, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
            }
        }
        guard status == HTTP_STATUS_CONTINUE else { throw failure() }
        return cupsGetResponse(http, resource)
    }

    private func connected() throws(PrinterFault) -> OpaquePointer {
        if let http { return http }
        let encryption = isEncrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED
        let connection = httpConnect2(
            host, Int32(port), nil, AF_UNSPEC, encryption, 1, Int32(patience * 1000), nil)
        guard let connection else {
            throw PrinterFault(PrintProblem(silence, ["server": server]), isLasting: false)
        }
        guard certificate == nil || certificate == Self.shownCertificate(on: connection) else {
            httpClose(connection)
            throw PrinterFault(PrintProblem("print.wrong-certificate", ["server": server]), isLasting: true)
        }
        // Zero: do not wait any longer.
        httpSetTimeout(connection, patience, { _, _ in 0 }, nil)
        http = connection
        return connection
    }

    /// SHA-256 of what the other side shows; nil when it shows none.
    private static func shownCertificate(on connection: OpaquePointer) -> String? {
        var chain: OpaquePointer?
        guard httpCopyCredentials(connection, &chain) == 0, let chain else { return nil }
        defer { httpFreeCredentials(chain) }
        guard let first = cupsArrayFirst(chain) else { return nil }
        // Its own comes first, then those that vouch for it.
        let own = first.assumingMemoryBound(to: http_credential_t.self).pointee
        return Hash.sha256(UnsafeRawBufferPointer(start: own.data, count: own.datalen))
    }

    /// Why there was no answer. The connection is in no known state and is not used again.
    private func failure() -> PrinterFault {
        let status = cupsLastError()
        let words = cupsLastErrorString().map { String(cString: $0) } ?? ""
        httpClose(http)
        http = nil
        if status == IPP_STATUS_ERROR_NOT_AUTHENTICATED || status == IPP_STATUS_ERROR_CUPS_AUTHENTICATION_CANCELED {
            return PrinterFault(PrintProblem("print.needs-password", ["server": server]), isLasting: true)
        }
        return noAnswer(words)
    }

    private func noAnswer(_ words: String) -> PrinterFault {
        PrinterFault(PrintProblem("print.no-answer", ["server": server, "message": words]), isLasting: false)
    }

    private var server: String { "\(host):\(port)" }
}

extension IPPConnection {
    /// To a CUPS server.
    convenience init(_ address: PrinterAddress, patience: Double) {
        self.init(
            host: address.host, port: address.port, isEncrypted: address.isEncrypted, certificate: address.certificate,
            patience: patience)
    }
}
