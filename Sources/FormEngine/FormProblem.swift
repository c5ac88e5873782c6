/// Something wrong with a form's definition.
package struct FormProblem: Hashable, Sendable {
    /// The part of the definition that is wrong, by ids.
    package enum Place: Hashable, Sendable {
        case form
        case section(String)
        case item(String)
        case choice(String, of: String)
        case finding(String)
        case score(String)
        case part(score: String, part: String)
        case table(score: String, table: String)
        /// Worked example by its place, from 0.
        case vector(score: String, index: Int)
    }

    package var place: Place
    /// What is wrong, and what would be right.
    package var sentence: ProblemSentence

    package init(place: Place, message: ProblemSentence) {
        self.place = place
        sentence = message
    }

    /// In plain English.
    package var message: String { sentence.description }
}

extension FormDefinition {
    /// What is wrong with the definition; empty when it can be used. Worked examples are run by
    /// ``vectorProblems()``.
    package func problems() -> [FormProblem] {
        var check = FormCheck(form: self)
        check.run()
        return check.problems
    }
}
