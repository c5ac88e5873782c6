import API

/// The desk's words: by language tag, then by key, and the language that is spoken. They come from the locales.
package struct DeskWords: Sendable {
    /// A wait in words: from and to how many minutes, in which language.
    package typealias Wait = @Sendable (_ from: Int, _ to: Int, _ language: String) -> String

    /// What is used when a language lacks a key.
    package static let fallback = "zh"

    private let texts: [String: [String: String]]
    private let waiting: Wait
    /// `zh` or `en`.
    package var language: String

    /// - Parameters:
    ///   - texts: by language tag, then by key; `{name}` is replaced by the argument of that name.
    ///   - wait: as ticket and phone say it.
    package init(
        _ texts: [String: [String: String]], language: String = DeskWords.fallback, wait: @escaping Wait
    ) {
        self.texts = texts
        self.language = language
        waiting = wait
    }

    func wait(_ estimate: Estimate) -> String { waiting(estimate.fromMinutes, estimate.toMinutes, language) }

    /// Those in which the desk can speak.
    package var languages: [String] { texts.filter { $0.value["desk.title"] != nil }.keys.sorted() }

    func text(_ key: String, _ arguments: [String: String]) -> String {
        guard let text = texts[language]?[key] ?? texts[Self.fallback]?[key] else { return key }
        return arguments.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
}

/// Every word that the desk shows, in the language that is spoken where it is asked for.
enum DeskTexts {
    /// Bound while a state is changed or drawn: nothing that is drawn needs to be handed the language.
    @TaskLocal static var words = DeskWords([:]) { "\($0)–\($1) \($2)" }

    static func say(_ key: String, _ arguments: [String: String] = [:]) -> String { words.text(key, arguments) }
}
