/// A part of a sentence between two commas, with what it names and its verbs, from left to right.
struct MedicineClause {
    typealias Verb = (at: Int, says: WrittenMedicines.Said)
    typealias Name = (at: Int, about: MedicineSentences.Subject)

    let verbs: [Verb]
    let subjects: [Name]
    /// It speaks of after the operation, or of a condition: of what is to be done before, it says nothing.
    let isAfterwards: Bool

    var isVerbFirst: Bool {
        guard let verb = verbs.first, let name = subjects.first else { return !verbs.isEmpty }
        return verb.at < name.at
    }

    /// What its verbs say of its names.
    var statements: [(about: MedicineSentences.Subject, says: WrittenMedicines.Said)] {
        subjects.map { subject in
            let verb =
                isVerbFirst ? verbs.last { $0.at <= subject.at } : verbs.first { $0.at >= subject.at }
            return (subject.about, verb?.says ?? .unread)
        }
    }
}

/// Finds a form's words in clauses.
struct MedicineClauses {
    private let verbs: [(word: Word, says: WrittenMedicines.Said)]
    private let stops: [String]
    private let names: [(word: [Character], about: MedicineSentences.Subject)]
    private let everything: [Word]
    private let afterwards: [String]

    init(words: UntoldMedicines, names: [String: [String]]) {
        // “不能…继续” stops though 继续 stands in it, and “不…停” goes on; the longest word first.
        func sorted(_ words: [String], _ says: WrittenMedicines.Said) -> [(word: Word, says: WrittenMedicines.Said)] {
            words.sorted { ($0.count, $0) > ($1.count, $1) }.map { (Word($0), says) }
        }
        let gapped = words.stops.filter { $0.contains("…") }
        stops = words.stops.filter { !$0.contains("…") }
        verbs = sorted(gapped, .stop) + sorted(words.goesOn, .goOn) + sorted(stops, .stop)
        self.names = names.flatMap { drug, words in words.map { (Array($0), .drug(drug)) } }
        everything = words.everything.map { Word($0) }
        afterwards = words.afterwards
    }

    func clause(_ text: Substring) -> MedicineClause {
        // “其他的药” is 其他药.
        let letters = Array(text.replacing("的", with: "").drop { !$0.isLetter })
        var taken = Set<Int>()
        var found: [MedicineClause.Verb] = []
        for (word, says) in verbs {
            for range in word.ranges(in: letters, besides: says == .stop ? stops : [])
            where taken.isDisjoint(with: range) {
                taken.formUnion(range)
                found.append((range.lowerBound, says))
            }
        }
        var subjects = names.flatMap { word, about in
            Word.ranges(of: word, in: letters).map { ($0.lowerBound, about) }
        }
        subjects += everything.compactMap { $0.ranges(in: letters).first.map { ($0.lowerBound, .others) } }
        if subjects.isEmpty, found.contains(where: { $0.says == .goOn }), Self.isOfMedicines(letters) {
            // Of which ones it does not say.
            return MedicineClause(verbs: [], subjects: [(0, .others)], isAfterwards: isAfterwards(text))
        }
        return MedicineClause(
            verbs: found.sorted { $0.at < $1.at }, subjects: subjects.sorted { $0.0 < $1.0 },
            isAfterwards: isAfterwards(text))
    }

    private func isAfterwards(_ text: Substring) -> Bool { afterwards.contains(where: text.contains) }

    private static func isOfMedicines(_ letters: [Character]) -> Bool {
        letters.contains("药") || ["medic", "pill", "tablet", "drug"].contains { String(letters).contains($0) }
    }
}

/// A word of a form by which sentences are read.
private struct Word {
    /// Letters that `…` may stand for, at most.
    private static let gap = 8

    private let isAtStart: Bool
    private let first: [Character]
    /// Nil of a word without `…`.
    private let last: [Character]?

    init(_ word: String) {
        isAtStart = word.hasPrefix("^")
        let parts = word.drop { $0 == "^" }.replacing("的", with: "").split(separator: "…", maxSplits: 1)
        first = parts.first.map(Array.init) ?? []
        last = parts.count > 1 ? Array(parts[1]) : nil
    }

    /// Where it stands.
    ///
    /// - Parameter others: words that may not stand in its gap: “不能停，要继续” does not stop.
    func ranges(in letters: [Character], besides others: [String] = []) -> [Range<Int>] {
        let starts = Self.ranges(of: first, in: letters).filter { isAtStart ? $0.lowerBound == 0 : true }
        guard let last else {
            // "discontinue" is not "continue".
            return starts.filter { !Self.isLatin(letters, $0.lowerBound) || !Self.isLatin(letters, $0.lowerBound - 1) }
        }
        return starts.compactMap { start in
            let within = letters[start.upperBound...].prefix(Self.gap + last.count)
            guard let end = Self.ranges(of: last, in: Array(within)).first else { return nil }
            let gap = String(within.prefix(end.lowerBound))
            guard !others.contains(where: gap.contains) else { return nil }
            return start.lowerBound..<start.upperBound + end.upperBound
        }
    }

    private static func isLatin(_ letters: [Character], _ place: Int) -> Bool {
        letters.indices.contains(place) && letters[place].isASCII && letters[place].isLetter
    }

    static func ranges(of word: [Character], in letters: [Character]) -> [Range<Int>] {
        guard !word.isEmpty, letters.count >= word.count else { return [] }
        return (0...letters.count - word.count).filter { letters[$0..<$0 + word.count].elementsEqual(word) }
            .map { $0..<$0 + word.count }
    }
}
