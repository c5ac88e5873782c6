import Catalog
import FormEngine
import Foundation
import Testing

/// Questionnaires that LHC-Forms or SDC tools could have made, written for these tests.
@Suite struct FormsImportTests {
    private static func imported(_ name: String) throws -> ImportedForm {
        let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        return try Forms.imported(questionnaire: folder.appendingPathComponent("Questionnaires/\(name).json").path)
    }

    /// The form that its YAML is read back as, without a complaint.
    private static func read(_ imported: ImportedForm) throws -> FormDefinition {
        try Forms.load(yaml: FormsWriter.yaml(imported.form), file: "imported.yaml")
    }

    @Test(arguments: ["mood", "body", "airway"]) func `what is written passes the check and is what was read`(
        name: String
    ) throws {
        let imported = try Self.imported(name)
        #expect(imported.form.problems().isEmpty)
        #expect(try Self.read(imported) == imported.form)
    }

    @Test func `points of answers become parts, and a blank is not 0 any more, which is said`() throws {
        let imported = try Self.imported("mood")
        let form = try Self.read(imported)
        #expect(form.items.map(\.id) == ["m1", "m2", "m3"] && form.items.map(\.required) == [true, false, false])
        for id in ["total", "weighed"] {
            let all = form.evaluate(["m1": .string("half"), "m2": .string("daily"), "m3": .string("never")]).score(id)
            #expect(all?.value == 5 && all?.parts.map(\.points) == [2, 3])
            let some = form.evaluate(["m1": .string("half"), "m3": .string("half")]).score(id)
            #expect(some?.value == nil && some?.lowest == 4 && some?.highest == 7 && some?.missing == ["m2"])
        }
        #expect(imported.notes.contains { $0.linkId == "/total" && $0.message.contains("counted as 0") })
        #expect(imported.notes.contains { $0.linkId == "intro" })
    }

    @Test func `a formula, its units and its ranges come over; a second unit is said to be left out`() throws {
        let imported = try Self.imported("body")
        let form = try Self.read(imported)
        let bmi = form.evaluate(["29463-7": .number(80), "8302-2": .number(170)]).score("39156-5")
        #expect(bmi?.value.map { abs($0 - 27.7) < 1e-9 } == true && bmi?.unit == "kg/m2" && bmi?.shown == "27.7")
        guard case .number(let range)? = form.item("29463-7")?.kind else { throw Missing() }
        #expect(range == NumberRange(unit: "kg", min: 1, max: 400, decimals: 1))
        #expect(form.item("29463-7")?.text["en"] == "1. Weight")
        let told = Dictionary(grouping: imported.notes, by: \.linkId).mapValues { $0.map(\.message).joined() }
        #expect(told["29463-7"]?.contains("lb") == true)
        #expect(form.item("29463-7")?.codes.map(\.code) == ["29463-7"])
        #expect(told["8302-2"]?.contains("initial") == true)
    }

    @Test func `conditions, groups in groups and value sets come over; what does not is told by its linkId`() throws {
        let imported = try Self.imported("airway")
        let form = try Self.read(imported)
        #expect(form.items.map(\.id) == ["1", "2", "4", "3-1", "3-2-1", "3-2-2"])
        func visible(_ answers: Answers) -> Set<String> { Set(form.evaluate(answers).visible) }
        #expect(visible([:]) == ["1", "4"])
        #expect(visible(["1": .yes]) == ["1", "2", "4"])
        #expect(visible(["4": .number(3)]) == ["1", "4", "3-1", "3-2-1", "3-2-2"])
        #expect(visible(["1": .yes, "2": .list(["difficult-airway"]), "4": .number(0)]).contains("3-2-1"))
        #expect(!visible(["1": .yes, "2": .list(["Sickness"]), "4": .number(2)]).contains("3-2-1"))
        #expect(form.item("3-2-1")?.kind.choices.map(\.code) == ["mask", "tube"])
        #expect(form.evaluate(["1": .yes, "4": .number(3)]).score("7")?.value == 3)
        #expect(form.evaluate(["1": .no, "4": .number(2)]).score("7")?.value == 0)
        #expect(form.evaluate(["4": .number(3)]).score("7")?.lowest == 2)
        #expect(form.scores.map(\.id) == ["7"])
        for link in ["3.2", "3.2.1", "3.2.2", "3.2.3", "4", "5", "6"] {
            #expect(imported.notes.contains { $0.linkId == link }, "nothing is said of \(link)")
        }
    }

    @Test func `our own form comes back with the same questions and the same scores`() throws {
        let form = try FormsFixture.assessment()
        let exported = try JSONEncoder().encode(form.questionnaire(in: "zh"))
        let back = try Self.read(try Forms.imported(json: exported))
        #expect(back.items.map(\.id) == form.items.map(\.id))
        var numbers = SeededAnswers(seed: 20_261_125)
        var final: Set<String> = []
        for _ in 0..<60 {
            let answers = numbers.answers(to: form)
            let (ours, theirs) = (form.evaluate(answers), back.evaluate(answers))
            #expect(Set(ours.visible) == Set(theirs.visible))
            for score in ours.scores where score.times.isEmpty && score.id != "fasting" {
                let other = try #require(theirs.score(score.id), "\(score.id) is gone")
                let same = Self.agree(score.value, other.value)
                #expect(same, "\(score.id): \(String(describing: score.value)), \(String(describing: other.value))")
                if score.value != nil { final.insert(score.id) }
            }
        }
        #expect(
            final.count == form.scores.count - 1, "never final: \(form.scores.map(\.id).filter { !final.contains($0) })"
        )
    }

    private static func agree(_ left: Double?, _ right: Double?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return abs(right - left) <= 1e-9 * max(1, abs(right))
    }

    private struct Missing: Error {}
}

/// Answers as people give them: most items, ticks of all three kinds; the same at every run.
struct SeededAnswers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Every other set is complete and sure.
    mutating func answers(to form: FormDefinition) -> Answers {
        let sure = Bool.random(using: &self)
        var answers: Answers = [:]
        for item in form.items where sure || Int.random(in: 0..<10, using: &self) > 0 {
            switch item.kind {
            case .tick:
                answers[item.id] = [Answer.yes, .no, .unknown][Int.random(in: 0..<(sure ? 2 : 3), using: &self)]
            case .choice(let choices): answers[item.id] = choices.randomElement(using: &self).map { .string($0.code) }
            case .several(let choices):
                answers[item.id] = .list(choices.map(\.code).filter { _ in Int.random(in: 0..<8, using: &self) == 0 })
            case .number(let range):
                let drawn = Double.random(in: range.min...range.max, using: &self).rounded(.down)
                answers[item.id] = .number(max(range.min.rounded(.up), drawn))
            case .date, .time, .text: break
            }
        }
        answers["age"] = .number(Double(Int.random(in: 18...95, using: &self)))
        // Two units of one thing are never both given.
        answers["haemoglobinGdl"] = nil
        answers["creatinineMgDl"] = nil
        return answers
    }
}
