/// A condition or formula over a form's answers, in a subset of FHIRPath.
///
///     %weight * 10000 / (%height * %height)
///     %drugAllergy = 'yes' or %bmi >= 28
///     %symptoms contains 'fever' and %temperature.exists().not()
///
/// `%id` is the answer of an item or the value of a score; an id with a hyphen stands in back-ticks: `` %`stop-bang` ``.
/// Literals: `12.5`, `'text'`, `true`, `false`, `{}`. Operators, loosest first: `or xor`, `and`, `contains in`,
/// `= !=`, `< <= > >=`, `+ -`, `* / div mod`, and a sign. Functions: `not() exists() empty() abs() floor() ceiling()
/// truncate() round(digits) sqrt() ln() exp() power(number)`, and `iif(condition, then, otherwise)`.
///
/// What is absent stays absent: an operation on nothing gives nothing, except where logic is sure all the same
/// (`false and` anything is false), and `exists()` and `empty()`, which ask. One difference from FHIRPath: nothing
/// `contains 'x'` is nothing here and not false, so that a question that was not asked is never read as "no".
package struct FormExpression: Hashable, Sendable {
    /// As written.
    package let source: String
    let root: ExpressionNode
    /// The ids that it refers to.
    package let references: Set<String>

    /// Parses at once, so that what exists can be evaluated.
    package init(_ source: String) throws(ExpressionError) {
        try self.init(source, longest: FormLimits.expressionLength)
    }

    /// One that is not kept as it is may be longer.
    init(_ source: String, longest: Int) throws(ExpressionError) {
        var parser = try ExpressionParser(source, longest: longest)
        let root = try parser.parse()
        var found: Set<String> = []
        root.visit { node in
            if case .reference(let name, _) = node { found.insert(name) }
        }
        self.root = root
        self.source = source
        self.references = found
    }
}

extension FormExpression: Codable {
    /// Reads the source, as a JSON string.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(try container.decode(String.self))
        } catch let error as ExpressionError {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Writes the source, as a JSON string.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(source)
    }
}

/// Where and why an expression cannot be understood.
package struct ExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1.
    package var line: Int
    /// From 1, in Unicode scalars.
    package var column: Int
    package var sentence: ProblemSentence

    init(_ sentence: ProblemSentence, at position: ExpressionPosition) {
        line = position.line
        column = position.column
        self.sentence = sentence
    }

    /// In plain English.
    package var message: String { sentence.description }

    package var description: String { "line \(line), column \(column): \(message)" }
}
