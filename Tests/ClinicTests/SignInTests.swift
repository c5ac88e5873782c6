import Clinic
import ClinicFixture
import QueueEngine
import Testing

@Suite struct SignInTests {
    @Test("A token is who signed in, until twelve hours have passed")
    func session() async throws {
        let world = try await World()
        let signedIn = try await world.service.signIn(username: "doctor", password: ClinicFixture.password)
        #expect(signedIn.expiresAt == world.clock.now.adding(seconds: 12 * 3600))
        #expect(try await world.service.actor(token: signedIn.token) == World.doctor)
        #expect(try await world.service.actor(token: signedIn.token + "x") == nil)
        world.clock.advance(seconds: 12 * 3600 - 0.001)
        #expect(try await world.service.actor(token: signedIn.token) == World.doctor)
        world.clock.advance(seconds: 0.001)
        #expect(try await world.service.actor(token: signedIn.token) == nil)
    }

    @Test("A token outlives a restart and is never stored")
    func stored() async throws {
        let world = try await World()
        let token = try await world.service.signIn(username: "desk", password: ClinicFixture.password).token
        #expect(try await world.restarted().service.actor(token: token) == World.desk)
        #expect(try await world.store.read { try $0.session(tokenHash: token) } == nil)
        #expect(!world.store.events.contains { $0.payload.contains(token) })
    }

    @Test("A changed password ends what the old one had opened")
    func changed() async throws {
        let world = try await World()
        let token = try await world.service.signIn(username: "desk", password: ClinicFixture.password).token
        let other = try await world.service.signIn(username: "doctor", password: ClinicFixture.password).token
        try await world.service.setStaff(username: "desk", name: "desk", roles: [.desk], password: "a new password")
        #expect(try await world.service.actor(token: token) == nil)
        #expect(try await world.service.actor(token: other) == World.doctor)
    }

    @Test("A wrong password and an unknown name are refused alike")
    func wrong() async throws {
        let world = try await World()
        await #expect(throws: SignInRefusal.wrongNameOrPassword) {
            try await world.service.signIn(username: "doctor", password: "houzhen-dem")
        }
        for name in ["nobody", "", "Doctor", "doctor "] {
            await #expect(throws: SignInRefusal.wrongNameOrPassword) {
                try await world.service.signIn(username: name, password: ClinicFixture.password)
            }
        }
    }

    @Test("Eight wrong tries in a row, then a minute's pause, even for the right password")
    func tooMany() async throws {
        let world = try await World()
        for _ in 0..<8 {
            await #expect(throws: SignInRefusal.wrongNameOrPassword) {
                try await world.service.signIn(username: "doctor", password: "wrong")
            }
        }
        await #expect(throws: SignInRefusal.tooManyTries(seconds: 60)) {
            try await world.service.signIn(username: "doctor", password: ClinicFixture.password)
        }
        _ = try await world.service.signIn(username: "desk", password: ClinicFixture.password)
        world.clock.advance(seconds: 59.5)
        await #expect(throws: SignInRefusal.tooManyTries(seconds: 1)) {
            try await world.service.signIn(username: "doctor", password: ClinicFixture.password)
        }
        world.clock.advance(seconds: 0.5)
        _ = try await world.service.signIn(username: "doctor", password: ClinicFixture.password)
    }

    @Test("Of many wrong tries at once only the first few are checked")
    func manyAtOnce() async throws {
        let world = try await World()
        let checked = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<400 {
                group.addTask {
                    do {
                        _ = try await world.service.signIn(username: "doctor", password: "wrong \(number)")
                        return true
                    } catch {
                        return error as? SignInRefusal == .wrongNameOrPassword
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        // Eight, and those that were being checked meanwhile, one a processor.
        #expect((8..<200).contains(checked))
    }

    @Test("The right password ends the count of wrong ones")
    func countEnds() async throws {
        let world = try await World()
        for round in 0..<3 {
            for _ in 0..<7 {
                await #expect(throws: SignInRefusal.wrongNameOrPassword, "\(round)") {
                    try await world.service.signIn(username: "doctor", password: "wrong")
                }
            }
            _ = try await world.service.signIn(username: "doctor", password: ClinicFixture.password)
        }
    }

    @Test("A clock that is set back locks nobody out")
    func clockSetBack() async throws {
        let world = try await World()
        for _ in 0..<8 {
            _ = try? await world.service.signIn(username: "doctor", password: "wrong")
        }
        world.clock.advance(seconds: -3600)
        _ = try await world.service.signIn(username: "doctor", password: ClinicFixture.password)
    }

    @Test("Signing out ends that session alone")
    func signOut() async throws {
        let world = try await World()
        let first = try await world.service.signIn(username: "doctor", password: ClinicFixture.password).token
        let second = try await world.service.signIn(username: "doctor", password: ClinicFixture.password).token
        try await world.service.signOut(token: first, World.doctor)
        #expect(try await world.service.actor(token: first) == nil)
        #expect(try await world.service.actor(token: second) == World.doctor)
    }

    @Test(
        "An account's name and password have their limits",
        arguments: [
            ("nurse", 8, true), ("nurse", 7, false), ("nurse", 200, true), ("nurse", 201, false), ("", 8, false),
            ("护士", 8, false), ("a b", 8, false), (String(repeating: "n", count: 40), 8, true),
            (String(repeating: "n", count: 41), 8, false),
        ])
    func accounts(_ username: String, _ length: Int, _ isTaken: Bool) async throws {
        let world = try await World()
        let password = String(repeating: "p", count: length)
        func add() async throws {
            try await world.service.setStaff(username: username, name: "新人", roles: [.desk], password: password)
        }
        if isTaken {
            try await add()
            #expect(try await world.service.signIn(username: username, password: password).actor.roles == [.desk])
        } else {
            await #expect(throws: InvalidInput.self) { try await add() }
        }
    }
}
