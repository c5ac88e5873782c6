import Clinic
import HTTPTypes
import Hummingbird

/// Every route there is: what `openapi.yaml` must list, and whom each lets in.
struct Route: Sendable {
    typealias Handler = @Sendable (Request, WebContext) async throws -> Response

    /// Who may ask.
    enum Access: Sendable, Equatable {
        /// Anybody.
        case open
        /// Whoever is signed in.
        case signedIn
        case roles(Set<Role>)

        /// As `openapi.yaml` says it: role names, or `signed-in`; nil for anybody.
        var names: [String]? {
            switch self {
            case .open: nil
            case .signedIn: ["signed-in"]
            case .roles(let roles): roles.map(\.rawValue).sorted()
            }
        }
    }

    let method: HTTPRequest.Method
    /// `/api/v1/queues/{queue}/plan`
    let path: String
    let access: Access
    let handler: Handler

    init(_ method: HTTPRequest.Method, _ path: String, _ access: Access, _ handler: @escaping Handler) {
        self.method = method
        self.path = path
        self.access = access
        self.handler = handler
    }

    /// Runs the handler for whoever may.
    func respond(_ request: Request, _ context: WebContext) async throws -> Response {
        switch access {
        case .open: break
        case .signedIn: _ = try context.requireActor()
        case .roles(let roles):
            guard !(try context.requireActor().roles.isDisjoint(with: roles)) else { throw WebRefusal.forbidden }
        }
        return try await handler(request, context)
    }

    /// How many parts of the path are parameters.
    var parameterCount: Int { path.split(separator: "/").count { $0.hasPrefix("{") } }

    /// Whether a path fits this route's template, whatever the method.
    func fits(_ path: Substring) -> Bool {
        let own = self.path.split(separator: "/")
        let asked = path.split(separator: "/")
        return own.count == asked.count && zip(own, asked).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}

extension Set<Role> {
    static let desk: Set<Role> = [.desk, .admin]
    static let doctor: Set<Role> = [.doctor, .admin]
    static let clinicians: Set<Role> = [.doctor]
    static let assessmentReaders: Set<Role> = [.doctor, .auditor]
    static let auditors: Set<Role> = [.auditor, .admin]
    static let deskOrDoctor: Set<Role> = [.desk, .doctor, .admin]
    static let readers: Set<Role> = [.desk, .doctor, .admin, .auditor]
    static let screens: Set<Role> = [.desk, .doctor, .admin, .auditor, .display]
}
