import FormEngine

/// Answers as people read them, in one language: what was not asked is said to be so, and never reads as "no".
struct AnswerWords {
    let wording: Wording
    let language: String

    func words(_ answer: Answer?, to item: FormItem) -> String {
        switch (item.kind, answer) {
        case (_, nil), (.text, .string("")): text("tick.blank")
        case (.tick, .string(let code)): text("tick.\(code)")
        case (.several, .list([])): text("tick.no")
        case (.number(let range), let answer?):
            [item.words(for: answer, in: language), range.unit].compactMap(\.self).joined(separator: " ")
        case (_, let answer?): item.words(for: answer, in: language)
        }
    }

    private func text(_ key: String) -> String { wording.text(key, language) }
}
