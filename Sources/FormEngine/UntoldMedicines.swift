/// What staff are told while medicines that the rule set leaves to the doctor are ticked, and what is written to the patient
/// names them not: a paper that says "as the doctor tells you" tells nothing.
package struct UntoldMedicines: Codable, Hashable, Sendable {
    /// The item, of kind text, in which the doctor writes what to do with them.
    package var item: String
    /// From when on it matters: always when absent.
    package var when: FormExpression?
    /// `{drugs}` in it are the medicines.
    package var text: Texts
    /// By which words what is written is read.
    package var words: MedicineWords
    /// What staff are told where what is written says to go on with what the set stops, or to stop what it lets go on: the
    /// paper would say both. `{drugs}` are these.
    package var contradicts: Texts
    /// What staff are told where it is not clear whether a medicine stops or goes on. `{drugs}` are these.
    package var unread: Texts

    package init(
        item: String, when: FormExpression? = nil, text: Texts, words: MedicineWords, contradicts: Texts, unread: Texts
    ) {
        self.item = item
        self.when = when
        self.text = text
        self.words = words
        self.contradicts = contradicts
        self.unread = unread
    }

    private enum Key: CodingKey { case item, when, text, contradicts, unread }

    /// The words stand beside the other keys. A form that was signed before they were read says nothing of them.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            item: try values.decode(String.self, forKey: .item),
            when: try values.decodeIfPresent(FormExpression.self, forKey: .when),
            text: try values.decode(Texts.self, forKey: .text), words: try MedicineWords(from: decoder),
            contradicts: try values.decodeIfPresent(Texts.self, forKey: .contradicts) ?? [:],
            unread: try values.decodeIfPresent(Texts.self, forKey: .unread) ?? [:])
    }

    package func encode(to encoder: any Encoder) throws {
        try words.encode(to: encoder)
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(item, forKey: .item)
        try values.encodeIfPresent(when, forKey: .when)
        try values.encode(text, forKey: .text)
        try values.encode(contradicts, forKey: .contradicts)
        try values.encode(unread, forKey: .unread)
    }
}

extension UntoldMedicines {
    /// Its findings' ids.
    package static let finding = "drug-hold.untold"
    package static let contradiction = "drug-hold.contradicted"
    package static let unreadable = "drug-hold.unread"

    /// What may stand in braces in its text.
    static let placeholders = ["drugs"]

    /// None when the set leaves nothing open, or all that it does is named in what is written, and nothing of that says the
    /// opposite of a rule.
    func findings(of holds: [DrugHoldResult], with evaluator: FormEvaluator) -> [Finding] {
        guard !holds.isEmpty, when.map({ $0.holds(evaluator.value) == true }) ?? true else { return [] }
        let written = WrittenMedicines(evaluator.answer(item), about: holds, in: evaluator.form, reading: words)
        let open = holds.filter { $0.action == .ask && !written.names($0) }
        return [
            finding(Self.finding, text, open), finding(Self.contradiction, contradicts, written.opposed),
            finding(Self.unreadable, unread, written.unread),
        ].compactMap(\.self)
    }

    private func finding(_ id: String, _ text: Texts, _ holds: [DrugHoldResult]) -> Finding? {
        // A form that was signed before it was read has no words for it.
        guard let first = holds.first, !text.isEmpty else { return nil }
        return Finding(
            id: id, level: .caution,
            text: text.filled { _, language in
                holds.map { $0.label.wording(in: language) }.joined(separator: language == "zh" ? "、" : ", ")
            }, item: item, source: first.source)
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
        checkTexts(untold.contradicts, called: "contradicts of untold", .form, extra: UntoldMedicines.placeholders)
        checkTexts(untold.unread, called: "unread of untold", .form, extra: UntoldMedicines.placeholders)
    }
}
