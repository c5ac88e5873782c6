/// How many terminal columns text takes: Chinese characters two, combining marks none, everything else one.
///
/// The law of East Asian Width, with ambiguous characters narrow, as terminals outside old East Asian locales have it.
package enum Columns {
    /// Of a whole text.
    package static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    /// Of one character with its marks.
    static func width(_ character: Character) -> Int {
        character.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    /// Cut and padded to exactly `columns`; what was cut ends with `…`.
    package static func fit(_ text: String, _ columns: Int) -> String {
        let cut = cut(text, columns)
        return cut + String(repeating: " ", count: max(0, columns - width(cut)))
    }

    /// Right-aligned in exactly `columns`.
    package static func right(_ text: String, _ columns: Int) -> String {
        let cut = cut(text, columns)
        return String(repeating: " ", count: max(0, columns - width(cut))) + cut
    }

    /// At most `columns` wide; what was cut ends with `…`. A two-column character never hangs over the edge.
    package static func cut(_ text: String, _ columns: Int) -> String {
        guard columns > 0 else { return "" }
        guard width(text) > columns else { return text }
        var kept = ""
        var used = 1
        for character in text {
            used += width(character)
            guard used <= columns else { break }
            kept.append(character)
        }
        return kept + "…"
    }

    /// In lines of at most so many columns: broken at blanks, and between Chinese characters.
    static func wrapped(_ text: String, _ columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        // Where the line may be broken: behind a blank, behind a wide character.
        var breakable = ""
        for character in text {
            if width(line) + width(character) > max(2, columns) {
                let isMark = closing.contains(character) && !breakable.isEmpty
                let kept =
                    breakable.isEmpty || (character == " " || width(character) == 2) && !isMark ? line : breakable
                lines.append(trimmed(kept))
                line = String(line.dropFirst(kept.count))
                breakable = ""
                while line.first == " " { line.removeFirst() }
                if line.isEmpty, character == " " { continue }
            }
            line.append(character)
            if character == " " {
                breakable = line
            } else if width(character) == 2, !closing.contains(character) {
                // A closing mark stays with what it closes.
                breakable = String(line.dropLast())
            }
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [trimmed(line)]
    }

    private static let closing: Set<Character> = ["，", "。", "；", "：", "、", "）", "！", "？", "”"]

    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Without what would move the cursor or turn the line around: names come from outside.
    package static func printable(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isUnsafe(scalar) { kept.append(scalar) }
        return String(kept)
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1f, 0x7f...0x9f, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069, 0x061c: true
        default: false
        }
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        guard scalar.value >= 0x300 else { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    /// East Asian Width W and F, in the blocks that names and signs use.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
        0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff01...0xff60,
        0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f900...0x1f9ff, 0x20000...0x3fffd,
    ]
}
