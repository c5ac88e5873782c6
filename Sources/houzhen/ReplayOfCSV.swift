import Clinic
import Foundation
import QueueEngine
import Rehearsal

/// Sessions of recorded consultations, played under the clinic's rules and under others, before the first day.
struct ReplayOfCSV {
    private static let room = RoomID("1")
    /// The doctor sits down so many minutes after the first patient has come.
    private static let openingMinutes = 30.0
    /// How many of a hundred patients miss their first call, where rules are tried.
    private static let missedPercent = 12

    let file: String
    let session: Int?
    /// The queue that it is played in, if one was asked for.
    let queue: String?
    /// The other rules, if any.
    let sheet: RuleSheet?
    let words: ReplayWords

    func run() throws {
        guard let queue = try playedQueue() else { return }
        do throws(RehearsalError) {
            let scripts = try mornings(missedPercent: 0).map { script($0, queue: queue.id, sheet: queue.sheet) }
            words.say(words.text("replay.arrivals"))
            score(scripts)
            guard let sheet else { return }
            let mornings = try mornings(missedPercent: Self.missedPercent)
            guard let morning = mornings.first, mornings.count == 1 else {
                throw RehearsalError("\(file) holds \(mornings.count) sessions: choose one with --session")
            }
            let fixed = script(morning, queue: queue.id, sheet: queue.sheet)
            words.say(WhatIf(fixed, under: [queue.id: sheet]))
        } catch {
            throw stop(error.sentence)
        }
    }

    /// The file names no queue: the one asked for, else one whose rules have the sheet's name, else the first.
    private func playedQueue() throws -> ClinicLayout.Queue? {
        let queues = words.layout.queues
        if let queue {
            guard let found = words.layout.queue(QueueID(queue)) else {
                throw stop(words.unknown(queue, of: queues.map(\.id)), status: 2)
            }
            return found
        }
        return queues.first { $0.sheet.id == sheet?.id } ?? queues.first
    }

    /// The error of the estimates, over all sessions.
    private func score(_ scripts: [ReplayScript]) {
        let scores = scripts.map { EstimateScore(ReplaySimulation($0).events) }
        let pairs = scores.compactMap { score in
            score.engineError.flatMap { own in score.plainError.map { (engine: own, plain: $0) } }
        }
        guard let engine = Sample(pairs.map(\.engine)), let plain = Sample(pairs.map(\.plain)) else { return }
        words.say(
            words.text(
                "replay.estimate",
                [
                    "sessions": "\(pairs.count)", "engine": words.minutes(engine.median),
                    "plain": words.minutes(plain.median), "better": "\(pairs.count { $0.engine < $0.plain })",
                ]))
    }

    /// One for each session asked for.
    private func mornings(missedPercent: Int) throws(RehearsalError) -> [Morning] {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw RehearsalError("\(file): there is no such file, or it may not be read")
        }
        var mornings: [Morning] = []
        for (number, text) in try sessions(of: String(decoding: data, as: UTF8.self)) {
            mornings.append(
                try Morning.recorded(
                    text, file: file, session: number, seed: UInt64(max(1, number)), missedPercent: missedPercent))
        }
        return mornings
    }

    /// Each session asked for, as a CSV of its own.
    private func sessions(of text: String) throws(RehearsalError) -> [(number: Int, text: String)] {
        let table = try CSVTable(text, file: file)
        let lines = text.split(separator: /\r?\n/, omittingEmptySubsequences: false)
        var found: [Int: [Substring]] = [:]
        for (index, row) in table.rows.enumerated() {
            let end = index + 1 < table.rows.count ? table.rows[index + 1].line - 1 : lines.count
            found[try table.number("Session", in: row), default: []] += lines[(row.line - 1)..<end]
        }
        if let session {
            guard let own = found[session] else { throw RehearsalError("\(file) holds no session \(session)") }
            found = [session: own]
        }
        return found.sorted { $0.key < $1.key }.map { number, rows in
            (number, ((lines.first.map { [$0] } ?? []) + rows).joined(separator: "\n"))
        }
    }

    private func script(_ morning: Morning, queue: QueueID, sheet: RuleSheet) -> ReplayScript {
        let start = LocalDate("2026-01-01")?.moment(at: "08:00", in: words.layout.timeZone) ?? Instant(milliseconds: 0)
        var steps: [(command: Command, at: Instant)] = [
            (
                .openSitting(room: Self.room, doctor: "", queues: [queue]),
                start.adding(seconds: Self.openingMinutes * 60)
            )
        ]
        var conducts: [TicketID: ReplayScript.Conduct] = [:]
        for patient in morning.patients {
            let ticket = TicketID(high: 0x7000, low: UInt64(patient.index))
            let order = Command.Order(
                ticket: ticket, queue: queue, person: "\(patient.index)", lane: Lane(patient.lane))
            steps.append((.issue(order), start.adding(seconds: patient.arrives)))
            conducts[ticket] = ReplayScript.Conduct(patient)
        }
        return ReplayScript(
            date: "", noon: start.adding(seconds: 4 * 3600), queues: [QueueSetup(id: queue, sheet: sheet)],
            rooms: [Self.room], steps: steps.sorted { $0.at < $1.at }, conducts: conducts)
    }
}

extension ReplayScript.Conduct {
    fileprivate init(_ patient: PlannedPatient) {
        var walk = ReplaySimulation.usualWalkSeconds
        var missed: [Double] = []
        switch patient.conduct {
        case .comes(let after), .comesWhenRecalled(let after): walk = after
        case .missesFirst(let back): missed = [back]
        }
        self.init(
            stays: [ReplayScript.Stay(walkSeconds: walk, seconds: patient.consultation)], missedBackSeconds: missed)
    }
}
