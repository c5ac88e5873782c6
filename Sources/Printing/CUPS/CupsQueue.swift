import CCups
package import Clinic

/// A queue of a CUPS server, as its administrator set it.
package struct CupsQueue: Hashable, Sendable {
    package var name: String
    /// How CUPS reaches the machine.
    package var deviceURI: String
    package var errorPolicy: String
    package var isStopped: Bool
    package var isAccepting: Bool
    package var isRaw: Bool

    package init(
        name: String, deviceURI: String, errorPolicy: String = "retry-current-job", isStopped: Bool = false,
        isAccepting: Bool = true, isRaw: Bool = false
    ) {
        self.name = name
        self.deviceURI = deviceURI
        self.errorPolicy = errorPolicy
        self.isStopped = isStopped
        self.isAccepting = isAccepting
        self.isRaw = isRaw
    }

    /// All queues of the server at that address, on the calling thread.
    package static func all(at address: PrinterAddress) throws(PrinterFault) -> [CupsQueue] {
        let connection = IPPConnection(address, patience: 5)
        var request = IPPRequest(IPP_OP_CUPS_GET_PRINTERS, printer: "ipp://\(address.host):\(address.port)/")
        request.add(
            "requested-attributes",
            .keywords([
                "printer-name", "device-uri", "printer-error-policy", "printer-state", "printer-is-accepting-jobs",
                "printer-make-and-model",
            ]))
        let response = try connection.exchange(request, resource: "/")
        // A server without a queue says that there is none.
        if response.status == IPP_STATUS_ERROR_NOT_FOUND { return [] }
        guard response.isSuccess else { throw response.fault(queue: "") }
        return response.records.compactMap(CupsQueue.init)
    }

    private init?(_ record: IPPResponse.Record) {
        guard let name = record.text("printer-name") else { return nil }
        self.init(
            name: name, deviceURI: record.text("device-uri") ?? "",
            errorPolicy: record.text("printer-error-policy") ?? "",
            isStopped: record.integers["printer-state"] == 5,
            isAccepting: record.integers["printer-is-accepting-jobs"] != 0,
            isRaw: record.text("printer-make-and-model") == "Local Raw Printer")
    }
}
