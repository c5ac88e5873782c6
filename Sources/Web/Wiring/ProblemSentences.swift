import API
import Clinic
import QueueEngine
import FormEngine

/// Sentences for faults: what is wrong, and what to do, in one language.
struct ProblemSentences {
    let wording: Wording
    let layout: ClinicLayout
    let language: String

    func detail(of fault: Fault) -> String { text("problem.\(fault.code)", fault.arguments) }

    /// Sentences for staff are in Chinese and English: whoever reads another language gets Chinese.
    func languageOfDetail(of fault: Fault) -> String {
        wording.keys(of: language).contains("problem.\(fault.code)") ? language : Wording.fallback
    }

    /// Each wrong field with its own sentence.
    func errors(of fault: Fault) -> [FieldProblem]? {
        switch fault.kind {
        case .invalid(let faults):
            faults.map { FieldProblem(field: $0.field, detail: text($0.code, $0.arguments)) }
        case .answers(let problems, _):
            problems.map {
                FieldProblem(field: "answers.\($0.item)", detail: text("answer.\($0.code.rawValue)", $0.arguments))
            }
        case .incomplete(let items, _):
            items.map { FieldProblem(field: "answers.\($0)", detail: text("answer.missing")) }
        case .unconfirmed(let items, _):
            items.map { FieldProblem(field: "answers.\($0)", detail: text("answer.unconfirmed")) }
        default: nil
        }
    }

    private func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        wording.text(key, language, wording.worded(arguments, language, in: layout))
    }
}
