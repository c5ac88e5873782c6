/// Comma-separated values with a header, as RFC 4180 has them: quoted fields may hold commas, quotes and line ends.
package struct CSVTable: Sendable {
    /// One record, and the line of the file on which it begins.
    package struct Row: Sendable {
        /// From 1; the header stands on 1.
        package let line: Int
        fileprivate let fields: [String]
    }

    /// The name by which errors call the file.
    package let file: String
    /// The records after the header.
    package let rows: [Row]
    private let columns: [String: Int]

    /// Reads the text. Errors name file and line.
    package init(_ text: String, file: String) throws(RehearsalError) {
        self.file = file
        var records = try Self.records(in: text, file: file)
        guard !records.isEmpty else { throw RehearsalError("\(file): the file is empty") }
        let header = records.removeFirst()
        columns = Dictionary(
            header.fields.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        for row in records where row.fields.count != header.fields.count {
            throw RehearsalError(
                "\(file):\(row.line): \(row.fields.count) fields, but the header has \(header.fields.count)")
        }
        rows = records
    }

    /// The field of that column.
    package func text(_ column: String, in row: Row) throws(RehearsalError) -> String {
        guard let index = columns[column] else { throw RehearsalError("\(file):1: no column \(column)") }
        return row.fields[index]
    }

    /// The field of that column, as a whole number.
    package func number(_ column: String, in row: Row) throws(RehearsalError) -> Int {
        let text = try text(column, in: row)
        guard let number = Int(text) else {
            throw RehearsalError("\(file):\(row.line): \(column) is \"\(text)\", which is not a whole number")
        }
        return number
    }

    /// The field of that column, `8:31:40`, in seconds since midnight.
    package func timeOfDay(_ column: String, in row: Row) throws(RehearsalError) -> Int {
        let text = try text(column, in: row)
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { throw RehearsalError("\(file):\(row.line): \(column) is \"\(text)\", which is not a time of day") }
        return hour * 3600 + minute * 60 + second
    }

    private static func records(in text: String, file: String) throws(RehearsalError) -> [Row] {
        var reader = CSVReader()
        for scalar in text.unicodeScalars where scalar != "\u{feff}" { reader.read(scalar) }
        guard reader.end() else {
            throw RehearsalError("\(file):\(reader.recordLine): a quoted field is never closed")
        }
        return reader.records.map { Row(line: $0.line, fields: $0.fields) }
    }
}

/// The state of reading: one scalar after the other.
private struct CSVReader {
    private(set) var records: [(line: Int, fields: [String])] = []
    private(set) var recordLine = 1
    private var line = 1
    private var fields: [String] = []
    private var field = ""
    private var quoted = false
    /// A quote inside a quoted field: its end, or the first half of a doubled one.
    private var quoteSeen = false

    mutating func read(_ scalar: Unicode.Scalar) {
        if scalar == "\n" { line += 1 }
        if quoted, !quoteSeen {
            if scalar == "\"" { quoteSeen = true } else { field.unicodeScalars.append(scalar) }
            return
        }
        if quoteSeen {
            quoteSeen = false
            if scalar == "\"" {
                field.append("\"")
                return
            }
            quoted = false
        }
        switch scalar {
        case "\"" where field.isEmpty: quoted = true
        case ",": endField()
        case "\n": endRecord()
        case "\r": break
        default: field.unicodeScalars.append(scalar)
        }
    }

    /// False when the text stops inside quotes.
    mutating func end() -> Bool {
        guard !quoted || quoteSeen else { return false }
        quoted = false
        endRecord()
        return true
    }

    private mutating func endField() {
        fields.append(field)
        field = ""
    }

    private mutating func endRecord() {
        defer { recordLine = line }
        guard !fields.isEmpty || !field.isEmpty else { return }
        endField()
        records.append((recordLine, fields))
        fields = []
    }
}
