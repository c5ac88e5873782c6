import FormEngine
import Foundation
import Testing

@testable import Catalog

@Suite("What is wrong in a form is said in Chinese, too") struct WrongFormChineseTests {
    private static let texts = CatalogTexts(
        folder: RuleSheetTests.folder.deletingLastPathComponent().appending(path: "locales").path)

    @Test("whatever is wrong, with the same line, names and numbers", arguments: FormsErrorTests.cases.indices)
    func said(_ index: Int) throws {
        let (right, wrong, _, _) = FormsErrorTests.cases[index]
        let found = FormsFixture.problems(replacing: right, with: wrong)
        #expect(!found.isEmpty)
        for problem in found {
            let said = try #require(problem.sentence.said(in: Self.texts.texts), "\(problem.sentence.template)")
            #expect(said.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) } && !said.contains(#/\{\d\}/#), "\(said)")
            let numbers = { (text: String) in Set(text.matches(of: #/[0-9]+/#).map { String($0.output) }) }
            #expect(numbers(said).isSuperset(of: numbers(problem.message)), "\(said) / \(problem.message)")
        }
    }

    @Test(
        "an expression with its place and what it should be",
        arguments: [
            ("%height > 'x'", "showWhen 第 1 行第 9 个字符：数字和一个词不能比较。"),
            ("%plan = 'goo'", "showWhen 第 1 行第 7 个字符：'goo' 不会是它的答案，可能的有：go。是不是想写 'go'？"),
            ("%heigt > 1", "showWhen 第 1 行第 1 个字符：没有叫 heigt 的题目或评分。是不是想写 %height？"),
        ])
    func expression(_ source: String, _ said: String) throws {
        #expect(Self.problems(showWhen: source).first?.sentence.said(in: Self.texts.texts) == said)
    }

    @Test(
        "one that cannot be read, too",
        arguments: [
            ("%height.rond()", "“%height.rond()”第 9 个字符：没有 rond() 这个函数。是不是想写 round()？"),
            ("%height >", "“%height >”第 10 个字符：这里写的是结尾，应该是一个值。"),
            ("(%height > 1", "“(%height > 1”第 13 个字符：这里写的是结尾，应该是)。"),
            ("%height > 1 %plan", "“%height > 1 %plan”第 13 个字符：这里写的是%plan，应该是结尾或运算符。"),
            ("%height.round(1, 2)", "“%height.round(1, 2)”第 9 个字符：round() 要有0 或 1 个参数，不能是 2 个。"),
        ])
    func unreadable(_ source: String, _ said: String) throws {
        #expect(Self.problems(showWhen: source).map { $0.sentence.said(in: Self.texts.texts) } == [said])
    }

    /// Of an item that is shown when that holds.
    private static func problems(showWhen source: String) -> [CatalogProblem] {
        FormsFixture.problems(replacing: "kind: choice", with: "kind: choice\n        showWhen: \"\(source)\"")
    }
}
