import Foundation
import Testing

@Suite("Texts")
struct TextTests {
    /// Keys that are put together from one of these and a code.
    static let built = [
        "kind",
        "lane", "state", "reason", "reason-due-cause", "weekday", "daypart", "identifier", "sex", "purpose", "print",
        "printer-reason",
        "drug-hold", "tick", "patient-field", "instruction", "document-none", "document-normal",
        "print-setup", "print-setup-why", "recording", "replay-act", "replay-place",
        "problem", "answer", "why-step", "why-state", "finding",
        "desk-keys", "desk-keys-narrow", "desk-column", "desk-lane", "desk-language", "desk-row", "desk-paper",
        "desk-unsettled", "desk-look",
        "desk-printer", "desk-spread",
        "desk-field", "desk-hint", "desk-pick", "desk-nobody", "desk-not-for", "desk-verb", "desk-done", "desk-help",
    ]

    private static func keys(_ language: String) throws -> [String] {
        try Tree.files("Resources/locales", ["yaml"]).filter { $0.path.hasSuffix("/\(language).yaml") }
            .flatMap(\.lines).compactMap { line in
                line.firstMatch(of: #/^([a-z][\w.-]*):\s/#).map { String($0.output.1) }
            }
    }

    @Test("every key is used in the sources, whole or put together", arguments: ["zh", "en", "ug"])
    func used(_ language: String) throws {
        let code = try Tree.code.get()
        let keys = try Self.keys(language)
        #expect(keys.count > 20)
        for key in keys where !code.contains("\"\(key)\"") {
            let parts = key.split(separator: ".", maxSplits: 1)
            let prefix = String(parts[0])
            #expect(Self.built.contains(prefix) && code.contains("\"\(prefix).\\("), "\(key) is used nowhere")
        }
    }

    @Test("every problem's code is made somewhere")
    func problems() throws {
        let code = try Tree.code.get()
        for key in try Self.keys("zh") where key.hasPrefix("problem.") {
            let name = key.dropFirst("problem.".count)
            let isUnknown =
                name.hasSuffix(".unknown") && code.contains("NotFound(\"\(name.dropLast(".unknown".count))\")")
            #expect(code.contains("\"\(name)\"") || isUnknown, "\(key)")
        }
    }

    /// Where sentences about wrong files are made. What a FHIR Questionnaire cannot bring along is told in English.
    private static func sentences() throws -> String {
        let part = #/\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/#
        let others = #/FormEngine/FHIR/|FormsImport|FormsWriter/#
        return try Tree.sources().filter { ["Catalog", "FormEngine"].contains($0.module) }
            .filter { !$0.path.contains(others) }.map(\.code).joined(separator: "\n")
            .replacing(part, with: "{}").replacing(#/\\\n\s*/#, with: "")
            .replacing(#/"""\n\s*((?s:.*?))\n\s*"""/#) { "\"\($0.output.1)\"" }
            // The parser's own words.
            .replacing(#/case "[^\n]*:\n/#, with: "")
    }

    /// What varies in a sentence is `\(…)` in the sources and a number in braces in the table.
    private static func chinese() throws -> [String] {
        let table = try #require(
            try Tree.files("Resources/locales", ["yaml"]).first { $0.path.hasSuffix("problems-zh.yaml") })
        return table.lines.compactMap { $0.firstMatch(of: #/^"((?:[^"\\]|\\.)*)": /#).map { String($0.output.1) } }
            .map { $0.replacing(#/\{\d\}/#, with: "{}") }
    }

    @Test("every sentence about a wrong file that has Chinese is one of the sources'")
    func wrongFiles() throws {
        let sources = try Self.sentences()
        let keys = try Self.chinese()
        #expect(keys.count > 200 && Set(keys).count == keys.count)
        for key in keys { #expect(sources.contains("\"\(key)\""), "\(key) is said nowhere") }
    }

    /// What has more than one word and is no sentence about a file: the parser's own words, an expression, and what only
    /// programmers are told.
    private static let unsaid: Set = [
        "quoted scalar", "%`{}` = 'yes'", "line {}, column {}: {}", "No item kind is called {}.",
    ]

    @Test("every sentence that the sources say about a wrong file has Chinese")
    func translated() throws {
        let keys = Set(try Self.chinese())
        let literals = Set(
            try Self.sentences().matches(of: #/"((?:[^"\\\n]|\\.)*)"/#).map { String($0.output.1) })
        let said = literals.filter { $0.contains(" ") && $0.contains(#/[A-Za-z]{2}/#) }.subtracting(Self.unsaid)
        #expect(said.count > 150)
        for sentence in said.sorted() { #expect(keys.contains(sentence), "\(sentence) has no Chinese") }
    }

    @Test("no key stands twice", arguments: ["zh", "en", "ug"])
    func twice(_ language: String) throws {
        let keys = try Self.keys(language)
        #expect(Set(keys).count == keys.count)
    }
}
