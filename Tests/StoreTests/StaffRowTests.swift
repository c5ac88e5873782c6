import Clinic
import QueueEngine
import Testing

@Suite struct StaffRowTests {
    @Test("Staff come back as saved, all of them by username", arguments: Engine.allCases)
    func staff(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let password = try PasswordHash(password: "a password", salt: [1, 2, 3], rounds: 2)
            let doctor = StaffAccount(username: "doctor", name: "王医生", roles: [.doctor, .admin], password: password)
            let desk = StaffAccount(username: "desk", name: "李护士", roles: [.desk], password: password)
            try await store.write { transaction in
                try transaction.save(doctor)
                try transaction.save(desk)
            }
            #expect(try await store.read { try $0.staff(username: "doctor") } == doctor)
            #expect(try await store.read { try $0.staff(username: "nobody") } == nil)
            #expect(try await store.read { try $0.allStaff() } == [desk, doctor])
            var renamed = doctor
            renamed.name = "王主任"
            try await store.write { [renamed] in try $0.save(renamed) }
            #expect(try await store.read { try $0.allStaff() } == [desk, renamed])
        }
    }

    @Test("Expired sessions are removed, and one alone", arguments: Engine.allCases)
    func sessions(_ engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.write { transaction in
                for second in 0..<4 { try transaction.save(Self.session(second)) }
            }
            try await store.write { try $0.deleteSessions(expiredBefore: morning.adding(seconds: 2)) }
            try await store.write { try $0.deleteSession(tokenHash: "3") }
            try await store.write { try $0.deleteSession(tokenHash: "unknown") }
            try await store.read { reader throws in
                #expect(try reader.session(tokenHash: "1") == nil)
                #expect(try reader.session(tokenHash: "2") == Self.session(2))
                #expect(try reader.session(tokenHash: "3") == nil)
            }
        }
    }

    @Test("A request's outcome is kept by key and asker", arguments: Engine.allCases)
    func idempotency(_ engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.write { transaction in
                try transaction.save(record(key: "k", actor: "desk", outcome: "1"))
                try transaction.save(record(key: "k", actor: "doctor", outcome: "2"))
            }
            try await store.read { reader throws in
                #expect(try reader.idempotencyRecord(key: "k", actor: "desk") == record(key: "k", outcome: "1"))
                #expect(try reader.idempotencyRecord(key: "k", actor: "doctor")?.outcome == "2")
                #expect(try reader.idempotencyRecord(key: "k", actor: "admin") == nil)
                #expect(try reader.idempotencyRecord(key: "K", actor: "desk") == nil)
            }
        }
    }

    @Test("Old outcomes are removed, and a key is used anew", arguments: Engine.allCases)
    func oldOutcomes(_ engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.write { transaction in
                for second in 0..<3 {
                    try transaction.save(record(key: "\(second)", createdAt: morning.adding(seconds: Double(second))))
                }
                try transaction.deleteIdempotencyRecords(before: morning.adding(seconds: 1))
                try transaction.save(record(key: "2", outcome: "anew"))
            }
            try await store.read { reader throws in
                #expect(try reader.idempotencyRecord(key: "0", actor: "desk") == nil)
                #expect(try reader.idempotencyRecord(key: "1", actor: "desk") != nil)
                #expect(try reader.idempotencyRecord(key: "2", actor: "desk")?.outcome == "anew")
            }
        }
    }

    private static func session(_ second: Int) -> StaffSession {
        StaffSession(
            tokenHash: "\(second)", username: "desk", expiresAt: morning.adding(seconds: Double(second)))
    }
}
