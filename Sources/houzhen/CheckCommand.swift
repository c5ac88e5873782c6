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
    @Option(help: "The language in which rule sheets are read back: zh or en; that of the terminal when absent.")
    var lang: TerminalLanguage?
    @OptionGroup var flags: SettingFlags

    func run() async throws {
        let settings = try flags.settings()
        do {
            let resources = try Resources(settings)
            if sheets.isEmpty {
                try checkAll(resources)
            } else {
                for file in sheets { readBack(try RuleSheets.load(file: file), resources.wording) }
            }
            say("all is well")
        } catch let problems as CatalogProblems {
            throw stop(problems, settings)
        }
    }

    private func checkAll(_ resources: Resources) throws {
        for form in resources.forms {
            let vectors = form.scores.reduce(0) { $0 + $1.vectors.count }
            let feeds = form.feeds.map { ", all of them fit what they feed in \($0)" } ?? ""
            say(
                "form \(form.id) version \(form.version): \(form.items.count) items\(feeds), \(vectors) worked examples hold"
            )
        }
        for mapping in resources.documents.values.sorted(by: { $0.form < $1.form }) {
            let count = mapping.sections.reduce(0) { $0 + $1.entries.count }
            say(
                "document \(mapping.code) of form \(mapping.form): \(count) elements sent, \(mapping.left.count) left out with a reason"
            )
        }
        let clinics = resources.folder.appending(path: "clinics").path
        let sheets = try RuleSheets.all(in: clinics)
        let misnamed = RuleSheets.misnamed(in: clinics)
        guard misnamed.isEmpty else { throw CatalogProblems(misnamed) }
        for sheet in sheets {
            say("rules \(sheet.id) version \(sheet.version): \(sheet.title["zh"] ?? "") / \(sheet.title["en"] ?? "")")
        }
        var read: Set<String> = []
        for queue in resources.layout.queues {
            say(
                "queue \(queue.id): rules \(queue.sheet.id) version \(queue.sheet.version), numbers \(queue.sheet.number.label(for: 1)) …"
            )
            guard read.insert(queue.sheet.id).inserted else { continue }
            readBack(queue.sheet, resources.wording)
        }
        say("texts: \(resources.wording.languages.joined(separator: ", "))")
        if let file = FontFiles.debian.firstMissing() {
            throw stop("the font \(file.path) is missing: install \(file.package)")
        }
    }

    private func readBack(_ sheet: RuleSheet, _ wording: Wording) {
        let language = lang?.rawValue ?? TerminalLanguage.current
        RuleSentences(sheet, wording: wording, language: language).lines.forEach { say($0) }
    }
}
