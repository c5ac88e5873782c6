package import FormEngine

/// One thing wrong in a file that the hospital edits: where, what, and what would be right.
package struct CatalogProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path, as it was given to whoever read it.
    package var file: String
    /// From 1.
    package var line: Int
    package var sentence: ProblemSentence

    package init(file: String, line: Int, message: ProblemSentence) {
        self.file = file
        self.line = line
        sentence = message
    }

    /// In plain English.
    package var message: String { sentence.description }

    package var description: String { "\(file):\(line): \(message)" }
}

/// All that is wrong in a file or folder, in the order of its lines. Never empty.
package struct CatalogProblems: Error, Hashable, Sendable, CustomStringConvertible {
    package var problems: [CatalogProblem]

    /// - Parameter problems: in the order in which they were found; one of a file that forms share is told once.
    package init(_ problems: [CatalogProblem]) {
        var known: Set<CatalogProblem> = []
        self.problems = problems.filter { known.insert($0).inserted }.enumerated()
            .sorted { ($0.element.file, $0.element.line, $0.offset) < ($1.element.file, $1.element.line, $1.offset) }
            .map(\.element)
    }

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
