/// A text as letters, one for each Unicode scalar: in them hundreds of words are found many times faster than in a string.
typealias Letters = [Unicode.Scalar]

extension Letters {
    init(_ text: some StringProtocol) { self = Array(text.unicodeScalars) }

    /// Where a word begins, each time.
    func places(of word: Letters) -> [Int] {
        guard let first = word.first, count >= word.count else { return [] }
        return (0...count - word.count).filter { place in
            self[place] == first && self[place..<place + word.count].elementsEqual(word)
        }
    }

    func contains(_ word: Letters) -> Bool { !places(of: word).isEmpty }

    func contains(any words: [Letters]) -> Bool { words.contains(where: contains) }
}

extension Unicode.Scalar {
    var isNumber: Bool { Character(self).isNumber }
    var isLetter: Bool { Character(self).isLetter }
}
