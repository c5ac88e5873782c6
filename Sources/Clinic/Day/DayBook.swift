import Foundation
package import QueueEngine
import Synchronization

/// The clinic-days in memory. The writer folds and changes its own; readers get the picture of the last commit.
///
/// The store is the truth: before each use the writer compares what it holds with the stream's last event, and folds
/// anew what it does not know or what was rolled back.
final class DayBook: Sendable {
    private struct Page {
        var day: ClinicDay
        var head: StreamHead?
        /// Whether its queues were seen to have the layout's rules.
        var hasOurRules = false
    }

    private let written = Mutex<[String: Page]>([:])
    private let published = Mutex<[String: ClinicDay]>([:])
    /// The version of each stream's last commit: readers never publish an older picture.
    private let committed = Mutex<[String: Int]>([:])
    /// Events between their act and their announcement, so that none is decoded that was just encoded.
    private let fresh = Mutex<[String: Event]>([:])
    private static let freshLimit = 1_000
    /// Past days are folded again when somebody asks; only a few stay.
    private static let kept = 16

    /// The state as the act that is running sees it. Only within the store's writer.
    func day(_ stream: String, in reader: any StoreReader) throws -> ClinicDay {
        let head = try reader.head(of: stream)
        var page = written.withLock { $0.removeValue(forKey: stream) } ?? Page(day: ClinicDay(), head: nil)
        if page.head != head {
            if let known = page.head, known.version < head?.version ?? 0, try holds(known, of: stream, in: reader) {
                try fold(&page, stream: stream, in: reader)
            } else {
                page = Page(day: ClinicDay(), head: nil)
                try fold(&page, stream: stream, in: reader)
            }
        }
        let day = page.day
        written.withLock { $0[stream] = page }
        return day
    }

    /// Decides, appends and applies, in the running act. Nil when there is nothing to do.
    func act(
        _ command: Command, on stream: String, now: Instant, by actor: String, id: String,
        in transaction: any Transaction
    ) throws -> (event: StoredEvent, act: Act)? {
        _ = try day(stream, in: transaction)
        guard var page = written.withLock({ $0.removeValue(forKey: stream) }) else { return nil }
        let events: [Event]
        do {
            events = try page.day.decide(command, now: now)
        } catch {
            written.withLock { $0[stream] = page }
            throw error
        }
        guard let event = events.first else {
            written.withLock { $0[stream] = page }
            return nil
        }
        let stored = try transaction.append(
            [NewEvent(id: id, type: event.act.name, payload: try EventCoding.encode(event))],
            to: stream, expecting: page.head?.version ?? 0, at: now, by: actor)
        page.day.apply(event, at: now)
        page.head = stored.last.map { StreamHead(version: $0.version, eventID: $0.id) }
        written.withLock { $0[stream] = page }
        fresh.withLock { fresh in
            // Those of acts that failed stay behind.
            if fresh.count >= Self.freshLimit { fresh = [:] }
            fresh[id] = event
        }
        return stored.first.map { ($0, event.act) }
    }

    /// Whether the day, as the writer has it, was seen to have the layout's rules: comparing them takes as long as the
    /// rest of an act. Said again by nobody once what was seen is rolled back.
    func hasOurRules(_ stream: String) -> Bool { written.withLock { $0[stream]?.hasOurRules ?? false } }

    func noteOurRules(_ stream: String) { written.withLock { $0[stream]?.hasOurRules = true } }

    /// After a commit: readers see it from now on. Where the writer's own picture is not of that commit (an act of the
    /// same commit failed after it had applied), readers fold the stream anew.
    func publish(_ heads: [String: StreamHead]) {
        for (stream, head) in heads {
            committed.withLock { $0[stream] = head.version }
            let day = written.withLock { pages in pages[stream].flatMap { $0.head == head ? $0.day : nil } }
            published.withLock { $0[stream] = day }
        }
        written.withLock { Self.forgetOldest(of: &$0, keeping: heads.keys) }
        published.withLock { Self.forgetOldest(of: &$0, keeping: heads.keys) }
    }

    /// A stream's name ends with its date.
    private static func forgetOldest<Value>(of pages: inout [String: Value], keeping: some Collection<String>) {
        while pages.count > kept, let oldest = pages.keys.filter({ !keeping.contains($0) }).min() {
            pages[oldest] = nil
        }
    }

    /// The state of the last commit, if it is in memory.
    func published(_ stream: String) -> ClinicDay? { published.withLock { $0[stream] } }

    /// Takes a day that was read from the store, when nobody has published it yet and nothing was committed since.
    func publish(_ day: ClinicDay, of stream: String) {
        let newest = committed.withLock { $0[stream] ?? 0 }
        published.withLock { days in
            if days[stream] == nil, day.version >= newest { days[stream] = day }
            Self.forgetOldest(of: &days, keeping: CollectionOfOne(stream))
        }
    }

    /// The event of a committed act, once.
    func takeEvent(of stored: StoredEvent) -> Event? {
        fresh.withLock { $0.removeValue(forKey: stored.id) } ?? (try? EventCoding.decode(stored.payload))
    }

    /// Which queue a ticket is in, as the writer last saw it.
    func queue(ofTicket id: TicketID, on stream: String) -> QueueID? {
        written.withLock { $0[stream]?.day.tickets[id]?.queue }
    }

    static func fold(_ stream: String, in reader: any StoreReader) throws -> ClinicDay {
        var day = ClinicDay()
        for event in try reader.events(of: stream, after: 0) {
            day.apply(try EventCoding.decode(event.payload), at: event.time)
        }
        return day
    }

    private func fold(_ page: inout Page, stream: String, in reader: any StoreReader) throws {
        for event in try reader.events(of: stream, after: page.head?.version ?? 0) {
            page.day.apply(try EventCoding.decode(event.payload), at: event.time)
            page.head = StreamHead(version: event.version, eventID: event.id)
        }
    }

    private func holds(_ head: StreamHead, of stream: String, in reader: any StoreReader) throws -> Bool {
        guard let event = try reader.event(id: head.eventID) else { return false }
        return event.stream == stream && event.version == head.version
    }
}

/// A clinic-day's events as the journal's payload.
package enum EventCoding {
    package static func encode(_ event: Event) throws -> String { try json(event) }

    package static func decode(_ payload: String) throws -> Event {
        try JSONDecoder().decode(Event.self, from: Data(payload.utf8))
    }

    /// Any value as JSON with its keys sorted, so that equal values are equal bytes.
    package static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension EventCoding {
    /// A value from its JSON.
    static func value<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
