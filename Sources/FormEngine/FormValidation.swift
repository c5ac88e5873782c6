extension FormDefinition {
    /// What is wrong with the answers, in the order of the form; unknown items last. Empty when they can be kept.
    /// An incomplete set is not wrong: what is missing, ``evaluate(_:context:)`` says.
    package func validate(_ answers: Answers) -> [AnswerProblem] { [] }
}
