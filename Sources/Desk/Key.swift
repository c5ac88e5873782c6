package import Foundation

/// A key, as the desk understands it.
package enum Key: Hashable, Sendable {
    case character(Character)
    case enter, tab, backTab, escape, backspace, delete
    case up, down, left, right, pageUp, pageDown, home, end
    /// F1 to F12; also Esc and then the digit, as some terminals keep the F keys for themselves.
    case function(Int)
    /// Ctrl and the letter.
    case control(Character)
}

/// Makes keys out of what the terminal sends: Esc and then a digit is an F key, Esc alone is Esc. Pure.
package struct KeyDecoder: Sendable {
    private var escapeAt: Date?

    /// After Esc, a digit that comes within this time makes an F key.
    package static let escapePatience: TimeInterval = 0.6

    /// Nothing pressed yet.
    package init() {}

    /// What this key press means, at that time.
    package mutating func read(_ key: Key, at now: Date) -> [Key] {
        let early = settle(at: now)
        guard escapeAt != nil else {
            guard key == .escape else { return early + [key] }
            escapeAt = now
            return early
        }
        if case .character(let digit) = key, let number = digit.wholeNumberValue, digit.isASCII {
            escapeAt = nil
            return early + [.function(number == 0 ? 10 : number)]
        }
        escapeAt = key == .escape ? now : nil
        return early + (key == .escape ? [.escape] : [.escape, key])
    }

    /// The Esc that stayed alone for too long.
    package mutating func settle(at now: Date) -> [Key] {
        guard let since = escapeAt, now.timeIntervalSince(since) >= Self.escapePatience else { return [] }
        escapeAt = nil
        return [.escape]
    }
}
