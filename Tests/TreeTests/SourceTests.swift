import Foundation
import Testing

@Suite("Sources")
struct SourceTests {
    @Test("nothing is public: there is one package")
    func nothingPublic() throws {
        for file in try Tree.sources() where file.text.contains("public ") || file.text.contains("open ") {
            let found = file.code.firstMatch(
                of:
                    #/\b(public|open)\s+(?:final\s+)?(class|struct|enum|protocol|func|var|let|init|actor|extension|import|typealias|static)\b/#
            )
            #expect(found == nil, "\(file.path): \(found.map { String($0.output.0) } ?? "")")
        }
    }

    @Test("no file has more than 400 lines")
    func length() throws {
        for file in try Tree.sources() + Tree.files("Tests", ["swift"]) {
            #expect(file.lines.count <= 400, "\(file.path): \(file.lines.count)")
        }
    }

    @Test("nothing is left to be done in a comment")
    func leftovers() throws {
        let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
        let files =
            try Tree.sources() + Tree.files("Tests", ["swift", "py", "sh"])
            + Tree.files("Resources", ["yaml", "js", "css", "html"]) + Tree.files("Forms", ["yaml"])
        for file in files {
            for word in words { #expect(!file.text.contains(word), "\(file.path): \(word)") }
        }
    }

    @Test("nothing stops the program on purpose, but for what cannot be")
    func crashes() throws {
        for file in try Tree.sources() {
            for word in ["fatalError(", "try!", "as! "] {
                #expect(!file.code.contains(word), "\(file.path): \(word)")
            }
        }
    }
}
