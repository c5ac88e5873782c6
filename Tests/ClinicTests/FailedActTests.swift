import Clinic
import QueueEngine
import Testing

@Suite struct FailedActTests {
    @Test("An act that throws after it appended leaves no phantom in later reads and acts", arguments: Engine.allCases)
    func noPhantom(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            try await world.openSitting()
            try await world.issue("张三")
            let called = try await world.call()
            let before = try await world.service.todaysDay()
            // The patient comes in first; then there is no such form.
            await #expect(throws: NotFound("form")) {
                try await world.service.openAssessment(
                    ticket: called.ticket, form: "no-such-form", request(World.doctor))
            }
            #expect(try await world.service.todaysDay() == before)
            #expect(try await world.service.ticket(called.ticket).ticket.state == .called)
            let recalled = try await world.service.act(onTicket: called.ticket, request()) { .recall(ticket: $0) }
            #expect(recalled.state == "called")
            let restarted = try await world.restarted()
            #expect(try await world.service.todaysDay() == restarted.service.todaysDay())
        }
    }

    @Test("Acts that share a commit with failing ones are read as they were journalled", arguments: Engine.allCases)
    func sharedCommits(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            try await world.openSitting()
            try await world.issue("张三")
            let called = try await world.call()
            await withTaskGroup { group in
                for number in 0..<60 {
                    group.addTask { _ = try? await world.issue("病人\(number)") }
                    group.addTask {
                        _ = try? await world.service.openAssessment(
                            ticket: called.ticket, form: "no-such-form", request(World.doctor))
                    }
                    group.addTask { _ = try? await world.service.todaysDay() }
                }
            }
            let day = try await world.service.todaysDay()
            #expect(day.tickets.count == 61)
            #expect(day.lastNumbers[World.queue] == 61)
            let restarted = try await world.restarted()
            #expect(try await restarted.service.todaysDay() == day)
        }
    }

    @Test("After a commit that failed everything is as if the act had never been", arguments: Engine.allCases)
    func failedCommit(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            try await world.openSitting()
            try await world.issue("张三")
            let before = try await world.service.todaysDay()
            let lastID = world.service.feeds.lastID(of: "hall")
            world.store.failNextCommit()
            await #expect(throws: RecordingStore.CommitFailed.self) {
                try await world.issue("李四", request(key: "k"))
            }
            #expect(try await world.service.todaysDay() == before)
            #expect(world.service.feeds.lastID(of: "hall") == lastID)
            let issued = try await world.issue("李四", request(key: "k"))
            #expect(issued.label == "A002")
            let restarted = try await world.restarted()
            #expect(try await restarted.service.todaysDay() == world.service.todaysDay())
        }
    }

    @Test("A first act of the day whose commit fails leaves no open day")
    func failedOpening() async throws {
        let world = try await World()
        world.store.failNextCommit()
        await #expect(throws: RecordingStore.CommitFailed.self) { try await world.issue("张三") }
        #expect(world.store.acts == [])
        #expect(try await world.issue("张三").label == "A001")
        let types = world.store.acts.map(\.type)
        #expect(types == ["person-registered", "day-opened", "ticket-issued", "promises-told"])
    }

    @Test("A refused number leaves neither ticket nor person")
    func refusedIssue() async throws {
        let world = try await World()
        let order = World.order(.details(World.details("张三")), lane: "no-such-lane")
        await #expect(throws: Refusal.self) { try await world.service.issue(order, in: World.queue, request()) }
        #expect(try await world.service.search(query: "张三", identifier: nil).people == [])
        #expect(world.store.acts == [])
        #expect(try await world.issue("李四").number == 1)
    }
}
