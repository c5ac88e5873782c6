import Clinic
import Foundation
import QueueEngine

/// What `replay` says, in the terminal's language.
struct ReplayWords {
    /// So many differences are listed.
    private static let listed = 20
    /// So many of the last recorded days are named.
    private static let latestDays = 5

    let layout: ClinicLayout
    let wording: Wording
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

    /// - Parameter events: those that were decided again.
    func say(_ replay: Replay, of events: [TimedEvent], date: String) {
        let counts = ["date": date, "acts": "\(replay.acts)", "calls": "\(replay.calls)"]
        guard let first = replay.differences.first else {
            houzhen.say(text("replay.same", counts))
            return
        }
        let found = ["count": "\(replay.differences.count)", "version": "\(first.version)"]
        houzhen.say(text("replay.different", counts.merging(found) { $1 }))
        let text = ReplayText(wording: wording, layout: layout, language: language)
        var day = ClinicDay()
        for difference in replay.differences.prefix(Self.listed) {
            for timed in events[day.version..<(difference.version - 1)] { day.apply(timed.event, at: timed.at) }
            houzhen.say(text.line(difference, on: day))
        }
    }

    /// Nothing is recorded of a day: of which of late there is.
    func nothing(recorded date: LocalDate, others days: [String]) -> String {
        guard !days.isEmpty else { return text("replay.no-days", ["date": "\(date)"]) }
        let latest = days.suffix(Self.latestDays).joined(separator: language == "zh" ? "、" : ", ")
        return text("replay.no-day", ["date": "\(date)", "days": latest])
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
        if lanes.isEmpty { houzhen.say(text("replay.nobody")) }
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
}
