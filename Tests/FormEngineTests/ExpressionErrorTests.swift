import FormEngine
import Testing

@Suite struct ExpressionErrorTests {
    @Test(arguments: [
        ("", 1, 1, "the end"), ("1 +", 1, 4, "the end"), ("1 2", 1, 3, "2"), ("(1", 1, 3, "the end"), ("1)", 1, 2, ")"),
        ("%x =\n  )", 2, 3, ")"), ("'abc", 1, 1, "closing"), ("%`abc", 1, 2, "closing"), ("% x", 1, 1, "After %"),
        ("snoring = 'yes'", 1, 1, "%snoring"), ("%a && %b", 1, 4, "&"), ("!%a", 1, 1, ".not()"),
        ("%a = \"yes\"", 1, 6, "single quotes"), ("%a.rond(1)", 1, 4, "round"), ("%a.round(1, 2)", 1, 4, "0 or 1"),
        ("%a.not(1)", 1, 4, "no argument"), ("%a.not", 1, 7, "("), ("12cm > 1", 1, 3, "space"),
        ("99999999999 > 1", 1, 1, "too large"), (#"'a\n'"#, 1, 4, "After"), ("%a , %b", 1, 4, ","),
        ("{ 1 }", 1, 3, "}"), ("%x > 1 \u{202E}", 1, 8, "U+202E"), ("1.", 1, 3, "function"),
    ])
    func `an error names line, column and what is wrong`(
        source: String, line: Int, column: Int, words: String
    ) {
        let error = #expect(throws: ExpressionError.self) { try FormExpression(source) }
        #expect(error?.line == line)
        #expect(error?.column == column)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func `an expression may have its full length and no more`() throws {
        let full = "1" + String(repeating: " ", count: FormLimits.expressionLength - 1)
        _ = try FormExpression(full)
        #expect(throws: ExpressionError.self) { try FormExpression(full + " ") }
    }

    @Test(arguments: [
        ("(", 0, ")"), ("-", 1, ""), ("", 1, "+1"), ("", 1, " and 1"), ("", 1, ".abs()"), ("1.round(", 1, ")"),
    ])
    func `an expression may be as deep as the limit and no deeper`(before: String, own: Int, after: String) throws {
        func nested(_ levels: Int) -> String {
            String(repeating: before, count: levels) + "1" + String(repeating: after, count: levels)
        }
        let most = FormLimits.expressionDepth - own
        _ = try FormExpression(nested(most))
        let error = #expect(throws: ExpressionError.self) { try FormExpression(nested(most + 1)) }
        #expect(error?.message.contains("deeper than") == true, "\(error?.message ?? "")")
    }

    @Test func `noise of every kind ends in an error or an expression, never in a crash`() {
        var numbers = SeededNumbers(seed: 4)
        let alphabet = Array("%a`'(){}.,+-*/=<>! 19eorandivmx\n\\\u{1F600}\u{202E}")
        for _ in 0..<5_000 {
            let length = Int.random(in: 0...24, using: &numbers)
            let source = String((0..<length).compactMap { _ in alphabet.randomElement(using: &numbers) })
            _ = try? FormExpression(source)
        }
    }
}
