package import Foundation

/// What to rehearse, and against which server.
package struct RehearsalOptions: Sendable {
    /// Where the patients come from.
    package enum Source: Sendable {
        /// Real consultations.
        case recorded(Recording.Session)
        /// Invented, so many.
        case generated(patients: Int)
    }

    /// Where the patients come from.
    package var source: Source
    /// The server's address.
    package var server: URL
    /// All that is drawn is drawn from this: names, arrivals, who does not come, answers.
    package var seed: UInt64 = 1
    /// How many doctors share the queue.
    package var doctors = 1
    /// The queue; the first one whose doctors fill a form when absent.
    package var queue: String?
    /// Who stands at the front desk.
    package var deskUser = "desk"
    /// Who the doctors are, in order.
    package var doctorUsers = ["doctor", "doctor2"]
    /// Everybody's password.
    package var password = "houzhen-demo"
    /// How many of a hundred patients do not come at their first call.
    package var missedPercent = 12
    /// How long the printers may take after the last patient has gone, in real time.
    package var printLimit: Duration = .seconds(90)

    /// Rehearses `source` against `server`, everything else as in the demo.
    package init(source: Source, server: URL) {
        self.source = source
        self.server = server
    }
}

/// Why a rehearsal could not even begin.
package struct RehearsalError: Error, Sendable {
    /// What is wrong, for people.
    package let sentence: String

    /// A rehearsal that cannot begin because of this.
    package init(_ sentence: String) { self.sentence = sentence }
}
