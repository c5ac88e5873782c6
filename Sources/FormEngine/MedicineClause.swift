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

    var isVerbFirst: Bool {
        guard let verb = verbs.first, let name = subjects.first else { return !verbs.isEmpty }
        return verb.at < name.at
    }

    /// What its verbs say of its names.
    var statements: [MedicineSentences.Statement] {
        subjects.map { subject in
            let verb = isVerbFirst ? verbs.last { $0.at <= subject.at } : verbs.first { $0.at >= subject.at }
            return (subject.about, isUnclear ? .unread : verb?.says ?? .mentioned)
        }
    }
}

/// Finds a form's words in clauses.
struct MedicineClauses {
    private enum Kind { case goOn, stop, not, neutral }
    private typealias Token = (range: Range<Int>, kind: Kind)

    /// Letters from “not” to its verb, at most: of Chinese, and of English.
    private static let reach = 8
    private static let latinReach = 20

    private let words: UntoldMedicines
    private let verbs: [(letters: [Character], kind: Kind)]
    private let names: [(letters: [Character], about: MedicineSentences.Subject)]

    init(words: UntoldMedicines, names: [String: [String]]) {
        self.words = words
        let kinds: [(words: [String], kind: Kind)] = [
            (words.neutral, .neutral), (words.goesOn, .goOn), (words.stops, .stop), (words.negates, .not),
        ]
        // The longest first: “不变” is no “不”.
        verbs = kinds.flatMap { words, kind in words.map { (Array($0.replacing("的", with: "")), kind) } }
            .sorted { $0.0.count > $1.0.count }
        self.names = names.flatMap { drug, words in words.map { (Array($0), .drug(drug)) } }
    }

    func clause(_ text: Substring) -> MedicineClause {
        // “其他的药” is 其他药.
        let letters = Array(text.replacing("的", with: "").drop { !$0.isLetter })
        let text = String(letters)
        var subjects = names.flatMap { word, about in Self.places(of: word, in: letters).map { ($0, about) } }
        subjects += words.everything.compactMap { word in
            let places = Self.places(of: Array(word.drop { $0 == "^" }), in: letters)
            return (word.hasPrefix("^") ? places.first { $0 == 0 } : places.first).map { ($0, .others) }
        }
        subjects.sort { $0.0 < $1.0 }
        let (verbs, isDenied) = said(by: tokens(in: letters), in: letters, naming: subjects)
        let isOfMedicines = !subjects.isEmpty || words.generic.contains(where: text.contains)
        return MedicineClause(
            verbs: verbs, subjects: subjects, isOfMedicines: isOfMedicines,
            isUnclear: isDenied || words.unclear.contains(where: text.contains),
            isBeside: isAfterwards(text, naming: subjects)
                || (!isOfMedicines && words.besides.contains(where: text.contains)))
    }

    private func tokens(in letters: [Character]) -> [Token] {
        var taken = Set<Int>()
        return verbs.flatMap { word, kind in
            Self.places(of: word, in: letters).compactMap { place -> Token? in
                let range = place..<place + word.count
                guard taken.isDisjoint(with: range), Self.isWhole(range, in: letters, toItsEnd: kind == .not) else {
                    return nil
                }
                taken.formUnion(range)
                return kind == .neutral ? nil : (range, kind)
            }
        }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// “不能停” goes on, “不能继续吃” stops: each no turns the verb after it, and verbs side by side are one.
    ///
    /// - Returns: also whether a no is left that turns none.
    private func said(
        by tokens: [Token], in letters: [Character], naming subjects: [MedicineClause.Name]
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
                let turns = group.count { $0.kind != .goOn }
                return (group[0].range.lowerBound, turns.isMultiple(of: 2) ? .goOn : .stop)
            }, verbs.count < groups.count
        )
    }

    private func isOne(
        _ first: Token, _ second: Token, in letters: [Character], naming subjects: [MedicineClause.Name]
    ) -> Bool {
        let between = first.range.upperBound..<second.range.lowerBound
        if first.kind == .not {
            return between.count <= (letters[between].allSatisfy(\.isASCII) ? Self.latinReach : Self.reach)
        }
        return second.kind != .not && between.count <= 1 && !subjects.contains { between.contains($0.at) }
    }

    /// “换瓣术后” is of an operation of before: more than a medicine's name stands in front.
    private func isAfterwards(_ text: String, naming subjects: [MedicineClause.Name]) -> Bool {
        words.afterwards.contains { word in
            guard let place = text.firstRange(of: word)?.lowerBound else { return false }
            let before = text[..<place].filter(\.isLetter)
            return before.count < 2 || !subjects.allSatisfy { $0.at >= before.count } || text.hasPrefix("手")
                || before.allSatisfy(\.isASCII)
        }
    }

    private static func places(of word: [Character], in letters: [Character]) -> [Int] {
        guard !word.isEmpty, letters.count >= word.count else { return [] }
        return (0...letters.count - word.count).filter { letters[$0..<$0 + word.count].elementsEqual(word) }
    }

    /// "discontinue" is not "continue", and "now" not "no".
    private static func isWhole(_ range: Range<Int>, in letters: [Character], toItsEnd: Bool) -> Bool {
        func isLatin(_ place: Int) -> Bool {
            letters.indices.contains(place) && letters[place].isASCII && letters[place].isLetter
        }
        return !(isLatin(range.lowerBound) && isLatin(range.lowerBound - 1))
            && !(toItsEnd && isLatin(range.upperBound - 1) && isLatin(range.upperBound))
    }
}
