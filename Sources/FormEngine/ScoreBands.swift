/// One published reading of a score's values: 体重正常, 超重, 肥胖.
package struct BandTable: Codable, Hashable, Sendable {
    /// Stable within the score: `ws-t-428`.
    package var id: String
    /// Publication and edition.
    package var source: String
    /// In rising order; only the first has no lower end.
    package var bands: [ScoreBand]
    /// What is said instead where a band's words would mislead.
    package var instead: BandInstead?

    package init(id: String, source: String, bands: [ScoreBand], instead: BandInstead? = nil) {
        self.id = id
        self.source = source
        self.bands = bands
        self.instead = instead
    }
}

/// What stands in place of a band's words, and of its finding, for those whom the band was not made for, or to whom a low
/// one would be false comfort: "difficulty unlikely" of an airway that was difficult before.
package struct BandInstead: Codable, Hashable, Sendable {
    /// Undecided is not true.
    package var when: FormExpression
    /// Only of bands that begin below it; of all when absent.
    package var below: Double?
    package var text: Texts
    /// Who says so.
    package var source: String

    package init(when: FormExpression, below: Double? = nil, text: Texts, source: String) {
        self.when = when
        self.below = below
        self.text = text
        self.source = source
    }
}

/// What the values from ``from`` up to the next band mean.
package struct ScoreBand: Codable, Hashable, Sendable {
    package var code: String
    package var text: Texts
    /// The least value of the band, itself included; absent in the first band.
    package var from: Double?
    /// What the staff must see when the score is in the band, or cannot be in a lower one any more.
    package var finding: BandFinding?

    package init(code: String, text: Texts, from: Double? = nil, finding: BandFinding? = nil) {
        self.code = code
        self.text = text
        self.from = from
        self.finding = finding
    }
}

/// The finding that comes with a band.
package struct BandFinding: Codable, Hashable, Sendable {
    package var level: FindingLevel
    package var text: Texts

    package init(level: FindingLevel, text: Texts) {
        self.level = level
        self.text = text
    }
}

/// "At least so many of these parts and any of those parts count": the band is at least ``band``.
package struct BandRaise: Codable, Hashable, Sendable {
    /// A band of the first table.
    package var band: String
    package var atLeast: Int
    /// Ids of parts.
    package var of: [String]
    /// Ids of parts of which one must count too; empty when none must.
    package var withAny: [String]

    package init(band: String, atLeast: Int, of: [String], withAny: [String]) {
        self.band = band
        self.atLeast = atLeast
        self.of = of
        self.withAny = withAny
    }
}

/// A worked example of a score. Where the score stays open, ``lowest`` and ``highest`` stand instead of ``value``.
package struct ScoreVector: Codable, Hashable, Sendable {
    /// Where the example comes from.
    package var source: String
    package var answers: Answers
    package var value: Double?
    package var lowest: Double?
    package var highest: Double?
    /// How far the computed value may be from ``value``; zero when absent.
    package var tolerance: Double?
    /// The expected band's code by the table's id.
    package var bands: [String: String]
    /// Another rule or formula than the one in force, by the part's id, or by `value` for the score's own formula.
    package var use: [String: String]
    /// The expected times of a clock, by the step's id: `06:00`.
    package var times: [String: String]

    package init(
        source: String, answers: Answers, value: Double? = nil, lowest: Double? = nil, highest: Double? = nil,
        tolerance: Double? = nil, bands: [String: String] = [:], use: [String: String] = [:],
        times: [String: String] = [:]
    ) {
        self.source = source
        self.answers = answers
        self.value = value
        self.lowest = lowest
        self.highest = highest
        self.tolerance = tolerance
        self.bands = bands
        self.use = use
        self.times = times
    }
}
