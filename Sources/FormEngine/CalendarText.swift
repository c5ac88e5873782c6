/// Dates and times as an answer holds them.
enum CalendarText {
    /// Whether it is a day of the calendar, 1800 to 2199, as `2026-11-24`.
    static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = whole(parts[0], digits: 4), let month = whole(parts[1], digits: 2),
            let day = whole(parts[2], digits: 2)
        else { return false }
        return (1800...2199).contains(year) && (1...12).contains(month) && day >= 1 && day <= days(month, year)
    }

    /// Whether it is a time of day, `00:00` to `23:59`.
    static func isTime(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = whole(parts[0], digits: 2), let minute = whole(parts[1], digits: 2)
        else { return false }
        return hour <= 23 && minute <= 59
    }

    /// Exactly so many ASCII digits, no sign.
    private static func whole(_ text: Substring, digits: Int) -> Int? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func days(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        default: 31
        }
    }
}

extension CalendarText {
    /// A minute of the civil calendar, without a zone: a hospital's own clock on paper.
    struct Moment: Hashable {
        /// From the start of 1970-01-01.
        private var minutes: Int

        /// Nothing, unless both can be kept as answers.
        init?(date: String, time: String) {
            guard isDate(date), isTime(time), let minute = CalendarText.minutes(ofTime: time) else { return nil }
            let parts = date.split(separator: "-").compactMap { Int($0) }
            minutes = Self.days(year: parts[0], month: parts[1], day: parts[2]) * 1440 + minute
        }

        /// So many hours before, to the minute.
        func earlier(hours: Double) -> Moment {
            var moment = self
            moment.minutes -= Int((hours * 60).rounded())
            return moment
        }

        /// From the other to this, in hours; below zero when this comes first.
        func hours(since other: Moment) -> Double { Double(minutes - other.minutes) / 60 }

        /// `2026-11-24`.
        var date: String {
            let (year, month, day) = Self.civil(days: floorDivided(minutes, by: 1440))
            return "\(year)-\(CalendarText.two(month))-\(CalendarText.two(day))"
        }

        /// `08:00`.
        var time: String { CalendarText.time(ofMinutes: minutes - floorDivided(minutes, by: 1440) * 1440) }

        private func floorDivided(_ number: Int, by divisor: Int) -> Int {
            let quotient = number / divisor
            return number % divisor < 0 ? quotient - 1 : quotient
        }

        /// Days from 1970-01-01, counted in years that begin in March so that a leap day comes last.
        private static func days(year: Int, month: Int, day: Int) -> Int {
            let year = month <= 2 ? year - 1 : year
            let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
            return year * 365 + year / 4 - year / 100 + year / 400 + ofYear - 719_468
        }

        private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
            let shifted = days + 719_468
            let era = shifted / 146_097
            let ofEra = shifted - era * 146_097
            let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
            let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let shiftedMonth = (5 * ofYear + 2) / 153
            let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
            return (
                yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shiftedMonth + 2) / 5 + 1
            )
        }
    }

    /// Minutes from midnight of `08:00`; nothing when it is no time.
    static func minutes(ofTime text: String) -> Int? {
        guard isTime(text) else { return nil }
        let parts = text.split(separator: ":").compactMap { Int($0) }
        return parts[0] * 60 + parts[1]
    }

    /// `08:00` of minutes from midnight.
    static func time(ofMinutes minutes: Int) -> String { "\(two(minutes / 60)):\(two(minutes % 60))" }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
