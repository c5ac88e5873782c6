import Clinic
import FormEngine
import HTTPTypes
import Hummingbird
import QueueEngine

/// One table from everything that can go wrong to a status and a stable code.
struct Fault {
    enum Kind: Hashable {
        case refused
        case invalid([InvalidInput.Fault])
        case answers([AnswerProblem], form: String)
        case incomplete([String], form: String)
        case unconfirmed([String], form: String)
        case notFound
        case methodNotAllowed
        case unforeseen
    }

    var kind = Kind.refused
    var status: Int
    var code: String
    var arguments: [String: String] = [:]
    var retryAfter: Int?

    /// The status's short phrase, as RFC 9110 and RFC 6585 have it.
    var title: String {
        switch status {
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 409: "Conflict"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 422: "Unprocessable Content"
        case 428: "Precondition Required"
        case 429: "Too Many Requests"
        case 503: "Service Unavailable"
        default: status < 500 ? "Client Error" : "Internal Server Error"
        }
    }

    var isUnforeseen: Bool { kind == .unforeseen }

    init(_ error: any Error) {
        switch error {
        case let refusal as Refusal: self.init(refusal)
        case let refusal as WebRefusal: self.init(refusal)
        case let input as InvalidInput: self.init(.invalid(input.faults), 422, "request.invalid")
        case let invalid as InvalidAnswers:
            self.init(.answers(invalid.problems, form: invalid.form), 422, "assessment.invalid-answers")
        case let incomplete as IncompleteAssessment:
            self.init(
                .incomplete(incomplete.missing, form: incomplete.form), 422, "assessment.incomplete",
                ["count": String(incomplete.missing.count)])
        case let unconfirmed as UnconfirmedAnswers:
            self.init(
                .unconfirmed(unconfirmed.items, form: unconfirmed.form), 422, "assessment.unconfirmed",
                ["count": String(unconfirmed.items.count)])
        case is BlockedAssessment: self.init(.refused, 422, "assessment.blocked")
        case let conflict as Conflict:
            let isForbidden = Self.wrongSecrets.contains(conflict.code)
            self.init(.refused, isForbidden ? 403 : 409, conflict.code, conflict.arguments)
        case let moved as DraftMoved: self.init(.refused, 412, "assessment.moved", ["version": String(moved.version)])
        case is KeyReused: self.init(.refused, 422, "request.key-reused")
        case let missing as NotFound: self.init(.refused, 404, "\(missing.kind).unknown")
        case SignInRefusal.wrongNameOrPassword: self.init(.refused, 401, "session.wrong-name-or-password")
        case SignInRefusal.tooManyTries(let seconds):
            self.init(.refused, 429, "session.too-many-tries", ["seconds": String(seconds)])
            retryAfter = seconds
        case let error as HTTPError where error.status == .notFound: self.init(.notFound, 404, "request.not-found")
        case let error as any HTTPResponseError where error.status.code == 413:
            self.init(WebRefusal.bodyTooLarge)
        case let error as any HTTPResponseError where (400..<500).contains(error.status.code):
            self.init(.refused, error.status.code, "request.bad")
        default: self.init(.unforeseen, 500, "server.error")
        }
    }

    private static let wrongSecrets: Set = [
        "signature.wrong-password", "signature.wrong-pin", "signature.pin-locked",
    ]

    private init(_ kind: Kind, _ status: Int, _ code: String, _ arguments: [String: String] = [:]) {
        self.kind = kind
        self.status = status
        self.code = code
        self.arguments = arguments
    }

    private init(_ refusal: Refusal) {
        let status =
            switch refusal.code {
            case .queueUnknown, .ticketUnknown, .roomUnknown: 404
            case .laneUnknown, .sittingWithoutQueues, .priorityUnknown, .gradeUnknown: 422
            case .undoUnknown: 404
            default: 409
            }
        self.init(.refused, status, refusal.code.rawValue, refusal.arguments)
    }

    private init(_ refusal: WebRefusal) {
        switch refusal {
        case .unauthenticated: self.init(.refused, 401, "session.required")
        case .forbidden: self.init(.refused, 403, "session.wrong-role")
        case .methodNotAllowed: self.init(.methodNotAllowed, 405, "request.wrong-method")
        case .notFound: self.init(.notFound, 404, "request.not-found")
        case .badJSON: self.init(.refused, 400, "request.bad-json")
        case .badField(let field): self.init(.refused, 422, "request.bad-field", ["field": field])
        case .missingField(let field): self.init(.refused, 422, "request.missing-field", ["field": field])
        case .bodyTooLarge:
            self.init(.refused, 413, "request.too-large", ["limit": String(WebContext.bodyLimit / 1024)])
        case .badKey:
            self.init(.refused, 400, "request.bad-key", ["limit": String(IdempotencyLimits.keyLength)])
        case .versionRequired: self.init(.refused, 428, "request.version-required")
        case .notReady: self.init(.refused, 503, "server.not-ready")
        case .tooOften(let seconds):
            self.init(.refused, 429, "request.too-often", ["seconds": String(seconds)])
            retryAfter = seconds
        case .tooManyListeners: self.init(.refused, 503, "feed.full")
        }
    }
}
