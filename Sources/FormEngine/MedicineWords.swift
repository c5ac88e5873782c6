/// The words by which it is read what a doctor writes to a patient about medicines: data, so that a hospital adds its own.
package struct MedicineWords: Codable, Hashable, Sendable {
    /// The lists, by their keys in a file. Words stand in small letters.
    package enum List: String, CaseIterable, CodingKey, Hashable, Sendable {
        /// "Go on" and "stop", what turns the one into the other (不…停), and what only looks like one of them (不变).
        case goesOn, stops, negates, neutral
        /// Of a clause that asks or warns, of one that speaks of afterwards or of a condition, and of one about food.
        case unclear, afterwards, besides
        /// Medicines in general, the names of others, of which no rule speaks, and what stands beside a verb and names nothing.
        case generic, strangers, fillers
        /// Of ``goesOn``, what may only say what is taken (“口服华法林停5天”); "until", and what says that it is until the
        /// operation's own day; what is put off; how much is taken; for how long; "only".
        case takes, until, theDay, putOff, doses, spans, only
        /// Every medicine that is not named elsewhere; `^` in a word stands for the beginning of a clause.
        case everything
        /// What stands before what is left out, what may end it, and what begins the rest: “除…外”, “除了…都”.
        case excepts, exceptEnds, exceptRests
    }

    private let lists: [List: [String]]
    /// The same, cut once, the longest first: they are looked for at each evaluation.
    private let letters: [List: [Letters]]

    package init(_ lists: [List: [String]]) {
        self.lists = lists
        letters = lists.mapValues { $0.map { Letters($0) }.sorted { $0.count > $1.count } }
    }

    package subscript(list: List) -> [String] { lists[list] ?? [] }

    func letters(_ list: List) -> [Letters] { letters[list] ?? [] }

    /// A form that was signed before some words were read lacks them.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: List.self)
        self.init(try values.allKeys.reduce(into: [:]) { $0[$1] = try values.decode([String].self, forKey: $1) })
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: List.self)
        for (list, words) in lists { try values.encode(words, forKey: list) }
    }
}
