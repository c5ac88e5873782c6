package import FormEngine
package import QueueEngine

/// Whose word an answer is.
package struct AnswerOrigin: Codable, Hashable, Sendable {
    package enum Source: String, Codable, Hashable, Sendable {
        /// The patient, in the questionnaire.
        case patient
        /// An earlier signed assessment of the same person.
        case last
        /// The patient's record at the hospital.
        case record
    }

    package var source: Source
    /// When the patient saved it, when the earlier assessment was signed, or when the record was read.
    package var at: Instant

    package init(source: Source, at: Instant) {
        self.source = source
        self.at = at
    }
}

/// An answer that somebody else gave, for the doctor to confirm, change or put aside. It counts for nothing until then.
package struct Offer: Hashable, Sendable {
    package var item: String
    package var answer: Answer
    package var origin: AnswerOrigin

    package init(item: String, answer: Answer, origin: AnswerOrigin) {
        self.item = item
        self.answer = answer
        self.origin = origin
    }
}

/// Whose word an assessment's answers are: those that the doctor gave alone are not in it.
package struct Provenance: Codable, Hashable, Sendable {
    /// By item: who said the answer that the doctor confirmed.
    package var origins: [String: AnswerOrigin]
    /// Items whose offer the doctor put aside, sorted.
    package var cleared: [String]
    /// Who saved the draft last, by their user name; nil while nobody has.
    package var savedBy: String?

    package init(origins: [String: AnswerOrigin] = [:], cleared: [String] = [], savedBy: String? = nil) {
        self.origins = origins
        self.cleared = cleared
        self.savedBy = savedBy
    }

    /// The offers that nobody has settled: neither answered nor put aside.
    func open(_ offers: [String: Offer], answers: Answers) -> [String: Offer] {
        offers.filter { answers[$0.key] == nil && !cleared.contains($0.key) }
    }

    /// Whether the patient's word on an item was confirmed or put aside.
    func hasHeard(_ item: String) -> Bool { origins[item]?.source == .patient || cleared.contains(item) }

    /// Takes in a doctor's new answers. An answer that is the offered one is confirmed, however it was entered: both
    /// say the same. One that stays as it was keeps its origin.
    mutating func take(_ answers: Answers, before: Answers, offers: [String: Offer], cleared more: [String]) {
        var kept: [String: AnswerOrigin] = [:]
        for (item, answer) in answers {
            if before[item] == answer, let origin = origins[item] {
                kept[item] = origin
            } else if let offer = offers[item], offer.answer == answer {
                kept[item] = offer.origin
            }
        }
        origins = kept
        cleared = Set(cleared).union(more).sorted()
    }
}

extension KeyedDecodingContainer {
    /// What was kept before answers had an origin has none.
    func decode(_ type: Provenance.Type, forKey key: Key) throws -> Provenance {
        try decodeIfPresent(type, forKey: key) ?? Provenance()
    }
}
