import Foundation
import Testing

@Suite("Pages")
struct StaticTests {
    @Test("every file that a page, a sheet or a script loads is there")
    func references() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Tree.root.appending(path: "Resources/static").path)
        let files = try Tree.files("Resources/static", ["html", "js", "css", "svg"])
        #expect(files.contains { $0.path.hasSuffix(".html") })
        for file in files {
            let absolute = file.text.matches(of: #//static/([\w.-]+)/#).map { String($0.output.1) }
            let relative = file.text.matches(of: #/(?:from|import)\s*\(?\s*["']\.\/([\w.-]+)["']/#).map {
                String($0.output.1)
            }
            for name in absolute + relative { #expect(names.contains(name), "\(file.path) loads \(name)") }
        }
    }

    @Test("nothing is loaded from another server: there is no Internet")
    func nothingExternal() throws {
        for file in try Tree.files("Resources/static", ["html", "js", "css", "svg"]) {
            let names = file.text.replacing("http://www.w3.org/", with: "")
            #expect(!names.contains("http://") && !names.contains("https://"), "\(file.path)")
            let sources = names.matches(of: #/(?:src|href|url)\s*[=(]\s*["']?(\/\/[^"')\s]+)/#)
            #expect(sources.isEmpty, "\(file.path)")
        }
    }

    @Test("pages have no script and no style of their own: the policy would stop them")
    func nothingInline() throws {
        for file in try Tree.files("Resources/static", ["html"]) {
            #expect(file.text.firstMatch(of: #/<script(?![^>]*\bsrc=)[^>]*>/#) == nil, "\(file.path)")
            #expect(!file.text.contains("<style"), "\(file.path)")
            #expect(file.text.firstMatch(of: #/\s(?:style|on[a-z]+)="/#) == nil, "\(file.path)")
        }
    }
}
