/// What staff are told while medicines that the rule set leaves to the doctor are ticked, and what is written to the patient
/// names them not: a paper that says "as the doctor tells you" tells nothing.
package struct UntoldMedicines: Codable, Hashable, Sendable {
    /// The item, of kind text, in which the doctor writes what to do with them.
    package var item: String
    /// From when on it matters: always when absent.
    package var when: FormExpression?
    /// `{drugs}` in it are the medicines.
    package var text: Texts
    /// Words that say "go on", that say "stop", and that speak of afterwards, in small letters.
    package var goesOn: [String]
    package var stops: [String]
    package var afterwards: [String]
    /// What staff are told where what is written says to go on with what the set stops, or to stop what it lets go on: the
    /// paper would say both. `{drugs}` are these.
    package var contradicts: Texts

    package init(
        item: String, when: FormExpression? = nil, text: Texts, goesOn: [String], stops: [String],
        afterwards: [String], contradicts: Texts
    ) {
        self.item = item
        self.when = when
        self.text = text
        self.goesOn = goesOn
        self.stops = stops
        self.afterwards = afterwards
        self.contradicts = contradicts
    }
}

extension UntoldMedicines {
    /// Its findings' ids.
    package static let finding = "drug-hold.untold"
    package static let contradiction = "drug-hold.contradicted"

    /// What may stand in braces in its text.
    static let placeholders = ["drugs"]

    /// None when the set leaves nothing open, or all that it does is named in what is written, and nothing of that says the
    /// opposite of a rule.
    func findings(of holds: [DrugHoldResult], with evaluator: FormEvaluator) -> [Finding] {
        guard when.map({ $0.holds(evaluator.value) == true }) ?? true else { return [] }
        let form = evaluator.form, written = evaluator.answer(item)
        let open = holds.filter { $0.action == .ask && !form.names($0, in: written) }
        let opposed = clauses(of: written).flatMap { clause, said in
            holds.filter { hold in
                said != nil && hold.action != .ask && hold.action != said && form.names(hold, in: .string(clause))
            }
        }
        return [finding(Self.finding, text, open), finding(Self.contradiction, contradicts, opposed)].compactMap(\.self)
    }

    /// The parts of what is written, and what each says: nil where it says neither, or speaks of afterwards.
    private func clauses(of written: Answer?) -> [(clause: String, says: DrugHoldResult.Action?)] {
        guard case .string(let text)? = written else { return [] }
        return text.lowercased().split { "，,；;。\n".contains($0) }.map { part in
            let clause = String(part)
            guard !afterwards.contains(where: clause.contains) else { return (clause, nil) }
            // “不停” goes on, though 停 stands in it.
            let rest = goesOn.reduce(clause) { $0.replacing($1, with: "") }
            if stops.contains(where: rest.contains) { return (clause, .stop) }
            return (clause, rest == clause ? nil : .goOn)
        }
    }

    private func finding(_ id: String, _ text: Texts, _ holds: [DrugHoldResult]) -> Finding? {
        guard let first = holds.first else { return nil }
        return Finding(
            id: id, level: .caution,
            text: text.filled { _, language in
                holds.map { $0.label.wording(in: language) }.joined(separator: language == "zh" ? "、" : ", ")
            }, item: item, source: first.source)
    }
}

extension FormDefinition {
    /// Whether what is written to the patient names a medicine.
    package func names(_ hold: DrugHoldResult, in written: Answer?) -> Bool {
        guard case .string(let text)? = written, let list = drugHolds.flatMap({ item($0.item) }) else { return false }
        let small = text.lowercased()
        let choice = list.kind.choices.first { $0.code == hold.drug }
        return choice?.names.contains { small.contains($0) } ?? false
    }
}

extension FormChoice {
    /// The words by which it may be called: those of its label, and in the patient's wording the examples and the parts of
    /// names ("普利", "司美格鲁肽"), in small letters.
    fileprivate var names: [String] {
        func words(_ wording: String?) -> [Substring] {
            (wording ?? "").lowercased()[...].split { !($0.isLetter || $0.isNumber || $0 == "-") || $0 == "如" }
        }
        // In English what follows the name is a dose.
        let all = words(text["zh"]) + words(plain?["zh"]) + words(text["en"]).prefix(1)
        // "mg" and "10" name nothing.
        return all.map(String.init).filter { word in
            word.contains { $0.isLetter && !$0.isASCII }
                ? word.count > 1 : word.count > 2 && word.contains(where: \.isLetter)
        }
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
    }
}
