/// A form: what is asked, in which order, in which words, and what the answers mean. Data, read from a file in
/// `Forms/`; a signed assessment keeps the version that it was filled with.
package struct FormDefinition: Codable, Hashable, Sendable {
    /// Stable: `anesthesia-assessment`.
    package var id: String
    /// From 1; every change that is put to use is a new one.
    package var version: Int
    package var title: Texts
    package var sections: [FormSection]
    package var scores: [ScoreDefinition]
    package var findings: [FindingDefinition]
    /// Where the law or an owner restricts its use: who must be asked. Shown with the form.
    package var licence: Texts?
    /// When medicines are stopped and taken, by rule sets of which the hospital chooses one.
    package var drugHolds: DrugHolds?
    /// Where it asks when the patient last ate and drank.
    package var lastMeals: LastMeals?
    /// Of a patient's questionnaire: the form that its answers are offered to. Nothing in it counts by itself.
    package var feeds: String?

    package init(
        id: String, version: Int, title: Texts, sections: [FormSection], scores: [ScoreDefinition] = [],
        findings: [FindingDefinition] = [], licence: Texts? = nil, drugHolds: DrugHolds? = nil,
        lastMeals: LastMeals? = nil, feeds: String? = nil
    ) {
        self.feeds = feeds
        self.lastMeals = lastMeals
        self.licence = licence
        self.drugHolds = drugHolds
        self.id = id
        self.version = version
        self.title = title
        self.sections = sections
        self.scores = scores
        self.findings = findings
    }

    /// All items, in the order of the form.
    package var items: [FormItem] { sections.flatMap(\.items) }

    /// The item of that id.
    package func item(_ id: String) -> FormItem? {
        for section in sections {
            if let item = section.items.first(where: { $0.id == id }) { return item }
        }
        return nil
    }
}

/// A part of the form with its own heading; its number is its place, from 1.
package struct FormSection: Codable, Hashable, Sendable {
    package var id: String
    package var title: Texts
    package var items: [FormItem]
    /// The ticks that one click on "nothing abnormal" (本节无异常) sets to no, where they are unanswered.
    package var nothingAbnormal: [String]

    package init(id: String, title: Texts, items: [FormItem], nothingAbnormal: [String] = []) {
        self.id = id
        self.title = title
        self.items = items
        self.nothingAbnormal = nothingAbnormal
    }
}

/// How grave a finding is, gravest first.
package enum FindingLevel: String, Codable, CaseIterable, Comparable, Sendable {
    case danger
    case caution
    case note

    /// The graver one comes first.
    package static func < (left: FindingLevel, right: FindingLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .danger: 0
        case .caution: 1
        case .note: 2
        }
    }
}

/// Something that the staff must see when the answers say so.
package struct FindingDefinition: Codable, Hashable, Sendable {
    package var id: String
    /// The item that it stands with.
    package var item: String
    package var level: FindingLevel
    /// True when the finding holds; undecided is not true.
    package var when: FormExpression
    /// `{itemId}` in it is replaced by that item's answer.
    package var text: Texts
    /// The publication that says so.
    package var source: String?
    /// The assessment cannot be signed while it holds.
    package var blocks: Bool

    package init(
        id: String, item: String, level: FindingLevel, when: FormExpression, text: Texts, source: String? = nil,
        blocks: Bool = false
    ) {
        self.blocks = blocks
        self.id = id
        self.item = item
        self.level = level
        self.when = when
        self.text = text
        self.source = source
    }
}
