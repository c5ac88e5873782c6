import Foundation

/// A file of recorded consultations: comma-separated, with the columns Session, Visit.No, StartTime, ServTime and, where
/// people are invented for it, Gender.
package struct Recording: Sendable {
    /// One half day of one doctor.
    package struct Session: Sendable {
        package let number: Int
        let consultations: [Consultation]
    }

    /// A consultation takes so many seconds: half a day at most.
    private static let seconds = 1...43_200

    /// The name by which errors call the file.
    package let file: String
    /// By number; at least one, none without a consultation.
    package let sessions: [Session]

    /// Reads a file.
    package init(file: String) throws(RecordingProblem) {
        guard let data = FileManager.default.contents(atPath: file) else { throw RecordingProblem(.unreadable, file) }
        guard let text = String(validating: data, as: UTF8.self) else { throw RecordingProblem(.notText, file) }
        try self.init(text, file: file)
    }

    /// Reads the text of a file.
    package init(_ text: String, file: String) throws(RecordingProblem) {
        self.file = file
        let table = try CSVTable(text, file: file)
        for column in ["Session", "Visit.No", "StartTime", "ServTime"] { try table.require(column) }
        var found: [Int: [Consultation]] = [:]
        for row in table.rows {
            let isMale = table.has("Gender") ? try table.text("Gender", in: row) == "M" : false
            found[try table.number("Session", in: row), default: []].append(
                Consultation(
                    start: Double(try table.timeOfDay("StartTime", in: row)),
                    length: Double(try table.number("ServTime", in: row, from: Self.seconds)),
                    sex: isMale ? "male" : "female",
                    lane: try table.number("Visit.No", in: row) > 1 ? "returning" : "first"))
        }
        guard !found.isEmpty else { throw RecordingProblem(.noRows, file) }
        sessions = found.sorted { $0.key < $1.key }.map { Session(number: $0, consultations: $1) }
    }

    /// The session of that number; the only one there is when absent.
    package func session(_ number: Int?) throws(RecordingProblem) -> Session {
        let range = [
            "count": "\(sessions.count)", "first": "\(sessions[0].number)",
            "last": "\(sessions[sessions.count - 1].number)",
        ]
        guard let number else {
            guard sessions.count == 1 else { throw RecordingProblem(.severalSessions, file, range) }
            return sessions[0]
        }
        guard let session = sessions.first(where: { $0.number == number }) else {
            throw RecordingProblem(.noSession, file, range.merging(["session": "\(number)"]) { $1 })
        }
        return session
    }
}
