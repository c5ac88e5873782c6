import QueueEngine

/// What setting a PIN answered.
package struct PINOutcome: Codable, Sendable {
    package var event: String
}

extension ClinicService {
    package func pinState(of actor: Actor) async throws -> PINState {
        guard let pin = try await store.read({ try $0.staff(username: actor.username) })?.pin else {
            return PINState(state: .none, triesLeft: 0)
        }
        return PINState(state: pin.isLocked ? .locked : .set, triesLeft: pin.triesLeft)
    }

    /// Sets the PIN of somebody who knows the password; without digits takes it away.
    package func setPIN(_ digits: String?, password: String, _ request: Request) async throws -> PINOutcome {
        if let digits, let fault = SigningPIN.fault(in: digits) { throw InvalidInput([fault]) }
        guard digits != password else { throw InvalidInput([.init("pin", "field.pin-trivial")]) }
        var request = request
        // What is kept of a request must not help to guess what its body held.
        request.bodyHash = Hash.sha256(digits == nil ? "none" : "set")
        let asked = request
        if let outcome: PINOutcome = try await store.read({ [self] in try earlierOutcome(of: asked, in: $0) }) {
            return outcome
        }
        try await confirm(asked.actor, password: password)
        let salt = surroundings.randomBytes(PasswordHash.saltLength)
        let pin = try await passwordWork.run { try digits.map { try SigningPIN(digits: $0, salt: salt) } }
        return try await perform(asked) { [self] transaction, now in
            guard var account = try transaction.staff(username: asked.actor.username) else { throw NotFound("staff") }
            account.pin = pin
            try transaction.save(account)
            let event = try note(
                pin == nil ? "pin-removed" : "pin-set", on: "staff/\(account.username)", by: asked.actor, at: now,
                in: transaction)
            return PINOutcome(event: event.id)
        }
    }

    /// Asks a signed-in member of staff for the password or the PIN again, as for a signature.
    func confirm(_ actor: Actor, secret: SigningSecret) async throws {
        switch secret {
        case .password(let password):
            try await confirm(actor, password: password)
            try await forgetTries(of: actor)
        case .pin(let digits): try await confirm(actor, pin: digits)
        }
    }

    /// A try is counted before it is checked: of many at once no more than the first few are.
    private func confirm(_ actor: Actor, pin digits: String) async throws {
        let pin = try await store.write { transaction in
            guard var account = try transaction.staff(username: actor.username), var pin = account.pin else {
                throw Conflict("signature.no-pin")
            }
            guard !pin.isLocked else { throw Conflict("signature.pin-locked") }
            pin.countTry()
            account.pin = pin
            try transaction.save(account)
            return pin
        }
        guard try await passwordWork.run({ try pin.matches(digits) }) else {
            guard pin.isLocked else { throw Conflict("signature.wrong-pin", ["left": "\(pin.triesLeft)"]) }
            try await store.write { [self] transaction in
                _ = try note("pin-locked", on: "staff/\(actor.username)", by: actor, at: now(), in: transaction)
            }
            throw Conflict("signature.pin-locked")
        }
        try await forgetTries(of: actor)
    }

    private func forgetTries(of actor: Actor) async throws {
        guard let known = try await store.read({ try $0.staff(username: actor.username) })?.pin, known.wrongTries > 0
        else { return }
        try await store.write { transaction in
            guard var account = try transaction.staff(username: actor.username) else { return }
            account.pin?.forgetTries()
            try transaction.save(account)
        }
    }
}
