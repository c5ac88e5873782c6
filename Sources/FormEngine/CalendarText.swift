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
