package import QueueEngine

/// What a member of staff may do.
package enum Role: String, Codable, Hashable, Sendable, CaseIterable {
    case desk
    case doctor
    case admin
    case display
    case auditor
}

/// A member of staff who can sign in.
package struct StaffAccount: Codable, Hashable, Sendable {
    package let username: String
    package var name: String
    package var roles: Set<Role>
    package var password: PasswordHash
    /// Signs instead of the password; nil when none was set. Setting the account anew takes it away.
    package var pin: SigningPIN?

    package init(username: String, name: String, roles: Set<Role>, password: PasswordHash) {
        self.username = username
        self.name = name
        self.roles = roles
        self.password = password
    }
}

/// Somebody signed in. The token itself is not kept.
package struct StaffSession: Codable, Hashable, Sendable {
    package var tokenHash: String
    package var username: String
    package var expiresAt: Instant

    package init(tokenHash: String, username: String, expiresAt: Instant) {
        self.tokenHash = tokenHash
        self.username = username
        self.expiresAt = expiresAt
    }
}

/// Who asks: a member of staff with a session that holds.
package struct Actor: Hashable, Sendable {
    package var username: String
    package var name: String
    package var roles: Set<Role>

    package init(username: String, name: String, roles: Set<Role>) {
        self.username = username
        self.name = name
        self.roles = roles
    }

    /// Who stands in the journal when nobody asked.
    package static let system = Actor(username: "system", name: "system", roles: [])

    /// Whether this actor may read patients' full names.
    package var readsNames: Bool { !roles.isDisjoint(with: [.desk, .doctor, .admin]) }
}
