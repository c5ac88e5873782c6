import Foundation

/// The checkout, read as text.
enum Tree {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    struct File: Sendable {
        /// `Sources/Web/Wiring/Route.swift`
        var path: String
        var text: String

        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        /// The folder below `Sources`: `Web`.
        var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

        /// Without the lines that are comments.
        var code: String {
            lines.filter { !$0.utf8.drop { $0 == UInt8(ascii: " ") }.starts(with: "//".utf8) }.joined(separator: "\n")
        }
    }

    /// All files below a folder with one of these endings, by path.
    static func files(_ folder: String, _ endings: Set<String>) throws -> [File] {
        let base = root.appending(path: folder)
        let found = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)?.allObjects ?? []
        return try found.compactMap { $0 as? URL }.filter { endings.contains($0.pathExtension) }
            .map { url in
                let path = url.standardizedFileURL.path.dropFirst(root.standardizedFileURL.path.count)
                return File(
                    path: String(path.drop { $0 == "/" }), text: try String(contentsOf: url, encoding: .utf8))
            }.sorted { $0.path < $1.path }
    }

    static func sources() throws -> [File] { try files("Sources", ["swift"]) }

    /// The sources without comments, one after the other.
    static let code = Result { try sources().map(\.code).joined(separator: "\n") }
}
