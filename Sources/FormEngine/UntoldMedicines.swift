/// What staff are told while medicines that the rule set leaves to the doctor are ticked, and what is written to the patient
/// names them not: a paper that says "as the doctor tells you" tells nothing.
package struct UntoldMedicines: Codable, Hashable, Sendable {
    /// The item, of kind text, in which the doctor writes what to do with them.
    package var item: String
    /// From when on it matters: always when absent.
    package var when: FormExpression?
    /// `{drugs}` in it are the medicines.
    package var text: Texts
    /// Words that say "go on", that say "stop", and that speak of afterwards, in small letters; `…` in one stands for a few
    /// letters between.
    package var goesOn: [String]
    package var stops: [String]
    package var afterwards: [String]
    /// Words that mean every medicine, and those that leave some out.
    package var everything: [String]
    package var others: [String]
    /// What staff are told where what is written says to go on with what the set stops, or to stop what it lets go on: the
    /// paper would say both. `{drugs}` are these.
    package var contradicts: Texts

    package init(
        item: String, when: FormExpression? = nil, text: Texts, goesOn: [String], stops: [String],
        afterwards: [String], everything: [String], others: [String], contradicts: Texts
    ) {
        self.item = item
        self.when = when
        self.text = text
        self.goesOn = goesOn
        self.stops = stops
        self.afterwards = afterwards
        self.everything = everything
        self.others = others
        self.contradicts = contradicts
    }

    /// A form that was signed before some words were read lacks them.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func words(_ key: CodingKeys) throws -> [String] {
            try values.decodeIfPresent([String].self, forKey: key) ?? []
        }
        self.init(
            item: try values.decode(String.self, forKey: .item),
            when: try values.decodeIfPresent(FormExpression.self, forKey: .when),
            text: try values.decode(Texts.self, forKey: .text), goesOn: try words(.goesOn), stops: try words(.stops),
            afterwards: try words(.afterwards), everything: try words(.everything), others: try words(.others),
            contradicts: try values.decodeIfPresent(Texts.self, forKey: .contradicts) ?? [:])
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
        let opposed = opposed(holds, to: written, in: form)
        return [finding(Self.finding, text, open), finding(Self.contradiction, contradicts, opposed)].compactMap(\.self)
    }

    /// The medicines of which what is written says the opposite of the rule. “所有药照常” speaks of each that is not named
    /// elsewhere.
    private func opposed(_ holds: [DrugHoldResult], to written: Answer?, in form: FormDefinition) -> [DrugHoldResult] {
        let opposed = clauses(of: written).flatMap { clause, said -> [DrugHoldResult] in
            let named = holds.filter { form.names($0, in: .string(clause)) }
            let isAboutAll =
                named.isEmpty && everything.contains(where: clause.contains)
                && !others.contains(where: clause.contains)
            let about = isAboutAll ? holds.filter { !form.names($0, in: written) } : named
            return about.filter { said != nil && $0.action != .ask && $0.action != said }
        }
        return holds.filter { hold in opposed.contains { $0.drug == hold.drug } }
    }

    /// The parts of what is written, and what each says: nil where it says neither, or speaks of afterwards. “、” joins names
    /// up to the one that is followed by what to do with them.
    private func clauses(of written: Answer?) -> [(clause: String, says: DrugHoldResult.Action?)] {
        guard case .string(let text)? = written else { return [] }
        // A point alone may stand in a dose.
        let sentences = text.lowercased().replacing(". ", with: "\n").split { "，,；;。\n".contains($0) }
        return sentences.flatMap { sentence in
            var clauses: [(clause: String, says: DrugHoldResult.Action?)] = []
            var names = ""
            for part in sentence.split(separator: "、") {
                names += "、" + part
                guard let said = said(by: names) else { continue }
                clauses.append((names, said))
                names = ""
            }
            // What follows the last verb belongs to it: “停阿司匹林、氯吡格雷”.
            if !names.isEmpty { clauses.append((names, clauses.last?.says)) }
            return clauses
        }
    }

    private func said(by clause: String) -> DrugHoldResult.Action? {
        guard !Self.holds(any: afterwards, clause) else { return nil }
        // “不停” goes on, though 停 stands in it.
        let rest = goesOn.reduce(clause) { Self.removing($1, from: $0) }
        if Self.holds(any: stops, rest) { return .stop }
        return rest == clause ? nil : .goOn
    }

    private static func holds(any words: [String], _ clause: String) -> Bool {
        words.contains { removing($0, from: clause) != clause }
    }

    /// Letters that `…` may stand for, at most.
    private static let gap = 8

    private static func removing(_ word: String, from clause: String) -> String {
        guard let dots = word.firstIndex(of: "…") else { return clause.replacing(word, with: "") }
        let (first, last) = (word[..<dots], word[word.index(after: dots)...])
        var rest = clause
        var from = rest.startIndex
        while let start = rest[from...].firstRange(of: first) {
            let within = rest[start.upperBound...].prefix(gap + last.count)
            if let end = within.firstRange(of: last) {
                rest.removeSubrange(start.lowerBound..<end.upperBound)
                from = rest.startIndex
            } else {
                from = start.upperBound
            }
        }
        return rest
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
    /// The words by which it may be called: brands, those of its label, and in the patient's wording the examples and the parts of
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
        } + (also ?? []).map { $0.lowercased() }
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
