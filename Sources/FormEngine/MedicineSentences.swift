/// Reads which medicines a text stops and which it lets go on. Verbs take names on one side: in “停华法林继续阿司匹林” those that
/// follow, in “华法林停、阿司匹林照吃” those before. A name without a verb takes its neighbour's, where only one can be meant.
struct MedicineSentences {
    typealias Said = WrittenMedicines.Said

    enum Subject: Hashable {
        case drug(String)
        /// Every medicine that is named nowhere.
        case others
    }

    private typealias Statement = (about: Subject, says: Said)

    private let words: UntoldMedicines
    private let clauses: MedicineClauses

    /// - Parameter names: by which words each medicine may be called.
    init(words: UntoldMedicines, names: [String: [String]]) {
        self.words = words
        clauses = MedicineClauses(words: words, names: names)
    }

    /// What is said of each medicine that is named, and of the others. Not understood is only what is not understood anywhere.
    func read(_ text: String) -> [Subject: Set<Said>] {
        statements(in: text).reduce(into: [:]) { $0[$1.about, default: []].insert($1.says) }
            .mapValues { $0.count > 1 ? $0.subtracting([.unread]) : $0 }
    }

    /// A heading (“停：”) speaks of the lines below that have no verb of their own.
    private func statements(in text: String) -> [Statement] {
        var heading: Said?
        // A point alone may stand in a dose.
        return text.replacing(". ", with: "\n").split(whereSeparator: { "；;。\n".contains($0) }).flatMap { sentence in
            if let exception = exception(in: sentence) { return exception }
            let phrases = phrases(of: sentence)
            guard let verb = phrases.joined().compactMap(\.verbs.last).last else {
                return statements(of: phrases, under: heading)
            }
            let isHeading = sentence.last { !$0.isWhitespace }.map { "：:".contains($0) } ?? false
            heading = isHeading ? verb.says : nil
            return statements(of: phrases, under: nil)
        }
    }

    /// “，” parts phrases, and “、” what is listed in one.
    private func phrases(of sentence: Substring) -> [[MedicineClause]] {
        sentence.split(whereSeparator: { "，,".contains($0) }).map { phrase in
            phrase.split(separator: "、").map { clauses.clause($0) }.filter { !$0.isAfterwards }
        }
    }

    private func statements(of phrases: [[MedicineClause]], under heading: Said?) -> [Statement] {
        var statements: [Statement] = []
        /// Names without a verb yet, and the verb before them that may be theirs.
        var waiting: [Subject] = []
        var open = heading
        for phrase in phrases {
            for clause in phrase {
                guard let first = clause.verbs.first?.says, let last = clause.verbs.last?.says else {
                    waiting += clause.subjects.map(\.about)
                    continue
                }
                let isBare = clause.subjects.isEmpty
                let theirs: Said? =
                    clause.isVerbFirst && !isBare ? open : open.map { $0 == first ? first : .unread } ?? first
                statements += waiting.map { ($0, theirs ?? .unread) } + clause.statements
                waiting = []
                open = clause.isVerbFirst && !isBare ? last : nil
            }
            // “停阿司匹林、华法林”, whatever comes after the comma.
            if phrase.count > 1, let said = open {
                statements += waiting.map { ($0, said) }
                waiting = []
            }
        }
        return statements + waiting.map { ($0, open ?? .unread) }
    }

    /// A sentence with “除…外”, “…除外” or "except …" in it: what is left out, with its own verb or the opposite of the
    /// others', and the rest.
    private func exception(in sentence: Substring) -> [Statement]? {
        guard
            let word = words.excepts.compactMap({ sentence.firstRange(of: $0) }).min(by: {
                $0.lowerBound < $1.lowerBound
            })
        else { return nil }
        let before = sentence[..<word.lowerBound], after = sentence[word.upperBound...]
        let left: Substring, rest: String
        if words.exceptEnds.contains(where: after.hasPrefix) {
            let start = before.lastIndex { "，,（(".contains($0) }.map(before.index(after:)) ?? before.startIndex
            left = before[start...]
            rest = String(before[..<start] + after)
        } else {
            let ends =
                words.exceptEnds.compactMap { after.firstRange(of: $0)?.lowerBound }
                + [after.firstIndex { "，,）)".contains($0) }].compactMap(\.self)
            left = after[..<(ends.min() ?? after.endIndex)]
            rest = String(before + after[left.endIndex...])
        }
        let phrases = phrases(of: rest[...])
        let opposite: Said =
            switch phrases.joined().compactMap(\.verbs.first).first?.says {
            case .stop: .goOn
            case .goOn: .stop
            default: .unread
            }
        let leftOut = statements(of: self.phrases(of: left), under: opposite)
        return leftOut + statements(of: phrases, under: nil)
    }
}
