/// A number that some system knows a person by: the outpatient number, an identity card.
package struct Identifier: Codable, Hashable, Sendable {
    /// Who gave it: `outpatient-number` (门诊号), `identity-card` (身份证), or a URI.
    package var system: String
    package var value: String

    package init(system: String, value: String) {
        self.system = system
        self.value = value
    }
}

/// `POST /patients`: registers a person, or updates the one whose `identifiers` are known.
/// `PATCH /patients/{id}` takes the same; absent fields stay.
package struct PatientRequest: Codable, Sendable {
    package var name: String?
    /// GB/T 2261.1 in words: `male`, `female`, `unknown`.
    package var sex: String?
    /// `1968-04-17`.
    package var birthDate: String?
    package var phone: String?
    /// The patient's language: `zh`, `en`, `ug`.
    package var language: String?
    package var identifiers: [Identifier]?

    package init(
        name: String? = nil, sex: String? = nil, birthDate: String? = nil, phone: String? = nil,
        language: String? = nil, identifiers: [Identifier]? = nil
    ) {
        self.name = name
        self.sex = sex
        self.birthDate = birthDate
        self.phone = phone
        self.language = language
        self.identifiers = identifiers
    }
}

/// What registering answers. It names nobody, so that it can be kept for a repeated request.
package struct PatientCreated: Codable, Sendable {
    package var id: String
    package var event: String
    /// True when a person with one of these identifiers was known and has been updated.
    package var updated: Bool

    package init(id: String, event: String, updated: Bool) {
        self.id = id
        self.event = event
        self.updated = updated
    }
}

/// A person, as the desk and the doctor see them.
package struct PatientResponse: Codable, Sendable {
    package var id: String
    package var name: String
    /// As public screens show it.
    package var masked: String
    package var sex: String
    package var birthDate: String?
    /// Whole years on the running clinic-day.
    package var age: Int?
    package var phone: String?
    package var language: String
    package var identifiers: [Identifier]
    /// The person's tickets of the running clinic-day.
    package var tickets: [TicketResponse]
    /// Numbers of earlier days on which the person may still return, the latest first.
    package var returns: [ReturnItem]

    package init(
        id: String, name: String, masked: String, sex: String, birthDate: String?, age: Int?,
        phone: String?, language: String, identifiers: [Identifier], tickets: [TicketResponse],
        returns: [ReturnItem] = []
    ) {
        self.returns = returns
        self.id = id
        self.name = name
        self.masked = masked
        self.sex = sex
        self.birthDate = birthDate
        self.age = age
        self.phone = phone
        self.language = language
        self.identifiers = identifiers
        self.tickets = tickets
    }
}

/// `POST /patients/searches`. Give `query` (part of a name, an identifier, the end of a phone number) or `identifier`.
package struct PatientSearchRequest: Codable, Sendable {
    package var query: String?
    package var identifier: Identifier?

    package init(query: String? = nil, identifier: Identifier? = nil) {
        self.query = query
        self.identifier = identifier
    }
}

package struct PatientSearchResponse: Codable, Sendable {
    package var patients: [PatientResponse]
    /// True when more were found than are listed.
    package var more: Bool

    package init(patients: [PatientResponse], more: Bool) {
        self.patients = patients
        self.more = more
    }
}

/// A number of an earlier day on which its patient may return (`continues`).
package struct ReturnItem: Codable, Hashable, Sendable {
    /// The earlier ticket's id.
    package var ticket: String
    /// What the number will be called today.
    package var label: String
    package var queue: String
    package var date: String

    package init(ticket: String, label: String, queue: String, date: String) {
        self.ticket = ticket
        self.label = label
        self.queue = queue
        self.date = date
    }
}
