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
        let (sessions, tried) = try sessions()
        words.say(words.text("replay.arrivals"))
        score(sessions.map { script(morning($0, missedPercent: 0), queue: queue.id, sheet: queue.sheet) })
        guard let sheet, let tried else { return }
        let fixed = script(morning(tried, missedPercent: Self.missedPercent), queue: queue.id, sheet: queue.sheet)
        words.say(WhatIf(fixed, under: [queue.id: sheet]))
    }

    /// Those whose waits are scored, and the one that other rules are tried on, if there are any.
    private func sessions() throws -> (scored: [Recording.Session], tried: Recording.Session?) {
        do throws(RecordingProblem) {
            let recording = try Recording(file: file)
            let one = session == nil && sheet == nil ? nil : try recording.session(session)
            return (session == nil ? recording.sessions : one.map { [$0] } ?? [], one)
        } catch {
            throw stop(error, words.wording)
        }
    }

    private func morning(_ session: Recording.Session, missedPercent: Int) -> Morning {
        .recorded(session, seed: UInt64(max(1, session.number)), missedPercent: missedPercent)
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
        guard let engine = Sample(pairs.map(\.engine)), let plain = Sample(pairs.map(\.plain)) else {
            words.say(words.text("replay.no-estimate"))
            return
        }
        words.say(
            words.text(
                "replay.estimate",
                [
                    "sessions": "\(pairs.count)", "engine": words.minutes(engine.median),
                    "plain": words.minutes(plain.median), "better": "\(pairs.count { $0.engine < $0.plain })",
                ]))
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
