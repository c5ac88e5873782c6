import Clinic
import Testing

@Suite struct PeopleTests {
    @Test("A person comes back as saved, by id and by each identifier", arguments: Engine.allCases)
    func saved(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let saved = Person(
                id: "p", name: "阿卜杜热合曼·买买提依明", sex: .male, birthDate: "1968-04-17", phone: "13800138000",
                language: "ug", identifiers: [number("00123"), number("6501", system: PersonIdentifier.identityCard)])
            try await store.write { try $0.save(saved) }
            try await store.read { reader throws in
                #expect(try reader.person(id: "p") == saved)
                #expect(try reader.person(identifier: number("00123")) == saved)
                #expect(try reader.person(identifier: number("6501", system: PersonIdentifier.identityCard)) == saved)
                #expect(try reader.person(identifier: number("6501")) == nil)
                #expect(try reader.person(id: "q") == nil)
            }
        }
    }

    @Test("An identifier belongs to one person", arguments: Engine.allCases)
    func identifierTaken(_ engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.write { try $0.save(person("p", name: "张三", identifiers: [number("1")])) }
            await #expect(throws: IdentifierTaken(identifier: number("1"))) {
                try await store.write { try $0.save(person("q", name: "李四", identifiers: [number("2"), number("1")])) }
            }
            #expect(try await store.read { try $0.person(identifier: number("2")) } == nil)
        }
    }

    @Test("An identifier that was taken off a person is free again", arguments: Engine.allCases)
    func identifierFreed(_ engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.write { try $0.save(person("p", name: "张三", identifiers: [number("1")])) }
            try await store.write { try $0.save(person("p", name: "张三", identifiers: [number("2")])) }
            try await store.write { try $0.save(person("q", name: "李四", identifiers: [number("1")])) }
            #expect(try await store.read { try $0.person(identifier: number("1")) }?.id == "q")
        }
    }

    static let queries: [(query: String, found: [String])] = [
        ("张", ["张三", "张三丰"]), ("三丰", ["张三丰"]), ("smith", ["John Smith"]), ("100%", ["100%_\\"]),
        ("%", ["100%_\\"]), ("_", ["100%_\\"]), ("\\", ["100%_\\"]), ("_\\", ["100%_\\"]), ("%张%", []),
        ("8000", ["张三"]), ("1380", []), ("00123", ["John Smith"]), ("0012", []),
        ("AB12", ["John Smith"]), ("ab12", []), ("John  Smith", []), ("John\nSmith", []),
        (Self.uyghur, [Self.uyghur]), ("مەمەتئىمىن", [Self.uyghur]), (" 张三丰 ", ["张三丰"]), ("'; DROP TABLE people;", []),
    ]
    static let uyghur = "ئابدۇرەھمان مەمەتئىمىن ئوغلى ھاجى"

    @Test("People are found by part of the name, the phone's end or a whole identifier", arguments: Engine.allCases)
    func search(_ engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.write { transaction in
                try transaction.save(person("1", name: "张三丰"))
                try transaction.save(person("2", name: "张三", phone: "13800138000"))
                try transaction.save(
                    person("3", name: "John Smith", identifiers: [number("00123"), number("AB12", system: "card")]))
                try transaction.save(person("4", name: "100%_\\"))
                try transaction.save(person("5", name: Self.uyghur))
            }
            for (query, expected) in Self.queries {
                let found = try await store.read { try $0.people(matching: query, limit: 20) }
                #expect(found.map(\.name) == expected, "\(query)")
            }
        }
    }

    @Test("A search is ordered by name, then id, and stops at its limit", arguments: Engine.allCases)
    func limit(_ engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.write { transaction in
                for (id, name) in [("3", "王五"), ("2", "王一"), ("1", "王五"), ("4", "王")] {
                    try transaction.save(person(id, name: name))
                }
            }
            let found = try await store.read { try $0.people(matching: "王", limit: 3) }
            #expect(found.map(\.id) == ["4", "2", "1"])
        }
    }
}
