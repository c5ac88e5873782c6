import Catalog
import Clinic
import FormEngine
import Foundation

/// What the hospital may edit, read and checked at start.
struct Resources {
    let folder: URL
    let formFolder: URL
    /// The clinic's layout; its rule sheets lie beside it.
    let clinic: URL
    let forms: [FormDefinition]
    /// Where answers stand in shared documents, by form.
    let documents: [String: DocumentMapping]
    let layout: ClinicLayout
    let wording: Wording

    /// Reads all of it. Throws `CatalogProblems` with file, line and what is wrong.
    init(_ settings: Settings) throws {
        folder = try Self.folder(settings["resources"])
        formFolder = Self.forms(beside: folder)
        clinic = settings["clinic"].map { URL(filePath: $0) } ?? folder.appending(path: "clinics/demo.yaml")
        forms = try Forms.load(folder: formFolder.path)
        documents = try DocumentMappings.load(folder: formFolder.appending(path: "wst-500-10").path, forms: forms)
        layout = try Layouts.load(file: clinic.path, forms: Set(forms.map(\.id)))
        wording = try Locales.load(folder: folder.appending(path: "locales").path)
    }

    /// `--resources`, else `<exe>/../share/houzhen`, else the checkout that this binary was built in.
    static func folder(_ given: String?) throws -> URL {
        if let given { return URL(filePath: given) }
        let program = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")).map {
            URL(filePath: $0)
        }
        var folder = (own ?? program).deletingLastPathComponent()
        let shared = folder.appending(path: "../share/houzhen").standardizedFileURL
        if holdsResources(shared) { return shared }
        while folder.path != "/" {
            let candidate = folder.appending(path: "Resources")
            if holdsResources(candidate) { return candidate }
            folder = folder.deletingLastPathComponent().standardizedFileURL
        }
        throw stop("the resource folder was not found: give it with --resources", status: 2)
    }

    private static func holdsResources(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "clinics").path)
    }

    /// Inside the resource folder once installed; beside it in a checkout.
    private static func forms(beside folder: URL) -> URL {
        let inside = folder.appending(path: "Forms")
        return FileManager.default.fileExists(atPath: inside.path)
            ? inside : folder.appending(path: "../Forms").standardizedFileURL
    }
}
