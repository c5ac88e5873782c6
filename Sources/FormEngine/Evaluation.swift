/// What a form's answers mean, as far as they go: what `POST /forms/{form}/evaluations` answers.
package struct Evaluation: Codable, Hashable, Sendable {
    /// One for each score of the form, in its order.
    package var scores: [ScoreResult]
    /// Gravest first; among equals in the order of the form.
    package var findings: [Finding]
    /// The visible required items without an answer, in the order of the form: what signing still waits for.
    package var missing: [String]
    /// The items that are asked with these answers, in the order of the form.
    package var visible: [String]
    /// Classes that the answers suggest, for a person to choose from; never an answer.
    package var suggestions: [Suggestion]
    /// What each medicine of the patient asks for by the rule set in force, in the form's order.
    package var drugHolds: [DrugHoldResult]

    package init(
        scores: [ScoreResult], findings: [Finding], missing: [String], visible: [String],
        suggestions: [Suggestion] = [], drugHolds: [DrugHoldResult] = []
    ) {
        self.suggestions = suggestions
        self.drugHolds = drugHolds
        self.scores = scores
        self.findings = findings
        self.missing = missing
        self.visible = visible
    }
}

/// A class that the answers suggest (ASA III, "COPD"), and why. A person chooses; nothing is ever filled in.
package struct Suggestion: Codable, Hashable, Sendable {
    package var item: String
    /// The choice's code.
    package var code: String
    package var because: Texts

    package init(item: String, code: String, because: Texts) {
        self.item = item
        self.code = code
        self.because = because
    }
}

/// Something that the answers say and that the staff must see.
package struct Finding: Codable, Hashable, Sendable {
    /// The definition's id; for a score's band `stop-bang.high`.
    package var id: String
    package var level: FindingLevel
    package var text: Texts
    /// The item that it stands with; absent for a score's band.
    package var item: String?
    /// The score whose band it is.
    package var score: String?
    package var source: String?
    /// True when the assessment cannot be signed while it holds.
    package var blocks: Bool

    package init(
        id: String, level: FindingLevel, text: Texts, item: String? = nil, score: String? = nil, source: String? = nil,
        blocks: Bool = false
    ) {
        self.blocks = blocks
        self.id = id
        self.level = level
        self.text = text
        self.item = item
        self.score = score
        self.source = source
    }
}

/// A score as far as the answers go.
///
/// Final when ``value`` is there. Otherwise ``lowest`` and ``highest`` say what it may still become
/// ("3, may still become 5"), when that can be said at all: a formula without its numbers has neither.
package struct ScoreResult: Codable, Hashable, Sendable {
    package var id: String
    package var title: Texts
    package var source: String
    package var unit: String?
    /// False when the score was not made for such a patient; then it has no value.
    package var applies: Bool
    /// Not rounded; ``shown`` is for people.
    package var value: Double?
    package var lowest: Double?
    package var highest: Double?
    /// ``value``, else ``lowest``, with the score's decimals.
    package var shown: String?
    /// The most points there are.
    package var most: Double?
    /// The band, once no missing answer can change it; of the first table.
    package var band: BandResult?
    /// While answers are missing: the least grave and the gravest band that it may become.
    package var lowestBand: BandResult?
    package var highestBand: BandResult?
    /// The bands by further tables, once certain.
    package var otherBands: [BandResult]
    /// The parts that count, in the score's order.
    package var parts: [PartResult]
    /// How the value came about: `打鼾 + 年龄>50 + 男`.
    package var working: Texts
    /// Items without an answer that could still change it, in the order of the form.
    package var missing: [String]
    /// Items answered 不详 that could change it, in the order of the form.
    package var unknown: [String]
    /// A clock's times of day, earliest hour first as the form lists them; empty without the operation's time.
    package var times: [ClockTime] = []

    package init(
        id: String, title: Texts, source: String, unit: String? = nil, applies: Bool = true, value: Double? = nil,
        lowest: Double? = nil,
        highest: Double? = nil, shown: String? = nil, most: Double? = nil, band: BandResult? = nil,
        lowestBand: BandResult? = nil, highestBand: BandResult? = nil, otherBands: [BandResult] = [],
        parts: [PartResult] = [], working: Texts = [:], missing: [String] = [], unknown: [String] = []
    ) {
        self.id = id
        self.title = title
        self.source = source
        self.unit = unit
        self.applies = applies
        self.value = value
        self.lowest = lowest
        self.highest = highest
        self.shown = shown
        self.most = most
        self.band = band
        self.lowestBand = lowestBand
        self.highestBand = highestBand
        self.otherBands = otherBands
        self.parts = parts
        self.working = working
        self.missing = missing
        self.unknown = unknown
    }
}

/// A band that a score is in.
package struct BandResult: Codable, Hashable, Sendable {
    /// The id of the table that says so.
    package var table: String
    package var source: String
    package var code: String
    package var text: Texts

    package init(table: String, source: String, code: String, text: Texts) {
        self.table = table
        self.source = source
        self.code = code
        self.text = text
    }
}

/// A part that counts in a sum.
package struct PartResult: Codable, Hashable, Sendable {
    package var id: String
    package var label: Texts
    package var points: Double

    package init(id: String, label: Texts, points: Double) {
        self.id = id
        self.label = label
        self.points = points
    }
}

/// A time of day before the operation.
package struct ClockTime: Codable, Hashable, Sendable {
    /// The step's id: `clear`.
    package var id: String
    package var label: Texts
    /// Hours before the operation.
    package var hours: Double
    /// `06:00`.
    package var time: String
    /// How many days before that of the operation: 0, or 1 and more for evenings before.
    package var daysBefore: Int

    package init(id: String, label: Texts, hours: Double, time: String, daysBefore: Int) {
        self.id = id
        self.label = label
        self.hours = hours
        self.time = time
        self.daysBefore = daysBefore
    }
}
