import Catalog
import Foundation
import Testing

@Suite struct FormsYAMLLimitTests {
    @Test func `a file may have its full size and no more`() throws {
        let text = "a: b\n#"
        let full = text + String(repeating: "x", count: YAMLValue.largestFile - text.utf8.count)
        _ = try YAMLValue.parse(full, file: "f")
        #expect(throws: CatalogProblem.self) { try YAMLValue.parse(full + "x", file: "f") }
    }

    @Test func `values may stand as deep in one another as the limit and no deeper`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + "x" + String(repeating: "]", count: depth)
        }
        _ = try YAMLValue.parse(nested(YAMLValue.deepest), file: "f")
        #expect(throws: CatalogProblem.self) { try YAMLValue.parse(nested(YAMLValue.deepest + 1), file: "f") }
    }

    @Test func `a file may hold as many values as the limit and no more`() throws {
        func list(_ count: Int) -> String { "[" + Array(repeating: "x", count: count - 1).joined(separator: ",") + "]" }
        _ = try YAMLValue.parse(list(YAMLValue.mostValues), file: "f")
        #expect(throws: CatalogProblem.self) { try YAMLValue.parse(list(YAMLValue.mostValues + 1), file: "f") }
    }

    @Test func `aliases that multiply are stopped`() {
        var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        for level in 1...9 {
            let repeated = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            lines.append("a\(level): &a\(level) [\(repeated)]")
        }
        let started = ContinuousClock.now
        let error = #expect(throws: CatalogProblem.self) {
            try YAMLValue.parse(lines.joined(separator: "\n"), file: "f")
        }
        #expect(error?.message.contains("more than") == true)
        #expect(ContinuousClock.now - started < .seconds(20))
    }

    @Test func `a file that is not there, or not UTF-8, is told so`() throws {
        #expect(throws: CatalogProblem.self) { try YAMLValue.read("/nowhere/form.yaml") }
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("latin-\(UUID()).yaml").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data([0x61, 0x3A, 0x20, 0xE9]).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: CatalogProblem.self) { try YAMLValue.read(path) }
        #expect(error?.message.contains("UTF-8") == true)
    }
}
