import Catalog
import Clinic
import Foundation
import QueueEngine
import Testing

@Suite struct `A clinic's layout` {
    /// A small layout; what a test adds stands at its end, from line 10 on.
    private static func text(_ more: String = "") -> String {
        """
        clinic: small
        hospital: {zh: 医院, en: Hospital}
        name: {zh: 门诊, en: Clinic}
        timeZone: Asia/Shanghai
        queues:
          - {queue: q, name: {zh: 队, en: Queue}, prefix: A, rules: test, form: assessment}
        rooms:
          - {room: "1", name: {zh: 1 诊室, en: Room 1}}

        \(more)
        """
    }

    /// Loads a layout from a folder of its own, with one of the shipped rule sheets beside it.
    private static func load(
        _ text: String, rules change: (String) -> String = { $0 }
    ) throws -> ClinicLayout {
        let folder = FileManager.default.temporaryDirectory.appending(path: "layout-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let root = URL(filePath: FormsFixture.folder).deletingLastPathComponent()
        let shipped = root.appending(path: "Resources/clinics/rules-anesthesia.yaml")
        let renamed = try String(contentsOf: shipped, encoding: .utf8)
            .replacing("rules: anesthesia\n", with: "rules: test\n")
        let rules = change(renamed)
        try Data(rules.utf8).write(to: folder.appending(path: "rules-test.yaml"))
        let file = folder.appending(path: "small.yaml")
        try Data(text.utf8).write(to: file)
        return try Layouts.load(file: file.path, forms: ["assessment"])
    }

    /// What is wrong with it: line and message.
    private static func problems(_ text: String, rules change: (String) -> String = { $0 }) -> [String] {
        do {
            _ = try load(text, rules: change)
            return []
        } catch let error as CatalogProblems {
            return error.problems.map { "\($0.line): \($0.message)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `what is not said has its usual value`() throws {
        let layout = try Self.load(Self.text("printers:\n  - {printer: slip, name: {zh: 单, en: Slip}, purpose: slip}"))
        #expect(layout.printer("slip")?.paper == .a5 && layout.printer("slip")?.lengths == [])
        #expect(layout.slip.languages == [] && layout.slip.arrival == nil)
        #expect(layout.queue(QueueID("q"))?.sheet.number.prefix == "A" && layout.displays.isEmpty)
    }

    @Test func `a slip's languages, where to be when, the paper in the tray and the lengths of a roll are read`() throws
    {
        let layout = try Self.load(
            Self.text(
                """
                printers:
                  - {printer: slip, name: {zh: 单, en: Slip}, purpose: slip, paper: a4}
                  - {printer: ticket, name: {zh: 票, en: Ticket}, purpose: ticket, lengths: [120, 160]}
                slip:
                  languages: [ug]
                  arrival: {minutes: 45, place: {zh: 住院部 3 楼, en: 3rd floor, ug: 3-قەۋەت}}
                """))
        #expect(layout.printer("slip")?.paper == .a4)
        #expect(layout.printer("ticket")?.lengths == [120, 160])
        #expect(layout.slip.languages == ["ug"])
        #expect(layout.slip.arrival?.minutes == 45 && layout.slip.arrival?.place["ug"] == "3-قەۋەت")
    }

    @Test(arguments: [
        ("slip: {arrival: {minutes: 1441, place: {zh: 楼, en: Floor}}}", "10: 1441 is not between 0 and 1440."),
        ("slip: {languages: [fr]}", "10: “fr” is none of zh, en, ug."),
        ("slip: {arrivals: 30}", "10: “arrivals” is no key here; there are languages, arrival. Did you mean arrival?"),
        (
            "printers:\n  - {printer: t, name: {zh: 票, en: Ticket}, purpose: test}",
            "11: “test” is none of slip, ticket."
        ),
        (
            "printers:\n  - {printer: t, name: {zh: 票, en: Ticket}, purpose: ticket, paper: a4}",
            "11: paper is for a slip printer."
        ),
        (
            "printers:\n  - {printer: s, name: {zh: 单, en: Slip}, purpose: slip, lengths: [100]}",
            "11: lengths is for a ticket printer."
        ),
        (
            "printers:\n  - {printer: t, name: {zh: 票, en: Ticket}, purpose: ticket, lengths: [0]}",
            "11: 0 is not between 1 and \(ClinicLayout.Printer.longest)."
        ),
    ])
    func `a mistake is told with its line and what would be right`(_ wrong: String, _ sentence: String) {
        #expect(Self.problems(Self.text(wrong)) == [sentence])
    }

    @Test func `a form that is not there, a zone that is none, and a room that stands twice`() {
        #expect(
            Self.problems(Self.text().replacing("form: assessment", with: "form: assessmnt"))
                == ["6: “assessmnt” is no form here; there are assessment. Did you mean assessment?"])
        #expect(
            Self.problems(Self.text().replacing("Asia/Shanghai", with: "Beijing"))
                == ["4: “Beijing” is no time zone; China is Asia/Shanghai."])
        let twice = Self.text().replacing("rooms:\n", with: "rooms:\n  - {room: \"1\", name: {zh: 一, en: One}}\n")
        #expect(Self.problems(twice) == ["9: The room 1 stands twice: give this one another."])
    }

    @Test func `no two numbers read the same: prefixes, marks, and a sheet under another name`() {
        func second(_ prefix: String) -> String {
            Self.text().replacing(
                "rooms:\n",
                with:
                    "  - {queue: r, name: {zh: 二, en: Two}, prefix: \(prefix), rules: test, form: assessment}\nrooms:\n"
            )
        }
        #expect(Self.problems(second("B")).isEmpty)
        #expect(
            Self.problems(second("A1")) == [
                "7: Numbers of A1 may read like those of A: give this queue another prefix."
            ])
        #expect(Self.problems(second("复")) == ["7: A prefix is one to three capital letters or digits: A."])
        let extra = "quotas: {day: 5, extra: {most: 2, mark: 复}}\n"
        #expect(
            Self.problems(Self.text(), rules: { $0 + extra }).first?
                .contains("The mark 复 is that of numbers of an earlier day: use another one.") == true)
        #expect(
            Self.problems(Self.text(), rules: { $0.replacing("rules: test\n", with: "rules: busy\n") })
                == ["6: The sheet in that file says that it is busy: name both alike."])
    }

    @Test func `one mistake in a sheet is told once, whatever else names its queues`() {
        let text = Self.text(
            """
            displays:
              - {display: hall, name: {zh: 屏, en: Screen}, queues: [q, r], languages: [zh]}
              - {display: other, name: {zh: 屏, en: Screen}, queues: [nowhere], languages: [zh]}
            """
        ).replacing(
            "rooms:\n",
            with: "  - {queue: r, name: {zh: 二, en: Two}, prefix: B, rules: test, form: assessment}\nrooms:\n")
        #expect(Self.problems(text) == ["13: “nowhere” is no queue here; there are q, r."])
        let wrong = Self.problems(text, rules: { $0.replacing("leastCalls: 3", with: "leastCalls: three") })
        #expect(wrong.count == 2 && wrong.last == "13: “nowhere” is no queue here; there are q, r.")
        #expect(wrong.first?.contains("a whole number") == true)
    }

    @Test func `where a queue's name cannot be read, no screen is called wrong for naming one`() {
        let text = Self.text(
            "displays:\n  - {display: hall, name: {zh: 屏, en: Screen}, queues: [q], languages: [zh]}"
        ).replacing("queue: q,", with: "queu: q,")
        let found = Self.problems(text)
        #expect(found.count == 1 && found[0].hasPrefix("6: “queu” is no key here"))
    }
}
