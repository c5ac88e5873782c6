/// A published score as data: how it is computed, from which edition, what its value means, and worked examples.
package struct ScoreDefinition: Codable, Hashable, Sendable {
    /// Stable: `bmi`, `stop-bang`.
    package var id: String
    package var title: Texts
    /// Publication and edition, shown beside the value.
    package var source: String
    /// The unit of the value; absent for points.
    package var unit: String?
    /// Decimals shown. The value itself is never rounded before it is classified.
    package var decimals: Int
    /// Whom it was made for; when false the score is not computed. Computed while that is undecided.
    package var appliesWhen: FormExpression?
    /// A sum of parts; empty when ``value`` computes the score.
    package var parts: [ScorePart]
    /// A formula; absent when ``parts`` make the score.
    package var value: FormExpression?
    /// How a formula's value came about, in words; `{itemId}` is replaced by the answer.
    package var working: Texts?
    /// What the value means. The first table is the one that counts, others stand beside it.
    package var tables: [BandTable]
    /// When a sum belongs to a graver band of the first table than its points say.
    package var raises: [BandRaise]
    /// Worked examples, run by `houzhen check`.
    package var vectors: [ScoreVector]

    package init(
        id: String, title: Texts, source: String, unit: String? = nil, decimals: Int = 0,
        appliesWhen: FormExpression? = nil, parts: [ScorePart] = [], value: FormExpression? = nil,
        working: Texts? = nil, tables: [BandTable] = [], raises: [BandRaise] = [],
        vectors: [ScoreVector] = []
    ) {
        self.id = id
        self.title = title
        self.source = source
        self.unit = unit
        self.decimals = decimals
        self.appliesWhen = appliesWhen
        self.parts = parts
        self.value = value
        self.working = working
        self.tables = tables
        self.raises = raises
        self.vectors = vectors
    }

    /// The most points that the parts can give; absent for a formula.
    package var most: Double? {
        parts.isEmpty ? nil : parts.reduce(0) { $0 + Swift.max(0, $1.points) }
    }
}

/// One line of a score's sum.
package struct ScorePart: Codable, Hashable, Sendable {
    package var id: String
    /// As it stands in the working: 打鼾, 年龄>50.
    package var label: Texts
    package var points: Double
    /// Where publications differ on one part, each rule by name; else one rule.
    package var rules: [PartRule]
    /// The id of the rule in use.
    package var use: String

    package init(id: String, label: Texts, points: Double, rules: [PartRule], use: String) {
        self.id = id
        self.label = label
        self.points = points
        self.rules = rules
        self.use = use
    }

    /// A part with one rule, called as the part is.
    package init(id: String, label: Texts, points: Double = 1, when: FormExpression) {
        self.init(id: id, label: label, points: points, rules: [PartRule(id: id, when: when)], use: id)
    }

    /// The condition in use; absent when ``use`` names no rule, which the definition's check refuses.
    package var when: FormExpression? { rules.first { $0.id == use }?.when }
}

/// One published way to decide a part.
package struct PartRule: Codable, Hashable, Sendable {
    package var id: String
    package var when: FormExpression
    package var source: String?

    package init(id: String, when: FormExpression, source: String? = nil) {
        self.id = id
        self.when = when
        self.source = source
    }
}
