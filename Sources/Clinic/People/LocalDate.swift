package import Foundation
package import QueueEngine
import Synchronization

/// A calendar date at a place: `2026-11-20`. A clinic-day is a local date, never a UTC one.
package struct LocalDate: Hashable, Comparable, Sendable, LosslessStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Reads `yyyy-MM-dd`; nil for anything else, and for days that no calendar has.
    package init?(_ description: String) {
        let parts = description.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            parts.allSatisfy(Self.isDigits), let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]),
            year > 0, (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date of a moment in a zone.
    package init(_ instant: Instant, in zone: TimeZone) {
        let parts = Self.calendar(zone).dateComponents([.year, .month, .day], from: instant.date)
        year = parts.year ?? 1970
        month = parts.month ?? 1
        day = parts.day ?? 1
    }

    package var description: String {
        "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))"
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    package static func < (left: LocalDate, right: LocalDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// The moment of a clock time on this date: `10:30`; nil for anything that is no clock time.
    package func moment(at clock: String, in zone: TimeZone) -> Instant? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 2, parts[1].count == 2, parts.allSatisfy(Self.isDigits),
            let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        let components = DateComponents(year: year, month: month, day: day, hour: hour, minute: minute)
        return Self.calendar(zone).date(from: components).map(Instant.init)
    }

    /// Whole years from this date to another; nil when the other is earlier.
    package func years(until other: LocalDate) -> Int? {
        guard self <= other else { return nil }
        return other.year - year - ((other.month, other.day) < (month, day) ? 1 : 0)
    }

    /// Whole days from this date to another; negative when that is earlier.
    package func days(until other: LocalDate) -> Int? {
        let utc = TimeZone(secondsFromGMT: 0)
        guard let utc, let from = moment(at: "12:00", in: utc), let to = other.moment(at: "12:00", in: utc) else {
            return nil
        }
        return Int((to.seconds(since: from) / 86_400).rounded())
    }

    /// Whole months from this date to another; nil when the other is earlier.
    package func months(until other: LocalDate) -> Int? {
        guard self <= other else { return nil }
        return (other.year - year) * 12 + other.month - month - (other.day < day ? 1 : 0)
    }

    /// `Int` would also read a sign.
    private static func isDigits(_ text: Substring) -> Bool { text.utf8.allSatisfy { (48...57).contains($0) } }

    private static func calendar(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// Local dates of moments in one zone. The day of the last one is remembered: a calendar takes longer than most of an
/// act, and nearly every moment is of today.
final class LocalDates: Sendable {
    private let zone: TimeZone
    private let last = Mutex<(date: LocalDate, day: Range<Instant>)?>(nil)

    init(in zone: TimeZone) { self.zone = zone }

    func date(of instant: Instant) -> LocalDate {
        last.withLock { last in
            if let last, last.day.contains(instant) { return last.date }
            let date = LocalDate(instant, in: zone)
            last = date.day(in: zone).map { (date, $0) }
            return date
        }
    }
}

extension LocalDate {
    /// From its first moment to the next day's: 23 or 25 hours where clocks are changed.
    fileprivate func day(in zone: TimeZone) -> Range<Instant>? {
        guard let noon = moment(at: "12:00", in: zone),
            let day = Self.calendar(zone).dateInterval(of: .day, for: noon.date)
        else { return nil }
        return Instant(day.start)..<Instant(day.end)
    }
}

extension Instant {
    package init(_ date: Date) { self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded())) }

    package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
