package import FoundationEssentials

/// `GET /tickets/{ticket}/explanation`: why a ticket stands where it stands. Labels, lanes and rules; nobody's name.
package struct ExplanationResponse: Codable, Sendable {
    package var label: String
    package var state: String
    package var at: Date
    /// The whole of it in the asker's language, a sentence a line.
    package var text: [String]
    /// How many are ahead: `earlier` and all of `later` together. Absent when it does not wait.
    package var ahead: Int?
    package var earlier: Int?
    package var later: [ExplanationGroup]
    package var passedBy: [ExplanationPassing]
    package var roomsOpen: Int?
    package var estimate: Estimate?

    package init(
        label: String, state: String, at: Date, text: [String], ahead: Int?, earlier: Int?, later: [ExplanationGroup],
        passedBy: [ExplanationPassing], roomsOpen: Int?, estimate: Estimate?
    ) {
        self.label = label
        self.state = state
        self.at = at
        self.text = text
        self.ahead = ahead
        self.earlier = earlier
        self.later = later
        self.passedBy = passedBy
        self.roomsOpen = roomsOpen
        self.estimate = estimate
    }
}

/// So many come before by one rule although they came later.
package struct ExplanationGroup: Codable, Hashable, Sendable {
    package var rule: String
    package var lane: String
    package var count: Int

    package init(rule: String, lane: String, count: Int) {
        self.rule = rule
        self.lane = lane
        self.count = count
    }
}

/// Somebody who came later and was chosen first.
package struct ExplanationPassing: Codable, Hashable, Sendable {
    package var label: String
    package var lane: String
    package var rule: String
    package var at: Date

    package init(label: String, lane: String, rule: String, at: Date) {
        self.label = label
        self.lane = lane
        self.rule = rule
        self.at = at
    }
}
