import ArgumentParser
import Foundation

/// The languages in which a command can speak to staff.
enum TerminalLanguage: String, ExpressibleByArgument, CaseIterable {
    case zh
    case en

    /// The terminal's language by its environment: Chinese where that says so, otherwise English.
    static var current: String {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return (locale?.hasPrefix("zh") == true ? zh : en).rawValue
    }
}
