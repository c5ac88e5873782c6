package import FormEngine
package import QueueEngine

/// What others have said about a patient, beside the assessment that is being filled.
package struct Offers: Sendable {
    /// The id of the form that is filled.
    package var form: String
    /// Those that are not settled, in the order of the form.
    package var open: [Offer]
    package var last: LastAssessment?
}

/// The newest signed assessment of the same person, and what is answered otherwise now.
package struct LastAssessment: Sendable {
    package var id: String
    package var revision: Int
    package var form: String
    package var signedAt: Instant
    package var doctorName: String
    package var changes: [AnswerChange]
    /// Numbers of then, by item, that have to be measured or asked anew.
    package var numbers: [String: Double]
}

/// An item that was answered then and is answered otherwise now.
package struct AnswerChange: Hashable, Sendable {
    package var item: String
    package var before: Answer
    package var after: Answer
}

/// Somebody else's answers are neither confirmed nor put aside. It can be signed once they are.
package struct UnconfirmedAnswers: Error, Sendable {
    package var form: String
    package var items: [String]
}

extension ClinicService {
    /// So many earlier assessments are looked at for what a form can start from.
    static let earlierAssessments = 10

    /// What is offered to the assessment of a ticket, open or still to be opened.
    ///
    /// - Parameter formID: the form that will be filled; that of the open draft, else the queue's, when nil.
    package func offers(ofTicket id: String, form formID: String?) async throws -> Offers {
        let (ticket, _, _) = try await ticket(id)
        return try await store.read { [self] reader in
            let draft = try reader.assessment(ticket: id)
            guard let name = draft?.form ?? formID ?? layout.queue(ticket.queue)?.form else {
                throw Conflict("assessment.no-form")
            }
            let form = try form(name)
            let earlier = try earlier(person: ticket.person, ticket: id, in: reader)
            let isSigned = draft?.signature != nil
            let all = isSigned ? [:] : try offers(ticket: id, form: form, earlier: earlier, in: reader)
            let open = (draft?.provenance ?? Provenance()).open(all, answers: draft?.answers ?? [:])
            return Offers(
                form: form.id, open: form.items.compactMap { open[$0.id] },
                last: earlier.first.map { last($0, against: draft?.answers ?? [:], of: form) })
        }
    }

    /// - Parameter actor: whose reading of the last assessment is journalled.
    package func offers(ofTicket id: String, form: String?, by actor: Actor) async throws -> Offers {
        let offers = try await offers(ofTicket: id, form: form)
        if let last = offers.last { try await noteReading(of: last.id, revision: last.revision, .record, by: actor) }
        return offers
    }

    /// All that others have said about a draft's items, settled or not, by item.
    func offers(of draft: Assessment, in reader: any StoreReader) throws -> [String: Offer] {
        // Correcting what was signed asks for nobody's word anew.
        guard draft.amendment == nil else { return [:] }
        let earlier = try earlier(person: draft.person, ticket: draft.ticket, in: reader)
        return try offers(ticket: draft.ticket, form: try form(draft.form), earlier: earlier, in: reader)
    }

    /// The patient's newer word goes before what an earlier assessment says.
    private func offers(
        ticket: String, form: FormDefinition, earlier: [Assessment], in reader: any StoreReader
    ) throws -> [String: Offer] {
        var offers: [String: Offer] = [:]
        func add(_ answers: Answers, _ origin: AnswerOrigin) {
            for (item, answer) in answers where offers[item] == nil {
                offers[item] = Offer(item: item, answer: answer, origin: origin)
            }
        }
        if let said = try reader.patientAnswers(ticket: ticket), let questionnaire = forms[said.form] {
            add(questionnaire.fed(said.answers, into: form), AnswerOrigin(source: .patient, at: said.savedAt))
        }
        for assessment in earlier {
            guard let signedAt = assessment.signature?.signedAt else { continue }
            add(form.carried(assessment.answers), AnswerOrigin(source: .last, at: signedAt))
        }
        return offers
    }

    /// The person's signed assessments for other tickets, the newest first.
    func earlier(person: String, ticket: String, in reader: any StoreReader) throws -> [Assessment] {
        let signed = try reader.assessments(person: person).filter { $0.ticket != ticket && $0.signature != nil }
        func moment(_ assessment: Assessment) -> Instant {
            assessment.signature?.signedAt ?? Instant(milliseconds: 0)
        }
        return try signed.sorted { moment($0) > moment($1) }.prefix(Self.earlierAssessments).map {
            try asSigned($0, in: reader)
        }
    }

    private func last(_ last: Assessment, against answers: Answers, of form: FormDefinition) -> LastAssessment {
        let changes = form.items.filter { $0.defaultFrom != .age }.compactMap { item -> AnswerChange? in
            guard let before = last.answers[item.id], let after = answers[item.id], before != after else { return nil }
            return AnswerChange(item: item.id, before: before, after: after)
        }
        let measured = form.items.filter { $0.defaultFrom == nil }
        let numbers = measured.reduce(into: [String: Double]()) { $0[$1.id] = last.answers[$1.id]?.number }
        return LastAssessment(
            id: last.id, revision: last.signature?.revision ?? 1, form: last.form,
            signedAt: last.signature?.signedAt ?? last.openedAt,
            doctorName: last.signature?.doctorName ?? "", changes: changes, numbers: numbers)
    }

    /// Throws ``UnconfirmedAnswers`` while somebody else's answers to visible items are not settled.
    func requireSettledOffers(of draft: Assessment, visible: [String], in reader: any StoreReader) throws {
        let open = draft.provenance.open(try offers(of: draft, in: reader), answers: draft.answers)
        let items = visible.filter { open[$0] != nil }
        guard items.isEmpty else { throw UnconfirmedAnswers(form: draft.form, items: items) }
    }
}
