import Clinic
import QueueEngine
import Testing

@Suite struct PersonRulesTests {
    /// One for all of them: they only register.
    private static let shared = Task { try await World() }

    /// The faults of registering with these details, as `field: code`; none when they are taken.
    private func faults(_ details: PersonDetails) async throws -> [String] {
        do {
            _ = try await Self.shared.value.service.register(details, request())
            return []
        } catch let invalid as InvalidInput {
            return invalid.faults.map { "\($0.field): \($0.code)" }
        }
    }

    @Test(
        "Names are as they are given, within their length",
        arguments: [
            ("张三", []), ("", ["name: field.empty"]), (" \u{3000} ", ["name: field.empty"]),
            (String(repeating: "长", count: 60), []), (String(repeating: "长", count: 61), ["name: field.too-long"]),
            (String(repeating: "𠅤", count: 60), []), ("e" + String(repeating: "\u{301}", count: 59), []),
            ("e" + String(repeating: "\u{301}", count: 60), ["name: field.too-long"]),
            ("ئابدۇرەھمان مەمەتئىمىن ئوغلى ئەخمەتجان ھاجى", []), ("张\u{0}三", ["name: field.unprintable"]),
            ("张\n三", ["name: field.unprintable"]), ("\u{202E}张三", ["name: field.unprintable"]),
            ("Smith \u{2066}J", ["name: field.unprintable"]), ("a\u{200D}b", []), ("\u{E000}三", []),
        ])
    func names(_ name: String, _ expected: [String]) async throws {
        #expect(try await faults(World.details(name)) == expected)
    }

    @Test(
        "Birth dates are days that were",
        arguments: [
            ("2026-03-02", true), ("2026-03-03", false), ("1896-01-01", true), ("1895-12-31", false),
            ("2024-02-29", true), ("2023-02-29", false), ("1968-4-17", false), ("1968-+4-17", false), ("", false),
        ])
    func birthDates(_ date: String, _ isTaken: Bool) async throws {
        #expect(
            try await faults(World.details("张三", birthDate: date)) == (isTaken ? [] : ["birthDate: field.birth-date"]))
    }

    @Test(
        "Phones are digits and what stands between them",
        arguments: [
            ("+86 (991) 123-4567", true), (String(repeating: "1", count: 30), true),
            (String(repeating: "1", count: 31), false), ("138x", false), ("１３８", false), ("", true),
        ])
    func phones(_ phone: String, _ isTaken: Bool) async throws {
        #expect(try await faults(World.details("张三", phone: phone)) == (isTaken ? [] : ["phone: field.phone"]))
    }

    @Test("Sexes and languages are those that are known")
    func choices() async throws {
        for sex in ["male", "female", "unknown"] { #expect(try await faults(World.details("张三", sex: sex)) == []) }
        for language in ["zh", "en", "ug"] {
            #expect(try await faults(World.details("张三", language: language)) == [])
        }
        let wrong = try await faults(World.details("", sex: "男", language: "fr"))
        #expect(wrong == ["name: field.empty", "sex: field.not-one-of", "language: field.not-one-of"])
    }

    @Test(
        "Identifiers have a system and a value, within their length",
        arguments: [(1, 1, true), (64, 64, true), (65, 1, false), (1, 65, false), (0, 1, false), (1, 0, false)])
    func identifiers(_ system: Int, _ value: Int, _ isTaken: Bool) async throws {
        let identifier = PersonIdentifier(
            system: String(repeating: "s", count: system), value: String(repeating: "1", count: value))
        let found = try await faults(World.details("张三", identifiers: [identifier]))
        #expect(found == (isTaken ? [] : ["identifiers: field.identifier"]))
    }

    @Test("A person has ten identifiers at most")
    func tenIdentifiers() async throws {
        let eleven = (0...10).map { PersonIdentifier(system: "s\($0)", value: "1") }
        #expect(try await faults(World.details("张三", identifiers: Array(eleven.prefix(10)))) == [])
        #expect(try await faults(World.details("张三", identifiers: eleven)) == ["identifiers: field.too-many"])
    }

    @Test("Blanks around are taken off")
    func trimmed() async throws {
        let world = try await World()
        let outcome = try await world.service.register(
            World.details("  张三\u{3000}", phone: " 138 ", identifiers: [PersonIdentifier(system: " s ", value: " 1 ")]),
            request())
        let person = try await world.service.person(outcome.person)
        #expect(person.name == "张三" && person.phone == "138")
        #expect(person.identifiers == [PersonIdentifier(system: "s", value: "1")])
    }

    @Test("A search finds twenty at most and says when there are more")
    func search() async throws {
        let world = try await World()
        for number in 1...20 {
            _ = try await world.service.register(World.details("张\(number)"), request())
        }
        var found = try await world.service.search(query: "张", identifier: nil)
        #expect(found.people.count == 20 && !found.more)
        _ = try await world.service.register(World.details("张21"), request())
        found = try await world.service.search(query: "张", identifier: nil)
        #expect(found.people.count == 20 && found.more)
        await #expect(throws: InvalidInput.self) { try await world.service.search(query: " ", identifier: nil) }
    }
}
