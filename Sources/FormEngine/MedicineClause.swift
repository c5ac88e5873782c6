/// A part of a sentence between two commas, with what it names and its verbs, from left to right.
struct MedicineClause {
    typealias Verb = (at: Int, says: WrittenMedicines.Said)
    typealias Name = (at: Int, about: MedicineSentences.Subject)

    let verbs: [Verb]
    let subjects: [Name]
    /// It speaks of medicines, whether or not it says which.
    let isOfMedicines: Bool
    /// It asks, warns, or says no to something that was not understood.
    let isUnclear: Bool
    /// It speaks of after the operation, of a condition, or of food: of what to do with medicines it says nothing.
    let isBeside: Bool
    /// It goes on until some day before the operation.
    let isUntil: Bool
    /// It says how much is taken: “倍他乐克1片”.
    let isDosed: Bool
    /// It speaks of these alone: “只吃阿司匹林”.
    let isOnly: Bool
    /// It says for how long, and perhaps not what: “阿司匹林7天”.
    let hasSpan: Bool
    /// It has a name that is not known here.
    let hasStranger: Bool
    /// It may only say what is taken so far: “您长期服用阿司匹林”.
    let isHistory: Bool

    var isVerbFirst: Bool {
        guard let verb = verbs.first, let name = subjects.first else { return !verbs.isEmpty }
        return verb.at < name.at
    }

    /// What its verbs say of its names.
    var statements: [MedicineSentences.Statement] {
        subjects.map { subject in
            let verb = isVerbFirst ? verbs.last { $0.at <= subject.at } : verbs.first { $0.at >= subject.at }
            return (subject.about, said(verb?.says))
        }
    }

    /// What is to be believed of a verb, or of none, in this clause.
    func said(_ verb: WrittenMedicines.Said?) -> WrittenMedicines.Said {
        isUnclear ? .unread : isUntil && verb != .stop ? .doubted : verb ?? .mentioned
    }
}

/// Finds a form's words in clauses.
struct MedicineClauses {
    private enum Kind { case goOn, stop, not, neutral }
    private typealias Token = (range: Range<Int>, kind: Kind)

    /// Letters from “not” to its verb, at most: of Chinese, and of English.
    private static let reach = 8
    private static let latinReach = 20

    private let words: [MedicineWords.List: [Letters]]
    private let verbs: [(letters: Letters, kind: Kind)]
    private let names: [(letters: Letters, about: MedicineSentences.Subject)]
    private let everything: [(letters: Letters, isAtStart: Bool)]
    private let rests: [Letters]
    private let fillers: [Letters]

    init(words: MedicineWords, names: [String: [Letters]]) {
        let parts: [MedicineWords.List] = [
            .unclear, .afterwards, .besides, .generic, .takes, .until, .theDay, .only, .doses, .spans, .putOff,
        ]
        self.words = parts.reduce(into: [:]) { $0[$1] = words.letters($1) }
        let kinds: [(list: MedicineWords.List, kind: Kind)] = [
            (.neutral, .neutral), (.goesOn, .goOn), (.stops, .stop), (.negates, .not),
        ]
        // The longest first: “不变” is no “不”.
        verbs = kinds.flatMap { list, kind in words.letters(list).map { ($0.filter { $0 != "的" }, kind) } }
            .sorted { $0.0.count > $1.0.count }
        self.names =
            names.flatMap { drug, words in words.map { (Self.plain($0), .drug(drug)) } }
            + words.letters(.strangers).map { (Self.plain($0), .stranger) }
        everything = words.letters(.everything).map { (Array($0.drop { $0 == "^" }), $0.first == "^") }
        rests = words.letters(.exceptRests).filter { $0.count > 1 }
        fillers = words.letters(.fillers)
    }

    func clause(_ text: Substring) -> MedicineClause {
        let letters = Self.plain(Letters(Self.withoutMark(text)))
        var subjects = names.flatMap { word, about in
            letters.places(of: word).map { ($0, isOfOthers($0, in: letters) ? .others : about) }
        }
        subjects += everything.compactMap { word, isAtStart in
            let place = letters.places(of: word).first
            return isAtStart && place != 0 ? nil : place.map { ($0, .others) }
        }
        subjects.sort { $0.0 < $1.0 }
        let (tokens, rest) = tokens(in: letters)
        let isHistory = tokens.allSatisfy { $0.kind == .goOn && takes(letters[$0.range]) }
        let (verbs, isDenied) = said(
            by: withoutHistory(tokens, in: letters, naming: subjects), in: letters, naming: subjects)
        let isOfMedicines = !subjects.isEmpty || has(.generic, letters)
        let isUntil = has(.until, letters)
        let isAfterwards = !isUntil && isAfterwards(letters, naming: subjects)
        // “阿司匹林术后再吃” leaves it out until then; “术后再吃” may follow what was said of before.
        let isPutOff = isAfterwards && !subjects.isEmpty && has(.putOff, letters)
        return MedicineClause(
            verbs: verbs, subjects: subjects, isOfMedicines: isOfMedicines,
            isUnclear: isDenied || isPutOff || has(.unclear, letters),
            isBeside: (isAfterwards && !isPutOff) || (!isOfMedicines && has(.besides, letters)),
            isUntil: isUntil && !has(.theDay, letters), isDosed: has(.doses, letters), isOnly: has(.only, letters),
            hasSpan: hasSpan(letters),
            hasStranger: subjects.isEmpty && isName(rest), isHistory: isHistory)
    }

    private func has(_ list: MedicineWords.List, _ letters: Letters) -> Bool {
        letters.contains(any: words[list] ?? [])
    }

    /// “其余降压药” are not those that are named.
    private func isOfOthers(_ place: Int, in letters: Letters) -> Bool {
        rests.contains { letters[..<place].reversed().starts(with: $0.reversed()) }
    }

    private func hasSpan(_ letters: Letters) -> Bool {
        (words[.spans] ?? []).contains { word in
            letters.places(of: word).contains { place in
                letters[..<place].last { $0 != " " }.map { Character($0).isNumber } ?? false
            }
        }
    }

    /// Without the number of a list's point (“2) ”), or whatever else stands before the first letter.
    private static func withoutMark(_ text: Substring) -> Substring {
        let mark = zip(text.indices, text.indices.dropFirst()).prefix { !text[$0.0].isLetter }
            .first { text[$0.0].isWholeNumber && ".)）".contains(text[$0.1]) }
        let start = mark.map { text.index(after: $0.1) } ?? text.startIndex
        return text[start...].drop { !$0.isLetter && !$0.isNumber }
    }

    /// “其他的药” and “别的药” are 其他药.
    private static func plain(_ text: Letters) -> Letters {
        guard text.contains("的") else { return text }
        return text.reduce(into: []) { letters, letter in
            if letter != "的" {
                letters.append(letter)
            } else if letters.last == "别" {
                letters.removeLast()
                letters += Letters("其他")
            }
        }
    }

    /// Whether something is left that could be a name, when the words that stand beside verbs are taken away.
    private func isName(_ rest: Letters) -> Bool {
        let left = fillers.reduce(into: rest) { left, filler in
            for place in left.places(of: filler) {
                left.replaceSubrange(place..<place + filler.count, with: repeatElement(" ", count: filler.count))
            }
        }.filter { $0.isLetter || $0 == " " }
        return left.split(separator: " ").contains { $0.count > ($0.allSatisfy(\.isASCII) ? 2 : 1) }
    }

    private func takes(_ word: Letters.SubSequence) -> Bool { words[.takes]?.contains(Array(word)) ?? false }

    /// “口服华法林停5天” says what is taken, and then what to do.
    private func withoutHistory(
        _ tokens: [Token], in letters: Letters, naming subjects: [MedicineClause.Name]
    ) -> [Token] {
        func isWeak(_ place: Int) -> Bool {
            let token = tokens[place]
            return token.kind == .goOn && takes(letters[token.range])
                && (place == 0 || tokens[place - 1].kind != .not)
        }
        guard let strong = tokens.indices.last(where: { !isWeak($0) && tokens[$0].kind != .not }),
            !subjects.contains(where: { $0.at > tokens[strong].range.lowerBound })
        else { return tokens }
        return tokens.indices.filter { $0 >= strong || !isWeak($0) }.map { tokens[$0] }
    }

    /// The verbs and what turns them, and what is left.
    private func tokens(in letters: Letters) -> (tokens: [Token], rest: Letters) {
        var taken = Set<Int>()
        let tokens = verbs.flatMap { word, kind in
            letters.places(of: word).compactMap { place -> Token? in
                let range = place..<place + word.count
                guard taken.isDisjoint(with: range), Self.isWhole(range, in: letters, toItsEnd: kind == .not) else {
                    return nil
                }
                taken.formUnion(range)
                return kind == .neutral ? nil : (range, kind)
            }
        }.sorted { $0.range.lowerBound < $1.range.lowerBound }
        return (tokens, letters.indices.map { taken.contains($0) ? " " : letters[$0] })
    }

    /// “不能停” goes on, “不能继续吃” stops: each no turns the verb after it, and verbs side by side are one.
    ///
    /// - Returns: also whether a no is left that turns none.
    private func said(
        by tokens: [Token], in letters: Letters, naming subjects: [MedicineClause.Name]
    ) -> (verbs: [MedicineClause.Verb], isDenied: Bool) {
        var groups: [[Token]] = []
        for token in tokens {
            if let last = groups.last?.last, isOne(last, token, in: letters, naming: subjects) {
                groups[groups.count - 1].append(token)
            } else {
                groups.append([token])
            }
        }
        let verbs = groups.filter { $0.contains { $0.kind != .not } }
        return (
            verbs.map { group in
                // “停一停” stops once.
                let turns = group.indices.count { place in
                    let isAgain = place > 0 && letters[group[place].range] == letters[group[place - 1].range]
                    return group[place].kind == .not || (group[place].kind == .stop && !isAgain)
                }
                return (group[0].range.lowerBound, turns.isMultiple(of: 2) ? .goOn : .stop)
            }, verbs.count < groups.count
        )
    }

    private func isOne(
        _ first: Token, _ second: Token, in letters: Letters, naming subjects: [MedicineClause.Name]
    ) -> Bool {
        let between = first.range.upperBound..<second.range.lowerBound
        if first.kind == .not {
            // “无支架阿司匹林停7天” says no to the stent.
            return !subjects.contains { between.contains($0.at) }
                && between.count <= (letters[between].allSatisfy(\.isASCII) ? Self.latinReach : Self.reach)
        }
        return second.kind != .not && between.count <= 1 && !subjects.contains { between.contains($0.at) }
    }

    /// “换瓣术后” is of an operation of before: more than a medicine's name stands in front.
    private func isAfterwards(_ letters: Letters, naming subjects: [MedicineClause.Name]) -> Bool {
        (words[.afterwards] ?? []).contains { word in
            guard let place = letters.places(of: word).first else { return false }
            let before = letters[..<place].filter(\.isLetter)
            return before.count < 2 || !subjects.allSatisfy { $0.at >= before.count } || letters.first == "手"
                || before.allSatisfy(\.isASCII)
        }
    }

    /// "discontinue" is not "continue", and "now" not "no".
    private static func isWhole(_ range: Range<Int>, in letters: Letters, toItsEnd: Bool) -> Bool {
        func isLatin(_ place: Int) -> Bool {
            letters.indices.contains(place) && letters[place].isASCII && letters[place].isLetter
        }
        return !(isLatin(range.lowerBound) && isLatin(range.lowerBound - 1))
            && !(toItsEnd && isLatin(range.upperBound - 1) && isLatin(range.upperBound))
    }
}
