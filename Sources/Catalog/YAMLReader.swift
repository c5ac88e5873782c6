internal import FormEngine
internal import Foundation
internal import Yams

extension YAMLValue {
    /// The most bytes that a file may have.
    package static let largestFile = 1_000_000
    /// The most values that a file may have, those that aliases repeat counted each time.
    package static let mostValues = 50_000
    /// How deep values may stand in one another.
    package static let deepest = 32

    /// What the YAML files of a folder are called, without what each name begins with and `.yaml`; sorted.
    static func names(in folder: String, prefix: String = "") -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasPrefix(prefix) && $0.hasSuffix(".yaml") }
            .map { String($0.dropFirst(prefix.count).dropLast(".yaml".count)) }.sorted()
    }

    /// Reads a file.
    package static func read(_ path: String) throws(CatalogProblem) -> YAMLValue {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CatalogProblem(file: path, line: 1, message: "The file cannot be read.")
        }
        guard data.count <= largestFile else {
            throw CatalogProblem(file: path, line: 1, message: "The file is larger than \(largestFile) bytes.")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw CatalogProblem(file: path, line: 1, message: "The file is not UTF-8; save it as UTF-8.")
        }
        return try parse(text, file: path)
    }

    /// Reads a text as if it stood in `file`.
    package static func parse(_ text: String, file: String) throws(CatalogProblem) -> YAMLValue {
        guard text.utf8.count <= largestFile else {
            throw CatalogProblem(file: file, line: 1, message: "The file is larger than \(largestFile) bytes.")
        }
        let node: Node?
        do {
            // What a scalar means its reader knows: no guesses whether it is a number or a date.
            node = try Yams.compose(yaml: text, .basic)
        } catch {
            throw problem(from: error, file: file, text: text)
        }
        guard let node else { throw CatalogProblem(file: file, line: 1, message: "The file is empty.") }
        var converter = YAMLConverter(file: file)
        return try converter.value(node, near: 1, depth: 0)
    }

    private static func problem(from error: any Error, file: String, text: String) -> CatalogProblem {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            // A quotation that is not closed is wrong where it begins, not at the file's end.
            let isQuote = context?.text.contains("quoted scalar") == true
            return notYAML(problem, at: isQuote ? context?.mark.line ?? mark.line : mark.line, file: file, text: text)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.sorted().joined(separator: ", ")
            return CatalogProblem(
                file: file, line: context.mark.line, message: "Below here a key stands twice: \(keys).")
        default:
            return CatalogProblem(file: file, line: 1, message: "This is not YAML: \(String(describing: error)).")
        }
    }

    private static func notYAML(_ problem: String, at line: Int, file: String, text: String) -> CatalogProblem {
        guard let slip = YAMLSlips.nearest(before: line, in: text) else {
            return CatalogProblem(
                file: file, line: line, message: "This is not YAML: \(problem).\(YAMLAdvice.advice(on: problem))")
        }
        let place: ProblemSentence = slip.line == line ? "" : ", in line \(line)"
        return CatalogProblem(
            file: file, line: slip.line, message: "\(slip.sentence) This is not YAML: \(problem)\(place).")
    }
}

/// Turns the parser's nodes into values that carry their place.
private struct YAMLConverter {
    let file: String
    private var count = 0

    init(file: String) { self.file = file }

    mutating func value(_ node: Node, near line: Int, depth: Int) throws(CatalogProblem) -> YAMLValue {
        let line = node.mark?.line ?? line
        count += 1
        guard count <= YAMLValue.mostValues else {
            throw CatalogProblem(
                file: file, line: line, message: "The file has more than \(YAMLValue.mostValues) values.")
        }
        guard depth <= YAMLValue.deepest else {
            throw CatalogProblem(
                file: file, line: line, message: "Values stand more than \(YAMLValue.deepest) deep in one another.")
        }
        return YAMLValue(file: file, line: line, content: try content(node, line: line, depth: depth))
    }

    private mutating func content(
        _ node: Node, line: Int, depth: Int
    ) throws(CatalogProblem) -> YAMLValue.Content {
        switch node {
        case .scalar(let scalar): return .scalar(scalar.string)
        case .sequence(let sequence):
            var values: [YAMLValue] = []
            for node in sequence { values.append(try value(node, near: line, depth: depth + 1)) }
            return .list(values)
        case .mapping(let mapping):
            var entries: [YAMLEntry] = []
            for (key, node) in mapping { entries.append(try entry(key, node, near: line, depth: depth)) }
            return .mapping(entries)
        case .alias:
            throw CatalogProblem(file: file, line: line, message: "Aliases (*name) cannot be used here.")
        }
    }

    private mutating func entry(
        _ key: Node, _ node: Node, near line: Int, depth: Int
    ) throws(CatalogProblem) -> YAMLEntry {
        let line = key.mark?.line ?? line
        guard let name = key.scalar?.string else {
            throw CatalogProblem(file: file, line: line, message: "A key is a word.")
        }
        return YAMLEntry(key: name, line: line, value: try value(node, near: line, depth: depth + 1))
    }
}
