internal import FormEngine

/// What is wrong in a file that the hospital edits, said in Chinese besides: whoever edits rule sheets may read no
/// English. `Resources/locales/problems-zh.yaml` has every sentence.
package struct CatalogTexts: Sendable {
    package let texts: [String: String]

    /// Never fails: a problem must be told though this file, too, is wrong.
    package init(folder: String) {
        let entries = (try? YAMLValue.read("\(folder)/problems-zh.yaml").entries()) ?? []
        texts = Dictionary(entries.compactMap { entry in entry.value.text.map { (entry.key, $0) } }) { first, _ in first
        }
    }

    /// All that is wrong, each with its place: in Chinese where there is a text for it, and in English below.
    package func lines(_ problems: CatalogProblems) -> [String] {
        problems.problems.flatMap { problem in
            guard let said = problem.sentence.said(in: texts) else { return [problem.description] }
            return ["\(problem.file):\(problem.line): \(said)", "    \(problem.message)"]
        }
    }
}
