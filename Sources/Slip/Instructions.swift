/// What the patient must do, in one to three languages, with the time between them. Large print.
package struct InstructionTable: Codable, Hashable, Sendable {
    package var head: InstructionRow
    package var rows: [InstructionRow]

    package init(head: InstructionRow, rows: [InstructionRow]) {
        self.head = head
        self.rows = rows
    }
}

/// One thing to do, and from when.
package struct InstructionRow: Codable, Hashable, Sendable {
    package var text: Text
    /// A clock time, a day, a word: `06:00`.
    package var time: Text
    /// Explains the time: 周二早上.
    package var note: Text?
    /// The same in the page's other languages.
    package var translations: [Text]
    /// Clock times are set larger than words and days.
    package var isClockTime: Bool

    package init(
        _ text: Text, time: Text, note: Text? = nil, translations: [Text] = [], isClockTime: Bool = false
    ) {
        self.text = text
        self.time = time
        self.note = note
        self.translations = translations
        self.isClockTime = isClockTime
    }
}

/// A line to sign on: who, the name when it is signed already, a note at the right.
package struct Signature: Codable, Hashable, Sendable {
    package var label: Text
    package var name: Text?
    package var note: Text?

    package init(label: Text, name: Text? = nil, note: Text? = nil) {
        self.label = label
        self.name = name
        self.note = note
    }
}
