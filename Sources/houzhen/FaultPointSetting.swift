import Clinic
import Foundation

/// Where a server ends itself, as a crash would, for the proofs of the outbox. Only debug builds know it: a released
/// program refuses the variable as it does every `HOUZHEN_` variable that it does not know.
enum FaultPointSetting {
    #if DEBUG
    /// `released:A012`: a point, and the label of the job that is to reach it.
    static let variable: String? = "HOUZHEN_DEBUG_DIE_AT"
    #else
    static let variable: String? = nil
    #endif

    /// What the outbox is to do at its fault points.
    static var action: @Sendable (FaultPoint, PrintJob) -> Void {
        guard let variable, let text = ProcessInfo.processInfo.environment[variable] else { return { _, _ in } }
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count == 2, let deadly = FaultPoint(rawValue: parts[0]) else {
            preconditionFailure("\(variable) is POINT:LABEL, with a point of FaultPoint")
        }
        return { point, job in
            if point == deadly, job.label == parts[1] { kill(getpid(), SIGKILL) }
        }
    }
}
