import FormEngine
import QueueEngine
import Slip

/// Papers of two revisions look alike and lie in one folder: each says first whether it holds.
extension AssessmentSlip {
    /// So many changed items are named; the others are counted.
    private static let namedItems = 12

    /// A frame at the top: what this paper replaces and why, or by what it was replaced.
    var revision: [Block] {
        if let replacedBy {
            return [
                frame(
                    "slip.replaced",
                    [replaced(by: replacedBy), text("slip.reason", ["reason": replacedBy.reason ?? ""])])
            ]
        }
        guard let replaces = content.replaces else { return [] }
        let first = text(
            "slip.replaces",
            [
                "revision": "\(content.revision)", "old": "\(replaces.revision)", "doctor": replaces.doctorName,
                "time": moment(replaces.signedAt),
            ])
        return [
            frame("slip.amended", [first, text("slip.reason", ["reason": replaces.reason]), changed(since: replaces)])
        ]
    }

    private func frame(_ label: String, _ lines: [String?]) -> Block {
        var items = lines.compactMap(\.self).map { Text($0, strong: true, field: "revision") }
        items += others.compactMap(forThePatient)
        return .box(Box(.danger, label: Text(text(label), strong: true), items: items))
    }

    private func replaced(by newer: AssessmentSignature) -> String {
        text(
            "slip.replaced-by-whom",
            ["revision": "\(newer.revision)", "doctor": newer.doctorName, "time": moment(newer.signedAt)])
    }

    /// Which paper holds, in another language of the page.
    private func forThePatient(_ language: Language) -> Text? {
        let key = replacedBy == nil ? "slip.patient-holds" : "slip.patient-replaced"
        guard wording.keys(of: language.rawValue).contains(key) else { return nil }
        return Text(
            wording.text(key, language.rawValue, ["revision": "\(content.revision)"]), language: language)
    }

    /// The items whose answer is another one now, by name; what is short enough with both answers.
    private func changed(since replaces: SignedContent.Replaced) -> String? {
        let changed = content.form.items.filter { content.answers[$0.id] != replaces.answers[$0.id] }
        // What somebody has to act on first: with many changes the last ones are only counted.
        let weighty = Set(content.evaluation.findings.compactMap(\.item))
            .union(content.form.sections.filter { Self.weightySections.contains($0.id) }.flatMap(\.items).map(\.id))
        let items = changed.filter { weighty.contains($0.id) } + changed.filter { !weighty.contains($0.id) }
        guard !items.isEmpty else { return nil }
        let words = AnswerWords(wording: wording, language: "zh")
        let named = items.prefix(Self.namedItems).map { item in
            let name = item.text.best(for: "zh")
            let answers = [replaces.answers[item.id], content.answers[item.id]].map {
                shown(item, $0) ?? words.words($0, to: item)
            }
            let isShort = answers.allSatisfy { $0.count <= Self.shortAnswer }
            return isShort ? "\(name) \(answers.joined(separator: "→"))" : name
        }
        .joined(separator: "、")
        let key = items.count > Self.namedItems ? "slip.changed-more" : "slip.changed"
        return text(key, ["items": named, "count": "\(items.count)"])
    }

    private static let weightySections: Set<String> = ["airway", "tests", "medicines-taken", "asa", "conclusion"]

    /// Characters of an answer that is told with both its old and its new words.
    private static let shortAnswer = 12

    private func moment(_ instant: Instant) -> String { instant.text("yyyy-MM-dd HH:mm", in: layout.timeZone) }
}
