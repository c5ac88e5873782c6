/// Reads which medicines a text stops and which it lets go on. Verbs take names on one side: in “停华法林继续阿司匹林” those that
/// follow, in “华法林停、阿司匹林照吃” those before. A name without a verb takes its neighbour's, where only one can be meant.
struct MedicineSentences {
    typealias Said = WrittenMedicines.Said
    typealias Statement = (about: Subject, says: Said)

    enum Subject: Hashable {
        case drug(String)
        /// Every medicine that is named nowhere.
        case others
        /// Another medicine, of which no rule speaks.
        case stranger
        /// It is not said which: of all, unless there are names somewhere.
        case nobody
    }

    private let words: MedicineWords
    private let clauses: MedicineClauses

    /// - Parameter names: by which words each medicine may be called.
    init(words: MedicineWords, names: [String: [String]]) {
        self.words = words
        clauses = MedicineClauses(words: words, names: names)
    }

    /// What is said of each medicine that is named, and of the others. Not understood is only what is not understood anywhere.
    func read(_ text: String) -> [Subject: Set<Said>] {
        let statements = statements(in: text)
        let hasNames = statements.contains { if case .drug = $0.about { true } else { false } }
        let counted = statements.filter { !hasNames || $0.about != .nobody }
        return Dictionary(grouping: counted) { $0.about == .nobody ? .others : $0.about }.mapValues { said in
            let all = Set(said.map(\.says))
            return all.isDisjoint(with: [.goOn, .stop]) ? all : all.subtracting([.mentioned, .unread])
        }
    }

    /// A heading (“停：”) speaks of the lines below that have no verb of their own.
    private func statements(in text: String) -> [Statement] {
        var heading: Said?
        /// Names at the end of a line, whose verb may stand on the next one.
        var dangling: [Subject] = []
        // A point alone may stand in a dose.
        return text.replacing(". ", with: "\n").split(whereSeparator: { "；;。！!\n".contains($0) }).flatMap { sentence in
            if let exception = exception(in: sentence) { return exception }
            let phrases = phrases(of: sentence)
            let verb = phrases.joined().compactMap(\.verbs.last).last
            if let verb {
                let isHeading = sentence.last { !$0.isWhitespace }.map { "：:".contains($0) } ?? false
                heading = isHeading && phrases.joined().allSatisfy(\.subjects.isEmpty) ? verb.says : nil
                if heading != nil { return [] }
            }
            let said = statements(of: phrases, under: verb == nil ? heading : nil, after: dangling)
            dangling = said.filter { $0.says == .mentioned }.map(\.about)
            return said
        }
    }

    /// “，” parts phrases, and “、” what is listed in one.
    private func phrases(of sentence: Substring) -> [[MedicineClause]] {
        sentence.split(whereSeparator: { "，,".contains($0) }).map { phrase in
            phrase.split(separator: "、").map { clauses.clause($0) }.filter { !$0.isBeside }
        }
    }

    private func statements(
        of phrases: [[MedicineClause]], under heading: Said?, after dangling: [Subject] = []
    ) -> [Statement] {
        var sentence = Sentence(open: heading, dangling: dangling)
        for phrase in phrases {
            phrase.forEach { sentence.take($0) }
            // “停阿司匹林、华法林”, whatever comes after the comma.
            if phrase.count > 1 { sentence.settle() }
        }
        return sentence.statements + sentence.waiting.map { ($0, sentence.open ?? .mentioned) }
    }

    /// What the clauses of a sentence have said so far.
    private struct Sentence {
        var statements: [Statement] = []
        /// Names without a verb yet, and the verb before them that may be theirs.
        var waiting: [Subject] = []
        var open: Said?
        /// Whom a clause without names may go on about.
        private var last: [Subject] = []

        private var dangling: [Subject]

        init(open: Said?, dangling: [Subject]) {
            self.open = open
            self.dangling = dangling
        }

        mutating func take(_ clause: MedicineClause) {
            guard let first = clause.verbs.first?.says, let end = clause.verbs.last?.says else {
                return takeNames(clause)
            }
            let said = clause.said(first)
            if clause.subjects.isEmpty { return takeAlone(said, clause) }
            dangling = []
            let theirs = clause.isVerbFirst ? open : open.map { $0 == said ? said : .unread } ?? said
            state(waiting, theirs ?? .unread)
            waiting = []
            statements += clause.statements
            if clause.isOnly { state([.others], first == .stop ? .maybeGoesOn : .maybeStops) }
            last = clause.subjects.map(\.about)
            open = clause.isVerbFirst ? clause.said(end) : nil
        }

        /// Names without a verb wait for one, unless what is said of them is not understood.
        private mutating func takeNames(_ clause: MedicineClause) {
            if clause.subjects.isEmpty {
                // “最后一针术前24小时” is of whoever was spoken of.
                if clause.isOfMedicines, clause.isUnclear { state([.others], .unread) }
                if clause.isUnclear || clause.isUntil { state(last, .maybeGoesOn) }
            } else if clause.isUnclear || clause.isUntil {
                statements += clause.statements
            } else {
                waiting += clause.subjects.map(\.about)
            }
        }

        /// A verb without names is of those that wait, or of those before; else nobody knows of whom.
        private mutating func takeAlone(_ said: Said, _ clause: MedicineClause) {
            if clause.hasStranger {
                state([.others], said == .stop ? .maybeStops : said == .goOn ? .maybeGoesOn : .unread)
            }
            let whom = waiting.isEmpty ? dangling : waiting
            if !whom.isEmpty {
                last = whom
                state(whom, open.map { $0 == said ? said : .unread } ?? said)
            } else if clause.isOfMedicines {
                state([.others], .unread)
            } else if !clause.hasStranger {
                state(last.isEmpty ? [.nobody] : last, last.isEmpty ? .unread : said)
            }
            waiting = []
            dangling = []
            open = nil
        }

        mutating func settle() {
            guard let open else { return }
            state(waiting, open)
            waiting = []
        }

        private mutating func state(_ subjects: [Subject], _ said: Said) { statements += subjects.map { ($0, said) } }
    }

    /// A sentence with “除…外”, “…除外” or "except …" in it: what is left out, with its own verb or the opposite of the
    /// others', and the rest.
    private func exception(in sentence: Substring) -> [Statement]? {
        guard
            let word = words[.excepts].compactMap({ sentence.firstRange(of: $0) }).min(by: {
                $0.lowerBound < $1.lowerBound
            })
        else { return nil }
        let before = sentence[..<word.lowerBound], after = sentence[word.upperBound...]
        let left: Substring, rest: String
        if words[.exceptEnds].contains(where: after.hasPrefix) {
            let start = before.lastIndex { "，,（(".contains($0) }.map(before.index(after:)) ?? before.startIndex
            left = before[start...]
            rest = String(before[..<start] + after)
        } else {
            let ends =
                words[.exceptEnds].compactMap { after.firstRange(of: $0)?.lowerBound }
                + [after.firstIndex { "，,）)".contains($0) }].compactMap(\.self)
            left = after[..<(ends.min() ?? after.endIndex)]
            rest = String(before + after[left.endIndex...])
        }
        let phrases = phrases(of: rest[...])
        let verb = phrases.joined().compactMap(\.verbs.first).first?.says ?? .unread
        let opposite: Said = verb == .stop ? .goOn : verb == .goOn ? .stop : .unread
        // “除阿司匹林外都停” is of all others.
        let others = statements(of: phrases, under: nil).map { $0.about == .nobody ? (.others, verb) : $0 }
        return statements(of: self.phrases(of: left), under: opposite) + others
    }
}
