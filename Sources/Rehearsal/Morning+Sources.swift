import Foundation

extension Morning {
    /// The morning that the options ask for.
    package static func load(_ options: RehearsalOptions) throws(RehearsalError) -> Morning {
        switch options.source {
        case .generated(let count):
            guard count > 0 else { throw RehearsalError("a morning without patients cannot be played") }
            return .generated(patients: count, seed: options.seed, missedPercent: options.missedPercent)
        case .recorded(let file, let session):
            guard let data = FileManager.default.contents(atPath: file) else {
                throw RehearsalError("\(file): there is no such file, or it may not be read")
            }
            return try .recorded(
                String(decoding: data, as: UTF8.self), file: file, session: session, seed: options.seed,
                missedPercent: options.missedPercent)
        }
    }

    /// One session of a CSV with the columns Session, Visit.No, Gender, StartTime and ServTime.
    package static func recorded(
        _ text: String, file: String, session: Int?, seed: UInt64, missedPercent: Int
    ) throws(RehearsalError) -> Morning {
        let table = try CSVTable(text, file: file)
        var sessions: Set<Int> = []
        var consultations: [Consultation] = []
        for row in table.rows {
            let number = try table.number("Session", in: row)
            sessions.insert(number)
            guard session == nil || number == session else { continue }
            consultations.append(
                Consultation(
                    start: Double(try table.timeOfDay("StartTime", in: row)),
                    length: Double(try table.number("ServTime", in: row)),
                    sex: try table.text("Gender", in: row) == "M" ? "male" : "female",
                    lane: try table.number("Visit.No", in: row) > 1 ? "returning" : "first"))
        }
        guard session != nil || sessions.count <= 1 else {
            throw RehearsalError("\(file) holds \(sessions.count) sessions: choose one with --session")
        }
        guard !consultations.isEmpty else {
            throw RehearsalError("\(file) holds no session \(session.map(String.init) ?? "at all")")
        }
        return Morning(
            consultations: consultations, seed: seed, missedPercent: missedPercent,
            notes: [
                "\(consultations.count) recorded consultations; lengths and order as recorded, people invented.",
                "Arrivals are not in the record: each patient arrives \(minutesEarly.lowerBound) to "
                    + "\(minutesEarly.upperBound) minutes before the recorded start, drawn from seed \(seed).",
            ])
    }

    /// An invented morning: one consultation after the other, of plausible lengths.
    package static func generated(patients count: Int, seed: UInt64, missedPercent: Int) -> Morning {
        var draw = SeededRandom(seed: seed).branch(-1)
        var start = Double(minutesEarly.upperBound) * 60
        var consultations: [Consultation] = []
        for _ in 0..<count {
            let isFirst = draw.chance(60)
            let length = Double(Int.random(in: isFirst ? 300...1200 : 180...720, using: &draw))
            consultations.append(
                Consultation(
                    start: start, length: length, sex: draw.chance(55) ? "female" : "male",
                    lane: isFirst ? "first" : "returning"))
            start += length
        }
        return Morning(
            consultations: consultations, seed: seed, missedPercent: missedPercent,
            notes: ["\(count) invented patients, drawn from seed \(seed)."])
    }
}
