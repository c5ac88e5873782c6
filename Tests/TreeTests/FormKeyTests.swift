import Foundation
import Testing

@Suite("The keys of a form")
struct FormKeyTests {
    /// Every list of keys in the sources of the forms' reader.
    private static func keys() throws -> Set<String> {
        let lists = #/(?:mapping\(keys:|Keys =|case "[a-z", ]+":)\s*\[([^\]]*)\]/#
        let sources = try Tree.sources().filter { $0.path.contains("Catalog/Forms") }
        return Set(
            sources.flatMap { file in
                file.text.matches(of: lists).flatMap { list in
                    list.output.1.matches(of: #/"(\w+)"/#).map { String($0.output.1) }
                }
            })
    }

    @Test("are each explained at the top of the assessment")
    func explained() throws {
        let keys = try Self.keys()
        #expect(
            keys.isSuperset(of: ["form", "words", "within", "atLeast", "tolerance", "maxLength"]) && keys.count > 70)
        let form = try #require(
            Tree.files("Forms", ["yaml"]).first { $0.path.hasSuffix("Forms/anesthesia-assessment.yaml") })
        let comment = form.lines.prefix { $0.hasPrefix("#") }.joined(separator: "\n")
        let words = Set(comment.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.map(String.init))
        #expect(keys.subtracting(words).isEmpty, "\(keys.subtracting(words).sorted())")
    }
}
