import Crypto
import CryptoExtras
import Foundation

/// A password as scrypt (RFC 7914) left it. The parameters stand beside it, so that they can be raised later.
package struct PasswordHash: Codable, Hashable, Sendable {
    /// N, the cost; r and p stay at 8 and 1. 2^14 takes 16 MiB and some tens of milliseconds.
    package static let rounds = 1 << 14
    /// For passwords that everybody knows: a demo's.
    package static let knownRounds = 1 << 4
    private static let blockSize = 8
    private static let parallelism = 1
    private static let length = 32
    package static let saltLength = 16
    /// Longer passwords are refused before they are hashed.
    package static let passwordLimit = 200
    package static let passwordLeast = 8

    private var rounds: Int
    private var salt: [UInt8]
    private var key: [UInt8]

    package init(password: String, salt: [UInt8], rounds: Int = Self.rounds) throws {
        self.rounds = rounds
        self.salt = salt
        key = try Self.derive(password, salt: salt, rounds: rounds)
    }

    /// Whether this is the password; takes as long whatever the answer is.
    package func matches(_ password: String) throws -> Bool {
        let isTooLong = password.utf8.count > Self.passwordLimit
        let other = try Self.derive(isTooLong ? "" : password, salt: salt, rounds: rounds)
        return !isTooLong && zip(key, other).reduce(UInt8(key.count == other.count ? 0 : 1)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func derive(_ password: String, salt: [UInt8], rounds: Int) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.utf8), salt: Data(salt), outputByteCount: length, rounds: rounds,
            blockSize: blockSize, parallelism: parallelism)
        return key.withUnsafeBytes { Array($0) }
    }
}
