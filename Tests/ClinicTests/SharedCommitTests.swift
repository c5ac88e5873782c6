import Clinic
import QueueEngine
import Testing

/// Acts that share a commit: told their place by one plan, and repeated requests among them.
@Suite struct SharedCommitTests {
    @Test("The same request many times at once gives one number and one answer", arguments: Engine.allCases)
    func sameKey(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            let outcomes = try await withThrowingTaskGroup(of: IssueOutcome.self) { group in
                for _ in 0..<100 { group.addTask { try await world.issue("张三", request(key: "k")) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(outcomes.map(\.ticket)).count == 1)
            #expect(outcomes.allSatisfy { $0.position == 1 && $0.label == "A001" })
            #expect(try await world.service.todaysDay().tickets.count == 1)
        }
    }

    @Test("A key that is used for two things at once does one of them", arguments: Engine.allCases)
    func keyReused(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            let answers = await withTaskGroup(of: Result<String, any Error>.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        let body = "\(number % 2)"
                        return await Self.result {
                            try await world.issue("病人\(body)", request(key: "k", body: body)).ticket
                        }
                    }
                    group.addTask {
                        await Self.result {
                            try await world.service.register(
                                World.details("王五"), request(key: "k", route: "POST /patients")
                            ).person
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.compactMap { try? $0.get() }).count == 1)
            for case .failure(let error) in answers { #expect(error is KeyReused) }
            let registered = world.store.events.filter { $0.type == "person-registered" }
            #expect(registered.count == 1)
        }
    }

    private static func result(_ act: () async throws -> String) async -> Result<String, any Error> {
        do { return .success(try await act()) } catch { return .failure(error) }
    }

    @Test("Of many numbers at once each is told its place in the line", arguments: Engine.allCases)
    func places(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            let outcomes = try await withThrowingTaskGroup(of: IssueOutcome.self) { group in
                for number in 0..<80 { group.addTask { try await world.issue("病人\(number)") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            // Nobody left and all are in one lane: the place is the number.
            #expect(outcomes.allSatisfy { $0.position == $0.number })
            #expect(Set(outcomes.map(\.number)) == Set(1...80))
            let day = try await world.service.todaysDay()
            for outcome in outcomes {
                let ticket = try #require(TicketID(outcome.ticket))
                #expect(day.promises[ticket]?.map(\.promise.position) == [outcome.number])
            }
        }
    }

    @Test("The place told is kept with the number: the same request after a restart hears it again")
    func afterRestart() async throws {
        let world = try await World()
        try await world.issue("张三")
        let first = try await world.issue("李四", request(key: "k"))
        let restarted = try await world.restarted()
        let again = try await restarted.issue("李四", request(key: "k"))
        #expect(again.ticket == first.ticket)
        #expect(again.position == 2 && first.position == 2)
        #expect(again.estimate == first.estimate)
    }
}
