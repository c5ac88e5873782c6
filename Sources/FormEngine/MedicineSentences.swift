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
        /// It may be any that is named somewhere.
        case anyone
    }

    private let words: MedicineWords
    private let clauses: MedicineClauses

    /// - Parameter names: by which words each medicine may be called.
    init(words: MedicineWords, names: [String: [Letters]]) {
        self.words = words
        clauses = MedicineClauses(words: words, names: names)
    }

    /// What is said of each medicine that is named, and of the others. Not understood is only what is not understood anywhere.
    func read(_ text: String) -> [Subject: Set<Said>] {
        let statements = statements(in: text)
        let hasNames = statements.contains { if case .drug = $0.about { true } else { false } }
        let ofAnyone = statements.filter { $0.about == .anyone }.map(\.says)
        let counted = statements.filter { $0.about != .anyone && (!hasNames || $0.about != .nobody) }
        return Dictionary(grouping: counted) { $0.about == .nobody ? .others : $0.about }.mapValues { said in
            let all = Set(said.map(\.says) + ofAnyone)
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
            phrase.split(separator: "、").flatMap(clauses(of:)).filter { !$0.isBeside }
        }
    }

    /// “停华法林 倍他乐克照吃” is two, as each says of what it speaks.
    private func clauses(of text: Substring) -> [MedicineClause] {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count > 1 else { return [clauses.clause(text)] }
        var whole: [MedicineClause] = []
        for part in parts {
            let clause = clauses.clause(part)
            if clause.verbs.isEmpty || clause.subjects.isEmpty { return [clauses.clause(text)] }
            whole.append(clause)
        }
        return whole
    }

    private func statements(
        of phrases: [[MedicineClause]], under heading: Said?, after dangling: [Subject] = []
    ) -> [Statement] {
        var sentence = Sentence(open: heading, dangling: dangling)
        for phrase in phrases {
            phrase.forEach { sentence.take($0) }
            // “停阿司匹林、华法林”, whatever comes after the comma.
            if phrase.count > 1 { sentence.settle(under: heading) }
        }
        return sentence.ended
    }

    /// What the clauses of a sentence have said so far.
    private struct Sentence {
        private var statements: [Statement] = []
        /// Names without a verb yet, and the verb before them that may be theirs.
        private var waiting: [Subject] = []
        /// Of those, what it is said how much to take of: the next one's verb is not theirs.
        private var dosed: Set<Subject> = []
        /// The last statements, where they may only say what was taken so far.
        private var history: Range<Int>?
        private var open: Said?
        /// Names at the end may belong to a list before them, or say for how long without saying what.
        private var isDoubtful = false
        /// Whom a clause without names may go on about.
        private var last: [Subject] = []

        private var dangling: [Subject]

        init(open: Said?, dangling: [Subject]) {
            self.open = open
            self.dangling = dangling
        }

        /// All that it says, where nothing more comes.
        var ended: [Statement] {
            statements + waiting.map { ($0, open ?? (isDoubtful ? .doubted : .mentioned)) }
        }

        mutating func take(_ clause: MedicineClause) {
            guard let first = clause.verbs.first?.says, let end = clause.verbs.last?.says else {
                return takeNames(clause)
            }
            let said = clause.said(first)
            if clause.subjects.isEmpty { return takeAlone(said, clause) }
            dangling = []
            let theirs = clause.isVerbFirst ? open : open.map { $0 == said ? said : .unread } ?? said
            state(waiting.filter(dosed.contains), .mentioned)
            state(waiting.filter { !dosed.contains($0) }, theirs ?? .unread)
            waiting = []
            history = clause.isHistory ? statements.count..<statements.count + clause.subjects.count : nil
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
                if clause.isUnclear || clause.isUntil { state(last, .doubted) }
            } else if clause.isUnclear || clause.isUntil {
                statements += clause.statements
            } else {
                waiting += clause.subjects.map(\.about)
                if clause.isDosed { dosed.formUnion(waiting) }
                if clause.hasSpan, !clause.isDosed { isDoubtful = true }
            }
        }

        /// A verb without names is of those that wait, or of those before; else nobody knows of whom.
        private mutating func takeAlone(_ said: Said, _ clause: MedicineClause) {
            if clause.hasStranger {
                state([.others], said == .stop ? .maybeStops : said == .goOn ? .maybeGoesOn : .unread)
            }
            let whom = waiting.isEmpty ? dangling : waiting
            if said == .stop, whom.isEmpty, let history {
                statements.removeSubrange(history)
                state(last, .stop)
            } else if !whom.isEmpty {
                last = whom
                state(whom, open.map { $0 == said ? said : .unread } ?? said)
            } else if clause.isOfMedicines {
                state([.others], .unread)
                state(last.isEmpty ? [.anyone] : last, .doubted)
            } else if !clause.hasStranger {
                state(last.isEmpty ? [.nobody] : last, last.isEmpty ? .unread : said)
                if last.isEmpty { state([.anyone], .doubted) }
            }
            // “…不用停，外科让停就停”
            if clause.isUnclear { state(last, .doubted) }
            history = nil
            waiting = []
            dangling = []
            open = nil
        }

        mutating func settle(under heading: Said?) {
            guard let open else { return }
            state(waiting, open)
            waiting = []
            self.open = heading
            isDoubtful = true
        }

        private mutating func state(_ subjects: [Subject], _ said: Said) { statements += subjects.map { ($0, said) } }
    }

    /// A sentence with “除…外”, “除了…都”, “…以外” or "except …" in it: what is left out, with its own verb or the opposite of the
    /// others', and the rest.
    private func exception(in sentence: Substring) -> [Statement]? {
        guard let (left, rest) = leftOut(of: sentence) else { return nil }
        let phrases = phrases(of: rest[...])
        let verb = phrases.joined().compactMap(\.verbs.first).first?.says ?? .unread
        let opposite: Said = verb == .stop ? .goOn : verb == .goOn ? .stop : .unread
        let excepted = statements(of: self.phrases(of: left), under: opposite)
        // “除阿司匹林外都停” is of all others.
        var others = statements(of: phrases, under: nil).filter { $0.about != .anyone }
            .map { $0.about == .nobody ? (.others, verb) : $0 }
        // “倍他乐克照吃，手术当天除外”
        if excepted.isEmpty { others += others.map { ($0.about, .doubted) } }
        return excepted + others
    }

    private func leftOut(of sentence: Substring) -> (left: Substring, rest: String)? {
        func first(_ list: MedicineWords.List, in text: Substring) -> Range<Substring.Index>? {
            words[list].compactMap { text.firstRange(of: $0) }.min { $0.lowerBound < $1.lowerBound }
        }
        func start(of before: Substring) -> Substring.Index {
            before.lastIndex { "，,（(".contains($0) }.map(before.index(after:)) ?? before.startIndex
        }
        if let word = first(.excepts, in: sentence) {
            let before = sentence[..<word.lowerBound], after = sentence[word.upperBound...]
            if words[.exceptEnds].contains(where: after.hasPrefix) {
                return (before[start(of: before)...], String(before[..<start(of: before)] + after))
            }
            let phrase = after.prefix { !"，,）)".contains($0) }
            let end = first(.exceptEnds, in: phrase)
            let left = phrase[..<(end?.lowerBound ?? first(.exceptRests, in: phrase)?.lowerBound ?? phrase.endIndex)]
            return (left, String(before + after[(end?.upperBound ?? left.endIndex)...]))
        }
        // “华法林以外的药”
        guard let end = words[.exceptEnds].filter({ $0.count > 1 }).compactMap({ sentence.firstRange(of: $0) }).first
        else { return nil }
        let before = sentence[..<end.lowerBound]
        return (before[start(of: before)...], String(before[..<start(of: before)] + sentence[end.upperBound...]))
    }
}
