extension Morning {
    /// The morning that the options ask for.
    package static func load(_ options: RehearsalOptions) throws(RehearsalError) -> Morning {
        switch options.source {
        case .generated(let count):
            guard count > 0 else { throw RehearsalError("a morning without patients cannot be played") }
            return .generated(patients: count, seed: options.seed, missedPercent: options.missedPercent)
        case .recorded(let session):
            return .recorded(session, seed: options.seed, missedPercent: options.missedPercent)
        }
    }

    /// One recorded half day.
    package static func recorded(_ session: Recording.Session, seed: UInt64, missedPercent: Int) -> Morning {
        Morning(
            consultations: session.consultations, seed: seed, missedPercent: missedPercent,
            notes: [
                "\(session.consultations.count) recorded consultations; lengths and order as recorded, people invented.",
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
