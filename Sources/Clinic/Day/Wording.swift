/// Texts for people, by language and key. Code holds keys and arguments, never a sentence.
package struct Wording: Sendable {
    /// What is used when a language lacks a key: Chinese first.
    package static let fallback = "zh"

    private let texts: [String: [String: String]]

    /// - Parameter texts: by language tag, then by key; `{name}` in a text is replaced by the argument of that name, and
    ///   `{name|call|calls}` by the first word where it is 1, else by the second.
    package init(_ texts: [String: [String: String]]) { self.texts = texts }

    package var languages: [String] { texts.keys.sorted() }

    package func keys(of language: String) -> Set<String> { Set(texts[language, default: [:]].keys) }

    /// The texts whose keys begin with one of these words (`desk.`, `desk-lane.`), by language, for a face of its own.
    package func texts(of words: [String]) -> [String: [String: String]] {
        texts.mapValues { texts in
            texts.filter { key, _ in words.contains { key.hasPrefix($0 + ".") || key.hasPrefix($0 + "-") } }
        }
    }

    /// The text of a key; the key itself when no language has it, so that a fault shows.
    package func text(_ key: String, _ language: String, _ arguments: [String: String] = [:]) -> String {
        guard let text = texts[language]?[key] ?? texts[Self.fallback]?[key] else { return key }
        return arguments.reduce(Self.counted(text, arguments)) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    private static func counted(_ text: String, _ arguments: [String: String]) -> String {
        guard text.contains("|") else { return text }
        return text.replacing(#/\{(\w+)\|([^|}]*)\|([^}]*)\}/#) { match in
            arguments[String(match.1)] == "1" ? match.2 : match.3
        }
    }

    /// The text in every language that has it.
    package func all(_ key: String, _ arguments: [String: String] = [:]) -> [String: String] {
        var all: [String: String] = [:]
        for language in texts.keys where texts[language]?[key] != nil {
            all[language] = text(key, language, arguments)
        }
        return all
    }
}

extension [String: String] {
    /// The text of these that suits a reader best.
    package func best(for language: String) -> String {
        self[language] ?? self[Wording.fallback] ?? self["en"] ?? values.sorted().first ?? ""
    }
}
