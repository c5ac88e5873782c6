import Foundation
import Testing

@Suite("Texts")
struct TextTests {
    /// Keys that are put together from one of these and a code.
    static let built = [
        "kind",
        "lane", "state", "reason", "weekday", "daypart", "identifier", "sex", "purpose", "print", "printer-reason",
        "drug-hold", "tick", "patient-field", "instruction", "document-none", "document-normal",
        "print-setup", "print-setup-why",
        "problem", "answer", "why-step", "why-state",
        "desk-keys", "desk-keys-narrow", "desk-column", "desk-lane", "desk-language", "desk-row", "desk-paper",
        "desk-unsettled", "desk-look",
        "desk-printer", "desk-spread",
        "desk-field", "desk-hint", "desk-pick", "desk-nobody", "desk-verb", "desk-done", "desk-help",
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

    /// What varies in a sentence is `\(…)` in the sources and a number in braces in the table.
    @Test("every sentence about a wrong file that has Chinese is one of the sources'")
    func wrongFiles() throws {
        let part = #/\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/#
        let sources = try Tree.sources().filter { $0.module == "Catalog" }.map(\.code).joined(separator: "\n")
            .replacing(part, with: "{}").replacing(#/\\\n\s*/#, with: "").replacing(#/"""\n\s*/#, with: "\"")
            .replacing(#/\n\s*"""/#, with: "\"")
        let table = try #require(
            try Tree.files("Resources/locales", ["yaml"]).first { $0.path.hasSuffix("problems-zh.yaml") })
        let keys = table.lines.compactMap { $0.firstMatch(of: #/^"((?:[^"\\]|\\.)*)": /#).map { String($0.output.1) } }
        #expect(keys.count > 60 && Set(keys).count == keys.count)
        for key in keys {
            #expect(sources.contains("\"\(key.replacing(#/\{\d\}/#, with: "{}"))\""), "\(key) is said nowhere")
        }
    }

    @Test("no key stands twice", arguments: ["zh", "en", "ug"])
    func twice(_ language: String) throws {
        let keys = try Self.keys(language)
        #expect(Set(keys).count == keys.count)
    }
}
