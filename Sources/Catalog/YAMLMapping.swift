internal import FormEngine

/// The keys and values of one YAML mapping whose keys have been checked.
package struct YAMLMapping: Sendable {
    /// The mapping itself, for problems that concern it as a whole.
    package let value: YAMLValue
    /// In the order of the file.
    package let entries: [YAMLEntry]

    package init(value: YAMLValue, entries: [YAMLEntry]) {
        self.value = value
        self.entries = entries
    }

    /// The value of a key, if it is there.
    package subscript(key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }

    /// The value of a key that must be there.
    package func required(_ key: String) throws(CatalogProblem) -> YAMLValue {
        guard let value = self[key] else { throw value.problem("The key \(key) is missing.") }
        return value
    }
}

/// Something that decodes a file part by part and notes all that is wrong, instead of giving up at the first fault.
package protocol YAMLDecoding {
    var problems: [CatalogProblem] { get set }
}

extension YAMLDecoding {
    /// Decodes one part; what is wrong with it is noted, and it is left out.
    package mutating func noting<Value>(
        _ decode: (inout Self) throws(CatalogProblem) -> Value
    ) -> Value? {
        do throws(CatalogProblem) {
            return try decode(&self)
        } catch {
            problems.append(error)
            return nil
        }
    }

    /// Decodes each value of a list; a value that is wrong is noted and left out. No list is an empty one.
    package mutating func each<Element>(
        _ list: YAMLValue?, _ decode: (inout Self, YAMLValue) throws(CatalogProblem) -> Element
    ) throws(CatalogProblem) -> [Element] {
        guard let list else { return [] }
        var elements: [Element] = []
        for value in try list.list() {
            let element = noting { (decoder) throws(CatalogProblem) in try decode(&decoder, value) }
            if let element { elements.append(element) }
        }
        return elements
    }
}

extension YAMLValue {
    /// `“x” is none of a, b, c. Did you mean b?`
    static func unknown(_ word: String, _ verb: ProblemSentence, _ known: [String]) -> ProblemSentence {
        let nearest = Spelling.nearest(to: word, among: known)
        let hint: ProblemSentence = nearest.map { " Did you mean \($0)?" } ?? ""
        return "“\(word.excerpt())” \(verb) \(known.joined(separator: ", ")).\(hint)\(YAMLSlips.hint(in: word))"
    }
}
