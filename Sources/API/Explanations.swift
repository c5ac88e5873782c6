package import FoundationEssentials

/// `GET /tickets/{ticket}/explanation`: why a ticket stands where it stands. Labels, lanes and rules; nobody's name, and
/// of others never the reason.
///
/// The patient's own page gets the same, but for what the desk alone is shown: the labels of who came earlier, what the
/// guard has counted, what was promised, and the rule sheet.
package struct ExplanationResponse: Codable, Sendable {
    package var label: String
    package var queue: String
    package var lane: String
    package var state: String
    package var at: Date
    /// The whole of it in the asker's language, a sentence a line.
    package var text: [String]
    /// What happened to it, in order.
    package var steps: [ExplanationStep]
    /// How many are ahead: `earlier` and all of `later` together. Absent when it does not wait.
    package var ahead: Int?
    package var earlier: Int?
    /// From when on earlier and later are counted; absent when that is from its patient's coming on.
    package var since: Date?
    /// Those ahead, in the order in which they will be called.
    package var line: [ExplanationPlace]
    /// Those of other queues whom the same rooms will call before it; not in `ahead`, which is of its own queue.
    package var otherQueues: [ExplanationPlace]
    /// The same in the asker's language; absent when there is nobody.
    package var otherQueuesText: String?
    /// How many of those ahead are called by rooms that cannot take it, in the asker's language; absent when there is
    /// nobody.
    package var elsewhereText: String?
    /// Those of them who came later, by rule.
    package var later: [ExplanationGroup]
    /// Who came later and was called first; whoever was only told to get ready is not among them.
    package var passedBy: [ExplanationPassing]
    /// By which rule its own turn comes. Absent when it does not wait.
    package var reason: ReasonItem?
    package var roomsOpen: Int?
    package var estimate: Estimate?
    /// Whether staff moved it, put it aside or gave it priority, or chose somebody before it by hand.
    package var touched: Bool
    /// Whether it waits where it began to wait, moved neither by staff nor by a rule.
    package var unmoved: Bool
    package var overtaken: ExplanationOvertaken?
    package var promised: [ExplanationPromise]?
    package var rules: ExplanationRules?

    package init(
        label: String, queue: String, lane: String, state: String, at: Date, text: [String],
        steps: [ExplanationStep], ahead: Int?, earlier: Int?, line: [ExplanationPlace],
        otherQueues: [ExplanationPlace], otherQueuesText: String?, elsewhereText: String? = nil,
        later: [ExplanationGroup], passedBy: [ExplanationPassing], reason: ReasonItem?, roomsOpen: Int?,
        estimate: Estimate?,
        touched: Bool, since: Date? = nil, unmoved: Bool = false, overtaken: ExplanationOvertaken? = nil,
        promised: [ExplanationPromise]? = nil, rules: ExplanationRules? = nil
    ) {
        self.label = label
        self.queue = queue
        self.lane = lane
        self.state = state
        self.at = at
        self.text = text
        self.steps = steps
        self.ahead = ahead
        self.earlier = earlier
        self.since = since
        self.line = line
        self.otherQueues = otherQueues
        self.otherQueuesText = otherQueuesText
        self.elsewhereText = elsewhereText
        self.later = later
        self.passedBy = passedBy
        self.reason = reason
        self.roomsOpen = roomsOpen
        self.estimate = estimate
        self.touched = touched
        self.unmoved = unmoved
        self.overtaken = overtaken
        self.promised = promised
        self.rules = rules
    }
}

/// Something that happened to the ticket.
package struct ExplanationStep: Codable, Hashable, Sendable {
    /// `issued`, `arrived`, `late`, `told`, `called`, `recalled`, `came-in`, `missed`, `rejoined`, `sent-for-tests`,
    /// `returned`, `held`, `released`, `transferred`, `prioritized`, `spread`, `done`, `cancelled`.
    package var kind: String
    package var at: Date
    package var room: String?
    /// In the asker's language; absent for a recall, which is told with its call.
    package var text: String?

    package init(kind: String, at: Date, room: String?, text: String?) {
        self.kind = kind
        self.at = at
        self.room = room
        self.text = text
    }
}

/// Somebody who will be called before it.
package struct ExplanationPlace: Codable, Hashable, Sendable {
    /// Absent on the patient's page for who came earlier.
    package var label: String?
    package var lane: String
    /// Whether it came later and goes first by rule.
    package var later: Bool

    package init(label: String?, lane: String, later: Bool) {
        self.label = label
        self.lane = lane
        self.later = later
    }
}

/// Those who come before by one rule although they came later.
package struct ExplanationGroup: Codable, Hashable, Sendable {
    package var rule: String
    /// Whether they were told to get ready, by that rule.
    package var told: Bool
    package var lane: String
    package var count: Int
    /// In the order in which they will be called: `count` of them.
    package var labels: [String]
    /// The rule in the asker's language.
    package var text: String

    package init(rule: String, told: Bool, lane: String, count: Int, labels: [String], text: String) {
        self.rule = rule
        self.told = told
        self.lane = lane
        self.count = count
        self.labels = labels
        self.text = text
    }
}

/// Somebody who came later and was called first.
package struct ExplanationPassing: Codable, Hashable, Sendable {
    package var label: String
    package var lane: String
    package var rule: String
    /// Whether it had been told to get ready, by that rule.
    package var told: Bool
    package var at: Date
    /// The rule in the asker's language.
    package var text: String

    package init(label: String, lane: String, rule: String, told: Bool, at: Date, text: String) {
        self.label = label
        self.lane = lane
        self.rule = rule
        self.told = told
        self.at = at
        self.text = text
    }
}

/// How often it was overtaken since it joined its lane, held against the sheet's guard.
package struct ExplanationOvertaken: Codable, Hashable, Sendable {
    /// By the turn pattern, as the guard counts where there is one: called, or told to get ready, while this one waited.
    package var times: Int
    /// By absolute lanes, by those whose count ran down, and by hand: what no guard counts.
    package var apart: Int
    /// The most times that the sheet allows; absent when it does not say.
    package var most: Int?
    /// The most minutes of waiting while later ones are called; absent when it does not say.
    package var minutes: Int?

    package init(times: Int, apart: Int, most: Int?, minutes: Int?) {
        self.times = times
        self.apart = apart
        self.most = most
        self.minutes = minutes
    }
}

/// What the patient was told.
package struct ExplanationPromise: Codable, Hashable, Sendable {
    /// `issue`, `arrival`, `rejoin`, `return` (from tests), `release`, `transfer`, `priority`, `spread` (the sitting of its
    /// doctor was closed), `undo` (what had moved it was taken back).
    package var on: String
    package var at: Date
    /// From 1, in its queue.
    package var position: Int
    /// How many of other queues the same rooms would call first; absent when there was nobody.
    package var others: Int?
    /// Absent when no room was open.
    package var estimate: Estimate?

    package init(on: String, at: Date, position: Int, others: Int? = nil, estimate: Estimate?) {
        self.on = on
        self.at = at
        self.position = position
        self.others = others
        self.estimate = estimate
    }
}

/// The rules that its queue runs by.
package struct ExplanationRules: Codable, Hashable, Sendable {
    package var title: String
    package var version: Int
    /// The turn pattern in the asker's language: 初诊2:回诊1:过号1.
    package var pattern: String

    package init(title: String, version: Int, pattern: String) {
        self.title = title
        self.version = version
        self.pattern = pattern
    }
}
