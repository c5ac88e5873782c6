import ArgumentParser
import Catalog
import Clinic
import FormEngine
import Foundation
import Logging
import Printing
import QueueEngine
import SQLiteStore

/// `houzhen staff`
struct StaffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff", abstract: "Staff accounts. The server must be stopped meanwhile.",
        subcommands: [List.self, Set.self, PIN.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the accounts.")
        @OptionGroup var flags: SettingFlags

        func run() async throws {
            for account in try await clinic(flags).allStaff() {
                let roles = account.roles.map(\.rawValue).sorted().joined(separator: ", ")
                say("\(account.username)  \(account.name)  \(roles)")
            }
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Adds an account, or changes its name, roles and password. The password is read from standard input.")
        @Argument(help: "The user name.") var username: String
        @Option(help: "The name as patients and colleagues see it.") var name: String
        @Option(help: "desk, doctor, admin, display, auditor; with commas between.") var roles: String
        @OptionGroup var flags: SettingFlags

        func run() async throws {
            let parsed = roles.split(separator: ",").map { Role(rawValue: String($0)) }
            guard !parsed.isEmpty, !parsed.contains(nil) else {
                throw stop("--roles is of desk, doctor, admin, display, auditor, with commas between", status: 2)
            }
            let service = try await clinic(flags)
            guard let password = readSecret("password") else { throw stop("no password was given", status: 2) }
            do {
                try await service.setStaff(
                    username: username, name: name, roles: Swift.Set(parsed.compactMap(\.self)), password: password)
            } catch let input as InvalidInput {
                throw stop(input, service.wording)
            }
            say("\(username) is set; a signing PIN, if there was one, is set anew with: houzhen staff pin \(username)")
        }
    }

    struct PIN: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pin",
            abstract:
                "Sets the PIN that signs for a doctor, or takes it away. Password, then PIN, from standard input; an empty PIN is none."
        )
        @Argument(help: "The user name.") var username: String
        @OptionGroup var flags: SettingFlags

        func run() async throws {
            let service = try await clinic(flags)
            guard let account = try await service.allStaff().first(where: { $0.username == username }) else {
                throw stop("there is no account \(username)", status: 2)
            }
            guard let password = readSecret("password"), let digits = readSecret("PIN") else {
                throw stop("give the password and the PIN, a line each", status: 2)
            }
            let actor = Actor(username: account.username, name: account.name, roles: account.roles)
            do {
                _ = try await service.setPIN(
                    digits.isEmpty ? nil : digits, password: password,
                    Request(actor: actor, key: nil, route: "", bodyHash: ""))
            } catch let input as InvalidInput {
                throw stop(input, service.wording)
            } catch let conflict as Conflict {
                throw stop(service.wording.text("problem.\(conflict.code)", "en", conflict.arguments), status: 2)
            }
            say(digits.isEmpty ? "\(username) has no PIN" : "the PIN of \(username) is set")
        }
    }

    static func clinic(_ flags: SettingFlags) async throws -> ClinicService {
        keepFilesPrivate()
        let settings = try flags.settings()
        do {
            let resources = try Resources(settings)
            var log = Logger(label: "houzhen")
            log.logLevel = .error
            return try await Server(settings: settings, resources: resources, options: .init(), log: log).service
        } catch let problem as StoreProblem {
            throw stop(problem, settings)
        } catch let problems as CatalogProblems {
            throw stop(problems, settings)
        }
    }
}

/// What is wrong with what was given, in English sentences.
private func stop(_ input: InvalidInput, _ wording: Wording) -> ExitCode {
    stop(input.faults.map { wording.text($0.code, "en", $0.arguments) }.joined(separator: " "), status: 2)
}

/// A line from standard input; a terminal does not show it.
private func readSecret(_ prompt: String) -> String? {
    FileHandle.standardError.write(Data("\(prompt): ".utf8))
    var before = termios()
    let isTerminal = tcgetattr(STDIN_FILENO, &before) == 0
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    if isTerminal { tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) }
    defer {
        if isTerminal {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
    }
    return readLine(strippingNewline: true)
}

/// `houzhen backup`
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copies the data folder, consistently and with checksums, also while serving.")

    @Argument(help: "A new folder for the backup.") var target: String
    @OptionGroup var flags: SettingFlags

    func run() throws {
        keepFilesPrivate()
        let settings = try flags.settings()
        do {
            let manifest = try Backup.make(
                from: URL(filePath: settings.text("data")), to: URL(filePath: target),
                madeAt: Date.now.formatted(.iso8601))
            say("backed up \(manifest.events) events to \(target)")
            say("journal head \(manifest.journalHead)")
        } catch let problem as StoreProblem {
            throw stop(problem, settings)
        }
    }
}

/// `houzhen restore`
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Verifies a backup and puts it into a new data folder; refuses what is damaged.")

    @Argument(help: "The backup's folder.") var backup: String
    @OptionGroup var flags: SettingFlags

    func run() throws {
        keepFilesPrivate()
        let settings = try flags.settings()
        do {
            let manifest = try Backup.restore(
                from: URL(filePath: backup), to: URL(filePath: settings.text("data")))
            say("restored \(manifest.events) events into \(settings.text("data"))")
            say("journal head \(manifest.journalHead)")
        } catch let problem as StoreProblem {
            throw stop(problem, settings)
        }
    }
}

/// `houzhen journal`
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "The record of everything that happened.",
        subcommands: [Verify.self, Rebuild.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks the hash chain and every stored document, also while serving.")
        @Option(help: "A head printed earlier, on a day report or with a backup: that row must still be there.")
        var head: String?
        @OptionGroup var flags: SettingFlags

        func run() throws {
            let settings = try flags.settings()
            let folder = URL(filePath: settings.text("data"))
            // As paper has it: in groups.
            let printed = head.map { $0.lowercased().filter { !$0.isWhitespace } }
            do {
                let report = try SQLiteStore.verify(
                    file: folder.appending(path: SQLiteStore.fileName), printed: printed)
                say("\(report.events) events, unbroken")
                say("journal head \(report.head)")
                guard printed != nil else { return }
                guard let position = report.foundAt else {
                    throw stop("no row has the head that was printed: what came before it was cut off or changed")
                }
                say("the printed head is event \(position)")
            } catch let problem as StoreProblem {
                throw stop(problem, settings)
            }
        }
    }
}

extension JournalCommand {
    /// No table is made from the journal: a day is folded from its events at each start. So this remakes the days alone.
    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Plays every day again from the journal and says whether all of it can be read. It writes nothing: no stored table is made from the journal."
        )
        @OptionGroup var flags: SettingFlags

        func run() throws {
            let settings = try flags.settings()
            let folder = URL(filePath: settings.text("data"))
            let file = folder.appending(path: SQLiteStore.fileName)
            var days = 0
            do {
                try SQLiteStore.forEachStream(beginningWith: "day/", file: file) { stream, events in
                    let day = try Self.played(events, of: stream)
                    say("\(stream.dropFirst("day/".count))  \(day.version) events, \(day.tickets.count) tickets")
                    days += 1
                }
                say("\(days) days, each played again from its events; no table is made from them, none was written")
            } catch let problem as StoreProblem {
                throw stop(problem, settings)
            }
        }

        private static func played(_ events: [StoredEvent], of stream: String) throws -> ClinicDay {
            var day = ClinicDay()
            for stored in events {
                guard let event = try? EventCoding.decode(stored.payload) else {
                    throw stop("event \(stored.position) of \(stream) cannot be read by this version")
                }
                day.apply(event, at: stored.time)
            }
            return day
        }
    }
}

/// `houzhen settings`
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Prints every setting with its value.")

    @OptionGroup var flags: SettingFlags

    func run() throws { try flags.settings().lines.forEach { say($0) } }
}
