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

    /// What replaces what in the clinic's sheet, the words in whose line this is told, and words that are said.
    static let contradictions: [(String, String, String, String)] = [
        (
            "\nabsolute:", "\n  - {lane: first, order: slot, minutes: 9}\nabsolute:", "order: slot, minutes: 9",
            "in lanes"
        ),
        ("absolute: [urgent]", "absolute: [urgent, urgent]", "absolute: [", "stands twice in absolute"),
        (
            ", missed, priority]",
            "]\nevery:\n  - {lane: missed, every: 2}\n  - {lane: priority, every: 2}\n  - {lane: missed, every: 3}",
            "every: 3", "stands twice in every"
        ),
        (
            "undoMinutes: 10", "when:\n  - if: missed > 1\n    use:\n      - first\n      - urgent", "      - urgent",
            "Lane urgent is absolute"
        ),
        (
            ", priority]",
            "]\nevery: [{lane: priority, every: 2}]\nwhen:\n  - {if: missed > 1, use: [first, [priority]]}",
            "if: missed > 1", "Lane priority stands in every"
        ),
        ("overtaking: {times: 10}", "overtaking: {}", "overtaking: {", "overtaking limits nothing"),
        ("undoMinutes: 10", "quotas:\n  extra: {most: 3}", "  extra: {most", "give day, morning or afternoon"),
        ("undoMinutes: 10", "quotas:\n  day: 50\n  morning: 40\n  afternoon: 51", "  afternoon: 51", "at most 50"),
        ("tests: {step: lane returning", "tests: {step: void", "tests: {step: void", "Who is back from tests"),
        ("transferred: lane first", "transferred: void", "transferred: void", "Who is transferred here"),
        (
            "[lane missed, lane missed, void]", "\n    - void\n    - end\n    - void", "    - end",
            "Nothing comes after void"
        ),
        ("{class: military", "{class: elderly", "{class: elderly, title: {zh: 军人", "stands twice in priorities"),
        (
            "absolute: [urgent]", "absolute: []", "{lane: urgent,",
            "Nobody in lane urgent would be called while others wait"
        ),
        (
            ", priority]", "]\nwhen:\n  - {if: missed > 1, use: [first, priority]}", "{lane: priority, order",
            "be called unless a condition of when holds"
        ),
        ("pattern: [first, first,", "pattern:\n  [first, urgent,", "  [first, urgent", "Lane urgent is absolute"),
        ("undoMinutes: 10", "every:\n  - {lane: missed, every: 2}", "{lane: missed, every", "leave it in one of them"),
        ("undoMinutes: 10", "every:\n  - {lane: urgent, every: 2}", "{lane: urgent, every", "Lane urgent is absolute"),
        ("lanes:\n", "lanes: []\nfirst:\n", "first:", "no key here"),
    ]

    @Test("says where a sheet contradicts itself", arguments: contradictions.indices)
    func contradiction(_ index: Int) throws {
        let (right, wrong, place, said) = Self.contradictions[index]
        let problems = try Self.problems { text in
            #expect(text.contains(right))
            return text.replacing(right, with: wrong)
        }
        let line = try Self.line(of: place) { $0.replacing(right, with: wrong) }
        #expect(problems.count == 1 && problems[0].contains(said), "\(problems)")
        #expect(problems.first?.hasPrefix("rules.yaml:\(line): ") == true, "\(line): \(problems)")
    }

    /// Of the line below the comments in which some words stand.
    private static func line(of words: String, _ change: (String) -> String) throws -> Int {
        let path = RuleSheetTests.folder.appending(path: "rules-anesthesia.yaml")
        let lines = change(try String(contentsOf: path, encoding: .utf8)).split(
            separator: "\n", omittingEmptySubsequences: false)
        return try #require(lines.firstIndex { !$0.hasPrefix("#") && $0.contains(words) }) + 1
    }

    @Test("says of a condition that it would always or never hold, and takes the nearest that would not")
    func idleConditions() throws {
        func said(_ condition: String) throws -> String? {
            let problems = try Self.problems {
                $0.replacing("undoMinutes: 10", with: "when:\n  - {if: \(condition), use: [first, missed]}")
            }
            #expect(problems.count < 2, "\(problems)")
            return problems.first
        }
        for test in [">= 0", ">= -3", "> -1", "< 5001", "<= 5001"] {
            #expect(try said("missed \(test)")?.contains("always hold") == true, "\(test)")
        }
        for test in ["< 0", "< -3", "<= -1", "> 5001", ">= 99999999"] {
            #expect(try said("missed \(test)")?.contains("never hold") == true, "\(test)")
        }
        for test in [">= 1", "> 0", "< 1", "<= 0", "> first"] {
            #expect(try said("missed \(test)") == nil, "\(test)")
        }
        #expect(try said("missed >= missed")?.contains("compares a lane with itself") == true)
    }

    @Test("is none that voids the number of who is late: clinics have that rule")
    func lateVoid() throws {
        #expect(try Self.problems { $0.replacing("step: after 2", with: "step: void") } == [])
    }

    @Test(
        "tells a lane that cannot be read once, not at every line that names it",
        arguments: [
            ("{lane: missed, order: arrival", "{lane: missed, order: arival"),
            ("{lane: missed, order", "{lane: mised, order"), ("{lane: missed, order", "{lan: missed, order"),
            ("absolute: [urgent]", "absolute: [urgnt]"),
        ])
    func onlyOnce(_ right: String, _ wrong: String) throws {
        let problems = try Self.problems { $0.replacing(right, with: wrong) }
        let line = try Self.line(of: wrong) { $0.replacing(right, with: wrong) }
        #expect(problems.count == 1 && problems[0].hasPrefix("rules.yaml:\(line): "), "\(problems)")
    }

    @Test("without any lane is told so, and nothing else is")
    func noLanes() throws {
        let lanes = #/lanes:\n(  - \{lane.*\n)+/#
        let problems = try Self.problems { $0.replacing(lanes, with: "lanes: []\n") }
        #expect(problems.count == 1 && problems[0].contains("at least one lane"), "\(problems)")
    }

    /// What replaces what in the clinic's sheet, the words in whose line this is told, and the slip.
    static let slips: [(String, String, String, String)] = [
        ("\n  - {lane: returning", "\n\t- {lane: returning", "{lane: returning", "indented with a tab"),
        ("\n  leastCalls: 3", "\n\tleastCalls: 3", "leastCalls", "indented with a tab"),
        ("\n  leastSeconds: 15", "\n  \tleastSeconds: 15", "leastSeconds", "indented with a tab"),
        ("\n  leastCalls: 3", "\n　　leastCalls: 3", "leastCalls", "a full-width space"),
        ("version: 2", "version：2", "version：2", "“：”, where a plain : and a space should stand"),
        ("version: 2", "version： 2", "version： 2", "“：”"),
        ("missed:\n", "missed：\n", "missed：", "“：”"),
        ("lanes:\n", "lanes：\n\n  # those of this queue\n", "lanes：", "“：”"),
        ("ticketsPerPerson: 3", "ticketsPerPerson：3", "ticketsPerPerson", "“：”"),
        ("order: number", "order：number", "order：number", "“：”"),
        ("{prefix: A", "{prefix：A", "prefix：A", "“：”"),
        ("{prefix: A, digits", "{prefix: A， digits", "A， digits", "“，”, where a plain , and a space should stand"),
        ("late: {afterMinutes: 30, step", "late: {afterMinutes: 30，step", "30，step", "“，”"),
        ("zh: 麻醉评估门诊, en", "zh: 麻醉评估门诊，en", "门诊，en", "“，”"),
        ("[first, first, returning", "[first， first, returning", "first， first", "“，”"),
        (
            "[first, first, returning, missed, priority]", "[first、first、returning、missed、priority]", "first、first",
            "“、”"
        ),
        ("zh: 麻醉评估门诊,", "zh: “门诊: 麻醉”,", "“门诊", "quotation mark “, where a plain \" should stand"),
        ("zh: 麻醉评估门诊,", "zh: \"门诊”,", "\"门诊”", "quotation mark ”, where a plain \" should stand"),
        ("zh: 麻醉评估门诊,", "zh: \"门诊,", "\"门诊,", "This is not YAML: found unexpected end of stream"),
        ("zh: 麻醉评估门诊,", "zh：“门诊”,", "“门诊", "“：”"),
        (
            "\n  - {lane: returning", "\n  － {lane: returning", "－ {lane",
            "“－”, where a plain - and a space should stand"
        ),
        ("absolute: [urgent]", "absolute:\n  － urgent", "－ urgent", "“－”"),
        ("getReady: 1", "getReady: １", "getReady: １", "“１”, where a plain 1 should stand"),
        ("[lane missed, lane missed", "[lane　missed, lane missed", "lane　missed", "a full-width space"),
        ("undoMinutes: 10", "when: [{if: returning ＞ first, use: [first]}]", "＞", "“＞”, where a plain > should stand"),
        ("[first, first, returning, missed, priority]", "［first, first, returning, missed, priority]", "［first", "“［”"),
        ("getReady: 1", "getReady:1", "getReady:1", "After the colon a space should stand"),
        ("\n  leastCalls: 3", "\n  leastCalls:3", "leastCalls:3", "After the colon a space should stand"),
        ("\n  - {lane: returning", "\n  -{lane: returning", "-{lane", "After the dash a space should stand"),
        (
            "absolute: [urgent]", "absolute:\n  - urgent\n  -priority", "-priority",
            "After the dash a space should stand"
        ),
        ("\n  leastSeconds: 15", "\n   leastSeconds: 15", "leastSeconds", "indented as those beside it"),
        ("step: after 2}", "step: after 2", "booking:", "a { or [ that is not closed"),
        ("\n  - {lane: returning", "\n  {lane: returning", "{lane: missed, order", "has a colon and a space after it"),
    ]

    @Test("says what a Chinese keyboard types for YAML's own marks, and where", arguments: slips.indices)
    func slip(_ index: Int) throws {
        let (right, wrong, place, said) = Self.slips[index]
        let problems = try Self.problems { text in
            #expect(text.contains(right))
            return text.replacing(right, with: wrong)
        }
        let line = try Self.line(of: place) { $0.replacing(right, with: wrong) }
        #expect(problems.contains { $0.hasPrefix("rules.yaml:\(line): ") && $0.contains(said) }, "\(line): \(problems)")
    }

    @Test("whose Chinese texts have full-width marks is told only what is wrong")
    func chineseTexts() throws {
        let texts = "title: {zh: “预约”：现场，三比一、二比一【试】, en: Booked}"
        func problems(_ right: String, _ wrong: String) throws -> [String] {
            try Self.problems {
                $0.replacing("title: {zh: 麻醉评估门诊, en: Anaesthesia assessment clinic}", with: texts)
                    .replacing(right, with: wrong)
            }
        }
        #expect(try problems("", "") == [])
        for (right, wrong) in [
            ("digits: 3}", "digits: 3"), ("version: 2", "version 2"), ("digits: 3", "digits: drei"),
            (texts, "title: 麻醉：评估，一"),
        ] {
            let found = try problems(right, wrong)
            #expect(found.count == 1 && !found[0].contains("full-width"), "\(found)")
        }
    }

    @Test("has the id of another one in its folder; that its file is called otherwise is told, and works")
    func sameID() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let shipped = RuleSheetTests.folder.appending(path: "rules-anesthesia.yaml")
        func copy(_ name: String, _ id: String) throws {
            let text = try String(contentsOf: shipped, encoding: .utf8)
            let changed = text.replacing("\nrules: anesthesia", with: "\nrules: \(id)")
            try Data(changed.utf8).write(to: folder.appending(path: name))
        }
        try copy("rules-a.yaml", "one")
        try copy("rules-b.yaml", "two")
        #expect(try RuleSheets.all(in: folder.path).map(\.id) == ["one", "two"])
        let line = try Self.line(of: "rules: ") { $0 }
        let misnamed = RuleSheets.misnamed(in: folder.path)
        #expect(misnamed.map(\.line) == [line, line])
        #expect(misnamed.first?.message.contains("“one” is not this file") == true)
        let texts = CatalogTexts(
            folder: RuleSheetTests.folder.deletingLastPathComponent().appending(path: "locales").path)
        #expect(texts.lines(CatalogProblems(misnamed)).first?.contains("rules-one.yaml，或者改") == true)
        #expect(RuleSheets.misnamed(in: RuleSheetTests.folder.path).isEmpty)
        try copy("rules-c.yaml", "one")
        let error = #expect(throws: CatalogProblems.self) { try RuleSheets.all(in: folder.path) }
        let said = error?.problems.map(\.description) ?? []
        #expect(
            said.count == 1 && said[0].hasPrefix("\(folder.path)/rules-c.yaml:\(line): “one” is the id of rules-a.yaml")
        )
    }
}
