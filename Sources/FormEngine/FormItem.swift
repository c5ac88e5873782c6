/// One question of a form.
package struct FormItem: Hashable, Sendable {
    /// Stable within the form, the `linkId` of FHIR: `heartRate`.
    package var id: String
    package var kind: ItemKind
    package var text: Texts
    /// A few words beside the question: how to measure, what counts.
    package var hint: Texts?
    /// Must be answered, while it is visible, before the assessment can be signed.
    package var required: Bool
    /// Must be answered before signing while this is true, though ``required`` is not; undecided does not ask.
    package var requiredWhen: FormExpression?
    /// Classes that the answers suggest, the gravest first: the first that holds is shown, never filled in.
    package var suggests: [SuggestionRule]
    /// Asked only when true; undecided hides it. Always asked when absent.
    package var showWhen: FormExpression?
    /// Where an answer to start from is found.
    package var defaultFrom: DefaultSource?
    /// Of a patient's questionnaire: the item of the form it feeds that the answer is offered to.
    package var feeds: String?
    /// Printed for the patient, in the patient's languages.
    package var forPatient: Bool
    /// The publication that asks for it.
    package var source: String?
    /// What terminologies call it.
    package var codes: [FormCode]
    /// Of a date: on which side of today it lies; of a time, as one of today: on which side of now. Another one is told
    /// beside the row, and can be signed all the same.
    package var lies: DateSide?
    /// Of a time: the item that says on which day it is; nil: today.
    package var day: String?
    /// Of a date: ticks that it must agree with.
    package var within: [WithinDays]
    /// Of a coming date: what is told only shortly before it.
    package var near: [NearDays]
    /// Of a date: the tick that says whether it is today.
    package var today: String?
    /// Of a number that need not be filled in: how long an earlier one counts for findings, and for what signing waits for.
    package var holds: HeldFigure?

    package init(
        id: String, kind: ItemKind, text: Texts, hint: Texts? = nil, required: Bool = false,
        showWhen: FormExpression? = nil, defaultFrom: DefaultSource? = nil, forPatient: Bool = false,
        source: String? = nil, requiredWhen: FormExpression? = nil, suggests: [SuggestionRule] = [],
        feeds: String? = nil, codes: [FormCode] = [], lies: DateSide? = nil, day: String? = nil,
        within: [WithinDays] = [], near: [NearDays] = [], today: String? = nil, holds: HeldFigure? = nil
    ) {
        self.holds = holds
        self.within = within
        self.near = near
        self.today = today
        self.lies = lies
        self.day = day
        self.codes = codes
        self.feeds = feeds
        self.requiredWhen = requiredWhen
        self.suggests = suggests
        self.id = id
        self.kind = kind
        self.text = text
        self.hint = hint
        self.required = required
        self.showWhen = showWhen
        self.defaultFrom = defaultFrom
        self.forPatient = forPatient
        self.source = source
    }
}

/// What has happened by today, or is still to come; today is both.
package enum DateSide: String, Codable, CaseIterable, Sendable { case past, coming }

/// When a class of a choice is suggested.
package struct SuggestionRule: Codable, Hashable, Sendable {
    /// The choice's code.
    package var code: String
    package var when: FormExpression
    /// Why, in a few words.
    package var because: Texts

    package init(code: String, when: FormExpression, because: Texts) {
        self.code = code
        self.when = when
        self.because = because
    }
}

/// What an item takes as its answer.
package enum ItemKind: Hashable, Sendable {
    /// 有, 无 or 不详; not asked is the absence of an answer.
    case tick
    /// One code of these.
    case choice([FormChoice])
    /// Any number of these codes; an empty list means "asked, none".
    case several([FormChoice])
    case number(NumberRange)
    /// `2026-11-24`.
    case date
    /// `08:00`.
    case time
    /// Free text of at most so many Unicode scalars.
    case text(maxLength: Int)

    /// The kind's word in form files and JSON.
    package var name: String {
        switch self {
        case .tick: "tick"
        case .choice: "choice"
        case .several: "several"
        case .number: "number"
        case .date: "date"
        case .time: "time"
        case .text: "text"
        }
    }

    /// The words that ``name`` can be.
    package static let names = ["tick", "choice", "several", "number", "date", "time", "text"]

    var isTick: Bool { if case .tick = self { true } else { false } }

    package var isNumber: Bool {
        if case .number = self { true } else { false }
    }

    /// The choices of a choice or several item, else none.
    package var choices: [FormChoice] {
        switch self {
        case .choice(let choices), .several(let choices): choices
        case .tick, .number, .date, .time, .text: []
        }
    }
}

/// One possible answer of a choice.
package struct FormChoice: Codable, Hashable, Sendable {
    package var code: String
    package var text: Texts
    /// As the patient's slip says it where the patient's word is another, written as within a sentence: what begins one
    /// gets its large letter there.
    package var plain: Texts?
    /// The same where the patient is a child, to whoever comes along; as to everybody when absent.
    package var child: Texts?
    /// Other words by which it is called, as brands of a medicine: looked for in what a doctor writes.
    package var also: [String]?
    /// What it means, in a sentence.
    package var hint: Texts?
    /// Answers that choosing it gives to other items, where they are unanswered. The page enters them like a person,
    /// who can change each.
    package var fills: Answers?
    /// What terminologies call it.
    package var codes: [FormCode]?

    package init(
        code: String, text: Texts, plain: Texts? = nil, child: Texts? = nil, also: [String]? = nil,
        hint: Texts? = nil, fills: Answers? = nil, codes: [FormCode]? = nil
    ) {
        self.also = also
        self.plain = plain
        self.child = child
        self.codes = codes
        self.fills = fills
        self.code = code
        self.text = text
        self.hint = hint
    }

    /// What is printed for the patient.
    package func forPatient(isChild: Bool) -> Texts { (isChild ? child : nil) ?? plain ?? text }
}

/// What numbers an item takes.
package struct NumberRange: Codable, Hashable, Sendable {
    /// As printed: `cm`, `mmHg`; absent for a bare number.
    package var unit: String?
    /// The least number that is taken for a measurement and not for a slip of the hand.
    package var min: Double
    /// The greatest such number.
    package var max: Double
    /// How many decimals may be given.
    package var decimals: Int

    package init(unit: String? = nil, min: Double, max: Double, decimals: Int = 0) {
        self.unit = unit
        self.min = min
        self.max = max
        self.decimals = decimals
    }
}

/// Where an answer to start from is found.
package enum DefaultSource: String, Codable, CaseIterable, Sendable {
    /// The patient's record: completed years of life on the day. Filled in.
    case age
    /// The patient's record: `male` or `female`; other values start nothing. Filled in.
    case sex
    /// The last signed assessment of the same person, by the item's id. Only offered: it counts once it is confirmed.
    case last
}

/// For how long a figure that was measured once speaks on, while no new one is filled in.
package struct HeldFigure: Codable, Hashable, Sendable {
    /// Days from the measurement, 1 or more.
    package var days: Int
    /// The item, of kind date, that says when it was measured; where it is unanswered, and when nil, the day of the visit.
    package var date: String?

    package init(days: Int, date: String? = nil) {
        self.days = days
        self.date = date
    }
}
