import FormEngine
import Foundation
import Slip

/// The scores, each with what it means and who says so.
extension AssessmentSlip {
    var scores: [ScoreRow] { asa + computed }

    /// The one that a person chose; an emergency carries its E.
    private var asa: [ScoreRow] {
        guard let item = content.form.item("asaClass"), let value = shown(item) else { return [] }
        let suffix = content.answers["asaEmergency"] == .yes ? "E" : ""
        return [
            ScoreRow(
                name: Text("ASA", language: .english, strong: true), value: Text(value + suffix, strong: true),
                meaning: Text(text("slip.by-doctor")), source: Text(text("slip.asa-source")))
        ]
    }

    /// Paper is short: only what has a meaning in words, and to which something counted, or which is known but for a part
    /// of it.
    private func isTold(_ score: ScoreResult) -> Bool {
        guard score.applies, (score.band ?? score.lowestBand) != nil else { return false }
        let isNearlyKnown = score.most != nil && score.missing.count == 1
        return score.value != nil || !score.parts.isEmpty || isNearlyKnown
    }

    /// While answers are missing the two ends of what it may become: never a quiet 3.
    private func value(_ score: ScoreResult) -> String {
        guard score.value == nil, let lowest = score.lowest, let highest = score.highest else {
            return score.shown ?? text("slip.score-open")
        }
        return [lowest, highest].map { Self.plain(($0 * 100).rounded() / 100) }.joined(separator: "–")
    }

    private func bands(_ score: ScoreResult) -> Text {
        if let band = score.band, score.value != nil { return Text(band.text.best(for: "zh")) }
        var ends = [score.band ?? score.lowestBand, score.highestBand].compactMap { $0?.text.best(for: "zh") }
        if ends.count == 2, ends[0] == ends[1] { ends.removeLast() }
        let words = Run(ends.joined(separator: " → "))
        // What is missing stands in the small print.
        return missing(of: score).isEmpty ? [words, Run("（\(text("slip.score-open"))）", unbroken: true)] : [words]
    }

    /// What would make it whole: 颈围未填; of several, for which a slip has no room, how many.
    private func missing(of score: ScoreResult) -> String {
        func names(_ ids: [String]) -> [String] { ids.compactMap { content.form.item($0)?.text.best(for: "zh") } }
        let items = names(score.missing)
        guard let first = items.first else {
            return score.value == nil
                ? names(score.unknown).first.map { text("slip.score-unknown", ["item": $0]) } ?? "" : ""
        }
        return items.count == 1
            ? text("slip.score-missing", ["item": first]) : text("slip.score-missing-many", ["count": "\(items.count)"])
    }

    private var computed: [ScoreRow] {
        content.evaluation.scores.filter(isTold).map { score in
            // A sum is told by what counted; a formula's numbers stand in the findings already.
            let working = score.most == nil ? "" : score.working.best(for: "zh")
            let isPercent = score.unit == "%"
            // A long unit stands in the small print: the values stay in one column.
            let unit = isPercent ? "" : score.unit ?? ""
            let sources = [missing(of: score), unit, working, source(of: score), ownSource(of: score)].filter {
                !$0.isEmpty
            }
            let rules = rules(of: score, besides: working)
            return ScoreRow(
                name: Text(score.title.best(for: "zh"), language: .english, strong: true),
                value: Text(value(score) + (isPercent ? " %" : ""), strong: true), meaning: bands(score),
                source: Text((sources + rules).joined(separator: " · ")))
        }
    }

    /// Where publications differ on a part, which cut-off was in force, and whose it is unless the score's own source says
    /// that: also where it did not count.
    private func rules(of score: ScoreResult, besides working: String) -> [String] {
        let parts = content.form.scores.first { $0.id == score.id }?.parts ?? []
        return parts.compactMap(\.inForce).compactMap { rule in
            guard let label = rule.label?.best(for: "zh") else { return nil }
            guard let whose = rule.source, !source(of: score).contains(whose) else {
                return working.contains(label) ? nil : text("slip.score-rule", ["rule": label])
            }
            return text("slip.score-rule-by", ["rule": label, "source": whose])
        }
    }

    /// Who says what stands in the place of the band's words; empty where they stand.
    private func ownSource(of score: ScoreResult) -> String {
        guard let said = (score.band ?? score.lowestBand)?.source else { return "" }
        let tables = content.form.scores.first { $0.id == score.id }?.tables ?? []
        // The form's own rules say so in both languages.
        return tables.contains { $0.source == said } ? "" : said.components(separatedBy: " / ")[0]
    }

    /// Where a paper has several tables of risk, which of them the meaning is taken from.
    private func source(of score: ScoreResult) -> String {
        let table = content.form.scores.first { $0.id == score.id }?.tables.first?.source ?? ""
        return table.hasPrefix(score.source) ? table : score.source
    }
}
