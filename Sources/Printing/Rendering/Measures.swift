/// In right-to-left text "400 ml" would come out as "ml 400" (UAX #9: the number goes with the text before it).
enum Measures {
    /// The text with each number and the Latin unit after it isolated left to right.
    static func isolated(_ text: String) -> String {
        text.replacing(/[0-9]+(?:[.,][0-9]+)?[ \u{A0}]?[A-Za-zµ%]+(?:\/[A-Za-z0-9]+)?/) {
            "\u{2066}\($0.output)\u{2069}"
        }
    }
}
