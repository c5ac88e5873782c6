import Clinic
import ClinicFixture
import FormEngine
import QueueEngine

extension World {
    static func details(
        _ name: String?, sex: String? = nil, birthDate: String? = nil, phone: String? = nil, language: String? = nil,
        identifiers: [PersonIdentifier]? = nil
    ) -> PersonDetails {
        PersonDetails(
            name: name, sex: sex, birthDate: birthDate, phone: phone, language: language, identifiers: identifiers)
    }

    static func order(
        _ patient: IssueOrder.Patient, lane: String? = nil, date: String? = nil, slot: String? = nil,
        externalID: String? = nil, print: Bool = false
    ) -> IssueOrder {
        IssueOrder(
            patient: patient, lane: lane, doctor: nil, date: date, slot: slot, externalID: externalID, print: print)
    }

    @discardableResult
    func issue(
        _ name: String, lane: String? = nil, date: String? = nil, externalID: String? = nil, print: Bool = false,
        _ request: Request = request()
    ) async throws -> IssueOutcome {
        let order = Self.order(
            .details(Self.details(name)), lane: lane, date: date, externalID: externalID, print: print)
        return try await service.issue(order, in: Self.queue, request)
    }

    func openSitting() async throws {
        _ = try await service.openSitting(
            room: Self.room, doctor: Self.doctor.username, queues: [Self.queue], request(Self.doctor))
    }

    func call(_ request: Request = request(World.doctor)) async throws -> CallOutcome {
        try await service.call(room: Self.room, chosen: nil, reason: nil, request)
    }

    /// Somebody inside, with an open assessment.
    func openAssessment(of name: String = "张三", print: Bool = false) async throws -> AssessmentOutcome {
        try await openSitting()
        try await issue(name, print: print)
        let called = try await call()
        return try await service.openAssessment(ticket: called.ticket, form: nil, request(Self.doctor))
    }

    /// A draft that can be signed, as version 2.
    func completeDraft(of name: String = "张三") async throws -> DraftOutcome {
        let opened = try await openAssessment(of: name)
        return try await service.saveDraft(
            assessment: opened.assessment, answers: try completeAnswers(), version: opened.version,
            request(Self.doctor))
    }

    func sign(
        _ draft: DraftOutcome, password: String = ClinicFixture.password, print: Bool = true,
        _ request: Request = request(World.doctor)
    ) async throws -> SignatureOutcome {
        try await service.sign(
            assessment: draft.assessment, version: draft.version, secret: .password(password), print: print, request)
    }

    /// The least that a signature takes: no to all ticks, the first of all choices, the middle of all ranges.
    func completeAnswers(_ given: Answers = [:]) throws -> Answers {
        try completeAnswers(of: try service.form("anesthesia-assessment"), given)
    }

    func completeAnswers(of form: FormDefinition, _ given: Answers) throws -> Answers {
        var answers = given
        while true {
            let missing = Set(form.evaluate(answers).missing)
            guard !missing.isEmpty else { return answers }
            for item in form.items where missing.contains(item.id) { answers[item.id] = Self.answer(to: item) }
        }
    }

    private static func answer(to item: FormItem) -> Answer {
        switch item.kind {
        case .tick: .no
        case .choice(let choices): .string(choices.first?.code ?? "")
        case .several(let choices): .list(choices.prefix(1).map(\.code))
        case .number(let range): .number(((range.min + range.max) / 2).rounded())
        case .date: .string("2026-03-09")
        case .time: .string("08:00")
        case .text: .string("-")
        }
    }
}
