package import FormEngine
package import QueueEngine

/// A patient's questionnaire as the patient's phone shows it.
package struct PatientQuestionnaire: Sendable {
    package var form: FormDefinition
    package var answers: Answers
    /// Questions that the doctor has settled: the patient can change them only by word of mouth.
    package var settled: [String]
    /// The patient's language.
    package var language: String
}

extension ClinicService {
    /// The questionnaire that feeds the form of a queue; nil when there is none.
    package func questionnaire(ofQueue queue: QueueID) -> FormDefinition? {
        guard let form = layout.queue(queue)?.form else { return nil }
        return forms.values.filter { $0.feeds == form }.min { $0.id < $1.id }
    }

    /// Whether a patient with this ticket may still answer: until the visit is over, or its day is.
    package func mayAnswer(_ ticket: Ticket, on date: LocalDate) -> Bool {
        ![.done, .cancelled, .void].contains(ticket.state) && date >= today
            && questionnaire(ofQueue: ticket.queue) != nil
    }

    /// What the holder of a ticket's link is asked, and has answered. Throws `Conflict("questionnaire.closed")` when the
    /// visit is over: then nothing is shown any more, since paper gets lost.
    package func questionnaire(forLink token: String) async throws -> PatientQuestionnaire {
        let (ticket, form, date) = try await openQuestionnaire(forLink: token)
        return try await store.read { [self] in try questionnaire(form, of: ticket, on: date, in: $0) }
    }

    /// Takes in a patient's answers; nil takes one away. What the doctor has settled is named in what this returns: the
    /// patient's own word, once it is confirmed or put aside, stays as it was; what the doctor answered otherwise is
    /// taken in all the same, for the doctor is told of it. Throws ``InvalidAnswers`` when one does not fit; then nothing is saved.
    package func savePatientAnswers(
        forLink token: String, changes: [String: Answer?]
    ) async throws -> PatientQuestionnaire {
        let (ticket, form, date) = try await openQuestionnaire(forLink: token)
        let id = ticket.id.description
        return try await store.write { [self] transaction in
            var current = try questionnaire(form, of: ticket, on: date, in: transaction)
            let provenance = try transaction.assessment(ticket: id)?.provenance ?? Provenance()
            let heard = current.form.items.filter { $0.feeds.map(provenance.hasHeard) ?? false }.map(\.id)
            for (question, answer) in changes where !heard.contains(question) {
                current.answers[question] = answer
            }
            let problems = current.form.validate(current.answers)
            guard problems.isEmpty else { throw InvalidAnswers(problems: problems, form: form.id) }
            try transaction.save(
                PatientAnswers(
                    ticket: id, person: ticket.person, form: form.id, formVersion: form.version,
                    answers: current.answers, savedAt: now()))
            return current
        }
    }

    private func openQuestionnaire(
        forLink token: String
    ) async throws -> (ticket: Ticket, form: FormDefinition, date: LocalDate) {
        let (ticket, _, date) = try await ticket(ticket(forLink: token))
        guard let form = questionnaire(ofQueue: ticket.queue) else { throw NotFound("form") }
        guard mayAnswer(ticket, on: date) else { throw Conflict("questionnaire.closed") }
        return (ticket, form, date)
    }

    /// Only the questions that concern the patient leave the server: neither age nor sex does.
    private func questionnaire(
        _ whole: FormDefinition, of ticket: Ticket, on date: LocalDate, in reader: any StoreReader
    ) throws -> PatientQuestionnaire {
        let id = ticket.id.description
        let draft = try reader.assessment(ticket: id)
        guard draft?.signature == nil else { throw Conflict("questionnaire.closed") }
        let person = try reader.person(id: ticket.person)
        let fed = try whole.feeds.map { try self.form($0) }
        let form = fed.map { whole.asked(of: context(of: person, on: date), feeding: $0) } ?? whole
        let said = try reader.patientAnswers(ticket: id)?.answers ?? [:]
        let isSettled = { (question: FormItem) in
            guard let draft, let item = question.feeds else { return false }
            return draft.answers[item] != nil || draft.provenance.cleared.contains(item)
        }
        return PatientQuestionnaire(
            form: form, answers: form.usable(said), settled: form.items.filter(isSettled).map(\.id),
            language: person?.language ?? "zh")
    }
}
