import Catalog
import FormEngine
import Foundation
import Testing

/// Files that nobody means well with, and slips of the hand as large: each ends soon, in a sentence with its line.
@Suite struct FormsHostileTests {
    private static func problems(replacing old: String, with new: String) -> [CatalogProblem] {
        let started = ContinuousClock.now
        let problems = FormsFixture.problems(replacing: old, with: new)
        #expect(ContinuousClock.now - started < .seconds(20))
        #expect(problems.allSatisfy { $0.message.count < 400 }, "a message is long")
        return problems
    }

    @Test(arguments: [
        ("1e400", 18, "a number"), ("nan", 18, "a number"), ("NaN", 18, "a number"), (".nan", 18, "a number"),
        ("infinity", 18, "a number"), ("-.inf", 18, "a number"), ("0x28", 18, "a number"),
        ("1e308", 15, "numbers up to 1000000000"), ("-1e308", 15, "numbers up to 1000000000"),
    ])
    func `a number that cannot be is told`(number: String, line: Int, told: String) {
        let problems = Self.problems(replacing: "min: 40", with: "min: \(number)")
        #expect(problems.contains { $0.line == line && $0.message.contains(told) }, "\(problems)")
    }

    @Test(arguments: ["1e400", "nan", "inf"]) func `points, values and bands are numbers too`(number: String) {
        let points = Self.problems(replacing: "when: \"%snoring", with: "points: \(number)\n        when: \"%snoring")
        #expect(points.contains { $0.message.contains("a number") })
        let value = Self.problems(replacing: "value: 1", with: "value: \(number)")
        #expect(value.contains { $0.message.contains("a number") })
        let version = Self.problems(replacing: "version: 1", with: "version: 99999999999999999999")
        #expect(version.contains { $0.line == 2 && $0.message.contains("a whole number") })
    }

    @Test func `an expression of ten thousand parentheses is told on its line`() {
        let deep = String(repeating: "(", count: 10_000) + "%snoring" + String(repeating: ")", count: 10_000)
        let problems = Self.problems(replacing: "%snoring = 'yes'", with: deep)
        #expect(problems.contains { $0.line == 32 && $0.message.contains("2000 characters") }, "\(problems)")
        let short = String(repeating: "(", count: 900) + "%snoring" + String(repeating: ")", count: 900)
        #expect(Self.problems(replacing: "%snoring = 'yes'", with: short).contains { $0.message.contains("deeper") })
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "]) func `a file that nests without end is told`(opening: String) {
        let problems = FormsFixture.problems(in: String(repeating: opening, count: 100_000))
        #expect(problems.count == 1, "\(problems)")
    }

    @Test func `a hundred thousand choices are told, and so are ten thousand`() {
        let choice = "          - {code: go, text: {zh: 去, en: Go}}"
        func choices(_ count: Int) -> String {
            (0..<count).map { "          - {code: c\($0), text: {zh: 去, en: G}}" }.joined(separator: "\n")
        }
        let large = Self.problems(replacing: choice, with: choices(100_000))
        #expect(large.contains { $0.message.contains("larger than") })
        let many = Self.problems(replacing: choice, with: choices(9_000))
        #expect(many.contains { $0.message.contains("100 are possible") })
    }

    @Test func `thousands of items are told by their number`() {
        let items = (0..<6_000).map { "      - {id: q\($0), kind: tick, text: {zh: 问, en: q}}" }.joined(separator: "\n")
        let problems = Self.problems(replacing: "      - id: height", with: items + "\n      - id: height")
        #expect(problems.contains { $0.line == 1 && $0.message.contains("500 are possible") })
    }

    @Test func `a file of keys alone, each another, is told`() {
        let keys = (0..<80_000).map { "k\($0): 1" }.joined(separator: "\n")
        #expect(FormsFixture.problems(in: keys).count == 1)
    }

    @Test func `a hundred thousand characters in any place are told shortly`() {
        let long = String(repeating: "长", count: 100_000)
        let places = [
            "title: {zh: 小, en: Small}": "title: {zh: \(long), en: Small}", "id: height": "id: \(long)",
            "min: 40": "min: \(long)", "kind: tick": "kind: \(long)", "version: 1": "\(long): 1",
            "{snoring: yes}": "{\(long): yes}", "%snoring = 'yes'": long,
            "text: {zh: 身高, en: Height}": "text: {zh: \"{\(long)}\", en: Height}",
        ]
        for (old, new) in places.sorted(by: { $0.key < $1.key }) {
            #expect(!Self.problems(replacing: old, with: new).isEmpty, "\(old)")
        }
    }

    @Test(arguments: [
        (#""\u202E小""#, "U+202E"), (#""\u200B小""#, "U+200B"), (#""\u0007小""#, "U+0007"), (#""小\uFEFF高""#, "U+FEFF"),
    ])
    func `characters that deceive are told by their number, and not repeated`(text: String, told: String) {
        let problems = Self.problems(replacing: "{zh: 身高", with: "{zh: \(text)")
        #expect(problems.contains { $0.line == 15 && $0.message.contains(told) }, "\(problems)")
        let asID = Self.problems(replacing: "id: height", with: "id: \(text)")
        #expect(!asID.isEmpty && asID.allSatisfy { !$0.message.contains("\u{202E}") })
    }

    @Test func `a circle of two scores is told`() {
        let second = """
            scores:
              - id: other
                title: {zh: 他, en: Other}
                source: Nobody 1900
                value: "%points + 1"
            """
        let problems = Self.problems(replacing: "scores:", with: second)
        #expect(problems.isEmpty)
        let text = FormsFixture.small.replacingOccurrences(of: "scores:", with: second)
            .replacingOccurrences(of: "when: \"%snoring = 'yes'\"", with: "when: \"%other > 1\"")
        #expect(FormsFixture.problems(in: text).contains { $0.message.contains("other → points → other") })
    }
}
