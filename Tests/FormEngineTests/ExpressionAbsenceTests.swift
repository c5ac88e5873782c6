import Testing

@testable import FormEngine

@Suite struct ExpressionAbsenceTests {
    private static func holds(_ source: String) throws -> Bool? {
        try FormExpression(source).holds { ["yes": .boolean(true), "no": .boolean(false)][$0] }
    }

    @Test(arguments: [
        "%gone = 'yes'", "%gone != 'yes'", "%gone > 1", "%gone + 1 > 1", "-%gone < 0", "%gone.round(1) = 1",
        "(%gone = 'yes').not()", "%gone contains 'x'", "'x' in %gone", "%gone = %gone", "{} = {}", "%gone",
    ])
    func `what is absent stays undecided`(source: String) throws {
        #expect(try Self.holds(source) == nil)
    }

    @Test(
        arguments: [
            ("%no and %gone", false), ("%gone and %no", false), ("%yes or %gone", true), ("%gone or %yes", true),
            ("%yes and %gone", nil), ("%no or %gone", nil), ("%gone or %no", nil), ("%yes xor %gone", nil),
            ("%gone and %gone", nil), ("%yes and %yes", true), ("%no or %no", false),
        ] as [(String, Bool?)])
    func `logic decides only what is sure whatever the absent side may be`(source: String, expected: Bool?) throws {
        #expect(try Self.holds(source) == expected)
    }
}
