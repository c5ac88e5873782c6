package import Clinic
internal import FormEngine
internal import Foundation

/// Reads the texts of `Resources/locales`: one file a language, each a flat list of keys and texts.
package enum Locales {
    /// The languages that must be there.
    package static let languages = ["zh", "en", "ug"]
    /// Keys of these first parts are for patients and must be in every language; the others in Chinese and English.
    static let forPatients: Set<String> = [
        "lane", "state", "voice", "ticket", "wait", "reason", "reason-order", "reason-when", "reason-round",
        "reason-due", "reason-due-cause", "why", "why-late", "why-step", "why-placed", "why-state",
    ]

    /// Reads all languages. Throws what is wrong: a key that a language lacks, an empty text, a placeholder that differs.
    package static func load(folder: String) throws(CatalogProblems) -> Wording {
        var texts: [String: [String: YAMLEntry]] = [:]
        var problems: [CatalogProblem] = []
        for language in languages {
            do throws(CatalogProblem) {
                texts[language] = try read("\(folder)/\(language).yaml")
            } catch {
                problems.append(error)
            }
        }
        guard problems.isEmpty else { throw CatalogProblems(problems) }
        problems = differences(texts, folder: folder)
        guard problems.isEmpty else { throw CatalogProblems(problems) }
        return Wording(
            texts.mapValues { entries in
                entries.compactMapValues { if case .scalar(let text) = $0.value.content { text } else { nil } }
            })
    }

    private static func read(_ path: String) throws(CatalogProblem) -> [String: YAMLEntry] {
        var entries: [String: YAMLEntry] = [:]
        for entry in try YAMLValue.read(path).entries() {
            _ = try entry.value.string()
            entries[entry.key] = entry
        }
        return entries
    }

    /// Chinese is the measure: it has every key.
    private static func differences(_ texts: [String: [String: YAMLEntry]], folder: String) -> [CatalogProblem] {
        let measure = texts["zh", default: [:]]
        var problems: [CatalogProblem] = []
        for language in languages where language != "zh" {
            let own = texts[language, default: [:]]
            let file = "\(folder)/\(language).yaml"
            for (key, entry) in measure {
                guard let other = own[key] else {
                    if language == "en" || isForPatients(key) {
                        problems.append(CatalogProblem(file: file, line: 1, message: "The key \(key) is missing."))
                    }
                    continue
                }
                if placeholders(entry.value) != placeholders(other.value) {
                    problems.append(
                        CatalogProblem(
                            file: file, line: other.line,
                            message: "\(key) does not have the same {placeholders} as in zh.yaml."))
                }
            }
            for (key, entry) in own where measure[key] == nil {
                problems.append(
                    CatalogProblem(
                        file: file, line: entry.line,
                        message: "zh.yaml has no key \(key): add it there, or take it away."))
            }
        }
        return problems
    }

    private static func isForPatients(_ key: String) -> Bool {
        forPatients.contains(String(key.prefix { $0 != "." }))
    }

    private static func placeholders(_ value: YAMLValue) -> Set<String> {
        guard case .scalar(let text) = value.content else { return [] }
        return Set(text.matches(of: #/\{[A-Za-z]+\}/#).map { String($0.output) })
    }
}
