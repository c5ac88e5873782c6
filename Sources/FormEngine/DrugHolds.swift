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
    /// Where it is asked when each medicine was last taken; absent in a form that does not ask.
    package var lastDoses: LastDoses?
    /// Where the doctor writes to the patient what the set leaves open.
    package var untold: UntoldMedicines?

    package init(
        item: String, date: String, time: String, use: String, sets: [DrugHoldSet], lastDoses: LastDoses? = nil,
        untold: UntoldMedicines? = nil
    ) {
        self.lastDoses = lastDoses
        self.untold = untold
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
    /// The fewest that may be asked for, while answers are missing that decide between the set's rules.
    package var leastHours: Double?
    /// The day of the last dose and its latest time, when the operation's are known: `2026-11-24`, `08:00`.
    package var lastDate: String?
    package var lastTime: String?
    package var note: Texts?
    /// Hours from the last dose that was told to the operation, at the least and at the most: of a dose or an operation
    /// whose time nobody has said, anywhen on its day. Below zero when it was taken afterwards.
    package var sinceLeast: Double?
    package var sinceMost: Double?
    /// Whether that is as long as the set asks for, if none is taken any more. Absent while it cannot be said.
    package var isKept: Bool?
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
        let operation = moments(date: holds.date, time: holds.time)
        return item.kind.choices.filter { taken.contains($0.code) }
            .map { result(for: $0, in: set, before: operation) }
    }

    private func result(
        for choice: FormChoice, in set: DrugHoldSet, before operation: Moments?
    ) -> DrugHoldResult {
        let candidates = candidates(for: choice.code, in: set)
        let isOpen = Set(candidates.map(\.hours)).count > 1
        let rule = isOpen ? nil : candidates.first
        let action: DrugHoldResult.Action = rule?.hours.map { $0 == 0 ? .goOn : .stop } ?? .ask
        let last = action == .stop ? rule?.hours.flatMap { operation?.exact?.earlier(hours: $0) } : nil
        var result = DrugHoldResult(
            drug: choice.code, label: choice.text, action: action, hours: rule?.hours,
            leastHours: isOpen ? candidates.compactMap(\.hours).min() : nil, lastDate: last?.date,
            lastTime: last?.time, note: rule?.note, isOpen: isOpen, ruleSet: "\(set.id) v\(set.version)",
            source: set.source)
        guard let operation, let dose = lastDose(of: choice.code) else { return result }
        result.sinceLeast = operation.first.hours(since: dose.last)
        result.sinceMost = operation.last.hours(since: dose.first)
        result.isKept = Self.isKept(from: result.sinceLeast, to: result.sinceMost, of: candidates.map(\.hours))
        return result
    }

    /// Undecided between the rules that may count, and between the times that may be, as long as they say different things.
    private static func isKept(from least: Double?, to most: Double?, of asked: [Double?]) -> Bool? {
        guard let least, let most, !asked.isEmpty, asked.allSatisfy({ ($0 ?? 0) > 0 }) else { return nil }
        let hours = asked.compactMap(\.self)
        if hours.allSatisfy({ least >= $0 }) { return true }
        return hours.allSatisfy { most < $0 } ? false : nil
    }

    private func lastDose(of drug: String) -> Moments? {
        guard let item = form.drugHolds?.lastDoses?.items.first(where: { $0.drug == drug }) else { return nil }
        return moments(date: item.date, time: item.time)
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

    private func moments(date: String, time: String?) -> Moments? {
        guard case .string(let day)? = answer(date) else { return nil }
        if let time, case .string(let clock)? = answer(time) {
            return CalendarText.Moment(date: day, time: clock).map { Moments(first: $0, last: $0) }
        }
        guard let first = CalendarText.Moment(date: day, time: "00:00"),
            let last = CalendarText.Moment(date: day, time: "23:59")
        else { return nil }
        return Moments(first: first, last: last)
    }
}

/// When something was or will be: the whole of a day as long as its time is not said.
private struct Moments {
    var first: CalendarText.Moment
    var last: CalendarText.Moment

    var exact: CalendarText.Moment? { first == last ? first : nil }
}
