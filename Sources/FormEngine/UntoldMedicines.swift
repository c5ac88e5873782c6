/// What staff are told while medicines that the rule set leaves to the doctor are ticked, and what is written to the patient
/// names them not: a paper that says "as the doctor tells you" tells nothing.
package struct UntoldMedicines: Codable, Hashable, Sendable {
    /// The item, of kind text, in which the doctor writes what to do with them.
    package var item: String
    /// From when on it matters: always when absent.
    package var when: FormExpression?
    /// `{drugs}` in it are the medicines.
    package var text: Texts
    /// Words that say "go on" and "stop", those that turn the one into the other, and those that only look like one of them
    /// (“不变”), in small letters.
    package var goesOn: [String]
    package var stops: [String]
    package var negates: [String]
    package var neutral: [String]
    /// Words of a clause that asks or warns, of one that speaks of afterwards or of a condition, and of one about food.
    package var unclear: [String]
    package var afterwards: [String]
    package var besides: [String]
    /// Words for medicines in general, the names of others, of which no rule speaks, and words that stand beside a verb and name
    /// nothing.
    package var generic: [String]
    package var strangers: [String]
    package var fillers: [String]
    /// Of ``goesOn``, those that may only say what is taken (“口服华法林停5天”); words for “until”, and for “only”.
    package var takes: [String]
    package var until: [String]
    package var only: [String]
    /// Words that mean every medicine that is not named elsewhere; `^` in one stands for the beginning of a clause.
    package var everything: [String]
    /// Words before what is left out, and those that may end it: “除…外”.
    package var excepts: [String]
    package var exceptEnds: [String]
    /// What staff are told where what is written says to go on with what the set stops, or to stop what it lets go on: the
    /// paper would say both. `{drugs}` are these.
    package var contradicts: Texts
    /// What staff are told where it is not clear whether a medicine stops or goes on. `{drugs}` are these.
    package var unread: Texts

    package init(
        item: String, when: FormExpression? = nil, text: Texts, words: [Words: [String]], contradicts: Texts,
        unread: Texts
    ) {
        self.item = item
        self.when = when
        self.text = text
        func listed(_ kind: Words) -> [String] { words[kind] ?? [] }
        goesOn = listed(.goesOn)
        stops = listed(.stops)
        negates = listed(.negates)
        neutral = listed(.neutral)
        unclear = listed(.unclear)
        afterwards = listed(.afterwards)
        besides = listed(.besides)
        generic = listed(.generic)
        strangers = listed(.strangers)
        fillers = listed(.fillers)
        takes = listed(.takes)
        until = listed(.until)
        only = listed(.only)
        everything = listed(.everything)
        excepts = listed(.excepts)
        exceptEnds = listed(.exceptEnds)
        self.contradicts = contradicts
        self.unread = unread
    }

    /// The lists of words, by their keys in a form's file.
    package enum Words: String, CaseIterable, Hashable, Sendable {
        case goesOn, stops, negates, neutral, unclear, afterwards, besides, generic, strangers, fillers, takes, until,
            only,
            everything, excepts, exceptEnds
    }

    /// A form that was signed before some words were read lacks them.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let words = try Words.allCases.map { kind in
            (
                kind,
                try CodingKeys(stringValue: kind.rawValue).flatMap {
                    try values.decodeIfPresent([String].self, forKey: $0)
                } ?? []
            )
        }
        self.init(
            item: try values.decode(String.self, forKey: .item),
            when: try values.decodeIfPresent(FormExpression.self, forKey: .when),
            text: try values.decode(Texts.self, forKey: .text), words: Dictionary(uniqueKeysWithValues: words),
            contradicts: try values.decodeIfPresent(Texts.self, forKey: .contradicts) ?? [:],
            unread: try values.decodeIfPresent(Texts.self, forKey: .unread) ?? [:])
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
        guard when.map({ $0.holds(evaluator.value) == true }) ?? true else { return [] }
        let written = WrittenMedicines(evaluator.answer(item), about: holds, in: evaluator.form, reading: self)
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
