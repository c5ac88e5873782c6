package import API
package import Foundation

/// All that the desk knows and shows. Pure: `update` is the only thing that changes it.
package struct DeskState: Sendable {
    /// What fills the screen below the input line.
    package enum Screen: Sendable {
        case signIn(SignInForm)
        case queue
        case find(FindForm)
        case register(RegisterForm)
        case pick(Picker)
        case choose(OptionList)
        case why(WhyPanel)
        case printers(PrinterPanel)
        case help
    }

    /// How the server is.
    package enum Connection: Hashable, Sendable {
        case connecting
        case fine
        /// Nothing has been heard since; so many tries; the next one comes at `next`. All in this machine's time.
        case lost(since: Date, tries: Int, next: Date)
    }

    /// All that it can say, and the language in which it does.
    package var words: DeskWords
    package var width = 80
    package var height = 24
    /// This machine's time.
    package var wall: Date
    package var screen: Screen = .signIn(SignInForm())
    package var staff: Staff?
    /// Who was signed in last.
    var lastUser: String?
    package var clinic: ClinicResponse?
    package var clock: ClinicClock?
    package var connection: Connection = .connecting
    package var picture: Picture?
    /// When the picture was taken, by this machine.
    package var pictureAt: Date?
    /// The input line, outside the find screen.
    package var input = ""
    /// The chosen ticket of the plan.
    package var chosen: String?
    /// The first line of the plan that is shown.
    package var scroll = 0
    /// What happened last.
    package var message: Line = .empty
    /// Acts without an answer, oldest first.
    package var sent: [SentAct] = []
    package var nextAct = 1
    /// What was answered late, after the server had been away: said when it is back.
    package var recovered: [String] = []
    /// A cancel waits to be confirmed by pressing F8 again.
    package var cancelAsked: String?
    /// What was issued here lately, newest first.
    package var recent: [RecentIssue] = []
    /// Acts of whoever is signed in that may be taken back, oldest first.
    package var undoable: [DoneAct] = []
    /// An undo waits to be confirmed by pressing F9 again.
    package var undoAsked: String?

    /// A desk that nobody has signed in to.
    package init(wall: Date, words: DeskWords) {
        self.wall = wall
        self.words = words
    }

    /// True while nothing that the screen says can be taken for now.
    package var isLost: Bool {
        if case .lost = connection { return true }
        return false
    }

    /// Clinic time, or this machine's before anything was heard.
    package var now: Date { clock?.time(at: wall) ?? wall }
}

/// A number that was issued at this desk.
package struct RecentIssue: Hashable, Sendable {
    package var at: Date
    package var label: String
    package var masked: String
    package var lane: String
    package var job: String?
    /// The print job's state, once known.
    package var jobState: String?
}

/// The sign-in screen's fields.
package struct SignInForm: Hashable, Sendable {
    package var username = ""
    package var password = ""
    package var isInPassword = false
    package var isWaiting = false
    package var complaint = ""

    package init() {}
}

/// A list to choose one ticket or job of.
package struct Picker: Hashable, Sendable {
    /// What is done with the chosen one.
    package enum Purpose: Hashable, Sendable { case rejoin, markMissed, arrive, settle }

    package var purpose: Purpose
    package var index = 0

    package init(purpose: Purpose) { self.purpose = purpose }
}
