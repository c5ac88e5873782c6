import Testing

@testable import FormEngine

@Suite struct ExpressionValueTests {
    private static let answers: [String: ExpressionValue] = [
        "x": .number(7), "y": .number(2), "word": .string("yes"), "day": .string("2026-11-24"),
        "list": .list(["one", "two"]), "stop-bang": .number(3),
    ]

    private static func value(_ source: String) throws -> ExpressionValue? {
        try FormExpression(source).value { answers[$0] }
    }

    @Test(
        arguments: [
            ("1 + 2 * 3", 7.0), ("(1 + 2) * 3", 9), ("10 - 3 - 2", 5), ("%x / %y", 3.5), ("%x div %y", 3),
            ("%x mod %y", 1), ("-%x + 1", -6), ("- -1", 1), ("+%y", 2), ("2 * -3", -6), ("-7 div 2", -3),
            ("2.5.round()", 3), ("(-2.5).round()", -3), ("1.005.round(2)", 1.01), ("27.68166.round(1)", 27.7),
            ("(0 - 3).abs()", 3), ("2.7.floor()", 2), ("2.1.ceiling()", 3), ("(-2.7).truncate()", -2), ("9.sqrt()", 3),
            ("2.power(10)", 1024), ("2.power(-1)", 0.5), ("%`stop-bang` + 1", 4),
            ("80 * 10000 / (170 * 170)", 800_000.0 / 28_900),
        ] as [(String, Double)])
    func `arithmetic follows the order of operations`(source: String, expected: Double) throws {
        #expect(try Self.value(source) == .number(expected))
    }

    @Test(arguments: [
        ("%x > 7", false), ("%x >= 7", true), ("%x < 7", false), ("%x <= 7", true), ("%x = 7", true),
        ("%x != 7", false),
        ("0.1 + 0.2 = 0.3", true), ("0.1 + 0.2 > 0.3", false), ("69.36 / 1.7 / 1.7 >= 24", true),
        ("%word = 'yes'", true), ("%word = 'no'", false), ("%day > '2026-11-23'", true),
        ("%day >= '2026-11-25'", false),
        ("%list contains 'one'", true), ("'three' in %list", false), ("1 < 2 and 2 < 3 or 1 > 2", true),
        ("false and false or true", true), ("true or true and false", true), ("true xor true", false),
        ("(%x > 1).not()", false), ("%x.exists()", true), ("%nothing.exists()", false), ("%nothing.empty()", true),
        (#"'it\'s' != 'its'"#, true),
    ])
    func `comparison and logic give true or false`(source: String, expected: Bool) throws {
        #expect(try Self.value(source) == .boolean(expected))
    }

    @Test(arguments: [
        "1 / 0", "1 mod 0", "1 div 0", "(0 - 1).sqrt()", "(0 - 2).power(0.5)", "0.ln()", "(0 - 1).ln()", "1000.exp()",
        "iif({}, 1, 2)", "iif(true, {}, 2)", "1.round(7)", "1.round(0 - 1)", "'a' + 1",
        "%word > 1", "-%word", "%list = 'one'",
        "10.power(64) * 10.power(64) * 10.power(64) * 10.power(64) * 10.power(64)",
    ])
    func `what makes no sense gives nothing and never a wrong number`(source: String) throws {
        #expect(try Self.value(source) == nil)
    }
}
