/// One answer that the form cannot take. It has no sentence: the locale files word each code.
package struct AnswerProblem: Codable, Hashable, Sendable {
    /// What is wrong, as a stable code.
    package enum Code: String, Codable, CaseIterable, Sendable {
        /// No item has this id. Arguments: `nearest` when one is spelled alike.
        case unknownItem = "unknown-item"
        /// A text where a number belongs, and the like. Arguments: `expected` (the item's kind).
        case wrongKind = "wrong-kind"
        /// NaN, infinite, or beyond ``FormLimits/largestNumber``.
        case notANumber = "not-a-number"
        /// Arguments: `min`, `unit`.
        case belowMinimum = "below-minimum"
        /// Arguments: `max`, `unit`.
        case aboveMaximum = "above-maximum"
        /// Arguments: `decimals`.
        case tooManyDecimals = "too-many-decimals"
        /// Arguments: `max` (characters).
        case tooLong = "too-long"
        /// A control character or a writing-direction override, which could make a text show as another.
        case forbiddenCharacter = "forbidden-character"
        /// Arguments: `choice`, `choices` (the codes there are).
        case unknownChoice = "unknown-choice"
        /// Arguments: `choice`.
        case repeatedChoice = "repeated-choice"
        /// Not a day of the calendar as `2026-11-24`.
        case badDate = "bad-date"
        /// Not a time as `08:00`, 00:00 to 23:59.
        case badTime = "bad-time"
        /// More answers than a form may have items. Arguments: `max`.
        case tooManyAnswers = "too-many-answers"
    }

    /// The id that the answer was given under.
    package var item: String
    package var code: Code
    /// What a sentence about it needs: limits, units, codes.
    package var arguments: [String: String]

    package init(item: String, code: Code, arguments: [String: String] = [:]) {
        self.item = item
        self.code = code
        self.arguments = arguments
    }
}

extension AnswerProblem.Code {
    /// Why an answer that a form's own definition gives cannot be kept, for whoever writes the form.
    var sentence: ProblemSentence {
        switch self {
        case .unknownItem: "no item is called that"
        case .wrongKind: "it is of another kind than the item"
        case .notANumber: "it is too large a number"
        case .belowMinimum: "it is less than min"
        case .aboveMaximum: "it is more than max"
        case .tooManyDecimals: "it has more decimals than the item"
        case .tooLong: "it is longer than maxLength"
        case .forbiddenCharacter: "it has a control character or a direction override in it"
        case .unknownChoice: "it is none of the choices"
        case .repeatedChoice: "a choice stands twice in it"
        case .badDate: "it is no day, as 2026-11-24"
        case .badTime: "it is no time, as 08:00"
        case .tooManyAnswers: "there are more answers than a form may have items"
        }
    }
}
