/// How large a form and its answers may be. Each has a test at the limit and one past it.
package enum FormLimits {
    /// Sections of one form.
    package static let sections = 50
    /// Items of one form.
    package static let items = 500
    /// Choices of one item.
    package static let choices = 100
    /// Codes of one item, choice or score.
    package static let codes = 10
    /// Scores of one form.
    package static let scores = 50
    /// Parts of one score.
    package static let parts = 60
    /// Findings of one form, those of score bands not counted.
    package static let findings = 500
    /// Characters (Unicode scalars) of an id or a choice's code.
    package static let idLength = 64
    /// Characters (Unicode scalars) of one wording of a title, item, choice or finding.
    package static let wordingLength = 1_000
    /// Characters (Unicode scalars) of a free-text answer; an item may ask for fewer.
    package static let textLength = 4_000
    /// Decimals that a number item may allow.
    package static let decimals = 6
    /// The largest number, either side of zero, that an answer may hold.
    package static let largestNumber = 1e9
    /// Characters (Unicode scalars) of one expression.
    package static let expressionLength = 2_000
    /// How deep an expression may nest, counted in operators, calls and parentheses.
    package static let expressionDepth = 64
    /// How long a chain of scores and conditions that need one another may be.
    package static let chain = 16
}
