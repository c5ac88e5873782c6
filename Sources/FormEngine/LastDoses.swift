/// Where a form asks when each medicine was last taken, and what staff are told of it. In the wordings `{drug}` is the
/// medicine, `{since}` the hours from its last dose to the operation, `{hours}` those that the rule set asks for.
package struct LastDoses: Codable, Hashable, Sendable {
    package var items: [LastDoseItems]
    /// Of an interval that is shorter than the rule set asks for.
    package var tooShort: Texts
    /// Of one that may be too short: the time of the dose or of the operation is not known.
    package var undecided: Texts
    /// Of one while it is not known which of the set's rules counts, such as without a creatinine.
    package var openRule: Texts
    /// Of a dose that is said to have been taken after the operation.
    package var afterwards: Texts
    /// Of a medicine that the set stops, while nobody has said when it was last taken; nil where nothing is told then.
    package var untold: Texts?

    package init(
        items: [LastDoseItems], tooShort: Texts, undecided: Texts, openRule: Texts, afterwards: Texts,
        untold: Texts? = nil
    ) {
        self.items = items
        self.tooShort = tooShort
        self.undecided = undecided
        self.openRule = openRule
        self.afterwards = afterwards
        self.untold = untold
    }
}

/// The items that ask for the last dose of one medicine.
package struct LastDoseItems: Codable, Hashable, Sendable {
    /// The choice's code: `rivaroxaban-high`.
    package var drug: String
    /// Its day.
    package var date: String
    /// Its time, of medicines whose interval is counted in hours.
    package var time: String?
    /// The item by which the doctor says what is done about an interval that is not known to be long enough: where it is
    /// asked, signing waits for it.
    package var confirm: String?

    package init(drug: String, date: String, time: String? = nil, confirm: String? = nil) {
        self.drug = drug
        self.date = date
        self.time = time
        self.confirm = confirm
    }
}

extension LastDoses {
    /// What may stand in braces in its wordings.
    static let placeholders = ["drug", "since", "hours"]

    /// The id of what is found about one medicine's last dose.
    package static func finding(of hold: DrugHoldResult) -> String { "drug-hold.\(hold.drug)" }

    /// What staff must see of one medicine; nil where nothing is wrong. That an interval is long enough is no finding: it is
    /// so only if none is taken any more.
    ///
    /// - Parameter isTold: whether its last dose is answered.
    func finding(of hold: DrugHoldResult, isTold: (String) -> Bool) -> Finding? {
        guard let asked = items.first(where: { $0.drug == hold.drug }) else { return nil }
        let item = asked.date
        func made(_ level: FindingLevel, _ text: Texts, _ since: String = "") -> Finding {
            Finding(
                id: Self.finding(of: hold), level: level, text: filled(text, hold, since), item: item,
                source: "\(hold.source) (\(hold.ruleSet))")
        }
        guard let least = hold.sinceLeast, let most = hold.sinceMost else {
            // Only of medicines that make somebody bleed: others are still taken when an operation is days away.
            guard let untold, asked.confirm != nil, hold.action == .stop, !isTold(item) else { return nil }
            return made(.caution, untold)
        }
        return finding(of: hold, least, most) { made($0, $1, Self.range(least, most)) }
    }

    private func finding(
        of hold: DrugHoldResult, _ least: Double, _ most: Double, _ finding: (FindingLevel, Texts) -> Finding
    ) -> Finding? {
        if most < 0 { return finding(.caution, afterwards) }
        if hold.isKept == false { return finding(.danger, tooShort) }
        let isAsked = hold.action == .stop || hold.isOpen
        return isAsked && hold.isKept == nil ? finding(.caution, hold.isOpen ? openRule : undecided) : nil
    }

    /// The items that must be answered since a last dose is not known to be long enough ago: also one that nobody has told.
    func confirmations(of holds: [DrugHoldResult]) -> Set<String> {
        let doubtful = holds.filter { hold in
            hold.isKept != true && (hold.sinceLeast != nil || hold.action != .goOn)
        }.map(\.drug)
        return Set(items.filter { doubtful.contains($0.drug) }.compactMap(\.confirm))
    }

    /// Whole hours, the least rounded down: `36`, `24–48`; of a dose that may lie behind the operation, from 0 on.
    private static func range(_ least: Double, _ most: Double) -> String {
        let ends = [most < 0 ? least : max(0, least), most].map { Decimals.plain($0.rounded(.down)) }
        return ends[0] == ends[1] ? ends[0] : ends.joined(separator: "–")
    }

    private func filled(_ texts: Texts, _ hold: DrugHoldResult, _ since: String) -> Texts {
        texts.filled { name, language in
            switch name {
            case "drug": hold.label.wording(in: language)
            case "since": since
            default:
                hold.hours.map(Decimals.plain) ?? hold.leastHours.map { "≥" + Decimals.plain($0) }
                    ?? FormEvaluator.blank
            }
        }
    }
}

extension FormCheck {
    /// Each medicine once, asked by items of the right kind.
    mutating func check(_ doses: LastDoses, drugs: Set<String>) {
        checkUnique(doses.items.map { ($0.drug, .form) })
        for item in doses.items {
            if !drugs.contains(item.drug) { report(.form, "lastDoses names \(item.drug), no medicine here.") }
            if form.item(item.date)?.kind != .date { report(.form, "lastDoses: \(item.date) is no date item.") }
            if let time = item.time, form.item(time)?.kind != .time {
                report(.form, "lastDoses: \(time) is no time item.")
            }
            if let confirm = item.confirm, form.item(confirm)?.kind.choices.isEmpty ?? true {
                report(.form, "lastDoses: \(confirm) is no item of kind choice.")
            }
        }
        for (name, texts) in [
            ("tooShort", doses.tooShort), ("undecided", doses.undecided), ("openRule", doses.openRule),
            ("afterwards", doses.afterwards),
        ] {
            checkTexts(texts, called: "\(name)", .form, extra: LastDoses.placeholders)
        }
        if let untold = doses.untold { checkTexts(untold, called: "untold", .form, extra: ["drug", "hours"]) }
    }
}
