import CCups

/// An IPP request as a value (RFC 8011); becomes a C message only while it is sent.
struct IPPRequest {
    enum Group {
        case operation
        case job
    }

    enum Value {
        case uri(String)
        case name(String)
        case keyword(String)
        case keywords([String])
        case mimeType(String)
        case integer(Int)
        case boolean(Bool)
    }

    var operation: ipp_op_t
    private var attributes: [(group: Group, name: String, value: Value)] = []

    /// - Parameter printer: the `printer-uri`, always said: nothing is left to libcups' defaults.
    init(_ operation: ipp_op_t, printer: String) {
        self.operation = operation
        add("printer-uri", .uri(printer))
        add("requesting-user-name", .name("houzhen"))
    }

    mutating func add(_ name: String, _ value: Value, to group: Group = .operation) {
        attributes.append((group, name, value))
    }

    /// The C message: the operation's own attributes first, as the standard asks. The receiver frees it.
    func message() -> OpaquePointer? {
        guard let message = ippNewRequest(operation) else { return nil }
        for group in [Group.operation, .job] {
            let tag = group == .operation ? IPP_TAG_OPERATION : IPP_TAG_JOB
            for attribute in attributes where attribute.group == group {
                Self.append(attribute.name, attribute.value, to: message, group: tag)
            }
        }
        return message
    }

    private static func append(_ name: String, _ value: Value, to message: OpaquePointer, group: ipp_tag_t) {
        switch value {
        case .uri(let text): ippAddString(message, group, IPP_TAG_URI, name, nil, text)
        case .name(let text): ippAddString(message, group, IPP_TAG_NAME, name, nil, text)
        case .keyword(let text): ippAddString(message, group, IPP_TAG_KEYWORD, name, nil, text)
        case .mimeType(let text): ippAddString(message, group, IPP_TAG_MIMETYPE, name, nil, text)
        case .integer(let number): ippAddInteger(message, group, IPP_TAG_INTEGER, name, Int32(clamping: number))
        case .boolean(let flag): ippAddBoolean(message, group, name, flag ? 1 : 0)
        case .keywords(let texts):
            guard let first = texts.first else { return }
            var attribute = ippAddString(message, group, IPP_TAG_KEYWORD, name, nil, first)
            for (index, text) in texts.enumerated().dropFirst() {
                ippSetString(message, &attribute, Int32(index), text)
            }
        }
    }
}

/// The answer as values: nothing of C is left in it.
struct IPPResponse {
    /// Attributes of one printer or job.
    struct Record {
        fileprivate(set) var texts: [String: [String]] = [:]
        fileprivate(set) var integers: [String: Int] = [:]

        func text(_ name: String) -> String? { texts[name]?.first }
    }

    let status: ipp_status_t
    /// The service's own words.
    let statusMessage: String
    /// One for each printer or job, in order.
    private(set) var records: [Record] = []

    /// Reads and frees a C message.
    init(taking message: OpaquePointer) {
        defer { ippDelete(message) }
        status = ippGetStatusCode(message)
        let words = ippFindAttribute(message, "status-message", IPP_TAG_TEXT).flatMap { ippGetString($0, 0, nil) }
        statusMessage = words.map { String(cString: $0) } ?? ""
        var isInside = false
        var attribute = ippFirstAttribute(message)
        while let current = attribute {
            let group = ippGetGroupTag(current)
            if let name = ippGetName(current), group == IPP_TAG_PRINTER || group == IPP_TAG_JOB {
                if !isInside { records.append(Record()) }
                isInside = true
                records[records.count - 1].read(current, name: String(cString: name))
            } else {
                // A nameless attribute stands between two jobs.
                isInside = false
            }
            attribute = ippNextAttribute(message)
        }
    }
}

extension IPPResponse.Record {
    fileprivate mutating func read(_ attribute: OpaquePointer, name: String) {
        switch ippGetValueTag(attribute) {
        case IPP_TAG_INTEGER, IPP_TAG_ENUM: integers[name] = Int(ippGetInteger(attribute, 0))
        case IPP_TAG_BOOLEAN: integers[name] = Int(ippGetBoolean(attribute, 0))
        case IPP_TAG_NAME, IPP_TAG_NAMELANG, IPP_TAG_TEXT, IPP_TAG_TEXTLANG, IPP_TAG_KEYWORD, IPP_TAG_URI:
            texts[name] = (0..<ippGetCount(attribute)).compactMap { index in
                ippGetString(attribute, index, nil).map { String(cString: $0) }
            }
        default: break
        }
    }
}
