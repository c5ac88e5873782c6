import FormEngine

/// A small form that has one of everything, built in code so that the engine's tests need no file.
enum Fixture {
    /// Parses, or fails the test with the parser's words.
    static func expression(_ source: String) -> FormExpression {
        do {
            return try FormExpression(source)
        } catch {
            fatalError("\(source): \(error)")
        }
    }

    static func texts(_ wording: String) -> Texts { ["zh": wording, "en": wording, "ug": wording] }

    static func tick(_ id: String, required: Bool = true, showWhen: String? = nil) -> FormItem {
        FormItem(
            id: id, kind: .tick, text: texts(id), required: required, showWhen: showWhen.map(expression))
    }

    static func number(_ id: String, min: Double = 0, max: Double = 300, decimals: Int = 1) -> FormItem {
        FormItem(
            id: id, kind: .number(NumberRange(unit: "cm", min: min, max: max, decimals: decimals)), text: texts(id),
            required: true)
    }

    static func choices(_ codes: String...) -> [FormChoice] {
        codes.map { FormChoice(code: $0, text: texts("<\($0)>")) }
    }

    static func part(_ id: String, _ when: String, points: Double = 1) -> ScorePart {
        ScorePart(id: id, label: texts(id), points: points, when: expression(when))
    }

    /// Two of `a b c d` with `male`, or three points, are high.
    static let sum = ScoreDefinition(
        id: "sum", title: texts("Sum"), source: "Nobody 1900",
        parts: [
            part("a", "%a = 'yes'"), part("b", "%b = 'yes'"), part("c", "%c = 'yes'"), part("d", "%d = 'yes'"),
            part("ratio", "%ratio > 2"), part("male", "%sex = 'male'"),
        ],
        tables: [
            BandTable(
                id: "main", source: "Nobody 1900",
                bands: [
                    ScoreBand(code: "low", text: texts("low")),
                    ScoreBand(code: "middle", text: texts("middle"), from: 2),
                    ScoreBand(
                        code: "high", text: texts("high"), from: 5,
                        finding: BandFinding(level: .caution, text: texts("high: {sum}"))),
                ])
        ],
        raises: [BandRaise(band: "high", atLeast: 2, of: ["a", "b", "c", "d"], withAny: ["male"])])

    static let ratio = ScoreDefinition(
        id: "ratio", title: texts("Ratio"), source: "Nobody 1900", decimals: 1, value: expression("%x / %y"),
        working: texts("{x} / {y}"))

    static let form = FormDefinition(
        id: "small", version: 1, title: texts("Small"),
        sections: [
            FormSection(
                id: "ticks", title: texts("Ticks"),
                items: [
                    tick("a"), tick("b"), tick("c"), tick("d"),
                    tick("afterA", showWhen: "%a = 'yes'"),
                ], nothingAbnormal: ["a", "b", "afterA"]),
            FormSection(
                id: "rest", title: texts("Rest"),
                items: [
                    FormItem(
                        id: "sex", kind: .choice(choices("male", "female")), text: texts("Sex"), required: true,
                        defaultFrom: .sex),
                    FormItem(
                        id: "age", kind: .number(NumberRange(min: 0, max: 130)), text: texts("Age"),
                        required: true, defaultFrom: .age),
                    number("x"), number("y"),
                    FormItem(id: "plans", kind: .several(choices("one", "two")), text: texts("Plans")),
                    FormItem(id: "day", kind: .date, text: texts("Day")),
                    FormItem(id: "hour", kind: .time, text: texts("Hour")),
                    FormItem(id: "words", kind: .text(maxLength: 10), text: texts("Words")),
                ]),
        ],
        scores: [ratio, sum],
        findings: [
            FindingDefinition(
                id: "aNote", item: "a", level: .note, when: expression("%a = 'yes'"), text: texts("note")),
            FindingDefinition(
                id: "bDanger", item: "b", level: .danger, when: expression("%b = 'yes'"),
                text: texts("{words} and {sex} and {x} and {plans}")),
            FindingDefinition(
                id: "aDanger", item: "a", level: .danger, when: expression("%a != 'no'"), text: texts("danger")),
        ])

    /// The answers that make every score final and zero.
    static let nothing: Answers = [
        "a": .no, "b": .no, "c": .no, "d": .no, "sex": .string("female"), "age": .number(40), "x": .number(1),
        "y": .number(1),
    ]
}

extension Evaluation {
    /// The score of that id.
    func score(_ id: String) -> ScoreResult? { scores.first { $0.id == id } }
}

/// Random numbers that are the same at every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
