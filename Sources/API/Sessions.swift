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

/// `PUT /staff/current/pin`: digits that sign instead of the password.
package struct PINRequest: Codable, Sendable {
    package var password: String
    /// 4 to 8 digits; absent to have none.
    package var pin: String?

    package init(password: String, pin: String?) {
        self.password = password
        self.pin = pin
    }
}

package struct PINStateResponse: Codable, Sendable {
    /// `none`, `set`, or `locked` until the password signs.
    package var state: String
    /// Wrong tries before it is locked.
    package var triesLeft: Int

    package init(state: String, triesLeft: Int) {
        self.state = state
        self.triesLeft = triesLeft
    }
}
