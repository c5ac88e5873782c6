package import Foundation
package import QueueEngine
import Slip

/// A clinic as its layout file describes it: what there is, and what it is called.
package struct ClinicLayout: Sendable {
    package struct Queue: Sendable {
        package var id: QueueID
        package var name: [String: String]
        package var sheet: RuleSheet
        /// The form that its doctors fill.
        package var form: String?

        package init(id: QueueID, name: [String: String], sheet: RuleSheet, form: String?) {
            self.id = id
            self.name = name
            self.sheet = sheet
            self.form = form
        }
    }

    package struct Room: Sendable {
        package var id: RoomID
        package var name: [String: String]

        package init(id: RoomID, name: [String: String]) {
            self.id = id
            self.name = name
        }
    }

    /// A screen in the waiting room.
    package struct Display: Sendable {
        package var id: String
        package var name: [String: String]
        package var queues: [QueueID]
        /// The first one is shown large.
        package var languages: [String]
        /// The languages that are spoken; empty: silent.
        package var voice: [String]
        /// Whether the masked name is shown; a department may say number only.
        package var showsNames: Bool
        package var notices: [[String: String]]

        package init(
            id: String, name: [String: String], queues: [QueueID], languages: [String], voice: [String],
            showsNames: Bool, notices: [[String: String]]
        ) {
            self.id = id
            self.name = name
            self.queues = queues
            self.languages = languages
            self.voice = voice
            self.showsNames = showsNames
            self.notices = notices
        }
    }

    /// A place where paper comes out. Which CUPS queue stands behind it is a setting of the server.
    package struct Printer: Sendable {
        package var id: String
        package var name: [String: String]
        package var purpose: PrintPurpose
        /// What lies in the tray of a slip printer.
        package var paper: SlipPaper
        /// Of a ticket printer: the lengths it offers, in millimetres, up to `longest`; empty for any.
        package var lengths: [Int]

        package static let longest = Limit.receiptMillimetres

        package init(
            id: String, name: [String: String], purpose: PrintPurpose, paper: SlipPaper = .a5, lengths: [Int] = []
        ) {
            self.id = id
            self.name = name
            self.purpose = purpose
            self.paper = paper
            self.lengths = lengths
        }
    }

    /// The papers that a slip is laid out for.
    package enum SlipPaper: String, CaseIterable, Sendable {
        case a5
        case a4

        var paper: Paper {
            switch self {
            case .a5: .a5
            case .a4: .a4
            }
        }
    }

    /// What every slip has.
    package struct SlipSettings: Sendable {
        /// Languages besides Chinese and the patient's own.
        package var languages: [String]
        package var arrival: Arrival?

        package init(languages: [String] = [], arrival: Arrival? = nil) {
            self.languages = languages
            self.arrival = arrival
        }
    }

    /// Where patients come to on the day of their operation, and how long before it.
    package struct Arrival: Sendable {
        package var minutes: Int
        package var place: [String: String]

        package init(minutes: Int, place: [String: String]) {
            self.minutes = minutes
            self.place = place
        }
    }

    package var id: String
    package var hospital: [String: String]
    package var name: [String: String]
    package var timeZone: TimeZone
    package var queues: [Queue]
    package var rooms: [Room]
    package var displays: [Display]
    package var printers: [Printer]
    package var slip: SlipSettings

    package init(
        id: String, hospital: [String: String], name: [String: String], timeZone: TimeZone, queues: [Queue],
        rooms: [Room], displays: [Display], printers: [Printer], slip: SlipSettings = SlipSettings()
    ) {
        self.id = id
        self.hospital = hospital
        self.name = name
        self.timeZone = timeZone
        self.queues = queues
        self.rooms = rooms
        self.displays = displays
        self.printers = printers
        self.slip = slip
    }

    package func queue(_ id: QueueID) -> Queue? { queues.first { $0.id == id } }
    package func room(_ id: RoomID) -> Room? { rooms.first { $0.id == id } }
    package func printer(_ id: String) -> Printer? { printers.first { $0.id == id } }
    package func display(_ id: String) -> Display? { displays.first { $0.id == id } }

    /// The journal's stream of one clinic-day.
    package func stream(of date: LocalDate) -> String { "\(streamPrefix)\(date)" }

    /// With which the names of all its days' streams begin.
    package var streamPrefix: String { "day/\(id)/" }
}
