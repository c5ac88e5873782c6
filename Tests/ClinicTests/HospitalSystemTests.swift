import Clinic
import QueueEngine
import Testing

@Suite struct HospitalSystemTests {
    static let number = PersonIdentifier(system: PersonIdentifier.outpatientNumber, value: "MZ001")
    static let card = PersonIdentifier(system: PersonIdentifier.identityCard, value: "650102196804170011")

    @Test("An external id seen before is the same ticket", arguments: Engine.allCases)
    func externalID(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            let first = try await world.issue("张三", externalID: "HIS-1", request(key: "1"))
            try await world.issue("李四", externalID: "HIS-2")
            let again = try await world.issue("张三", externalID: "HIS-1", request(key: "2"))
            #expect(again.ticket == first.ticket)
            #expect(again.event == first.event)
            #expect(again.label == first.label)
            #expect(try await world.service.todaysDay().tickets.count == 2)
        }
    }

    @Test("An external id that many send at the same moment is one ticket", arguments: Engine.allCases)
    func concurrentExternalID(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            let tickets = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<30 {
                    group.addTask { try await world.issue("张三", externalID: "HIS-1").ticket }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(tickets.count == 1)
        }
    }

    @Test("An external id is never another queue's or another patient's ticket")
    func otherExternalID() async throws {
        let world = try await World()
        let first = try await world.issue("张三", externalID: "HIS-1")
        let stranger = try await world.service.register(World.details("李四"), request()).person
        let used = Conflict("ticket.external-id-used", ["label": first.label])
        await #expect(throws: used) {
            let order = IssueOrder(
                patient: .known(stranger), lane: nil, doctor: nil, date: nil, slot: nil, externalID: "HIS-1",
                print: false)
            return try await world.service.issue(order, in: World.queue, request())
        }
        await #expect(throws: used) {
            let order = World.order(.details(World.details("张三")), externalID: "HIS-1")
            return try await world.service.issue(order, in: QueueID("endoscopy"), request())
        }
        // Whom nobody has registered yet is somebody else too, with a number of the hospital's or without.
        for identifiers in [nil, [Self.number]] {
            var details = World.details("乙二")
            details.identifiers = identifiers
            let order = World.order(.details(details), externalID: "HIS-1")
            await #expect(throws: used) { _ = try await world.service.issue(order, in: World.queue, request()) }
        }
        let empty = InvalidInput([.init("externalId", "field.empty")])
        await #expect(throws: empty) { _ = try await world.issue("丙三", externalID: "  ") }
    }

    @Test("A mistyped number never renames somebody else, while a name alone is corrected")
    func mistyped() async throws {
        let world = try await World()
        func details(_ name: String, sex: String, birthDate: String) -> PersonDetails {
            PersonDetails(
                name: name, sex: sex, birthDate: birthDate, phone: nil, language: nil,
                identifiers: [PersonIdentifier(system: PersonIdentifier.outpatientNumber, value: "26110401")])
        }
        let known = try await world.service.register(details("王芳", sex: "female", birthDate: "1982-11-11"), request())
        await #expect(throws: Conflict("patient.does-not-match")) {
            try await world.service.register(details("李四", sex: "male", birthDate: "1990-01-01"), request())
        }
        #expect(try await world.service.person(known.person).name == "王芳")
        let corrected = try await world.service.register(
            details("王方", sex: "female", birthDate: "1982-11-11"), request())
        #expect(corrected.person == known.person)
        #expect(try await world.service.person(known.person).name == "王方")
    }

    @Test("An external id has a longest length", arguments: [(0, false), (1, true), (64, true), (65, false)])
    func externalIDLimit(_ length: Int, _ isTaken: Bool) async throws {
        let world = try await World()
        let id = String(repeating: "9", count: length)
        if isTaken {
            try await world.issue("张三", externalID: id)
        } else {
            await #expect(throws: InvalidInput.self) { try await world.issue("张三", externalID: id) }
        }
    }

    @Test("Registering with a known identifier updates the person and keeps what is not said")
    func update() async throws {
        let world = try await World()
        let first = try await world.service.register(
            World.details("张三", sex: "male", phone: "13800138000", identifiers: [Self.number]), request())
        let second = try await world.service.register(
            World.details("张三丰", birthDate: "1968-04-17", identifiers: [Self.card, Self.number]), request())
        #expect(second.person == first.person)
        #expect(!first.updated && second.updated)
        let person = try await world.service.person(first.person)
        #expect(person.name == "张三丰")
        #expect(person.sex == .male)
        #expect(person.phone == "13800138000")
        #expect(person.birthDate == "1968-04-17")
        #expect(Set(person.identifiers) == [Self.number, Self.card])
        let found = try await world.service.search(query: nil, identifier: Self.card)
        #expect(found.people == [person])
    }

    @Test("A ticket for details with a known identifier is for the person who has it")
    func issueForKnown() async throws {
        let world = try await World()
        let known = try await world.service.register(World.details("张三", identifiers: [Self.number]), request())
        let order = World.order(.details(World.details("张三", identifiers: [Self.number])))
        let issued = try await world.service.issue(order, in: World.queue, request())
        #expect(try await world.service.ticket(issued.ticket).ticket.person == known.person)
    }

    @Test("Identifiers of two persons are a conflict, and neither is changed")
    func twoPersons() async throws {
        let world = try await World()
        let first = try await world.service.register(World.details("张三", identifiers: [Self.number]), request())
        let second = try await world.service.register(World.details("李四", identifiers: [Self.card]), request())
        await #expect(throws: Conflict("patient.two-persons")) {
            try await world.service.register(
                World.details("王五", identifiers: [Self.number, Self.card]), request())
        }
        await #expect(throws: Conflict("patient.two-persons")) {
            try await world.service.correct(
                person: second.person, World.details("王五", identifiers: [Self.number]), request())
        }
        #expect(try await world.service.person(first.person).name == "张三")
        #expect(try await world.service.person(second.person).name == "李四")
    }

    @Test("An identifier that is said twice is one")
    func identifierTwice() async throws {
        let world = try await World()
        let outcome = try await world.service.register(
            World.details("张三", identifiers: [Self.number, Self.number]), request())
        #expect(try await world.service.person(outcome.person).identifiers == [Self.number])
    }

    @Test("A corrected number of a system takes the place of the former")
    func correctedIdentifier() async throws {
        let world = try await World()
        let outcome = try await world.service.register(World.details("张三", identifiers: [Self.number]), request())
        let corrected = PersonIdentifier(system: Self.number.system, value: "MZ002")
        _ = try await world.service.correct(
            person: outcome.person, World.details(nil, identifiers: [corrected]), request())
        #expect(try await world.service.person(outcome.person).identifiers == [corrected])
        #expect(try await world.service.search(query: nil, identifier: Self.number).people == [])
    }
}
