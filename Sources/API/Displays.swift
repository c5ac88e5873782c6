package import FoundationEssentials

/// `GET /displays/{display}`: all that a screen shows, masked by the server.
package struct DisplayResponse: Codable, Sendable {
    package var id: String
    package var name: Texts
    package var hospital: Texts
    package var clinic: Texts
    /// The languages that the screen shows, the first one large.
    package var languages: [String]
    package var date: String
    package var now: Date
    package var timeZone: String
    package var clockSpeed: Double
    package var demo: Bool
    /// The feed's id that this picture includes: follow the feed from it (`Last-Event-ID`).
    package var feedId: Int
    /// The newest call first: the calls whose patients are still expected come first, then those already inside.
    package var calls: [DisplayCall]
    package var ready: [DisplayTicket]
    package var missed: [DisplayTicket]
    package var queues: [DisplayQueue]
    package var rooms: [DisplayRoom]
    /// Sentences for the bottom line, in the screen's languages.
    package var notices: [Texts]
    /// Whether the browser should speak, and in which languages.
    package var voice: [String]

    package init(
        id: String, name: Texts, hospital: Texts, clinic: Texts, languages: [String], date: String,
        now: Date, timeZone: String, clockSpeed: Double, demo: Bool, feedId: Int, calls: [DisplayCall],
        ready: [DisplayTicket], missed: [DisplayTicket], queues: [DisplayQueue], rooms: [DisplayRoom],
        notices: [Texts], voice: [String]
    ) {
        self.id = id
        self.name = name
        self.hospital = hospital
        self.clinic = clinic
        self.languages = languages
        self.date = date
        self.now = now
        self.timeZone = timeZone
        self.clockSpeed = clockSpeed
        self.demo = demo
        self.feedId = feedId
        self.calls = calls
        self.ready = ready
        self.missed = missed
        self.queues = queues
        self.rooms = rooms
        self.notices = notices
        self.voice = voice
    }
}

/// One call, as a screen shows and says it.
package struct DisplayCall: Codable, Sendable {
    package var event: String
    package var ticket: String
    package var label: String
    package var masked: String
    package var lane: String
    package var room: String
    package var roomName: Texts
    package var at: Date
    /// 1 for the call, 2 for the first recall.
    package var count: Int
    /// False once the patient came in, or the call ended.
    package var open: Bool
    /// What the voice says, by language; only what the voice setting allows to be spoken.
    package var spoken: Texts

    package init(
        event: String, ticket: String, label: String, masked: String, lane: String, room: String,
        roomName: Texts, at: Date, count: Int, open: Bool, spoken: Texts
    ) {
        self.event = event
        self.ticket = ticket
        self.label = label
        self.masked = masked
        self.lane = lane
        self.room = room
        self.roomName = roomName
        self.at = at
        self.count = count
        self.open = open
        self.spoken = spoken
    }
}

package struct DisplayTicket: Codable, Sendable {
    package var label: String
    package var masked: String
    package var lane: String

    package init(label: String, masked: String, lane: String) {
        self.label = label
        self.masked = masked
        self.lane = lane
    }
}

package struct DisplayQueue: Codable, Sendable {
    package var id: String
    package var prefix: String
    package var name: Texts
    package var waiting: Int
    package var estimate: Estimate?

    package init(id: String, prefix: String, name: Texts, waiting: Int, estimate: Estimate?) {
        self.id = id
        self.prefix = prefix
        self.name = name
        self.waiting = waiting
        self.estimate = estimate
    }
}

package struct DisplayRoom: Codable, Sendable {
    package var id: String
    package var name: Texts
    package var doctorName: String?
    /// `closed`, `open`, `paused`.
    package var state: String
    package var current: DisplayTicket?

    package init(id: String, name: Texts, doctorName: String?, state: String, current: DisplayTicket?) {
        self.id = id
        self.name = name
        self.doctorName = doctorName
        self.state = state
        self.current = current
    }
}

/// The data of one event of `GET /displays/{display}/feed`. The event's SSE id is `id`, its SSE event name `kind`.
package struct FeedEvent: Codable, Sendable {
    /// The journal's position.
    package var id: Int
    /// The id before it on this feed; a client that has not seen that one has missed something.
    package var previous: Int
    /// `called`, `recalled` (both with `call`), `withdrawn` (a call that ended without the patient, with `ticket`),
    /// `changed` (anything else that changes the picture: read the snapshot), `reset` (read the snapshot).
    package var kind: String
    package var call: DisplayCall?
    package var ticket: String?

    package init(id: Int, previous: Int, kind: String, call: DisplayCall? = nil, ticket: String? = nil) {
        self.id = id
        self.previous = previous
        self.kind = kind
        self.call = call
        self.ticket = ticket
    }
}
