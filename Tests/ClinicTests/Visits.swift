import Clinic
import ClinicFixture
import FormEngine
import QueueEngine

/// Visits of one person, one after the other.
extension World {
    /// Somebody who was assessed before is back, and called.
    func back(_ person: String) async throws -> String {
        let ticket = try await service.issue(World.order(.known(person)), in: World.queue, request()).ticket
        _ = try await call()
        _ = try await service.act(onTicket: ticket, request(World.doctor)) { .comeIn(ticket: $0) }
        return ticket
    }

    func leave(_ ticket: String) async throws {
        _ = try await service.act(onTicket: ticket, request(World.doctor)) { .complete(ticket: $0) }
        clock.advance(seconds: 600)
    }

    /// Opens the assessment of somebody who is back, with these answers and the least that it takes, and signs it.
    ///
    /// - Parameter form: the queue's own when nil.
    func sign(
        _ ticket: String, _ given: Answers, form name: String? = nil
    ) async throws -> (id: String, answers: Answers) {
        let opened = try await service.openAssessment(ticket: ticket, form: name, request(World.doctor))
        let answers = try completeAnswers(of: try service.form(name ?? "anesthesia-assessment"), given)
        let draft = try await service.saveDraft(
            assessment: opened.assessment, answers: answers, version: opened.version, request(World.doctor))
        _ = try await sign(draft)
        return (opened.assessment, answers)
    }
}
