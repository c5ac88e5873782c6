@testable import Clinic
import ClinicFixture
import QueueEngine
import Testing

@Suite("The PIN that signs") struct SigningPINTests {
    private static let digits = "7391"

    private func setPIN(_ digits: String?, password: String = ClinicFixture.password, in world: World) async throws {
        _ = try await world.service.setPIN(digits, password: password, request(World.doctor))
    }

    private func sign(_ draft: DraftOutcome, _ pin: String, in world: World) async throws -> SignatureOutcome {
        try await world.service.sign(
            assessment: draft.assessment, version: draft.version, secret: .pin(pin), print: true,
            request(World.doctor))
    }

    @Test("Has four to eight digits that are not tried first")
    func rules() {
        for digits in ["739", "739173917", "73a1", "٧٣٩١", "", "739 1", "７３９１"] {
            #expect(SigningPIN.fault(in: digits)?.code == "field.pin", "\(digits)")
        }
        for digits in [
            "0000", "11111111", "1234", "4321", "7890", "0987", "3210", "1212", "123123", "73917391", "2580", "0852",
            "1968", "2004",
        ] {
            #expect(SigningPIN.fault(in: digits)?.code == "field.pin-trivial", "\(digits)")
        }
        for digits in ["7391", "73918264", "1357", "1235", "1122", "19680417", "196804"] {
            #expect(SigningPIN.fault(in: digits) == nil, "\(digits)")
        }
    }

    @Test("Is set with the password only, and is not the password", arguments: Engine.allCases)
    func set(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            #expect(try await world.service.pinState(of: World.doctor) == PINState(state: .none, triesLeft: 0))
            await #expect(throws: Conflict("signature.wrong-password")) {
                try await setPIN(Self.digits, password: "wrong", in: world)
            }
            #expect(try await world.service.pinState(of: World.doctor).state == .none)
            try await setPIN(Self.digits, in: world)
            #expect(try await world.service.pinState(of: World.doctor) == PINState(state: .set, triesLeft: 5))
            let restarted = try await world.restarted()
            _ = restarted
            try await setPIN(nil, in: world)
            #expect(try await world.service.pinState(of: World.doctor).state == .none)
        }
    }

    @Test("Signs in the password's stead; without one it says so")
    func signs() async throws {
        let world = try await World()
        let draft = try await world.completeDraft()
        await #expect(throws: Conflict("signature.no-pin")) { try await sign(draft, Self.digits, in: world) }
        try await setPIN(Self.digits, in: world)
        await #expect(throws: Conflict("signature.wrong-pin", ["left": "4"])) {
            try await sign(draft, "7392", in: world)
        }
        #expect(try await sign(draft, Self.digits, in: world).revision == 1)
        #expect(try await world.service.pinState(of: World.doctor).triesLeft == 5)
    }

    @Test("Is locked by the fifth wrong try in a row, over any time, until the password has signed")
    func locked() async throws {
        let world = try await World()
        try await setPIN(Self.digits, in: world)
        let draft = try await world.completeDraft()
        for left in (1..<SigningPIN.tryLimit).reversed() {
            await #expect(throws: Conflict("signature.wrong-pin", ["left": "\(left)"])) {
                try await sign(draft, "7392", in: world)
            }
            world.clock.advance(seconds: 3600)
        }
        #expect(try await world.service.pinState(of: World.doctor) == PINState(state: .set, triesLeft: 1))
        await #expect(throws: Conflict("signature.pin-locked")) { try await sign(draft, "7392", in: world) }
        await #expect(throws: Conflict("signature.pin-locked")) { try await sign(draft, Self.digits, in: world) }
        #expect(try await world.service.pinState(of: World.doctor) == PINState(state: .locked, triesLeft: 0))
        #expect(world.store.events.count { $0.type == "pin-locked" } == 1)
        await #expect(throws: Conflict("signature.wrong-password")) { try await world.sign(draft, password: "wrong") }
        #expect(try await world.service.pinState(of: World.doctor).state == .locked)
        #expect(try await world.sign(draft).revision == 1)
        #expect(try await world.service.pinState(of: World.doctor) == PINState(state: .set, triesLeft: 5))
    }

    @Test("The right one on the last try opens it again")
    func lastTry() async throws {
        let world = try await World()
        try await setPIN(Self.digits, in: world)
        let draft = try await world.completeDraft()
        for _ in 1..<SigningPIN.tryLimit { _ = try? await sign(draft, "7392", in: world) }
        #expect(try await sign(draft, Self.digits, in: world).revision == 1)
        #expect(try await world.service.pinState(of: World.doctor).triesLeft == SigningPIN.tryLimit)
        #expect(!world.store.events.contains { $0.type == "pin-locked" })
    }

    @Test("Of many tries at once no more than five are checked")
    func atOnce() async throws {
        let world = try await World()
        try await setPIN(Self.digits, in: world)
        let draft = try await world.completeDraft()
        let wrong = await withTaskGroup(of: Bool.self) { tasks in
            for _ in 0..<20 {
                tasks.addTask {
                    do {
                        _ = try await sign(draft, "7392", in: world)
                        return false
                    } catch let conflict as Conflict {
                        return conflict.code == "signature.wrong-pin"
                    } catch {
                        return false
                    }
                }
            }
            return await tasks.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(wrong == SigningPIN.tryLimit - 1)
        #expect(try await world.service.pinState(of: World.doctor).state == .locked)
    }

    @Test("Goes when an administrator sets the account anew, and never reaches the journal")
    func gone() async throws {
        let world = try await World()
        try await setPIN("739182", in: world)
        try await world.service.setStaff(
            username: "doctor", name: "王医生", roles: [.doctor], password: ClinicFixture.password)
        #expect(try await world.service.pinState(of: World.doctor).state == .none)
        #expect(world.store.events.contains { $0.type == "pin-set" })
        for event in world.store.events { #expect(!event.payload.contains("739182"), "\(event.type)") }
    }

    @Test("A repeated request to set it is kept without a hash of what it held")
    func repeated() async throws {
        let world = try await World()
        let body = #"{"pin":"7391"}"#
        let asked = request(World.doctor, key: "pin", body: body)
        let first = try await world.service.setPIN("7391", password: ClinicFixture.password, asked)
        let again = try await world.service.setPIN("7391", password: ClinicFixture.password, asked)
        #expect(first.event == again.event)
        let record = try await world.store.read { try $0.idempotencyRecord(key: "pin", actor: "doctor") }
        #expect(record != nil && record?.bodyHash != Hash.sha256(body))
    }
}
