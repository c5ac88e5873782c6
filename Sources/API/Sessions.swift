package import FoundationEssentials

/// `POST /sessions`.
package struct SessionRequest: Codable, Sendable {
    package var username: String
    package var password: String

    package init(username: String, password: String) {
        self.username = username
        self.password = password
    }
}

/// A signed-in session: send the token as `Authorization: Bearer`. The same answer sets an HttpOnly cookie for pages.
package struct SessionResponse: Codable, Sendable {
    package var token: String
    package var expiresAt: Date
    package var staff: Staff

    package init(token: String, expiresAt: Date, staff: Staff) {
        self.token = token
        self.expiresAt = expiresAt
        self.staff = staff
    }
}

/// A member of staff, as others may see them.
package struct Staff: Codable, Hashable, Sendable {
    package var username: String
    package var name: String
    /// Of `desk`, `doctor`, `admin`, `display`, `auditor`.
    package var roles: [String]

    package init(username: String, name: String, roles: [String]) {
        self.username = username
        self.name = name
        self.roles = roles
    }
}
