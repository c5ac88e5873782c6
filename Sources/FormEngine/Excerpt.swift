extension String {
    /// The text as a message about it quotes it: its beginning, without what could make it show as something else.
    package func excerpt(_ most: Int = FormLimits.idLength) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars.prefix(most) {
            scalars.append(scalar.canDeceive || scalar.isUnseen ? "\u{FFFD}" : scalar)
        }
        return unicodeScalars.dropFirst(most).isEmpty ? String(scalars) : String(scalars) + "…"
    }
}

extension Unicode.Scalar {
    /// Control characters other than new line and tab, and the marks that embed or override the writing direction,
    /// annotate or tag, by which a text can be made to show as another one. Plain Uyghur and Chinese text needs none.
    var canDeceive: Bool {
        switch value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x206F, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }

    /// Characters without width. They carry nothing, so an answer pasted with one is kept; but two texts that look alike
    /// would not be the same, so the wording of a form has none. The joiners and marks that scripts are written with
    /// (U+200C to U+200F) are not meant.
    var isUnseen: Bool {
        switch value {
        case 0xAD, 0x180E, 0x200B, 0x2028, 0x2029, 0x2060...0x2064, 0xFEFF: true
        default: false
        }
    }

    /// Its number, as tables of characters list it: `U+202E`.
    package var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
