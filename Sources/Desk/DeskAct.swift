package import API
package import Foundation

/// Something that the desk asks the server to do.
package enum DeskAct: Sendable {
    case register(PatientRequest)
    case issue(queue: String, IssueRequest)
    case arrive(ticket: String)
    case markMissed(ticket: String)
    case rejoin(ticket: String)
    case cancel(ticket: String, reason: String)
    case tests(ticket: String)
    case returnFromTests(ticket: String)
    case hold(ticket: String)
    case release(ticket: String)
    case transfer(ticket: String, TransferRequest)
    case prioritize(ticket: String, PriorityRequest)
    case openSitting(room: String, SittingRequest)
    case pauseSitting(room: String)
    case resumeSitting(room: String)
    /// Without a spread it is refused while somebody waits for its doctor alone.
    case closeSitting(room: String, spread: String?)
    /// By the event that the act's answer named.
    case undo(event: String)
    case printTicket(String)
    case resolve(job: String, outcome: String)
    case testPage(printer: String)
    case movePrint(job: String, printer: String)
    case stopPrint(job: String)

    /// By which the locales know it.
    var name: String {
        switch self {
        case .register: "register"
        case .issue: "issue"
        case .arrive: "arrive"
        case .markMissed: "markMissed"
        case .rejoin: "rejoin"
        case .cancel: "cancel"
        case .tests: "tests"
        case .returnFromTests: "returnFromTests"
        case .hold: "hold"
        case .release: "release"
        case .transfer: "transfer"
        case .prioritize: "prioritize"
        case .openSitting: "openSitting"
        case .pauseSitting: "pauseSitting"
        case .resumeSitting: "resumeSitting"
        case .closeSitting(_, nil): "closeSitting"
        case .closeSitting: "spreadSitting"
        case .undo: "undo"
        case .printTicket: "printTicket"
        case .resolve: "resolve"
        case .testPage: "testPage"
        case .movePrint: "movePrint"
        case .stopPrint: "stopPrint"
        }
    }

    /// Whether there is a sentence of its own for having done it.
    var hasOwnSentence: Bool {
        switch self {
        case .register, .issue, .undo, .printTicket, .resolve: false
        default: true
        }
    }
}

/// What the server answered to an act.
package enum ActAnswer: Sendable {
    case registered(PatientCreated)
    case issued(IssueResponse)
    case done(ActResponse)
    case printing(PrintJobCreated)
    case resolved(ResolutionResponse)
}

/// An act that has been sent, and what it is about, for the nurse. It stays in the list until an answer comes.
package struct SentAct: Sendable {
    /// By this the runner finds the idempotency key again.
    package var id: Int
    package var act: DeskAct
    /// The username in whose name it was sent: it is never asked again in another one's.
    package var by: String
    /// Clinic time.
    package var at: Date
    /// Who or what it is about, a line each: `艾尼瓦尔·吐尔逊`, `A 初诊`.
    package var about: [String]
    /// The masked name, for the line that says what happened.
    package var masked: String
    /// The nurse no longer wants it: as soon as it is known to be done, it is taken back.
    package var isUnwanted = false
    /// At least one try got no answer.
    package var isInDoubt = false
}

/// What the desk asks the world to do.
package enum DeskEffect: Sendable {
    case signIn(username: String, password: String)
    case search(String)
    /// Ask why a ticket stands where it stands.
    case explain(ticket: String)
    /// From now on answers come in this language.
    case speak(String)
    /// Reads one person anew, after registering.
    case read(patient: String)
    case act(SentAct)
    /// Follow a print job until nothing more will happen to it.
    case follow(job: String)
    /// Ask for the picture now.
    case refresh
    /// Put this list on paper here, without the server.
    case printList(String)
    case quit
}

/// What happens to the desk.
package enum DeskEvent: Sendable {
    case key(Key, at: Date)
    case tick(Date)
    case resized(width: Int, height: Int)
    case signedIn(Staff, ClinicResponse, at: Date)
    case signInFailed(String)
    /// The session is over: sign in again, everything stays.
    case sessionEnded
    case picture(Picture, ClinicResponse, at: Date)
    /// A request for the picture got no answer; the next try comes at `next`.
    case unreachable(since: Date, tries: Int, next: Date)
    case found(query: String, PatientSearchResponse)
    case searchFailed(query: String, String)
    case explained(ticket: String, ExplanationResponse)
    case explainFailed(ticket: String, String)
    case read(PatientResponse)
    case answered(act: Int, ActAnswer)
    case refused(act: Int, code: String?, String)
    /// No answer yet; it is asked again under the same key.
    case inDoubt(act: Int)
    case job(PrintJobResponse)
    case listPrinted(ListPaper.Outcome)
}
