import QueueEngine
import Synchronization

/// The events of the days that are asked about, decoded once: a patient who asks again and again why it is not their
/// turn costs one fold of the day, and not the reading of its JSON.
final class DayPasts: Sendable {
    /// Today, and a past day that somebody looks into.
    private static let kept = 2

    private let pasts = Mutex<[String: [PastEvent]]>([:])

    /// A day's events as this reader sees them, from its opening.
    func events(of stream: String, in reader: any StoreReader) throws -> [PastEvent] {
        var events = pasts.withLock { $0[stream] } ?? []
        // A reader may be older than what another one has left here.
        let head = try reader.head(of: stream)?.version ?? 0
        if let last = events.last, last.version > head { return Array(events.prefix { $0.version <= head }) }
        if (events.last?.version ?? 0) < head {
            for stored in try reader.events(of: stream, after: events.last?.version ?? 0) {
                events.append(try Self.past(stored, EventCoding.decode(stored.payload)))
            }
            keep(events, of: stream)
        }
        return events
    }

    /// Keeps a day that has been decoded for something else.
    func keep(_ events: [PastEvent], of stream: String) {
        pasts.withLock { pasts in
            guard (pasts[stream]?.last?.version ?? 0) < (events.last?.version ?? 0) else { return }
            pasts[stream] = events
            // A stream's name ends with its date: of the others the latest one stays.
            while pasts.count > Self.kept, let oldest = pasts.keys.filter({ $0 != stream }).min() {
                pasts[oldest] = nil
            }
        }
    }

    static func past(_ stored: StoredEvent, _ event: Event) -> PastEvent {
        PastEvent(version: stored.version, event: event, at: stored.time)
    }
}
