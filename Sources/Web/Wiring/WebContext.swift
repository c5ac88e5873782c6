import Clinic
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What a request brings along: who asks, and in which language to answer.
struct WebContext: RequestContext {
    /// Bigger bodies are refused.
    static let bodyLimit = 256 * 1024

    var coreContext: CoreRequestContextStorage
    /// Nil before authentication, and on routes that need none.
    var actor: Actor?
    /// The session's token, for signing out.
    var token: String?
    /// `zh` or `en`, or `ug` where a patient reads.
    var language = "zh"

    init(source: Source) { coreContext = .init(source: source) }

    /// The actor; only routes that need one ask.
    func requireActor() throws -> Actor {
        guard let actor else { throw WebRefusal.unauthenticated }
        return actor
    }

    /// The request's id in the log; nil where the log keeps none.
    var requestID: String? { logger[metadataKey: "hb.request.id"]?.description }

    /// An opaque id from the path.
    func id(_ name: String) -> String { parameters.get(name) ?? "" }
}

/// What the web layer itself refuses.
enum WebRefusal: Error, Hashable {
    case unauthenticated
    case forbidden
    case methodNotAllowed
    case notFound
    case badJSON
    case badField(String)
    case missingField(String)
    case bodyTooLarge
    case badKey
    case versionRequired
    case tooManyListeners
    case notReady
    /// The same asker asked too often; again in so many seconds.
    case tooOften(seconds: Int)
}
