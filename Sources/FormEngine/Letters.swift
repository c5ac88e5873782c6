/// A text as letters, one for each Unicode scalar: in them hundreds of words are found many times faster than in a string.
typealias Letters = [Unicode.Scalar]

extension Letters {
    init(_ text: some StringProtocol) { self = Array(text.unicodeScalars) }

    /// With small Latin letters.
    init(lowercasing text: some StringProtocol) {
        self = text.unicodeScalars.map { $0 >= "A" && $0 <= "Z" ? Unicode.Scalar(UInt8(ascii: $0) + 32) : $0 }
    }

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
    var isNumber: Bool { properties.numericType != nil }
    var isLetter: Bool { properties.isAlphabetic }
}
