import ArgumentParser
import Catalog
import Clinic
import Foundation
import Rehearsal
import SQLiteStore

/// 候诊 — one binary, one data folder.
@main
struct Houzhen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "houzhen",
        abstract: "候诊 Houzhen: an outpatient clinic's queue and its pre-anaesthesia assessment.",
        subcommands: [
            ServeCommand.self, DeskCommand.self, RehearseCommand.self, CheckCommand.self, FormsCommand.self,
            StaffCommand.self,
            BackupCommand.self, RestoreCommand.self, JournalCommand.self, ReplayCommand.self, SettingsCommand.self,
            PrintSetupCommand.self,
        ])
}

/// Patients' data is for the server's own user alone: every file that is made from here on.
func keepFilesPrivate() { umask(0o077) }

/// Ends the program with a sentence and a status, without a stack of types.
func stop(_ sentence: String, status: Int32 = 1) -> ExitCode {
    FileHandle.standardError.write(Data("houzhen: \(sentence)\n".utf8))
    return ExitCode(status)
}

/// Ends the program: a form or rule sheet was changed without a new version. Told in Chinese and in English.
func stop(_ changed: DefinitionsChanged, _ wording: Wording) -> ExitCode {
    stop(["zh", "en"].flatMap { changed.sentences(wording, in: $0) }.joined(separator: "\n"))
}

/// Ends the program: files that the hospital edits are wrong. Told in Chinese where there is a text for it, and in English.
func stop(_ problems: CatalogProblems, _ settings: Settings) -> ExitCode {
    let folder = try? Resources.folder(settings["resources"])
    let texts = CatalogTexts(folder: folder?.appending(path: "locales").path ?? "")
    // A file is read in steps: whoever corrects five lines must not believe that they were all.
    let more = "改好后再查一次：有的错要等这些改好才看得到 Check again then: some mistakes show only once these are gone."
    return stop((["这些文件要改 these files need correcting:"] + texts.lines(problems) + [more]).joined(separator: "\n"))
}

/// Ends the program: the data folder cannot be used. Told in the terminal's language where there is a text for it.
func stop(_ problem: StoreProblem, _ settings: Settings) -> ExitCode {
    let folder = try? Resources.folder(settings["resources"]).appending(path: "locales")
    let wording = folder.flatMap { try? Locales.load(folder: $0.path) }
    return stop(wording.flatMap { problem.text($0, TerminalLanguage.current) } ?? problem.description)
}

/// Ends the program: a file of recorded consultations is wrong. Told in the terminal's language.
func stop(_ problem: RecordingProblem, _ wording: Wording) -> ExitCode {
    let sentence = wording.text("recording.\(problem.fault.rawValue)", TerminalLanguage.current, problem.values)
    let place = [problem.file, problem.line.map(String.init)].compactMap(\.self).joined(separator: ":")
    return stop("\(place): \(sentence)")
}

extension StoreProblem {
    /// Nil for what is said in English alone.
    fileprivate func text(_ wording: Wording, _ language: String) -> String? {
        switch self {
        case .inUse(let folder): wording.text("store.in-use", language, ["folder": folder])
        case .unwritable(let folder): wording.text("store.unwritable", language, ["folder": folder])
        case .unreadable(let path, let reason):
            wording.text("store.unreadable", language, ["path": path, "reason": reason])
        case .notDurable(let level): wording.text("store.not-durable", language, ["level": String(level)])
        case .damaged: nil
        }
    }
}

/// Prints a line at once, also into a pipe.
func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
