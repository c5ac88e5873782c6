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
    /// Where publications differ on the formula, each by name; then ``use`` names the one in force and ``value`` is
    /// absent. A formula of a score with parts works on their sum, `%points`, with which it must rise.
    package var formulas: [ScoreFormula]
    /// The id of the formula in force.
    package var use: String?
    /// Times of day counted back from an item's; such a score has no value.
    package var clock: ScoreClock?
    /// How a formula's value came about, in words; `{itemId}` is replaced by the answer.
    package var working: Texts?
    /// What the value means. The first table is the one that counts, others stand beside it.
    package var tables: [BandTable]
    /// When a sum belongs to a graver band of the first table than its points say.
    package var raises: [BandRaise]
    /// Worked examples, run by `houzhen check`.
    package var vectors: [ScoreVector]
    /// What terminologies call it.
    package var codes: [FormCode]?

    package init(
        id: String, title: Texts, source: String, unit: String? = nil, decimals: Int = 0,
        appliesWhen: FormExpression? = nil, parts: [ScorePart] = [], value: FormExpression? = nil,
        formulas: [ScoreFormula] = [], use: String? = nil, clock: ScoreClock? = nil, working: Texts? = nil,
        tables: [BandTable] = [], raises: [BandRaise] = [],
        vectors: [ScoreVector] = [], codes: [FormCode]? = nil
    ) {
        self.codes = codes
        self.id = id
        self.title = title
        self.source = source
        self.unit = unit
        self.decimals = decimals
        self.appliesWhen = appliesWhen
        self.parts = parts
        self.value = value
        self.formulas = formulas
        self.use = use
        self.clock = clock
        self.working = working
        self.tables = tables
        self.raises = raises
        self.vectors = vectors
    }

    /// What the sum of the parts is called in the formula that goes on from it.
    static let points = "points"

    /// The formula in force, if any.
    package var formula: FormExpression? { formulas.first { $0.id == use }?.value ?? value }

    /// The most points that the parts can give; absent for a formula.
    package var most: Double? {
        parts.isEmpty || formula != nil ? nil : parts.reduce(0) { $0 + $1.most }
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
    /// Points that go by degrees (age 41–60: 1, 61–74: 2, …): the first level that holds counts. Then there are no rules.
    package var levels: [PartLevel]

    package init(
        id: String, label: Texts, points: Double = 0, rules: [PartRule] = [], use: String = "",
        levels: [PartLevel] = []
    ) {
        self.id = id
        self.label = label
        self.points = points
        self.rules = rules
        self.use = use
        self.levels = levels
    }

    /// The most points that it can give.
    package var most: Double {
        Swift.max(0, levels.isEmpty ? points : levels.reduce(0) { Swift.max($0, $1.points) })
    }

    /// The conditions in force and the points that each stands for, the first that holds counting.
    package var steps: [PartLevel] {
        guard levels.isEmpty else { return levels }
        return inForce.map { [PartLevel(points: points, label: $0.label ?? label, when: $0.when)] } ?? []
    }

    /// A part with one rule, called as the part is.
    package init(id: String, label: Texts, points: Double = 1, when: FormExpression) {
        self.init(id: id, label: label, points: points, rules: [PartRule(id: id, when: when)], use: id)
    }

    /// The rule in use; absent when ``use`` names none, which the definition's check refuses.
    package var inForce: PartRule? { rules.first { $0.id == use } }

    /// The condition in use.
    package var when: FormExpression? { inForce?.when }
}

/// One of a part's degrees.
package struct PartLevel: Codable, Hashable, Sendable {
    package var points: Double
    /// As it stands in the working; the part's own when absent.
    package var label: Texts?
    package var when: FormExpression

    package init(points: Double, label: Texts? = nil, when: FormExpression) {
        self.points = points
        self.label = label
        self.when = when
    }
}

/// One published way to compute a score.
package struct ScoreFormula: Codable, Hashable, Sendable {
    package var id: String
    package var value: FormExpression
    package var source: String?

    package init(id: String, value: FormExpression, source: String? = nil) {
        self.id = id
        self.value = value
        self.source = source
    }
}

/// Times of day counted back from the time of an operation.
package struct ScoreClock: Codable, Hashable, Sendable {
    /// The item, of kind time, from which it counts back.
    package var from: String
    package var steps: [ClockStep]

    package init(from: String, steps: [ClockStep]) {
        self.from = from
        self.steps = steps
    }
}

/// So many hours before the operation.
package struct ClockStep: Codable, Hashable, Sendable {
    package var id: String
    package var label: Texts
    /// 0 to 72, whole or not.
    package var hours: Double

    package init(id: String, label: Texts, hours: Double) {
        self.id = id
        self.label = label
        self.hours = hours
    }
}

/// One published way to decide a part.
package struct PartRule: Codable, Hashable, Sendable {
    package var id: String
    /// What it counts, with its cut-off (颈围>40 cm): shown beside the question and the score while it is in force, and in
    /// the working in place of the part's own label.
    package var label: Texts?
    package var when: FormExpression
    package var source: String?

    package init(id: String, label: Texts? = nil, when: FormExpression, source: String? = nil) {
        self.id = id
        self.label = label
        self.when = when
        self.source = source
    }
}
