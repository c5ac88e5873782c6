import ArgumentParser
import Catalog
import Clinic
import Foundation
import QueueEngine
import SQLiteStore

/// `houzhen replay`
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Decides a day again from its journal, or plays it under other rules; also while serving.")

    @Argument(help: "The day: 2026-11-24.") var date: String?
    @Option(help: "A rule sheet to play the day under.") var rules: String?
    @Option(help: "The queue that gets these rules; when absent, those whose rules have the sheet's name.")
    var queue: String?
    @Option(help: "Instead of a day: a CSV of recorded consultations.") var csv: String?
    @Option(help: "The session of the CSV; all of them when absent.") var session: Int?
    @OptionGroup var flags: SettingFlags

    func validate() throws {
        let isChinese = TerminalLanguage.current == TerminalLanguage.zh.rawValue
        guard (date == nil) != (csv == nil) else {
            throw ValidationError(
                isChinese ? "请给一个日期，或者用 --csv 给一个文件，二者选一" : "give a day, or --csv with a file")
        }
        guard queue == nil || rules != nil || csv != nil else {
            throw ValidationError(
                isChinese
                    ? "--queue 指明 --rules 换的是哪个队列的规则：请同时给 --rules"
                    : "--queue says whose rules --rules stands for: give --rules too")
        }
        guard session == nil || csv != nil else {
            throw ValidationError(
                isChinese ? "--session 是 --csv 文件里的一个半天：请同时给 --csv" : "--session is one of a --csv file: give --csv too"
            )
        }
    }

    func run() throws {
        let settings = try flags.settings()
        do {
            let resources = try Resources(settings)
            let sheet = try rules.map { try RuleSheets.load(file: $0) }
            let words = ReplayWords(resources)
            if let csv {
                try ReplayOfCSV(file: csv, session: session, queue: queue, sheet: sheet, words: words).run()
            } else {
                try replay(date ?? "", sheet: sheet, data: settings.text("data"), words: words)
            }
        } catch let problem as StoreProblem {
            throw stop(problem, settings)
        } catch let problems as CatalogProblems {
            throw stop(problems, settings)
        }
    }

    private func replay(_ text: String, sheet: RuleSheet?, data: String, words: ReplayWords) throws {
        guard let date = LocalDate(text) else { throw stop(words.text("replay.no-date", ["date": text]), status: 2) }
        let file = URL(filePath: data).appending(path: SQLiteStore.fileName)
        // What was changed by hand since would be decided again as if it had happened so.
        _ = try SQLiteStore.verify(file: file)
        let events = try SQLiteStore.events(of: words.layout.stream(of: date), file: file).map {
            TimedEvent(try EventCoding.decode($0.payload), at: $0.time)
        }
        guard let script = ReplayScript(events) else {
            throw stop(words.nothing(recorded: date, others: try recordedDays(words.layout, file)))
        }
        let changed = try sheet.map { try given($0, to: script, words: words) }
        let replay = Replay(events)
        words.say(replay, of: events, date: text)
        if let changed { words.say(WhatIf(script, under: changed)) }
        guard replay.isSame else { throw ExitCode(1) }
    }

    /// The days of which something is recorded, in order.
    private func recordedDays(_ layout: ClinicLayout, _ file: URL) throws -> [String] {
        let prefix = layout.streamPrefix
        return try SQLiteStore.streams(beginningWith: prefix, file: file).map { String($0.dropFirst(prefix.count)) }
    }

    /// The sheet for each queue that gets it. Never for all of them unasked: rules made for one queue say nothing of
    /// another.
    private func given(_ sheet: RuleSheet, to script: ReplayScript, words: ReplayWords) throws -> [QueueID: RuleSheet] {
        let all = script.queues.map(\.id)
        if let queue {
            guard all.contains(QueueID(queue)) else { throw stop(words.unknown(queue, of: all), status: 2) }
            return [QueueID(queue): sheet]
        }
        let chosen = script.queues(for: sheet)
        guard !chosen.isEmpty else {
            throw stop(words.text("replay.queue-unclear", ["rules": sheet.id, "queues": words.list(all)]), status: 2)
        }
        return Dictionary(uniqueKeysWithValues: chosen.map { ($0, sheet) })
    }
}
