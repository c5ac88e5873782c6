extension FormCheck {
    /// Each rule set must name medicines of the form, and the one in force every one of them.
    mutating func check(_ holds: DrugHolds) {
        guard let item = form.item(holds.item), case .several(let choices) = item.kind else {
            report(.form, "drugHolds: item names \(holds.item), which is no item of kind several.")
            return
        }
        if form.item(holds.date)?.kind != .date { report(.form, "drugHolds: \(holds.date) is no date item.") }
        if form.item(holds.time)?.kind != .time { report(.form, "drugHolds: \(holds.time) is no time item.") }
        checkUnique(holds.sets.map { ($0.id, .form) })
        let drugs = Set(choices.map(\.code))
        for set in holds.sets { check(set, drugs: drugs) }
        if let doses = holds.lastDoses { check(doses, drugs: drugs) }
        if let untold = holds.untold { check(untold) }
        guard let used = holds.sets.first(where: { $0.id == holds.use }) else {
            let known = holds.sets.map(\.id).joined(separator: ", ")
            report(.form, "drugHolds: use names \(holds.use); the sets are \(known).")
            return
        }
        for drug in choices.map(\.code) where !used.rules.contains(where: { $0.drug == drug }) {
            report(.form, "drugHolds: the set \(used.id) says nothing of \(drug); a rule without hours leaves it open.")
        }
    }

    private mutating func check(_ set: DrugHoldSet, drugs: Set<String>) {
        checkID(set.id, .form)
        checkTexts(set.title, called: "the title of \(set.id)", .form)
        if set.version < 1 { report(.form, "The set \(set.id) has version \(set.version); versions count from 1.") }
        if set.source.isEmpty { report(.form, "The set \(set.id) names no source.") }
        for rule in set.rules {
            if !drugs.contains(rule.drug) { report(.form, "The set \(set.id) names \(rule.drug), no medicine here.") }
            if let when = rule.when { check(when, expecting: .boolean, called: "when of \(rule.drug)", .form) }
            if let note = rule.note { checkTexts(note, called: "the note of \(rule.drug)", .form) }
            if let hours = rule.hours, !(0...2160).contains(hours) {
                report(.form, "The set \(set.id) holds \(rule.drug) for hours outside 0 to 2160 (90 days).")
            }
        }
    }
}
