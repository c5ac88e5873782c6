package import API

/// Why a request has no good answer. The cases differ in what is known about the act.
package enum ClientError: Error, Sendable {
    /// The server refused, and says why: nothing was changed.
    case refused(Problem)
    /// No connection could be made: the request never left.
    case unreachable(String)
    /// The request left and no answer came: the act may have been done or not. Ask again under the same key.
    case lost(String)
    /// An answer came that is not what the contract says.
    case unreadable(status: Int, String)

    /// Whether sending the same request again, under the same key, can bring the answer.
    package var mayComeBack: Bool {
        switch self {
        case .unreachable, .lost: true
        case .refused(let problem): problem.isPassing
        case .unreadable(let status, _): (502...504).contains(status)
        }
    }

    /// The refusal, when it is one.
    package var problem: Problem? {
        guard case .refused(let problem) = self else { return nil }
        return problem
    }

    /// One line for people: the server's own sentence, or what happened to the connection.
    package var sentence: String {
        switch self {
        case .refused(let problem): problem.detail
        case .unreachable(let why): "no connection: \(why)"
        case .lost(let why): "no answer: \(why)"
        case .unreadable(let status, let why): "unreadable answer (\(status)): \(why)"
        }
    }
}

extension Problem {
    /// The server is starting, stopping or too busy: it has not looked at the request yet.
    fileprivate var isPassing: Bool { [429, 502, 503, 504].contains(status) }
}
