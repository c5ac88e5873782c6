/// Numbers with their units.
enum Measures {
    /// The text with each number and the Latin unit after it isolated left to right: in right-to-left text "400 ml" would
    /// come out as "ml 400" (UAX #9: the number goes with the text before it).
    static func isolated(_ text: String) -> String {
        text.replacing(/[0-9]+(?:[.,][0-9]+)?[ \u{A0}]?[A-Za-zµ%]+(?:\/[A-Za-z0-9]+)?/) {
            "\u{2066}\($0.output)\u{2069}"
        }
    }

    /// The text with what no line may end in: between a number and its unit, or in an ordinal of Uyghur (1-قەۋەت).
    static func unbroken(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count > 2 else { return text }
        var kept = String.UnicodeScalarView(scalars.prefix(1))
        for index in 1..<scalars.count - 1 {
            let (scalar, next) = (scalars[index], scalars[index + 1])
            let followsDigit = ("0"..."9").contains(scalars[index - 1])
            switch scalar {
            case " " where followsDigit && isUnit(next): kept.append("\u{A0}")
            case "-" where followsDigit && arabic.contains(next): kept.append(contentsOf: ["-", "\u{2060}"])
            default: kept.append(scalar)
            }
        }
        kept.append(scalars[scalars.count - 1])
        return String(kept)
    }

    private static let arabic = ("\u{600}" as Unicode.Scalar)..."\u{6FF}"

    private static func isUnit(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || "µμ%°℃".unicodeScalars.contains(scalar)
    }
}
