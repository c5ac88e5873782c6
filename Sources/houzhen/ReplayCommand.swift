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
        guard (date == nil) != (csv == nil) else { throw ValidationError("give a day, or --csv with a file") }
        guard queue == nil || rules != nil || csv != nil else {
            throw ValidationError("--queue says whose rules --rules stands for: give --rules too")
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
        guard let date = LocalDate(text) else { throw stop(words.text("field.date"), status: 2) }
        let file = URL(filePath: data).appending(path: SQLiteStore.fileName)
        let events = try SQLiteStore.events(of: words.layout.stream(of: date), file: file).map {
            TimedEvent(try EventCoding.decode($0.payload), at: $0.time)
        }
        guard let script = ReplayScript(events) else {
            throw stop(words.text("replay.no-day", ["date": text]))
        }
        let changed = try sheet.map { try given($0, to: script, words: words) }
        let replay = Replay(events)
        words.say(replay, date: text)
        if let changed { words.say(WhatIf(script, under: changed)) }
        guard replay.isSame else { throw ExitCode(1) }
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

/// What `replay` says, in the terminal's language.
struct ReplayWords {
    /// So many differences are listed.
    private static let listed = 20

    let layout: ClinicLayout
    private let wording: Wording
    private let language: String

    init(_ resources: Resources) {
        layout = resources.layout
        wording = resources.wording
        language = TerminalLanguage.current
    }

    func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        wording.text(key, language, arguments)
    }

    func say(_ line: String) { houzhen.say(line) }

    func say(_ replay: Replay, date: String) {
        let counts = ["date": date, "acts": "\(replay.acts)", "calls": "\(replay.calls)"]
        guard let first = replay.differences.first else {
            houzhen.say(text("replay.same", counts))
            return
        }
        let found = ["count": "\(replay.differences.count)", "version": "\(first.version)"]
        houzhen.say(text("replay.different", counts.merging(found) { $1 }))
        for difference in replay.differences.prefix(Self.listed) {
            let decided = difference.decided.map(described) ?? difference.refusal?.rawValue ?? "-"
            houzhen.say(
                text(
                    "replay.difference",
                    [
                        "version": "\(difference.version)", "time": clock(difference.at),
                        "recorded": described(difference.recorded), "decided": decided,
                    ]))
        }
    }

    /// What is held fixed, the queues that get other rules, the whole day.
    func say(_ whatIf: WhatIf) {
        houzhen.say(text("replay.held-fixed"))
        for change in whatIf.changes { say(change, in: whatIf) }
        if !whatIf.others.isEmpty { houzhen.say(text("replay.others", ["queues": list(whatIf.others)])) }
        let (before, after) = (whatIf.before, whatIf.after)
        houzhen.say(
            text(
                "replay.end",
                [
                    "time": beside(before, after) { $0.end.map(clock) },
                    "waiting": beside(before, after) { "\($0.waitingAtEnd)" },
                    "left": beside(before, after) { "\($0.leftOut)" },
                    "assumed": beside(before, after) { "\($0.assumed)" },
                ]))
    }

    /// A queue: a line for each lane, the present rules beside the new ones.
    private func say(_ change: WhatIf.Change, in whatIf: WhatIf) {
        houzhen.say(
            text(
                "replay.queue",
                [
                    "queue": queueName(change.queue), "before": change.before.id, "old": "\(change.before.version)",
                    "after": change.after.id, "new": "\(change.after.version)",
                ]))
        let lanes = (whatIf.before.lanes + whatIf.after.lanes).filter { $0.queue == change.queue }.map(\.lane)
        for lane in Set(lanes).sorted(by: { $0.rawValue < $1.rawValue }) {
            let old = whatIf.before.lane(lane, of: change.queue)
            let new = whatIf.after.lane(lane, of: change.queue)
            houzhen.say(
                text(
                    "replay.lane",
                    [
                        "lane": laneName(lane), "tickets": beside(old, new) { "\($0.tickets)" },
                        "median": beside(old, new) { $0.waitMinutes.map { minutes($0.median) } },
                        "ninetieth": beside(old, new) { $0.waitMinutes.map { minutes($0.ninetieth) } },
                        "overtakes": beside(old, new) { "\($0.overtakes)" },
                    ]))
        }
        for move in change.moves {
            let names = ["lane": laneName(move.from), "new": laneName(move.to), "tickets": "\(move.tickets)"]
            houzhen.say(text("replay.moved", names))
        }
    }

    /// `17.6 → 18.8`; a dash for what has no value.
    private func beside<Outcome>(_ before: Outcome?, _ after: Outcome?, _ value: (Outcome) -> String?) -> String {
        [before, after].map { $0.flatMap(value) ?? "—" }.joined(separator: " → ")
    }

    /// Why a queue that was asked for cannot be played.
    func unknown(_ queue: String, of queues: [QueueID]) -> String {
        text("replay.queue-unknown", ["queue": queue, "queues": list(queues)])
    }

    func list(_ queues: [QueueID]) -> String {
        queues.map(queueName).joined(separator: language == "zh" ? "、" : ", ")
    }

    /// With the short name that `--queue` takes; a queue that the clinic no longer has is known by that alone.
    private func queueName(_ id: QueueID) -> String {
        guard let queue = layout.queue(id) else { return id.rawValue }
        return text("replay.queue-name", ["name": queue.name.best(for: language), "queue": id.rawValue])
    }

    /// A hospital's own lane has no word here.
    private func laneName(_ lane: Lane) -> String {
        let key = "lane.\(lane.rawValue)"
        return wording.keys(of: Wording.fallback).contains(key) ? text(key) : lane.rawValue
    }

    func minutes(_ value: Double) -> String { String(format: "%.1f", value) }

    private func clock(_ instant: Instant) -> String {
        let style = Date.VerbatimFormatStyle(
            format: "\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
            timeZone: layout.timeZone, calendar: Calendar(identifier: .gregorian))
        return Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000).formatted(style)
    }

    private func described(_ event: Event) -> String {
        guard case .called(let ticket, let room, let choice, _) = event.act else {
            return (try? EventCoding.encode(event)) ?? event.act.name
        }
        return "\(event.act.name) \(ticket) · \(room) · \(choice.rule.rawValue)"
    }
}
