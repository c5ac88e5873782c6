/// What a doctor has written to the patient about medicines, as a form's words read it.
struct WrittenMedicines {
    private typealias Clause = (text: String, says: DrugHoldResult.Action?)

    private let text: String
    private let clauses: [Clause]
    /// Each with the words by which it may be called.
    private let holds: [(hold: DrugHoldResult, words: [String])]
    private let reading: UntoldMedicines

    init(
        _ written: Answer?, about holds: [DrugHoldResult], in form: FormDefinition, reading: UntoldMedicines
    ) {
        self.reading = reading
        text = if case .string(let text)? = written { text.lowercased() } else { "" }
        clauses = reading.clauses(of: text)
        self.holds = text.isEmpty ? [] : holds.map { ($0, form.words(for: $0)) }
    }

    func names(_ hold: DrugHoldResult) -> Bool {
        holds.contains { $0.hold.drug == hold.drug && $0.words.contains(where: text.contains) }
    }

    /// The medicines of which it says the opposite of the rule. “所有药照常” speaks of each that is not named elsewhere.
    var opposed: [DrugHoldResult] {
        let opposed = clauses.flatMap { clause, said -> [String] in
            guard let said else { return [] }
            let named = holds.filter { $0.words.contains(where: clause.contains) }
            let about = named.isEmpty && reading.isAboutAll(clause) ? holds.filter { !names($0.hold) } : named
            return about.map(\.hold).filter { $0.action != .ask && $0.action != said }.map(\.drug)
        }
        return holds.map(\.hold).filter { opposed.contains($0.drug) }
    }
}

extension UntoldMedicines {
    /// The parts of what is written, and what each says of what it names: nil where it says neither, or speaks of afterwards.
    fileprivate func clauses(of text: String) -> [(text: String, says: DrugHoldResult.Action?)] {
        // A point alone may stand in a dose.
        text.replacing(". ", with: "\n").split(whereSeparator: { "；;。\n".contains($0) }).flatMap { sentence in
            exception(in: String(sentence)) ?? sentence.split(whereSeparator: { "，,".contains($0) }).flatMap(joined)
        }
    }

    /// “、” joins names up to the one that is followed by what to do with them.
    private func joined(in clause: Substring) -> [(text: String, says: DrugHoldResult.Action?)] {
        var clauses: [(text: String, says: DrugHoldResult.Action?)] = []
        var names = ""
        for part in clause.split(separator: "、") {
            names += (names.isEmpty ? "" : "、") + part
            guard let said = said(by: names) else { continue }
            clauses.append((names, said))
            names = ""
        }
        // What follows the last verb belongs to it: “停阿司匹林、氯吡格雷”.
        if !names.isEmpty { clauses.append((names, clauses.last?.says)) }
        return clauses
    }

    /// A sentence with “除…外”, “…除外” or "except …" in it: what is left out, with its own verb or the opposite of the
    /// others', and the rest.
    private func exception(in sentence: String) -> [(text: String, says: DrugHoldResult.Action?)]? {
        guard let word = excepts.compactMap({ sentence.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound })
        else { return nil }
        let before = sentence[..<word.lowerBound], after = sentence[word.upperBound...]
        let isBehind = exceptEnds.contains(where: after.hasPrefix)
        let left: Substring, rest: [Substring]
        if isBehind {
            let start = before.lastIndex { "，,（(".contains($0) }.map(before.index(after:)) ?? before.startIndex
            left = before[start...]
            rest = [before[..<start], after]
        } else {
            let end =
                exceptEnds.compactMap { after.firstRange(of: $0)?.lowerBound }
                + [after.firstIndex { "，,".contains($0) }].compactMap(\.self)
            left = after[..<(end.min() ?? after.endIndex)]
            rest = [before, after[left.endIndex...]]
        }
        let others = rest.flatMap { $0.split(whereSeparator: { "，,".contains($0) }).flatMap(joined) }
        let opposite: DrugHoldResult.Action? =
            switch others.compactMap(\.says).first {
            case .stop?: .goOn
            case .goOn?: .stop
            default: nil
            }
        return [(String(left), said(by: String(left)) ?? opposite)] + others
    }

    private func said(by clause: String) -> DrugHoldResult.Action? {
        guard !afterwards.contains(where: clause.contains) else { return nil }
        // “不停” goes on, though 停 stands in it.
        let rest = goesOn.reduce(clause) { Self.removing($1, from: $0) }
        if stops.contains(where: rest.contains) { return .stop }
        return rest == clause ? nil : .goOn
    }

    fileprivate func isAboutAll(_ clause: String) -> Bool {
        // “其他的药” is 其他药.
        let words = clause.replacing("的", with: "").drop { !$0.isLetter }
        return everything.contains { $0.hasPrefix("^") ? words.hasPrefix($0.dropFirst()) : words.contains($0) }
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
}

extension FormDefinition {
    /// Whether what is written to the patient names a medicine.
    package func names(_ hold: DrugHoldResult, in written: Answer?) -> Bool {
        guard case .string(let text)? = written else { return false }
        return words(for: hold).contains(where: text.lowercased().contains)
    }

    fileprivate func words(for hold: DrugHoldResult) -> [String] {
        let list = drugHolds.flatMap { item($0.item) }
        return list?.kind.choices.first { $0.code == hold.drug }?.names ?? []
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
