import FormEngine
import Foundation
import Testing

@testable import Catalog

@Suite("What is wrong in a rule sheet is said in Chinese, too") struct WrongRuleSheetChineseTests {
    private static let texts = CatalogTexts(
        folder: RuleSheetTests.folder.deletingLastPathComponent().appending(path: "locales").path)
    private static let changes =
        WrongRuleSheetTests.cases.map { ($0.0, $0.1) } + WrongRuleSheetTests.contradictions.map { ($0.0, $0.1) }
        + WrongRuleSheetTests.slips.map { ($0.0, $0.1) }

    private static func problems(_ text: String) -> CatalogProblems? {
        do throws(CatalogProblems) {
            _ = try RuleSheets.load(yaml: text, file: "rules.yaml")
            return nil
        } catch {
            return error
        }
    }

    @Test("whatever is wrong, with the same line, names and numbers", arguments: changes.indices)
    func said(_ index: Int) throws {
        let (right, wrong) = Self.changes[index]
        let sheet = RuleSheetTests.folder.appending(path: "rules-anesthesia.yaml")
        let text = try String(contentsOf: sheet, encoding: .utf8).replacing(right, with: wrong)
        let found = try #require(Self.problems(text))
        for problem in found.problems {
            let said = try #require(problem.sentence.said(in: Self.texts.texts), "\(problem.sentence.template)")
            #expect(said.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) } && !said.contains(#/\{\d\}/#), "\(said)")
            let numbers = { (text: String) in Set(text.matches(of: #/[0-9]+/#).map { String($0.output) }) }
            #expect(numbers(said).isSuperset(of: numbers(problem.message)), "\(said) / \(problem.message)")
        }
        let lines = Self.texts.lines(found)
        #expect(lines.count == 2 * found.problems.count)
        #expect(lines[0].hasPrefix("rules.yaml:\(found.problems[0].line): ") && lines[1].hasPrefix("    "))
    }

    @Test("parts that are sentences of their own, in their own place")
    func whole() throws {
        let found = try #require(
            Self.problems("rules: x\nversion: drei\n").map { Self.texts.lines($0) })
        #expect(found.first == "rules.yaml:1: 缺少 lanes 这一项。" && found.last == "    The key lanes is missing.")
        let problem = YAMLValue(file: "f", line: 3, content: .scalar("lat")).problem(
            YAMLValue.unknown("lat", "is no lane here; there are", ["late", "first"]))
        #expect(
            Self.texts.lines(CatalogProblems([problem])) == [
                "f:3: “lat”不是这里的类别，可用的有：late, first。是不是想写 late？",
                "    “lat” is no lane here; there are late, first. Did you mean late?",
            ])
    }

    @Test("and what has no Chinese, or whose Chinese cannot be read, stays English")
    func unknown() {
        let problem = CatalogProblem(file: "f", line: 1, message: "Nobody has translated \(3) of this.")
        #expect(problem.sentence.template == "Nobody has translated {1} of this.")
        #expect(Self.texts.lines(CatalogProblems([problem])) == ["f:1: Nobody has translated 3 of this."])
        let other = CatalogProblem(file: "f", line: 1, message: ProblemSentence(verbatim: "As a parser says it."))
        #expect(Self.texts.lines(CatalogProblems([other])) == ["f:1: As a parser says it."])
        let known = CatalogProblem(file: "f", line: 1, message: "The file is empty.")
        #expect(CatalogTexts(folder: "/nowhere").lines(CatalogProblems([known])) == ["f:1: The file is empty."])
    }
}
