/// A tick that says whether a date lies within so many days: "infarction within 60 days" beside the infarction's date.
package struct WithinDays: Codable, Hashable, Sendable {
    /// Days before today, 0 or more.
    package var days: Int
    /// The item, of kind tick.
    package var tick: String

    package init(days: Int, tick: String) {
        self.days = days
        self.tick = tick
    }
}

/// A choice that is told only when the date is as near as so many days: "nothing by mouth from now on".
package struct NearDays: Codable, Hashable, Sendable {
    /// Days from today to the date, 0 or more.
    package var days: Int
    /// Hours from now to the date, above 0, where they are limited too: to its time, or to the beginning of its day while that
    /// is not known.
    package var hours: Double?
    /// The item, of kind choice or several, and its choice.
    package var item: String
    package var choice: String

    package init(days: Int, hours: Double? = nil, item: String, choice: String) {
        self.days = days
        self.hours = hours
        self.item = item
        self.choice = choice
    }
}

/// What of a date cannot be so, or is hardly meant, as seen from one day.
package enum DateDoubt: Hashable, Sendable {
    /// It is said to have been, and is still to come.
    case yetToCome(item: String)
    /// It is said to be still to come, and is over.
    case over(item: String)
    /// It is to come, in more than a year.
    case farAway(item: String)
    /// So many days ago, and these ticks deny that it was as lately as that.
    case denied(item: String, daysAgo: Int, ticks: [String])
    /// The tick beside it says that it is today, and it is not; or does not say so, and it is.
    case notAsSaid(item: String, tick: String, isToday: Bool)
    /// So many days ahead, and these choices of that item are told already.
    case early(item: String, daysAhead: Int, of: String, choices: [String])
    /// Near enough in days, and yet so many hours ahead.
    case earlyByHours(item: String, hoursAhead: Int, of: String, choices: [String])

    package var item: String {
        switch self {
        case .yetToCome(let item), .over(let item), .farAway(let item), .denied(let item, _, _),
            .notAsSaid(let item, _, _), .early(let item, _, _, _), .earlyByHours(let item, _, _, _):
            item
        }
    }

    /// What is told too early: the item that says so, and its choices.
    package var told: (item: String, choices: [String])? {
        switch self {
        case .early(_, _, let item, let choices), .earlyByHours(_, _, let item, let choices): (item, choices)
        default: nil
        }
    }
}

extension FormDefinition {
    private static let farAway = 366

    /// What is to be doubted of the dates that are asked and answered, in the form's order, and of times of today.
    ///
    /// - Parameters:
    ///   - today: `2026-11-24`, where the clinic is.
    ///   - clock: `08:00`, there; nil when no time is to be doubted.
    package func doubts(
        of answers: Answers, asking visible: Set<String>, on today: String, at clock: String? = nil
    ) -> [DateDoubt] {
        items.filter { visible.contains($0.id) }.flatMap { item -> [DateDoubt] in
            if item.kind == .time { return isOver(item, answers, today, clock) ? [.over(item: item.id)] : [] }
            guard item.kind == .date, case .string(let date)? = answers[item.id],
                let days = CalendarText.days(from: date, to: today)
            else { return [] }
            if let tick = item.today, visible.contains(tick), let said = answers[tick], (said == .yes) != (days == 0) {
                return [.notAsSaid(item: item.id, tick: tick, isToday: days == 0)]
            }
            switch item.lies {
            case .past? where days < 0: return [.yetToCome(item: item.id)]
            case .coming? where days > 0: return [.over(item: item.id)]
            case .coming? where days < -Self.farAway: return [.farAway(item: item.id)]
            default: break
            }
            let told = item.near.filter { visible.contains($0.item) && answers[$0.item]?.chooses($0.choice) == true }
            let early = told.filter { -days > $0.days }
            if let of = early.first?.item {
                return [.early(item: item.id, daysAhead: -days, of: of, choices: early.map(\.choice))]
            }
            let hours = clock.flatMap { self.hours(to: item, of: answers, asking: visible, on: today, at: $0) } ?? 0
            let long = told.filter { near in near.hours.map { hours > $0 } ?? false }
            if let of = long.first?.item {
                return [.earlyByHours(item: item.id, hoursAhead: Int(hours), of: of, choices: long.map(\.choice))]
            }
            let ticks = item.within.filter { within in
                days <= within.days && visible.contains(within.tick)
                    && [.no, .unknown].contains(answers[within.tick])
            }
            return ticks.isEmpty ? [] : [.denied(item: item.id, daysAgo: days, ticks: ticks.map(\.tick))]
        }
    }
}

extension FormDefinition {
    /// The steps of fasting clocks that have begun already, each with the item of the operation's time: where the operation
    /// is today, and the form does not ask when the patient last ate and drank.
    ///
    /// - Parameters:
    ///   - today: `2026-11-24`, where the clinic is.
    ///   - clock: `08:00`, there.
    package func begunFasts(
        of answers: Answers, saying evaluation: Evaluation, on today: String, at clock: String
    ) -> [(item: String, steps: [ClockTime])] {
        guard lastMeals == nil, let now = CalendarText.Moment(date: today, time: clock) else { return [] }
        return scores.compactMap { score in
            guard let from = score.clock?.from, let day = item(from)?.day, answers[day] == .string(today),
                case .string(let time)? = answers[from],
                let operation = CalendarText.Moment(date: today, time: time), operation.hours(since: now) >= 0,
                let times = evaluation.scores.first(where: { $0.id == score.id })?.times
            else { return nil }
            let begun = times.filter { operation.hours(since: now) < $0.hours }
            return begun.isEmpty ? nil : (from, begun)
        }
    }
}

extension Answer {
    /// Whether it is a choice, or that is among several.
    package func chooses(_ choice: String) -> Bool {
        switch self {
        case .string(let code): code == choice
        case .list(let codes): codes.contains(choice)
        default: false
        }
    }
}

extension FormDefinition {
    /// Hours to a date that is to come, at the least: to its time, where that is asked and answered.
    private func hours(
        to item: FormItem, of answers: Answers, asking visible: Set<String>, on today: String, at clock: String
    ) -> Double? {
        guard item.lies == .coming, case .string(let date)? = answers[item.id],
            let now = CalendarText.Moment(date: today, time: clock)
        else { return nil }
        let asked = items.first { $0.kind == .time && $0.day == item.id && visible.contains($0.id) }
        guard let asked, case .string(let time)? = answers[asked.id] else {
            return CalendarText.Moment(date: date, time: "00:00")?.hours(since: now)
        }
        return CalendarText.Moment(date: date, time: time)?.hours(since: now)
    }

    /// Whether a time that is to come is over, today.
    private func isOver(_ item: FormItem, _ answers: Answers, _ today: String, _ clock: String?) -> Bool {
        guard item.lies == .coming, let day = item.day, answers[day] == .string(today), let clock,
            case .string(let time)? = answers[item.id], CalendarText.isTime(time)
        else { return false }
        return time < clock
    }
}

extension CalendarText {
    /// Below zero when the second comes first; nil unless both are days of the calendar.
    fileprivate static func days(from date: String, to other: String) -> Int? {
        guard let first = Moment(date: date, time: "00:00"), let second = Moment(date: other, time: "00:00")
        else { return nil }
        return Int((second.hours(since: first) / 24).rounded())
    }
}
