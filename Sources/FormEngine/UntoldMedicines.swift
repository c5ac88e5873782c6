/// What staff are told while medicines that the rule set leaves to the doctor are ticked, and nothing is written to the
/// patient about them: a paper that says "as the doctor tells you" tells nothing.
package struct UntoldMedicines: Codable, Hashable, Sendable {
    /// The item, of kind text, in which the doctor writes what to do with them.
    package var item: String
    /// From when on it matters: always when absent.
    package var when: FormExpression?
    /// `{drugs}` in it are the medicines.
    package var text: Texts

    package init(item: String, when: FormExpression? = nil, text: Texts) {
        self.item = item
        self.when = when
        self.text = text
    }
}

extension UntoldMedicines {
    /// Its finding's id: for the doctor who fills in the form, not for paper.
    package static let finding = "drug-hold.untold"

    /// What may stand in braces in its text.
    static let placeholders = ["drugs"]

    /// Nil when the set leaves nothing open, or something is written.
    func finding(of holds: [DrugHoldResult], with evaluator: FormEvaluator) -> Finding? {
        let open = holds.filter { $0.action == .ask }
        guard !open.isEmpty, evaluator.answer(item) == nil, when.map({ $0.holds(evaluator.value) == true }) ?? true
        else { return nil }
        return Finding(
            id: Self.finding, level: .caution,
            text: text.filled { _, language in
                open.map { $0.label.wording(in: language) }.joined(separator: language == "zh" ? "、" : ", ")
            }, item: item, source: open[0].source)
    }
}

extension FormCheck {
    /// Written in an item of kind text.
    mutating func check(_ untold: UntoldMedicines) {
        if form.item(untold.item)?.kind.name != "text" {
            report(.form, "untold: \(untold.item) is no text item.")
        }
        if let when = untold.when { check(when, expecting: .boolean, called: "when of untold", .form) }
        checkTexts(untold.text, called: "the text of untold", .form, extra: UntoldMedicines.placeholders)
    }
}
