import ArgumentParser
import Catalog
import Clinic
import Desk
import Foundation
import Rehearsal

/// `houzhen desk`
struct DeskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "desk", abstract: "The front desk's terminal.")

    @Option(help: "The server.") var server = "http://127.0.0.1:8080"
    @Option(help: "The language that it begins in: zh or en.") var language = DeskWords.fallback
    @Option(help: "Where its words are: the resource folder.") var resources: String?
    @Option(help: "The command that prints the emergency list, which it is given as text.") var listPrinter = "lp"
    @Option(help: "The folder in which the last emergency list is kept; your own when absent.") var listFolder: String?

    func run() async throws {
        let folder = try Resources.folder(resources).appending(path: "locales").path
        let wording: Wording
        do { wording = try Locales.load(folder: folder) } catch { throw stop("\(error)", status: 2) }
        let words = DeskWords(wording.texts(of: ["desk", "state"]), language: language) {
            wording.wait(from: $0, to: $1, $2)
        }
        guard words.languages.contains(language) else {
            throw stop("--language is \(words.languages.joined(separator: " or ")), not “\(language)”", status: 2)
        }
        do {
            let lists = listFolder.map { URL(filePath: $0) } ?? FileManager.default.homeDirectoryForCurrentUser
            let paper = ListPaper(command: listPrinter, folder: lists)
            try await DeskApp(server: try address(server), words: words, paper: paper).run()
        } catch let error as DeskError {
            throw stop(error.description)
        }
    }
}

/// `houzhen rehearse`
struct RehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse", abstract: "Plays a morning against a running server and checks that nothing was wrong."
    )

    @Argument(help: "A CSV of recorded consultations.") var file: String?
    @Option(help: "The session of the file to play.") var session: Int?
    @Option(help: "Instead of a file: invent so many patients.") var generate: Int?
    @Option(help: "The server.") var server = "http://127.0.0.1:8080"
    @Option(help: "How many doctors share the queue.") var doctors = 1
    @Option(help: "What everything is drawn from.") var seed: UInt64 = 1
    @Option(help: "The queue; the first one with a form when absent.") var queue: String?

    func validate() throws {
        guard (file == nil) != (generate == nil) else {
            throw ValidationError("give a CSV file, or --generate with a number of patients")
        }
        guard (1...2).contains(doctors) else { throw ValidationError("--doctors is 1 or 2: the demo has two") }
    }

    func run() async throws {
        var options = RehearsalOptions(source: try source(), server: try address(server))
        options.seed = seed
        options.doctors = doctors
        options.queue = queue
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let status = await RehearsalRun(options, say: { say($0) }) { line in
            if isTerminal { FileHandle.standardOutput.write(Data("\r\u{1B}[K\(line)".utf8)) }
        }.run()
        throw ExitCode(status)
    }

    private func source() throws -> RehearsalOptions.Source {
        guard let file else { return .generated(patients: generate ?? 0) }
        do throws(RecordingProblem) {
            return .recorded(try Recording(file: file).session(session))
        } catch {
            throw stop(error, try Locales.load(folder: try Resources.folder(nil).appending(path: "locales").path))
        }
    }
}

private func address(_ text: String) throws -> URL {
    guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host() != nil else {
        throw stop("--server is an address such as http://127.0.0.1:8080, not “\(text)”", status: 2)
    }
    return url
}
