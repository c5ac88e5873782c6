import Testing

@testable import FormEngine

@Suite struct ExpressionTypeTests {
    private static let types: [String: ExpressionType] = [
        "height": .number, "snoring": .string(codes: ["yes", "no", "unknown"]), "words": .string(codes: nil),
        "plans": .list(codes: ["one", "two"]),
    ]

    private static func errors(_ source: String, _ expected: ExpressionType = .boolean) throws -> [ExpressionError] {
        ExpressionChecker.errors(in: try FormExpression(source), expecting: expected, types: types)
    }

    @Test(arguments: [
        "%height > 1", "%snoring = 'yes' and %words != ''", "%plans contains 'one'", "'two' in %plans",
        "%height.round(1) = 1", "%snoring.exists()", "%words >= '2026-01-01'", "{} = %height", "(%height > 1).not()",
    ])
    func `a sound condition has no errors`(source: String) throws {
        #expect(try Self.errors(source).isEmpty)
    }

    @Test(arguments: [
        ("%heigth > 1", 1, "%height"), ("%height", 1, "a number"), ("1 + 1", 1, "a number"),
        ("%snoring = 'ja'", 10, "never the answer"), ("'ye' = %snoring", 6, "'yes'"),
        ("%snoring > 'no'", 10, "no order"),
        ("%snoring > 1", 10, "compared"), ("%height = 'tall'", 9, "compared"), ("%snoring and true", 10, "a word"),
        ("%snoring contains 'yes'", 10, "several"), ("%plans contains 'three'", 8, "never the answer"),
        ("%plans contains 1", 8, "in quotes"), ("%snoring.not()", 10, "a word"), ("-%snoring > 1", 1, "a word"),
        ("%height.round('1') > 1", 9, "a word"), ("%plans = 'one'", 8, "compared"),
    ])
    func `an unsound condition is told where and why`(source: String, column: Int, words: String) throws {
        let errors = try Self.errors(source)
        #expect(errors.count == 1)
        #expect(errors.first?.column == column)
        #expect(errors.first?.message.contains(words) == true, "\(errors)")
    }

    @Test func `a formula must be a number`() throws {
        #expect(try Self.errors("%height * 2", .number).isEmpty)
        #expect(try Self.errors("%height > 2", .number).count == 1)
    }
}
