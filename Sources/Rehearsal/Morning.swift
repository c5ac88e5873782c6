/// One patient of the morning to be played, and what they will do. All times are clinic seconds.
package struct PlannedPatient: Hashable, Sendable {
    /// What the patient does when called for the first time.
    package enum Conduct: Hashable, Sendable {
        /// Walks in after so many seconds.
        case comes(after: Double)
        /// Hears it only when it is said again, then walks in after so many seconds.
        case comesWhenRecalled(after: Double)
        /// Does not come; stands at the desk again so many seconds after having been marked missed.
        case missesFirst(backAfter: Double)
    }

    /// From 0, in the order of arrival.
    package var index: Int
    /// Invented.
    package var person: InventedPerson
    /// `first` or `returning`.
    package var lane: String
    /// Since the morning began.
    package var arrives: Double
    /// How long the consultation takes.
    package var consultation: Double
    /// What happens at the first call.
    package var conduct: Conduct
}

/// A morning to be played.
package struct Morning: Sendable {
    /// In the order of arrival.
    package var patients: [PlannedPatient]
    /// How it was made: sentences for the output.
    package var notes: [String]

    /// From the first arrival to the last, in clinic seconds.
    package var length: Double { patients.map(\.arrives).max() ?? 0 }
}

/// What a record, or a draw, says about one consultation.
struct Consultation {
    var start: Double
    var length: Double
    var sex: String
    var lane: String
}

extension Morning {
    /// Patients arrive a drawn number of minutes before their consultation began: at least, at most.
    static let minutesEarly = 5...60

    /// Gives each consultation a patient, with a name, an arrival and a conduct drawn from the seed.
    init(consultations: [Consultation], seed: UInt64, missedPercent: Int, notes: [String]) {
        let random = SeededRandom(seed: seed)
        var arrivals: [(Consultation, arrives: Double)] = []
        for (place, consultation) in consultations.enumerated() {
            var draw = random.branch(place)
            let early = Double(Int.random(in: Self.minutesEarly, using: &draw)) * 60
            arrivals.append((consultation, consultation.start - early))
        }
        arrivals.sort { $0.arrives < $1.arrives }
        let first = arrivals.first?.arrives ?? 0
        patients = arrivals.enumerated().map { index, arrival in
            var draw = random.branch(10_000 + index)
            return PlannedPatient(
                index: index, person: InventedPerson(sex: arrival.0.sex, using: &draw), lane: arrival.0.lane,
                arrives: arrival.arrives - first, consultation: arrival.0.length,
                conduct: Self.conduct(missedPercent: missedPercent, using: &draw))
        }
        self.notes = notes
    }

    private static func conduct(
        missedPercent: Int, using random: inout SeededRandom
    ) -> PlannedPatient.Conduct {
        let walk = Double(Int.random(in: 15...60, using: &random))
        if random.chance(missedPercent) {
            return .missesFirst(backAfter: Double(Int.random(in: 3...15, using: &random)) * 60)
        }
        return random.chance(15) ? .comesWhenRecalled(after: walk) : .comes(after: walk)
    }
}
