import Foundation
import QueueEngine
import Testing

@testable import Catalog

@Suite("Shipped rule sheets") struct RuleSheetTests {
    static let files: [String] =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { $0.hasPrefix("rules-") }.sorted()
        ?? []
    static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Resources/clinics")

    @Test("are one for the clinic and one for each of the nine published examples")
    func count() { #expect(Self.files.count == 10) }

    @Test("read without a problem, and are called as their file", arguments: files)
    func read(_ file: String) throws {
        let sheet = try RuleSheets.load(file: Self.folder.appending(path: file).path)
        #expect(file == "rules-\(sheet.id).yaml")
        #expect(sheet.counterCount <= Round.counterLimit)
    }

    @Test("say what the published rules say")
    func content() throws {
        func sheet(_ name: String) throws -> RuleSheet {
            try RuleSheets.load(file: Self.folder.appending(path: "rules-\(name).yaml").path)
        }
        let frozen = try sheet("two-frozen")
        #expect(
            frozen.getReady == 2
                && frozen.insertions == [.init(lane: .returning, every: 2), .init(lane: .missed, every: 2)])
        #expect(frozen.pattern == [.inOrder([.lane(.first), .lane(.extra)])])
        #expect(try sheet("five-five-end-void").missed.ladder == [.after(5), .after(5), .end, .void])
        #expect(try sheet("end-of-slot").late == LateRule(afterMinutes: 0, step: .endOfSlot))
        #expect(try sheet("one-to-one-when-more-return").conditions.map(\.measure) == [.waiting(.first)])
        let booked = try sheet("booked-three-to-one")
        #expect(booked.booking.lane == .booked && booked.booking.checkInMinutes == 60)
    }
}

@Suite("A wrong rule sheet") struct WrongRuleSheetTests {
    private static func problems(_ change: (String) -> String) throws -> [String] {
        let path = RuleSheetTests.folder.appending(path: "rules-anesthesia.yaml")
        let text = change(try String(contentsOf: path, encoding: .utf8))
        do throws(CatalogProblems) {
            _ = try RuleSheets.load(yaml: text, file: "rules.yaml")
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    static let cases: [(String, String, String)] = [
        ("late: {afterMinutes: 30, step: after 2}", "late: {afterMinutes: 30, step: later}", "A step is"),
        ("tests: {step: lane returning", "tests: {step: lane nowhere", "is no lane here"),
        ("overtaking: {times: 10}", "overtaking: {times: 0}", "times is 1 to 100"),
        ("undoMinutes: 10", "undoMinutes: 999", "undoMinutes is 0 to 120"),
        ("undoMinutes: 10", "when:\n  - {if: returning beats first, use: [first]}", "A condition compares"),
        ("undoMinutes: 10", "every:\n  - {lane: missed, every: 2}", "stands in pattern and in every"),
        ("{class: military", "{class: elderly", "stands twice"),
        ("undoMinutes: 10", "undoMinute: 10", "undoMinute"),
    ]

    @Test("names the file, the line, what is wrong and what would be right", arguments: cases.indices)
    func named(_ index: Int) throws {
        let (right, wrong, said) = Self.cases[index]
        let problems = try Self.problems { $0.replacing(right, with: wrong) }
        #expect(problems.count == 1 && problems[0].contains(said), "\(problems)")
        #expect(problems[0].wholeMatch(of: #/rules\.yaml:\d+: .*/#) != nil, "\(problems)")
    }
}
