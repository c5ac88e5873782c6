extension FormDefinition {
    /// What is wrong with the answers, in the order of the form; unknown items last, by id. Empty when they can be
    /// kept. An incomplete set is not wrong: what is missing, ``evaluate(_:context:)`` says.
    package func validate(_ answers: Answers) -> [AnswerProblem] {
        guard answers.count <= FormLimits.items else {
            return [AnswerProblem(item: "", code: .tooManyAnswers, arguments: ["max": "\(FormLimits.items)"])]
        }
        let items = self.items
        var problems: [AnswerProblem] = []
        for item in items {
            if let answer = answers[item.id], let problem = item.problem(with: answer) { problems.append(problem) }
        }
        let known = Set(items.map(\.id))
        for id in answers.keys.sorted() where !known.contains(id) {
            problems.append(Self.unknownItem(id, among: items.map(\.id)))
        }
        return problems
    }

    private static func unknownItem(_ id: String, among known: [String]) -> AnswerProblem {
        // A long made-up id is cut, so that an answer about it stays short.
        let shown = String(String.UnicodeScalarView(id.unicodeScalars.prefix(FormLimits.idLength)))
        let nearest = Spelling.nearest(to: shown, among: known)
        return AnswerProblem(item: shown, code: .unknownItem, arguments: nearest.map { ["nearest": $0] } ?? [:])
    }
}

extension FormItem {
    /// What is wrong with this answer to the item, if anything.
    package func problem(with answer: Answer) -> AnswerProblem? {
        switch (kind, answer) {
        case (.tick, .string(let code)): choiceProblem([code], among: Self.ticks)
        case (.choice(let choices), .string(let code)): choiceProblem([code], among: choices)
        case (.several(let choices), .list(let codes)): choiceProblem(codes, among: choices)
        case (.number(let range), .number(let number)): numberProblem(number, in: range)
        case (.date, .string(let text)): CalendarText.isDate(text) ? nil : problem(.badDate)
        case (.time, .string(let text)): CalendarText.isTime(text) ? nil : problem(.badTime)
        case (.text(let maxLength), .string(let text)): textProblem(text, maxLength: maxLength)
        default: problem(.wrongKind, ["expected": kind.name])
        }
    }

    private func problem(_ code: AnswerProblem.Code, _ arguments: [String: String] = [:]) -> AnswerProblem {
        AnswerProblem(item: id, code: code, arguments: arguments)
    }

    private static let ticks = ["yes", "no", "unknown"].map { FormChoice(code: $0, text: [:]) }

    private func choiceProblem(_ codes: [String], among known: [FormChoice]) -> AnswerProblem? {
        // Of many codes one is no choice or stands twice long before the end.
        for (index, code) in codes.enumerated() {
            let shown = { String(String.UnicodeScalarView(code.unicodeScalars.prefix(FormLimits.idLength))) }
            guard known.contains(where: { $0.code == code }) else {
                return problem(
                    .unknownChoice, ["choice": shown(), "choices": known.map(\.code).joined(separator: ", ")])
            }
            if codes[..<index].contains(code) { return problem(.repeatedChoice, ["choice": shown()]) }
        }
        return nil
    }

    private func numberProblem(_ number: Double, in range: NumberRange) -> AnswerProblem? {
        guard number.isFinite, abs(number) <= FormLimits.largestNumber else { return problem(.notANumber) }
        let unit = range.unit ?? ""
        if number < range.min { return problem(.belowMinimum, ["min": Decimals.plain(range.min), "unit": unit]) }
        if number > range.max { return problem(.aboveMaximum, ["max": Decimals.plain(range.max), "unit": unit]) }
        if !Decimals.fits(number, decimals: range.decimals) {
            return problem(.tooManyDecimals, ["decimals": "\(range.decimals)"])
        }
        return nil
    }

    private func textProblem(_ text: String, maxLength: Int) -> AnswerProblem? {
        let most = min(maxLength, FormLimits.textLength)
        guard text.unicodeScalars.count <= most else { return problem(.tooLong, ["max": "\(most)"]) }
        return text.unicodeScalars.contains(where: \.canDeceive) ? problem(.forbiddenCharacter) : nil
    }
}
