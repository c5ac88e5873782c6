import Clinic
import QueueEngine

/// The journal's hash chain: each row holds the hash of the row before, so that no row can be changed, removed or put
/// in without it showing.
enum HashChain {
    /// What the first row holds.
    static let origin = String(repeating: "0", count: 64)

    /// SHA-256 over a row, each field with its length before it so that no two rows read the same.
    static func hash(of event: StoredEvent, previous: String) -> String {
        var text = ""
        for field in [
            previous, "\(event.position)", event.id, event.stream, "\(event.version)", "\(event.time.milliseconds)",
            event.actor, event.type, event.payload,
        ] {
            text += String(field.utf8.count)
            text += ":"
            text += field
        }
        return Hash.sha256(text)
    }
}
