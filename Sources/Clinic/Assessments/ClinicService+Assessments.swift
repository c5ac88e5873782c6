package import FormEngine
import QueueEngine

/// What opening an assessment answered.
package struct AssessmentOutcome: Codable, Sendable {
    package var assessment: String
    package var event: String
    package var form: String
    package var formVersion: Int
    package var version: Int
}

/// What saving a draft answered.
package struct DraftOutcome: Codable, Sendable {
    package var assessment: String
    package var version: Int
}

/// The answers do not fit the form.
package struct InvalidAnswers: Error, Sendable {
    package var problems: [AnswerProblem]
    package var form: String
}

/// Another window has saved the draft meanwhile.
package struct DraftMoved: Error, Hashable, Sendable {
    package var version: Int
}

extension ClinicService {
    package func form(_ id: String) throws -> FormDefinition {
        guard let form = forms[id] else { throw NotFound("form") }
        return form
    }

    /// Stateless scoring.
    package func evaluate(form id: String, answers: Answers) throws -> Evaluation {
        let form = try form(id)
        let problems = form.validate(answers)
        guard problems.isEmpty else { throw InvalidAnswers(problems: problems, form: id) }
        return form.evaluate(answers)
    }

    /// Opens the assessment of a ticket whose patient is called or inside; the open one when there is one. The form's
    /// first entry counts as came in.
    package func openAssessment(
        ticket id: String, form formID: String?, _ request: Request
    ) async throws -> AssessmentOutcome {
        try await perform(request) { [self] transaction, now in
            let (stream, date, ticketID) = try place(ofTicket: id, in: transaction)
            guard let ticket = try days.day(stream, in: transaction).tickets[ticketID] else {
                throw Refusal(.ticketUnknown)
            }
            if let open = try transaction.assessment(ticket: id) {
                let event = try transaction.head(of: "assessment/\(open.id)")?.eventID ?? ""
                return AssessmentOutcome(
                    assessment: open.id, event: event, form: open.form, formVersion: open.formVersion,
                    version: open.version)
            }
            guard ticket.state == .called || ticket.state == .inRoom else {
                throw Refusal(.ticketWrongState, ["label": ticket.label, "state": ticket.state.rawValue])
            }
            if ticket.state == .called {
                _ = try act(
                    .comeIn(ticket: ticketID), on: stream, date: date, by: request.actor, at: now, in: transaction)
            }
            var assessment = try newAssessment(for: ticket, form: formID, date: date, at: now, in: transaction)
            let document = try document(of: try form(assessment.form))
            assessment.formSHA256 = document.sha256
            try transaction.save(document)
            try transaction.save(assessment)
            let event = try note(
                "assessment-opened", on: "assessment/\(assessment.id)",
                payload: ["ticket": id, "form": assessment.form, "formVersion": "\(assessment.formVersion)"],
                by: request.actor, at: now, in: transaction)
            return AssessmentOutcome(
                assessment: assessment.id, event: event.id, form: assessment.form,
                formVersion: assessment.formVersion, version: assessment.version)
        }
    }

    private func newAssessment(
        for ticket: Ticket, form formID: String?, date: LocalDate, at now: Instant, in reader: any StoreReader
    ) throws -> Assessment {
        guard let formID = formID ?? layout.queue(ticket.queue)?.form else { throw Conflict("assessment.no-form") }
        let form = try form(formID)
        let person = try reader.person(id: ticket.person)
        var assessment = Assessment(
            id: newID(), ticket: ticket.id.description, person: ticket.person, form: form.id,
            formVersion: form.version, answers: form.defaults(from: context(of: person, on: date)), openedAt: now)
        assessment.provenance.origins = assessment.answers.mapValues { _ in AnswerOrigin(source: .record, at: now) }
        return assessment
    }

    /// What the record says of somebody on a day.
    func context(of person: Person?, on date: LocalDate) -> PatientContext {
        PatientContext(
            age: person?.birthDate.flatMap(LocalDate.init)?.years(until: date), sex: person?.sex.rawValue)
    }

    /// Overwrites a draft whose version is still the given one; throws `DraftMoved` otherwise.
    ///
    /// - Parameter cleared: items whose offered answer the doctor puts aside, beside those of before.
    package func saveDraft(
        assessment id: String, answers: Answers, cleared: [String] = [], version: Int, _ request: Request
    ) async throws -> DraftOutcome {
        try await perform(request) { [self] transaction, _ in
            var assessment = try draft(id, version: version, in: transaction)
            let form = try form(of: assessment, in: transaction)
            let problems = form.validate(answers)
            guard problems.isEmpty else { throw InvalidAnswers(problems: problems, form: form.id) }
            assessment.provenance.take(
                answers, before: assessment.answers, offers: try offers(of: assessment, in: transaction),
                cleared: cleared.filter { form.item($0) != nil })
            assessment.provenance.savedBy = request.actor.username
            if assessment.amendment == nil {
                let document = try document(of: form)
                if assessment.formSHA256 != document.sha256 { try transaction.save(document) }
                assessment.formSHA256 = document.sha256
            }
            assessment.formVersion = form.version
            assessment.answers = answers
            assessment.version += 1
            try transaction.save(assessment)
            return DraftOutcome(assessment: id, version: assessment.version)
        }
    }

    /// The draft, when it is one and nobody has moved it.
    func draft(_ id: String, version: Int, in reader: any StoreReader) throws -> Assessment {
        guard let assessment = try reader.assessment(id: id) else { throw NotFound("assessment") }
        guard assessment.state == .draft else { throw Conflict("assessment.signed") }
        guard assessment.version == version else { throw DraftMoved(version: assessment.version) }
        return assessment
    }

    package func assessment(_ id: String) async throws -> (assessment: Assessment, printJobs: [PrintJob]) {
        try await store.read { reader in
            guard let assessment = try reader.assessment(id: id) else { throw NotFound("assessment") }
            return (assessment, try reader.printJobs(subject: id))
        }
    }
}
