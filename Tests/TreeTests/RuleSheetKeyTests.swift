import Foundation
import Testing

@Suite("The keys of a rule sheet")
struct RuleSheetKeyTests {
    /// Every list of keys in the reader's sources.
    private static func keys() throws -> Set<String> {
        let sources = try Tree.sources().filter { $0.path.contains("Catalog/RuleSheets") }
        var keys: Set<String> = []
        for file in sources {
            for list in file.text.matches(of: #/(?:mapping\(keys:|private static let keys =)\s*\[([^\]]*)\]/#) {
                for word in list.output.1.matches(of: #/"(\w+)"/#) { keys.insert(String(word.output.1)) }
            }
        }
        return keys
    }

    /// The comment at the top of the clinic's own sheet: first all in Chinese, then all in English.
    private static func comments() throws -> [String] {
        let file = try #require(
            Tree.files("Resources/clinics", ["yaml"]).first { $0.path.hasSuffix("rules-anesthesia.yaml") })
        let comment = file.lines.prefix { $0.hasPrefix("#") }
        let english = try #require(comment.firstIndex { $0.hasPrefix("# A nurse manager") })
        return [comment[..<english], comment[english...]].map { $0.joined(separator: "\n") }
    }

    @Test("are each explained where the sheet is edited, in Chinese and in English")
    func explained() throws {
        let keys = try Self.keys()
        #expect(keys.isSuperset(of: ["rules", "ladder", "checkInMinutes", "mark", "inOrder"]) && keys.count > 40)
        for (index, comment) in try Self.comments().enumerated() {
            let words = Set(comment.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.map(String.init))
            #expect(keys.subtracting(words).isEmpty, "\(index): \(keys.subtracting(words).sorted())")
        }
    }
}
