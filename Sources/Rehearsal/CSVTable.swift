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
    package init(_ text: String, file: String) throws(RecordingProblem) {
        self.file = file
        var records = try Self.records(in: text, file: file)
        guard !records.isEmpty else { throw RecordingProblem(.empty, file) }
        let header = records.removeFirst()
        columns = Dictionary(
            header.fields.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        for row in records where row.fields.count != header.fields.count {
            throw RecordingProblem(
                .fields, file, line: row.line, ["count": "\(row.fields.count)", "columns": "\(header.fields.count)"])
        }
        rows = records
    }

    package func has(_ column: String) -> Bool { columns[column] != nil }

    /// Throws when there is no such column, naming those there are.
    package func require(_ column: String) throws(RecordingProblem) {
        guard !has(column) else { return }
        let names = columns.sorted { $0.value < $1.value }.map(\.key)
        throw RecordingProblem(.noColumn, file, line: 1, ["column": column, "columns": names.joined(separator: ", ")])
    }

    /// The field of that column.
    package func text(_ column: String, in row: Row) throws(RecordingProblem) -> String {
        try require(column)
        return row.fields[columns[column] ?? 0]
    }

    /// The field of that column, as a whole number; in that range, if one is given.
    package func number(
        _ column: String, in row: Row, from range: ClosedRange<Int>? = nil
    ) throws(RecordingProblem) -> Int {
        let text = try text(column, in: row)
        let said = ["column": column, "text": text]
        guard let number = Int(text) else { throw RecordingProblem(.notWhole, file, line: row.line, said) }
        guard let range, !range.contains(number) else { return number }
        let limits = ["least": "\(range.lowerBound)", "most": "\(range.upperBound)"]
        throw RecordingProblem(.outOfRange, file, line: row.line, said.merging(limits) { $1 })
    }

    /// The field of that column, `8:31:40`, in seconds since midnight.
    package func timeOfDay(_ column: String, in row: Row) throws(RecordingProblem) -> Int {
        let text = try text(column, in: row)
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { throw RecordingProblem(.notTime, file, line: row.line, ["column": column, "text": text]) }
        return hour * 3600 + minute * 60 + second
    }

    private static func records(in text: String, file: String) throws(RecordingProblem) -> [Row] {
        var reader = CSVReader()
        for scalar in text.unicodeScalars where scalar != "\u{feff}" { reader.read(scalar) }
        guard reader.end() else {
            throw RecordingProblem(.unclosed, file, line: reader.recordLine)
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
    /// A line ends with a carriage return, a line feed, or both.
    private var returnSeen = false

    mutating func read(_ scalar: Unicode.Scalar) {
        if scalar == "\r" || scalar == "\n" && !returnSeen { line += 1 }
        returnSeen = scalar == "\r"
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
        case "\r", "\n": endRecord()
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
