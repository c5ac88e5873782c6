import FormEngine

/// One thing that differs between two fillings of one form, in the words of one language.
package struct Difference: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case patient
        case answer
        case score
        case finding
    }

    package var kind: Kind
    /// The item's, score's or finding's id; of the patient the field: `name`, `sex`, `birthDate`, `identifiers`.
    package var id: String
    package var title: String
    /// Nil where there was nothing: a finding that is new.
    package var old: String?
    /// Nil where there is nothing any more.
    package var new: String?
}

/// One filling of a form: what was signed, or a draft.
struct Filling: Sendable {
    var answers: Answers
    var evaluation: Evaluation
    var patient: Person
}

/// Tells what differs between two fillings of one form, field by field: what was not asked is said to be so, and never
/// reads as "no".
struct DifferenceText {
    let form: FormDefinition
    let wording: Wording
    let language: String

    func differences(from old: Filling, to new: Filling) -> [Difference] {
        patient(old.patient, new.patient) + answers(old.answers, new.answers)
            + scores(old.evaluation.scores, new.evaluation.scores)
            + findings(old.evaluation.findings, new.evaluation.findings)
    }

    private func patient(_ old: Person, _ new: Person) -> [Difference] {
        let fields: [(id: String, old: String?, new: String?)] = [
            ("name", old.name, new.name), ("sex", text("sex.\(old.sex.rawValue)"), text("sex.\(new.sex.rawValue)")),
            ("birthDate", old.birthDate, new.birthDate),
            ("identifiers", words(old.identifiers), words(new.identifiers)),
        ]
        return fields.filter { $0.old != $0.new }.map {
            Difference(kind: .patient, id: $0.id, title: text("patient-field.\($0.id)"), old: $0.old, new: $0.new)
        }
    }

    private func words(_ identifiers: [PersonIdentifier]) -> String? {
        let words = identifiers.map { identifier in
            // Of an identity card the last four digits only, as on paper.
            let isCard = identifier.system == PersonIdentifier.identityCard
            return
                "\(text("identifier.\(identifier.system)")) \(isCard ? String(identifier.value.suffix(4)) : identifier.value)"
        }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    private func answers(_ old: Answers, _ new: Answers) -> [Difference] {
        let words = AnswerWords(wording: wording, language: language)
        return form.items.filter { old[$0.id] != new[$0.id] }.map { item in
            Difference(
                kind: .answer, id: item.id, title: item.text.best(for: language),
                old: words.words(old[item.id], to: item),
                new: words.words(new[item.id], to: item))
        }
    }

    private func scores(_ old: [ScoreResult], _ new: [ScoreResult]) -> [Difference] {
        let before = Dictionary(old.map { ($0.id, words($0)) }) { first, _ in first }
        return new.compactMap { score -> Difference? in
            let (earlier, now) = (before[score.id] ?? nil, words(score))
            guard earlier != now else { return nil }
            return Difference(
                kind: .score, id: score.id, title: score.title.best(for: language), old: earlier, new: now)
        }
    }

    /// The value with its band; while answers are missing the two ends of what it may become.
    private func words(_ score: ScoreResult) -> String? {
        guard score.applies else { return nil }
        var number = score.shown
        if score.value == nil {
            guard let lowest = score.lowest, let highest = score.highest else { return nil }
            number = [lowest, highest].map { Decimals.plain(($0 * 100).rounded() / 100) }.joined(separator: "–")
        }
        let bands = [score.band ?? score.lowestBand, score.value == nil ? score.highestBand : nil]
            .compactMap { $0?.text.best(for: language) }
        let band = Set(bands).count == 1 ? bands.first : bands.joined(separator: " → ")
        return [number, score.unit, band].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func findings(_ old: [Finding], _ new: [Finding]) -> [Difference] {
        func said(_ id: String, among findings: [Finding]) -> String? {
            findings.first { $0.id == id }?.text.best(for: language)
        }
        var ids: [String] = []
        for finding in new + old where !ids.contains(finding.id) { ids.append(finding.id) }
        return ids.compactMap { id -> Difference? in
            let (before, after) = (said(id, among: old), said(id, among: new))
            guard before != after else { return nil }
            return Difference(
                kind: .finding, id: id, title: text("difference.finding"), old: before, new: after)
        }
    }

    private func text(_ key: String) -> String { wording.text(key, language) }
}
