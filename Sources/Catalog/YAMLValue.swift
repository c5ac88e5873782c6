package import FormEngine

/// A value of a YAML file that knows its file and line, so that whoever cannot use it can say where it stands.
package struct YAMLValue: Hashable, Sendable {
    /// What a value is.
    package enum Content: Hashable, Sendable {
        /// A plain or quoted scalar, as written; YAML's own guesses (`no` as false) are not made.
        case scalar(String)
        case list([YAMLValue])
        case mapping([YAMLEntry])
    }

    package var file: String
    /// From 1.
    package var line: Int
    package var content: Content

    package init(file: String, line: Int, content: Content) {
        self.file = file
        self.line = line
        self.content = content
    }

    /// A problem that stands where this value stands.
    package func problem(_ message: ProblemSentence) -> CatalogProblem {
        CatalogProblem(file: file, line: line, message: message)
    }
}

/// A key and its value, in the order of the file.
package struct YAMLEntry: Hashable, Sendable {
    package var key: String
    /// Where the key stands; from 1.
    package var line: Int
    package var value: YAMLValue

    package init(key: String, line: Int, value: YAMLValue) {
        self.key = key
        self.line = line
        self.value = value
    }
}

extension YAMLValue {
    /// The text of a scalar; never empty.
    package func string() throws(CatalogProblem) -> String {
        guard case .scalar(let text) = content else { throw expected("a word or a text") }
        guard !text.isEmpty else { throw problem("Nothing stands here. Give a value, or take the key away.") }
        return text
    }

    /// A whole number.
    package func int() throws(CatalogProblem) -> Int {
        guard case .scalar(let text) = content, let number = Int(text) else { throw expected("a whole number") }
        return number
    }

    /// A number; never infinite, and nothing but digits, a sign, a point and an exponent.
    package func double() throws(CatalogProblem) -> Double {
        guard case .scalar(let text) = content, let number = Double(text), number.isFinite,
            text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) })
        else { throw expected("a number") }
        return number
    }

    /// `true` or `false`.
    package func bool() throws(CatalogProblem) -> Bool {
        switch content {
        case .scalar("true"): return true
        case .scalar("false"): return false
        default: throw expected("true or false")
        }
    }

    /// The raw value of an enumeration: `danger`. Names the possible words when it is none of them.
    package func oneOf<Word: RawRepresentable<String> & CaseIterable>(
        _ type: Word.Type
    ) throws(CatalogProblem) -> Word {
        try oneOf(Array(Word.allCases))
    }

    /// The same, of some of an enumeration's words.
    package func oneOf<Word: RawRepresentable<String>>(_ words: [Word]) throws(CatalogProblem) -> Word {
        let text = try string()
        if let word = words.first(where: { $0.rawValue == text }) { return word }
        throw problem(Self.unknown(text, "is none of", words.map(\.rawValue)))
    }

    /// The values of a list.
    package func list() throws(CatalogProblem) -> [YAMLValue] {
        guard case .list(let values) = content else {
            throw expected("a list, as [a, b] or with “- ” before each line")
        }
        return values
    }

    /// The entries of a mapping, whatever their keys, in the order of the file.
    package func entries() throws(CatalogProblem) -> [YAMLEntry] {
        guard case .mapping(let entries) = content else { throw expected("keys with values") }
        return entries
    }

    /// The mapping, none of whose keys may be outside `keys`.
    package func mapping(keys: [String]) throws(CatalogProblem) -> YAMLMapping {
        let entries = try entries()
        if let stranger = entries.first(where: { !keys.contains($0.key) }) {
            throw CatalogProblem(
                file: file, line: stranger.line, message: Self.unknown(stranger.key, "is no key here; there are", keys))
        }
        return YAMLMapping(value: self, entries: entries)
    }

    private func expected(_ what: ProblemSentence) -> CatalogProblem {
        let found: ProblemSentence =
            switch content {
            case .scalar(let text): text.isEmpty ? "nothing" : "“\(text.excerpt())”"
            case .list: "a list"
            case .mapping: "keys with values"
            }
        var hint: ProblemSentence = ""
        if case .scalar(let text) = content { hint = YAMLSlips.hint(in: text) }
        return problem("Here stands \(found), where \(what) should stand.\(hint)")
    }
}
