import Catalog
import FormEngine
import Foundation
import Testing

@Suite struct FormsErrorTests {
    @Test func `the small form is sound`() throws {
        let form = try Forms.load(yaml: FormsFixture.small, file: "small.yaml")
        #expect(form.items.map(\.id) == ["snoring", "height", "plan"])
        #expect(form.items.map(\.required) == [true, true, true])
        #expect(form.sections[0].nothingAbnormal == ["snoring"])
        #expect(form.findings.map(\.when.source) == ["%`snoring` = 'yes'"])
    }

    /// What is replaced, by what, the line that is told, and what the sentence says.
    static let cases = [
        ("version: 1", "verison: 1", 2, "Did you mean version?"),
        ("version: 1", "version: one", 2, "whole number"),
        ("version: 1", "version: 0", 1, "count from 1"),
        ("title: {zh: 小, en: Small}", "title: Small", 3, "by language"),
        ("title: {zh: 小, en: Small}", "title: {zh: 小}", 1, "no wording in en"),
        ("title: {zh: 小, en: Small}", "title: {zh: 小, English: Small}", 3, "“English” is no language"),
        ("title: {zh: 小, en: Small}", "title: {zh: 小, en: Small,huge}", 3, "no language"),
        ("kind: tick", "kind: tik", 11, "Did you mean tick?"),
        ("        kind: tick\n", "", 10, "The key kind is missing"),
        ("id: height", "id: snoring", 15, "used twice"),
        ("required: true", "required: yes", 7, "true or false"),
        ("level: caution", "level: cauton", 14, "Did you mean caution?"),
        ("min: 40", "min: forty", 18, "a number"),
        ("min: 40", "min: .inf", 18, "a number"),
        ("min: 40", "min: 400", 15, "min cannot be the larger"),
        ("min: 40", "minimum: 40", 18, "“minimum” is no key here"),
        ("choices:", "maxLength: 5\n        choices:", 23, "“maxLength” is no key here"),
        ("source: Nobody 1900", "source:", 28, "Nothing stands here"),
        ("when: \"%snoring = 'yes'\"", "when: \"%snoring = 'yes\"", 32, "column 12"),
        ("when: \"%snoring = 'yes'\"", "when: \"%snorin = 'yes'\"", 30, "Did you mean %snoring?"),
        ("answers: {snoring: yes}", "answers: {snores: yes}", 35, "“snores” is no item"),
        ("answers: {snoring: yes}", "answers: {snoring: ja}", 34, "none of the choices"),
        ("value: 1", "value: 2", 34, "expects value 2; the score gives 1"),
        ("form: small", "form: small\nform: other", 1, "form"),
        ("form: small", "form: [small", 2, "This is not YAML"),
        ("form: small", "form: the small one", 1, "“the small one”"),
        ("form: small", "? [a, b]\n: c\nform: small", 1, "A key is a word"),
        ("kind: choice", "kind: several\n        showWhen: \"%height > 'x'\"", 20, "a number cannot be compared"),
        ("kind: choice", "kind: several\n        showWhen: \"%plan\"", 20, "a list of words, where a condition"),
        ("kind: choice", "kind: several\n        showWhen: \"%height.rond() > 1\"", 22, "Did you mean round()?"),
        ("min: 40", "min: 40\n        decimals: 9", 15, "decimals is 9"),
        ("source: Nobody 1900", "source: Nobody 1900\n    value: \"%height\"", 26, "%points"),
        ("text: {zh: 身高, en: Height}", "text: {zh: \"{weigt}\", en: Height}", 15, "has {weigt}"),
    ]

    @Test(arguments: cases)
    func `a mistake is told with its line and what would be right`(old: String, new: String, line: Int, words: String) {
        let problems = FormsFixture.problems(replacing: old, with: new)
        #expect(problems.first?.file == "small.yaml")
        #expect(problems.contains { $0.line == line && $0.message.contains(words) }, "\(problems)")
    }

    @Test func `several mistakes are told at once, in the order of their lines`() {
        let text = FormsFixture.small.replacingOccurrences(of: "level: caution", with: "level: bad")
            .replacingOccurrences(of: "min: 40", with: "min: low")
        #expect(FormsFixture.problems(in: text).map(\.line) == [14, 18])
    }

    @Test func `a problem reads as file, line and sentence`() {
        let problem = FormsFixture.problems(replacing: "kind: tick", with: "kind: tik").first
        #expect(problem?.description.hasPrefix("small.yaml:11: “tik” is no kind of item") == true)
    }

    @Test(arguments: ["", "# only a comment", "- a list", "just words"])
    func `a file without a form is told so`(text: String) {
        #expect(FormsFixture.problems(in: text).count == 1)
    }

    @Test func `an expression over several lines is wrong on its own line`() {
        let problems = FormsFixture.problems(
            replacing: "when: \"%snoring = 'yes'\"", with: "when: \"%snoring =\\n  )\"")
        #expect(problems.first?.message.contains("column 3") == true)
    }

    @Test func `a question that does not fit what it feeds is told with its file and line`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "forms-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let said = """
            form: said
            version: 1
            title: {zh: 说, en: Said, ug: said}
            feeds: small
            sections:
              - id: one
                title: {zh: 一, en: One, ug: one}
                items:
                  - id: snores
                    feeds: snorin
                    kind: tick
                    text: {zh: 打鼾, en: Snoring, ug: snoring}
                  - id: tall
                    feeds: height
                    kind: number
                    text: {zh: 身高, en: Height, ug: height}
                    min: 30
                    max: 250
            """
        try Data(FormsFixture.small.utf8).write(to: folder.appending(path: "small.yaml"))
        try Data(said.utf8).write(to: folder.appending(path: "said.yaml"))
        let problems = #expect(throws: CatalogProblems.self) { try Forms.load(folder: folder.path) }?.problems ?? []
        #expect(problems.map(\.line) == [9, 13])
        #expect(problems.allSatisfy { $0.file.hasSuffix("/said.yaml") })
        #expect(problems.first?.message.contains("Did you mean snoring?") == true)
    }
}
