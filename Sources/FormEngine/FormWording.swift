extension Texts {
    /// The wording in a language; else the Chinese, the English, or whichever there is.
    package func wording(in language: String) -> String {
        self[language] ?? self["zh"] ?? self["en"] ?? self.min { $0.key < $1.key }?.value ?? ""
    }
}

/// A wording with `{itemId}` in it, cut into what stands and what is replaced.
enum WordingPart: Hashable, Sendable {
    case text(String)
    case answer(String)

    /// The parts of a wording. A brace without its partner is text.
    static func parts(of wording: String) -> [WordingPart] {
        var parts: [WordingPart] = []
        // Braces are the same bytes wherever they stand, and bytes are quick to look through.
        var rest = wording.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
        {
            parts.append(.text(String(Substring(rest[..<open]))))
            parts.append(.answer(String(Substring(rest[rest.index(after: open)..<close]))))
            rest = rest[rest.index(after: close)...]
        }
        parts.append(.text(String(Substring(rest))))
        return parts
    }
}

extension [String: String] {
    /// Texts with each `{name}` replaced by what it says of that name in the text's language.
    func filled(_ word: (_ name: String, _ language: String) -> String) -> Texts {
        reduce(into: [:]) { filled, text in
            filled[text.key] = WordingPart.parts(of: text.value).map { part in
                switch part {
                case .text(let text): text
                case .answer(let name): word(name, text.key)
                }
            }.joined()
        }
    }
}

extension FormEvaluator {
    /// What stands for an answer that is not there.
    static let blank = "–"

    /// The texts with each `{itemId}` replaced by that item's answer, or that score's value, in words, and `{points}` by
    /// the terms that a formula goes on from: `− 1.92 ASA III + 0.8 骨科`.
    func fill(_ texts: Texts, terms: [PartResult] = []) -> Texts {
        guard texts.values.contains(where: { $0.utf8.contains(UInt8(ascii: "{")) }) else { return texts }
        return texts.filled { id, language in
            id == ScoreDefinition.points ? Self.sum(of: terms, in: language) : words(for: id, in: language)
        }
    }

    private static func sum(of terms: [PartResult], in language: String) -> String {
        terms.map { term in
            let number = Decimals.plain(term.points.magnitude)
            return "\(term.points < 0 ? "−" : "+") \(number) \(term.label.wording(in: language))"
        }.joined(separator: " ")
    }

    private func words(for id: String, in language: String) -> String {
        if let result = result(ofScore: id) { return result.shown ?? Self.blank }
        guard let place = place(ofItem: id), let answer = answer(at: place) else { return Self.blank }
        return items[place].words(for: answer, in: language)
    }
}

extension FormItem {
    /// An answer to this item as people read it, without its unit: a choice's wording instead of its code, a number
    /// without needless decimals. A tick stays `yes`, `no` or `unknown`, whose words the locale files hold.
    package func words(for answer: Answer, in language: String) -> String {
        switch answer {
        case .number(let number): Decimals.plain(number)
        case .string(let text): wording(ofCode: text, in: language)
        case .list(let codes):
            codes.map { wording(ofCode: $0, in: language) }.joined(separator: language == "zh" ? "、" : ", ")
        }
    }

    private func wording(ofCode code: String, in language: String) -> String {
        kind.choices.first { $0.code == code }?.text.wording(in: language) ?? code
    }
}
