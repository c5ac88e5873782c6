import ArgumentParser
import Catalog
import Clinic
import FormEngine
import Foundation
import Printing
import QueueEngine

/// `houzhen check`
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks forms, rule sheets, clinic layout, texts and settings, and reads the clinic's rules back.")

    @Argument(help: "Rule sheets to check and read back, instead of all that the clinic has.")
    var sheets: [String] = []
    @Option(help: "The language of what is right: zh or en; that of the terminal when absent.")
    var lang: TerminalLanguage?
    @OptionGroup var flags: SettingFlags

    func run() async throws {
        let settings = try flags.settings()
        do {
            let resources = try Resources(settings)
            let words = CheckWords(wording: resources.wording, language: lang?.rawValue ?? TerminalLanguage.current)
            if sheets.isEmpty {
                try checkAll(resources, words)
            } else {
                for file in sheets { words.readBack(try RuleSheets.load(file: file)) }
            }
            words.say("check.well")
        } catch let problems as CatalogProblems {
            throw stop(problems, settings)
        }
    }

    private func checkAll(_ resources: Resources, _ words: CheckWords) throws {
        words.say(
            "check.read",
            [
                "resources": resources.folder.path, "forms": resources.formFolder.path,
                "clinic": resources.clinic.path,
            ])
        for form in resources.forms { words.say(form) }
        for mapping in resources.documents.values.sorted(by: { $0.form < $1.form }) { words.say(mapping) }
        let clinics = resources.clinic.deletingLastPathComponent().path
        let sheets = try RuleSheets.all(in: clinics)
        let misnamed = RuleSheets.misnamed(in: clinics)
        guard misnamed.isEmpty else { throw CatalogProblems(misnamed) }
        for sheet in sheets {
            words.say(
                "check.rules",
                ["rules": sheet.id, "version": "\(sheet.version)", "title": sheet.title.best(for: words.language)])
        }
        var read: Set<String> = []
        for queue in resources.layout.queues {
            words.say(queue)
            if read.insert(queue.sheet.id).inserted { words.readBack(queue.sheet) }
        }
        words.say("check.texts", ["languages": resources.wording.languages.joined(separator: ", ")])
        if let file = FontFiles.debian.firstMissing() {
            throw stop(words.text("check.no-font", ["path": file.path, "package": file.package]))
        }
    }
}

/// What `check` says of all that is right.
private struct CheckWords {
    let wording: Wording
    let language: String

    func text(_ key: String, _ arguments: [String: String]) -> String { wording.text(key, language, arguments) }

    func say(_ key: String, _ arguments: [String: String] = [:]) { houzhen.say(text(key, arguments)) }

    func say(_ form: FormDefinition) {
        let feeds = form.feeds.map { text("check.feeds", ["form": $0]) } ?? ""
        let vectors = form.scores.reduce(0) { $0 + $1.vectors.count }
        let examples = vectors == 0 ? "" : text("check.examples", ["examples": "\(vectors)"])
        say(
            "check.form",
            [
                "form": form.id, "version": "\(form.version)", "items": "\(form.items.count)", "feeds": feeds,
                "examples": examples,
            ])
    }

    func say(_ mapping: DocumentMapping) {
        let sent = mapping.sections.reduce(0) { $0 + $1.entries.count }
        say(
            "check.document",
            ["code": mapping.code, "form": mapping.form, "sent": "\(sent)", "left": "\(mapping.left.count)"])
    }

    func say(_ queue: ClinicLayout.Queue) {
        say(
            "check.queue",
            [
                "queue": queue.id.rawValue, "rules": queue.sheet.id, "version": "\(queue.sheet.version)",
                "number": queue.sheet.number.label(for: 1),
            ])
    }

    func readBack(_ sheet: RuleSheet) {
        RuleSentences(sheet, wording: wording, language: language).lines.forEach { houzhen.say($0) }
    }
}
