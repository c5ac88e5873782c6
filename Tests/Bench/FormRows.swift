import Catalog
import FormEngine
import Foundation

/// The whole form: what an evaluation costs, and how large its Questionnaire is.
struct FormRows {
    private static let evaluations = 200

    func print() throws {
        let form = try Forms.load(file: "Forms/anesthesia-assessment.yaml")
        Swift.print(
            "form \(form.id), \(form.items.count) items, \(form.scores.count) scores, medians of \(Self.evaluations)")
        let full = Self.answers(to: form)
        for (name, answers) in [("nothing", [:]), ("half", Self.half(of: full)), ("everything", full)] {
            Swift.print(
                "  evaluation, \(name) answered".padded(46)
                    + String(format: "%.3f ms", Self.milliseconds { _ = form.evaluate(answers) }))
        }
        for language in ["zh", "en"] {
            let bytes = try JSONEncoder().encode(form.questionnaire(in: language)).count
            Swift.print("  Questionnaire in \(language)".padded(46) + "\(bytes) bytes")
        }
    }

    private static func half(of answers: Answers) -> Answers {
        let kept = answers.keys.sorted().enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        return answers.filter { kept.contains($0.key) }
    }

    /// An answer to every item but one of each pair of units.
    private static func answers(to form: FormDefinition) -> Answers {
        var answers: Answers = [:]
        for item in form.items where item.id != "haemoglobinGdl" && item.id != "creatinineMgDl" {
            switch item.kind {
            case .tick: answers[item.id] = .yes
            case .choice(let choices): answers[item.id] = choices.first.map { .string($0.code) }
            case .several(let choices): answers[item.id] = .list(choices.map(\.code))
            case .number(let range): answers[item.id] = .number(((range.min + range.max) / 2).rounded())
            case .date: answers[item.id] = .string("2026-03-02")
            case .time: answers[item.id] = .string("08:30")
            case .text: answers[item.id] = .string("无")
            }
        }
        return answers
    }

    private static func milliseconds(_ body: () -> Void) -> Double {
        let clock = ContinuousClock()
        return Bench.median(
            (0..<evaluations).map { _ in
                let parts = clock.measure(body).components
                return Double(parts.seconds) * 1e3 + Double(parts.attoseconds) / 1e15
            })
    }
}
