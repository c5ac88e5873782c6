import ArgumentParser
import Catalog
import FormEngine
import Foundation

/// `houzhen forms`
struct FormsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forms", abstract: "Forms from elsewhere.", subcommands: [Import.self])

    /// `houzhen forms import FILE.json`
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Reads a FHIR R4 Questionnaire, as LHC-Forms and SDC tools write it, and prints it as a form.",
            discussion: "What a form cannot hold is listed, by linkId; read that list before the form is put to use.")

        @Argument(help: "The Questionnaire, as JSON.")
        var file: String
        @Option(help: "The form's id, which its file is called by; that of the Questionnaire when absent.")
        var id: String?
        @Option(help: "The language of the Questionnaire's texts; as it says itself when absent.")
        var language: String?
        @Option(
            help: "Where the form is written instead of to standard output. A file that is there is not overwritten.")
        var output: String?

        func run() async throws {
            let imported: ImportedForm
            do throws(ImportRefused) {
                imported = try Forms.imported(questionnaire: file, id: id, language: language)
            } catch {
                throw stop("\(file) cannot be read as a form:\n\(error)")
            }
            let yaml = FormsWriter.yaml(
                imported.form, comments: ["Imported from \(URL(fileURLWithPath: file).lastPathComponent)."])
            tell(imported.notes)
            do {
                _ = try Forms.load(yaml: yaml, file: "\(imported.form.id).yaml")
            } catch {
                throw stop("the form that came out needs correcting before it is one:\n\(error)")
            }
            guard let output else { return say(yaml) }
            guard FileManager.default.createFile(withoutOverwriting: output, contents: Data(yaml.utf8)) else {
                throw stop("\(output) is there already, or cannot be written.")
            }
        }

        private func tell(_ notes: [ImportNote]) {
            let lines = ["not carried over, or otherwise than it was:"] + notes.map { "  \($0)" }
            FileHandle.standardError.write(Data((lines.joined(separator: "\n") + "\n").utf8))
        }
    }
}

extension FileManager {
    /// False when there is such a file, or it cannot be made.
    fileprivate func createFile(withoutOverwriting path: String, contents: Data) -> Bool {
        !fileExists(atPath: path) && createFile(atPath: path, contents: contents)
    }
}
