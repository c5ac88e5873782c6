/// A few digits that sign instead of the password, for gloved hands. So few can be guessed: they open nothing but a
/// signature of somebody who is signed in already, and only a handful of tries is ever checked.
package struct SigningPIN: Codable, Hashable, Sendable {
    package static let least = 4
    package static let most = 8
    /// So many wrong tries in a row, over any time, and it is locked until the password has been given.
    package static let tryLimit = 5

    private let hash: PasswordHash
    package private(set) var wrongTries = 0

    /// - Parameter digits: as ``fault(in:)`` wants them.
    package init(digits: String, salt: [UInt8], rounds: Int = PasswordHash.rounds) throws {
        hash = try PasswordHash(password: digits, salt: salt, rounds: rounds)
    }

    package var isLocked: Bool { wrongTries >= Self.tryLimit }
    package var triesLeft: Int { max(0, Self.tryLimit - wrongTries) }

    func matches(_ digits: String) throws -> Bool { try hash.matches(digits) }

    mutating func countTry() { wrongTries += 1 }
    mutating func forgetTries() { wrongTries = 0 }

    /// What is wrong with these digits as a PIN; nil when nothing is. Refused are those that are tried first: one digit
    /// only, a run up or down, a short piece repeated, the middle column of the keypad, and years.
    package static func fault(in digits: String) -> InvalidInput.Fault? {
        guard (least...most).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return .init("pin", "field.pin", ["least": "\(least)", "most": "\(most)"])
        }
        return isTrivial(Array(digits.utf8)) ? .init("pin", "field.pin-trivial") : nil
    }

    private static func isTrivial(_ digits: [UInt8]) -> Bool {
        let steps = Set(zip(digits, digits.dropFirst()).map { ($1 + 10 - $0) % 10 })
        let isRun = steps.count == 1 && steps.isSubset(of: [0, 1, 9])
        let isRepeated = (1...digits.count / 2).contains { length in
            digits.count.isMultiple(of: length) && digits.indices.allSatisfy { digits[$0] == digits[$0 % length] }
        }
        let isYear = digits.count == 4 && [Array("19".utf8), Array("20".utf8)].contains(Array(digits.prefix(2)))
        return isRun || isRepeated || isYear || [Array("2580".utf8), Array("0852".utf8)].contains(digits)
    }
}

/// What a signature is given with.
package enum SigningSecret: Sendable {
    case password(String)
    case pin(String)
}

/// How a member of staff stands with the PIN.
package struct PINState: Hashable, Sendable {
    package enum State: String, Hashable, Sendable {
        case none
        case set
        /// Only the password signs, and opens it again.
        case locked
    }

    package var state: State
    /// Wrong tries before it is locked; 0 without a PIN.
    package var triesLeft: Int
}
