import API
import Client

/// The doctor's form for one patient: opened, filled in two goes, scored on the way, signed.
struct AssessmentFace: Sendable {
    let stage: Stage
    let form: FormOutline

    /// A form that asks for more after so many rounds is broken.
    private static let mostRounds = 12

    /// Fills and signs between two clinic times.
    func fill(
        ticket: TicketReference, from begin: Double, until end: Double, using random: inout SeededRandom
    ) async throws {
        let opened = try await stage.ask(
            .openAssessment(AssessmentRequest(ticket: ticket.id), key: Stage.newKey()))
        let draft = try await stage.ask(.assessment(opened.id))
        var answers = draft.answers
        try await stage.pace.wait(until: begin + (end - begin) / 2)
        answers.merge(form.draw(form.firstHalf, date: stage.date, using: &random)) { given, _ in given }
        let half = try await save(opened.id, version: draft.version, answers: answers)
        try await complete(&answers, using: &random)
        try await stage.pace.wait(until: end)
        let version = try await save(opened.id, version: half, answers: answers)
        let signature = SignatureRequest(password: stage.password, print: true)
        _ = try await stage.ask(.sign(opened.id, version: version, signature, key: Stage.newKey()))
        await stage.book.note(.signed(assessment: opened.id, label: ticket.label))
    }

    /// Answers what is asked until the evaluation misses nothing.
    private func complete(
        _ answers: inout [String: JSONValue], using random: inout SeededRandom
    ) async throws {
        var left: [String] = []
        for _ in 1...Self.mostRounds {
            let evaluation = try await stage.ask(.evaluate(form.id, answers: answers))
            let visible = evaluation.strings("visible")
            let missing = evaluation.strings("missing")
            // What may stay open elsewhere can be asked for here.
            let open = (visible.filter { !form.isLeftOpen($0) } + missing).filter { answers[$0] == nil }
            let forbidden = evaluation.blocking.filter { answers.removeValue(forKey: $0) != nil }
            guard !open.isEmpty || !missing.isEmpty || !forbidden.isEmpty else { return }
            left = open + missing + evaluation.blocking
            answers.merge(form.draw(open, date: stage.date, using: &random)) { given, _ in given }
        }
        throw RehearsalError(
            "the form \(form.id) still wants \(left.joined(separator: ", ")) after \(Self.mostRounds) rounds")
    }

    private func save(_ id: String, version: Int, answers: [String: JSONValue]) async throws -> Int {
        try await stage.ask(.saveDraft(id, version: version, answers: answers, key: Stage.newKey())).version
    }
}

extension JSONValue {
    /// The member of that name, of an object.
    subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// The items with which a finding stands that forbids signing: their answers have to be others.
    fileprivate var blocking: [String] {
        (self["findings"]?.elements ?? []).filter { $0["blocks"] == .bool(true) }.compactMap { $0["item"]?.text }
    }

    /// The strings in the list of that name; none when there is no such list.
    func strings(_ name: String) -> [String] {
        guard case .array(let list)? = self[name] else { return [] }
        return list.compactMap(\.text)
    }

    /// The string, of a string.
    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number, of a number.
    var amount: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// The elements, of an array; else none.
    var elements: [JSONValue] {
        guard case .array(let list) = self else { return [] }
        return list
    }
}
