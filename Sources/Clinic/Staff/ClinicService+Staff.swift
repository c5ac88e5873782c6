package import QueueEngine
import Synchronization

/// Signing in did not work. It never says which of the two was wrong.
package enum SignInRefusal: Error, Hashable, Sendable {
    case wrongNameOrPassword
    /// Too many wrong tries; again in so many seconds.
    case tooManyTries(seconds: Int)
}

/// A new sign-in: the token is told once and not kept.
package struct SignedIn: Sendable {
    package var token: String
    package var expiresAt: Instant
    package var actor: Actor
}

/// Who has a token, remembered so that not every request asks the store.
struct SignIn: Sendable {
    /// After so long it is asked for anew, even when nobody has signed out and no account has changed.
    static let seconds = 1.0

    var actor: Actor
    var until: Instant
}

extension ClinicService {
    package static let usernameLimit = 40
    /// The events after which a token may be somebody's no more.
    static let signedOut = "signed-out"
    static let staffChanged = "staff-changed"

    /// Signs somebody in.
    package func signIn(username: String, password: String) async throws -> SignedIn {
        let username = String(username.prefix(Self.usernameLimit))
        let account = try await store.read { try $0.staff(username: username) }
        guard try await check(password, of: username, against: account), let account else {
            throw SignInRefusal.wrongNameOrPassword
        }
        let token = Token.text(surroundings.randomBytes(32))
        let actor = Actor(username: account.username, name: account.name, roles: account.roles)
        return try await store.write { [self] transaction in
            let now = now()
            let expiresAt = now.adding(seconds: settings.sessionHours * 3600 * settings.clockSpeed)
            try transaction.deleteSessions(expiredBefore: now)
            try transaction.save(
                StaffSession(tokenHash: Hash.sha256(token), username: actor.username, expiresAt: expiresAt))
            try note("signed-in", on: "staff/\(actor.username)", by: actor, at: now, in: transaction)
            return SignedIn(token: token, expiresAt: expiresAt, actor: actor)
        }
    }

    /// Who has this token; nil when nobody has, or the session has ended.
    package func actor(token: String) async throws -> Actor? {
        let hash = Hash.sha256(token)
        let now = now()
        let (known, _, edition) = signIns.split([hash])
        if let signIn = known[hash], signIn.until > now { return signIn.actor }
        let signIn: SignIn? = try await store.read { reader in
            guard let session = try reader.session(tokenHash: hash), session.expiresAt > now,
                let account = try reader.staff(username: session.username)
            else { return nil }
            return SignIn(
                actor: Actor(username: account.username, name: account.name, roles: account.roles),
                until: min(session.expiresAt, now.adding(seconds: SignIn.seconds)))
        }
        guard let signIn else { return nil }
        signIns.remember([hash: signIn], edition: edition)
        return signIn.actor
    }

    package func signOut(token: String, _ actor: Actor) async throws {
        let hash = Hash.sha256(token)
        try await store.write { [self] transaction in
            try transaction.deleteSession(tokenHash: hash)
            try note(Self.signedOut, on: "staff/\(actor.username)", by: actor, at: now(), in: transaction)
        }
    }

    /// Asks a signed-in member of staff for the password again, as for a signature.
    func confirm(_ actor: Actor, password: String) async throws {
        let account = try await store.read { try $0.staff(username: actor.username) }
        // Counted apart from signing in: nobody who tries names from outside can stop a doctor's signature.
        guard try await check(password, of: "signature of \(actor.username)", against: account) else {
            throw Conflict("signature.wrong-password")
        }
    }

    /// Checks and counts a try. scrypt takes its time: it runs where it holds up nobody, and takes as long for a name
    /// that nobody has. The count is looked at there, so that of many tries at once only the first few are checked.
    private func check(
        _ password: String, of username: String, against account: StaffAccount?
    ) async throws -> Bool {
        try await passwordWork.run { [signInTries, surroundings] in
            if let seconds = signInTries.blockedSeconds(username, at: surroundings.now()) {
                throw SignInRefusal.tooManyTries(seconds: seconds)
            }
            if try Self.isPassword(password, of: account) {
                signInTries.succeeded(username)
                return true
            }
            signInTries.failed(username, at: surroundings.now())
            return false
        }
    }

    private static func isPassword(_ password: String, of account: StaffAccount?) throws -> Bool {
        if let account { return try account.password.matches(password) }
        _ = try PasswordHash(password: String(password.prefix(PasswordHash.passwordLimit)), salt: [0])
        return false
    }

    /// Adds an account, or changes its name, roles and password; a signing PIN has to be set anew.
    /// - Parameter rounds: how much work guessing the password is.
    package func setStaff(
        username: String, name: String, roles: Set<Role>, password: String, rounds: Int = PasswordHash.rounds
    ) async throws {
        guard !username.isEmpty, username.count <= Self.usernameLimit,
            username.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) })
        else { throw InvalidInput([.init("username", "field.username", ["limit": "\(Self.usernameLimit)"])]) }
        guard password.count >= PasswordHash.passwordLeast, password.utf8.count <= PasswordHash.passwordLimit else {
            throw InvalidInput([.init("password", "field.password", ["least": "\(PasswordHash.passwordLeast)"])])
        }
        let salt = surroundings.randomBytes(PasswordHash.saltLength)
        let hash = try await passwordWork.run { try PasswordHash(password: password, salt: salt, rounds: rounds) }
        try await store.write { [self] transaction in
            let isNew = try transaction.staff(username: username) == nil
            try transaction.save(StaffAccount(username: username, name: name, roles: roles, password: hash))
            // Whoever was signed in with the old password or the old roles is not any more.
            try transaction.deleteSessions(of: username)
            let listed = roles.map(\.rawValue).sorted().joined(separator: " ")
            try note(
                isNew ? "staff-added" : Self.staffChanged, on: "staff/\(username)", payload: ["roles": listed],
                by: .system, at: now(), in: transaction)
        }
    }

    package func allStaff() async throws -> [StaffAccount] { try await store.read { try $0.allStaff() } }

    /// Names by username.
    package func staffNames() async throws -> [String: String] {
        try await allStaff().reduce(into: [:]) { $0[$1.username] = $1.name }
    }
}

/// Counts wrong passwords, so that nobody tries them all.
final class SignInTries: Sendable {
    /// So many wrong tries in a row, then a pause.
    static let limit = 8
    static let pauseSeconds = 60.0
    private static let namesLimit = 10_000

    private let tries = Mutex<[String: (count: Int, last: Instant)]>([:])

    /// The seconds left of the pause; nil when a try is allowed.
    func blockedSeconds(_ username: String, at now: Instant) -> Int? {
        tries.withLock { tries in
            guard let entry = tries[username], entry.count >= Self.limit else { return nil }
            let passed = now.seconds(since: entry.last)
            let left = Self.pauseSeconds - passed
            // A clock that was set back locks nobody out.
            if left > 0, passed >= 0 { return max(1, Int(left.rounded(.up))) }
            tries[username] = nil
            return nil
        }
    }

    func failed(_ username: String, at now: Instant) {
        tries.withLock { tries in
            if tries.count > Self.namesLimit { tries = [:] }
            tries[username] = (count: (tries[username]?.count ?? 0) + 1, last: now)
        }
    }

    func succeeded(_ username: String) { tries.withLock { $0[username] = nil } }
}
