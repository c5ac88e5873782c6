/// What is wrong with a file of recorded consultations. Said by the locales' text `recording.` and the fault, with file,
/// line and values.
package struct RecordingProblem: Error, Hashable, Sendable {
    package enum Fault: String, Sendable, CaseIterable {
        case unreadable
        case notText = "not-text"
        case empty
        case unclosed
        case fields
        case noColumn = "no-column"
        case notWhole = "not-whole"
        case outOfRange = "out-of-range"
        case notTime = "not-time"
        case noRows = "no-rows"
        case noSession = "no-session"
        case severalSessions = "several-sessions"
    }

    package var fault: Fault
    package var file: String
    /// From 1; nil where the whole file is meant.
    package var line: Int?
    /// For the sentence, by name: the column, what stands there, what may.
    package var values: [String: String]

    init(_ fault: Fault, _ file: String, line: Int? = nil, _ values: [String: String] = [:]) {
        self.fault = fault
        self.file = file
        self.line = line
        self.values = values
    }
}
