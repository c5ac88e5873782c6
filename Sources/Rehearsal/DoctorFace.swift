import API
import Client

/// A doctor: calls, recalls or marks missed, and sees the patient, until nobody is expected any more.
struct DoctorFace: Sendable {
    let stage: Stage
    /// Takes back those whom this doctor marks missed.
    let desk: DeskFace
    let room: RoomResponse
    let form: FormOutline?
    let number: Int

    /// How often the doctor tries again when the calls made do not suffice.
    private static let mostRecalls = 10
    /// How long somebody sees the doctor who is not of this morning, in clinic seconds.
    private static let strangersConsultation: Double = 300

    /// Works through the morning. Patients who were missed come back in tasks of their own.
    func work() async throws {
        try await withThrowingTaskGroup(of: Void.self) { comingBack in
            var random = stage.random.branch(20_000 + number)
            while await stage.book.expected > 0 {
                guard let call = try await callNext() else {
                    try await stage.pace.wait(20, atLeast: .milliseconds(50))
                    continue
                }
                if let back = try await see(call, using: &random) {
                    comingBack.addTask { try await desk.takeBack(call.ticket.id, after: back) }
                }
            }
            try await comingBack.waitForAll()
        }
    }

    private func callNext() async throws -> CallResponse? {
        do {
            let call = try await stage.ask(.call(to: room.id, key: Stage.newKey()))
            await stage.book.note(
                .called(ticket: call.ticket.id, label: call.ticket.label, room: room.id, event: call.event))
            return call
        } catch ClientError.refused(let problem) where problem.code == "queue.nobody-waiting" {
            return nil
        }
    }

    /// Sees the called patient; or answers after how long somebody who did not come is at the desk again.
    private func see(_ call: CallResponse, using random: inout SeededRandom) async throws -> Double? {
        let ticket = call.ticket.id
        // The patient may be called before the desk has heard which number they got.
        while await stage.book.isUnsettled(ticket) { try await Task.sleep(for: .milliseconds(5)) }
        switch await stage.book.conduct(of: ticket) {
        case .comes(let after):
            try await stage.pace.wait(after)
        case .comesWhenRecalled(let after):
            try await recall(ticket)
            try await stage.pace.wait(after)
        case .missesFirst(let backAfter):
            for _ in 1..<max(room.leastCalls, 2) { try await recall(ticket) }
            try await waitOutCall()
            return try await markMissed(ticket) ? backAfter : nil
        }
        try await consult(call, using: &random)
        return nil
    }

    /// Marks the patient missed; true when they have to sign in at the desk to be called again.
    private func markMissed(_ ticket: String) async throws -> Bool {
        await stage.book.noteAbsence(of: ticket)
        for _ in 1...Self.mostRecalls {
            do {
                let missed = try await stage.ask(.markMissed(ticket, key: Stage.newKey()))
                await stage.book.note(.missed(ticket: ticket))
                return missed.ticket?.state == "missed"
            } catch ClientError.refused(let problem) where problem.code == "ticket.too-few-calls" {
                // A call that came too soon after the one before it does not count: it is said once more.
                try await recall(ticket)
            }
        }
        throw RehearsalError("a patient called \(Self.mostRecalls) times more may still not be marked missed")
    }

    private func recall(_ ticket: String) async throws {
        try await waitOutCall()
        _ = try await stage.ask(.recall(ticket, key: Stage.newKey()))
        await stage.book.note(.recalled(ticket: ticket))
    }

    /// Two calls have a least time between them, by the clinic's clock.
    private func waitOutCall() async throws {
        try await stage.pace.wait(Double(room.leastSeconds) + 5, atLeast: .milliseconds(50))
    }

    private func consult(_ call: CallResponse, using random: inout SeededRandom) async throws {
        let ticket = call.ticket.id
        _ = try await stage.ask(.begin(ticket, key: Stage.newKey()))
        let began = stage.pace.now
        await stage.book.note(.cameIn(ticket: ticket))
        let holder = await stage.book.holder(of: ticket)
        let end = began + (holder?.consultation ?? Self.strangersConsultation)
        if let form {
            let assessment = AssessmentFace(stage: stage, form: form)
            try await assessment.fill(ticket: call.ticket, from: began, until: end, using: &random)
        } else {
            try await stage.pace.wait(until: end)
        }
        _ = try await stage.ask(.complete(ticket, key: Stage.newKey()))
        await stage.book.note(.completed(ticket: ticket))
        await stage.book.noteEntry(of: ticket, at: began)
    }
}
