/// What a new version of a form does to a draft that was begun under an older one.
package struct FormChanges: Codable, Hashable, Sendable {
    /// An answer that the new version has no place for.
    package struct Lost: Codable, Hashable, Sendable {
        /// The question, as the older version asked it.
        package var text: Texts
        /// The answer in words, by language.
        package var answer: Texts
    }

    package var from: Int
    package var to: Int
    /// Items that are new, in the form's order.
    package var added: [String]
    /// Items that ask, take or mean something else than before, in the form's order.
    package var changed: [String]
    /// Questions that are asked no more, as they were worded.
    package var removed: [Texts]
    /// Answers of the draft that do not fit any more, and are not in it from now on.
    package var lost: [Lost]

    /// Whether the draft's doctor need not look at anything.
    package var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty && lost.isEmpty }
}

extension FormDefinition {
    /// What has changed since an older definition of the same form, for these answers to it.
    package func changes(since old: FormDefinition, answers: Answers) -> FormChanges {
        let before = Dictionary(old.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let now = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let lost = old.items.compactMap { item -> FormChanges.Lost? in
            guard let answer = answers[item.id], now[item.id].map({ $0.problem(with: answer) != nil }) ?? true else {
                return nil
            }
            let words = item.text.keys.reduce(into: Texts()) { $0[$1] = item.words(for: answer, in: $1) }
            return FormChanges.Lost(text: item.text, answer: words)
        }
        return FormChanges(
            from: old.version, to: version, added: items.map(\.id).filter { before[$0] == nil },
            changed: items.filter { $0.differs(from: before[$0.id]) }.map(\.id),
            removed: old.items.filter { now[$0.id] == nil }.map(\.text), lost: lost)
    }
}
