extension FormDefinition {
    /// Scores, findings and what is missing, as far as the answers go. Never fails: an answer that
    /// ``validate(_:)`` refuses, or whose item is hidden, counts as not given. What the answers lack and the
    /// patient's record knows is taken from `context`.
    package func evaluate(_ answers: Answers, context: PatientContext = PatientContext()) -> Evaluation {
        Evaluation(scores: [], findings: [], missing: [], visible: [])
    }

    /// The answers that the patient's record gives to start with.
    package func defaults(from context: PatientContext) -> Answers { [:] }

    /// What one click on "nothing abnormal" in a section adds: no, for its visible ticks without an answer.
    package func nothingAbnormal(in section: String, answers: Answers) -> Answers { [:] }
}
