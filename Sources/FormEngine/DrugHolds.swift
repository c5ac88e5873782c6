/// When medicines are stopped before an operation. Publications differ, so each is a named, versioned rule set and the
/// hospital chooses one: data, never code.
package struct DrugHolds: Codable, Hashable, Sendable {
    /// The item, of kind several, whose choices are the medicines.
    package var item: String
    /// The items that hold the day and the time of the operation.
    package var date: String
    package var time: String
    /// The id of the set in force.
    package var use: String
    package var sets: [DrugHoldSet]

    package init(item: String, date: String, time: String, use: String, sets: [DrugHoldSet]) {
        self.item = item
        self.date = date
        self.time = time
        self.use = use
        self.sets = sets
    }
}

/// One publication's intervals.
package struct DrugHoldSet: Codable, Hashable, Sendable {
    package var id: String
    /// From 1; a changed interval is a new version.
    package var version: Int
    package var title: Texts
    /// Publication, edition and where it is in force.
    package var source: String
    package var rules: [DrugHoldRule]

    package init(id: String, version: Int, title: Texts, source: String, rules: [DrugHoldRule]) {
        self.id = id
        self.version = version
        self.title = title
        self.source = source
        self.rules = rules
    }
}

/// What one medicine asks for; of several rules for a medicine the first that holds counts. While it cannot be said whether
/// one holds, and the rules that may count differ, the doctor decides: a blank creatinine is not a good one.
package struct DrugHoldRule: Codable, Hashable, Sendable {
    /// The choice's code: `rivaroxaban-high`.
    package var drug: String
    /// For whom; everybody when absent, so the general rule stands last.
    package var when: FormExpression?
    /// Hours from the last dose to the operation; 0 goes on with it; absent leaves it to the doctor.
    package var hours: Double?
    /// What to mind, in words.
    package var note: Texts?

    package init(drug: String, when: FormExpression? = nil, hours: Double? = nil, note: Texts? = nil) {
        self.drug = drug
        self.when = when
        self.hours = hours
        self.note = note
    }
}

/// What a medicine of this patient asks for.
package struct DrugHoldResult: Codable, Hashable, Sendable {
    package enum Action: String, Codable, Sendable {
        /// Taken as always, also on the day.
        case goOn = "continue"
        /// Not within ``DrugHoldResult/hours`` of the operation.
        case stop
        /// The set says nothing, or leaves it to the doctor.
        case ask
    }

    package var drug: String
    package var label: Texts
    package var action: Action
    package var hours: Double?
    /// The day of the last dose and its latest time, when the operation's are known: `2026-11-24`, `08:00`.
    package var lastDate: String?
    package var lastTime: String?
    package var note: Texts?
    /// Answers are missing that decide between the set's rules: until then it is for the doctor to say.
    package var isOpen: Bool
    /// The set's id and version: `asra-2018 v1`.
    package var ruleSet: String
    package var source: String
}

extension FormEvaluator {
    /// What each medicine that was ticked asks for.
    func drugHolds() -> [DrugHoldResult] {
        guard let holds = form.drugHolds, let set = holds.sets.first(where: { $0.id == holds.use }),
            case .list(let taken)? = answer(holds.item), let item = form.item(holds.item)
        else { return [] }
        let operation = moment(holds)
        return item.kind.choices.filter { taken.contains($0.code) }
            .map { result(for: $0, in: set, before: operation) }
    }

    private func result(
        for choice: FormChoice, in set: DrugHoldSet, before operation: CalendarText.Moment?
    ) -> DrugHoldResult {
        let candidates = candidates(for: choice.code, in: set)
        let isOpen = Set(candidates.map(\.hours)).count > 1
        let rule = isOpen ? nil : candidates.first
        let action: DrugHoldResult.Action = rule?.hours.map { $0 == 0 ? .goOn : .stop } ?? .ask
        let last = action == .stop ? rule?.hours.flatMap { operation?.earlier(hours: $0) } : nil
        return DrugHoldResult(
            drug: choice.code, label: choice.text, action: action, hours: rule?.hours, lastDate: last?.date,
            lastTime: last?.time, note: rule?.note, isOpen: isOpen, ruleSet: "\(set.id) v\(set.version)",
            source: set.source)
    }

    /// The rules of which one counts: those that cannot be decided yet, up to the first that holds.
    private func candidates(for drug: String, in set: DrugHoldSet) -> [DrugHoldRule] {
        var candidates: [DrugHoldRule] = []
        for rule in set.rules where rule.drug == drug {
            let holds = rule.when.map { $0.holds(value) } ?? true
            if holds != false { candidates.append(rule) }
            if holds == true { break }
        }
        return candidates
    }

    private func moment(_ holds: DrugHolds) -> CalendarText.Moment? {
        guard case .string(let date)? = answer(holds.date), case .string(let time)? = answer(holds.time) else {
            return nil
        }
        return CalendarText.Moment(date: date, time: time)
    }
}
