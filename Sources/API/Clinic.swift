package import FoundationEssentials

/// `GET /clinic`: what there is here, and the clinic's own time.
package struct ClinicResponse: Codable, Sendable {
    package var id: String
    package var hospital: Texts
    package var name: Texts
    /// The clinic-day that is running: a local date, `2026-11-20`.
    package var date: String
    /// Now, by the clinic's clock (which a demo may run faster than the wall's).
    package var now: Date
    /// The IANA name of the clinic's zone: `Asia/Shanghai`.
    package var timeZone: String
    /// How many times as fast as the wall's the clinic's clock runs: 1, but for a demo.
    package var clockSpeed: Double
    /// True when the people here are invented.
    package var demo: Bool
    package var queues: [QueueItem]
    package var rooms: [RoomItem]
    package var displays: [DisplayItem]
    package var printers: [PrinterItem]
    package var ruleSheets: [RuleSheetItem]
    package var doctors: [Staff]

    package init(
        id: String, hospital: Texts, name: Texts, date: String, now: Date, timeZone: String,
        clockSpeed: Double, demo: Bool, queues: [QueueItem], rooms: [RoomItem], displays: [DisplayItem],
        printers: [PrinterItem], ruleSheets: [RuleSheetItem], doctors: [Staff]
    ) {
        self.id = id
        self.hospital = hospital
        self.name = name
        self.date = date
        self.now = now
        self.timeZone = timeZone
        self.clockSpeed = clockSpeed
        self.demo = demo
        self.queues = queues
        self.rooms = rooms
        self.displays = displays
        self.printers = printers
        self.ruleSheets = ruleSheets
        self.doctors = doctors
    }
}

package struct QueueItem: Codable, Sendable {
    package var id: String
    package var name: Texts
    /// What its labels begin with: `A`.
    package var prefix: String
    /// The form that its doctors fill, if any.
    package var form: String?
    /// Lanes in which a ticket may be issued here, in the order of the rule sheet.
    package var lanes: [String]
    package var ruleSheet: String
    /// Who may be given priority here, in the order of the rule sheet.
    package var priorities: [PriorityItem]
    /// Minutes for which an act may be taken back.
    package var undoMinutes: Int

    package init(
        id: String, name: Texts, prefix: String, form: String?, lanes: [String], ruleSheet: String,
        priorities: [PriorityItem] = [], undoMinutes: Int = 0
    ) {
        self.id = id
        self.name = name
        self.prefix = prefix
        self.form = form
        self.lanes = lanes
        self.ruleSheet = ruleSheet
        self.priorities = priorities
        self.undoMinutes = undoMinutes
    }
}

/// A class of people with priority, and the lane that it puts them into.
package struct PriorityItem: Codable, Hashable, Sendable {
    package var id: String
    package var title: Texts
    package var lane: String

    package init(id: String, title: Texts, lane: String) {
        self.id = id
        self.title = title
        self.lane = lane
    }
}

package struct RoomItem: Codable, Sendable {
    package var id: String
    package var name: Texts

    package init(id: String, name: Texts) {
        self.id = id
        self.name = name
    }
}

package struct DisplayItem: Codable, Sendable {
    package var id: String
    package var name: Texts

    package init(id: String, name: Texts) {
        self.id = id
        self.name = name
    }
}

package struct PrinterItem: Codable, Sendable {
    package var id: String
    package var name: Texts
    /// `slip` or `ticket`.
    package var purpose: String

    package init(id: String, name: Texts, purpose: String) {
        self.id = id
        self.name = name
        self.purpose = purpose
    }
}

package struct RuleSheetItem: Codable, Sendable {
    package var id: String
    package var title: Texts
    package var version: Int

    package init(id: String, title: Texts, version: Int) {
        self.id = id
        self.title = title
        self.version = version
    }
}
