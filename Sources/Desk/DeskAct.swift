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
    case printTicket(String)
    case resolve(job: String, outcome: String)
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
    /// Reads one person anew, after registering.
    case read(patient: String)
    case act(SentAct)
    /// Follow a print job until nothing more will happen to it.
    case follow(job: String)
    /// Ask for the picture now.
    case refresh
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
    case read(PatientResponse)
    case answered(act: Int, ActAnswer)
    case refused(act: Int, String)
    /// No answer yet; it is asked again under the same key.
    case inDoubt(act: Int)
    case job(PrintJobResponse)
}
