import Foundation
import Glibc

/// The processes of this machine, as /proc tells them.
enum ProcessTree {
    /// A process, its children, theirs, and so on.
    static func family(of process: pid_t) -> [pid_t] {
        [process] + children(of: process).flatMap(family)
    }

    private static func children(of process: pid_t) -> [pid_t] {
        let file = "/proc/\(process)/task/\(process)/children"
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        return text.split(separator: " ").compactMap { pid_t($0) }
    }
}
